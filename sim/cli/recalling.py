"""`report` and `reproduce`: what a record says, and whether it comes out again."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from sim.cli.exits import FAILED, INTERRUPTED
from sim.cli.printing import progress_bars
from sim.cli.simulating import RECORD, present
from sim.words import _, ngettext

if TYPE_CHECKING:
    from sim.experiment.archive.reproducing import Reproduction

SHOWN = 10  # of the files that are not the same


def redraw(folder: Path, output: Path | None) -> None:
    """Write the report of a record again, beside it or into another folder, and print the summary."""
    from sim.experiment.archive.reading import Archive
    from sim.scenario.files import shown_path

    archive = Archive.open(folder)
    archive.check()
    whole = folder.resolve()
    path = (output or whole.parent) / f"{whole.name.removesuffix(RECORD)}.html"
    present(archive.comparison(), Path(shown_path(path)))


def reproduce(folder: Path, jobs: int | None, output: Path | None) -> None:
    """Simulate a record again and say whether every file is the same; leaves with the exit code for that."""
    from sim.experiment.archive import reproducing
    from sim.experiment.archive.manifest import read_manifest

    manifest, whole = read_manifest(folder), folder.resolve()
    if output and (output / whole.name).exists():
        text = _("{folder} is there already").format(folder=output / whole.name)
        raise typer.BadParameter(text, param_hint="--output")
    place = nullcontext(output) if output else TemporaryDirectory(prefix=".reproduced_", dir=whole.parent)
    try:
        with place as parent, progress_bars() as watch:
            again = Path(parent) / whole.name
            found = reproducing.reproduce(manifest, again, jobs, watch(_("Simulating again")))
    except KeyboardInterrupt:
        print(_("Interrupted before the first replication was finished."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    _print(found)
    if found.differing:
        raise typer.Exit(FAILED)
    if found.interrupted:
        raise typer.Exit(INTERRUPTED)


def _print(found: Reproduction) -> None:
    if found.interrupted:
        print(_("Interrupted: not all replications were simulated again."))
    if not found.differing:
        text = ngettext(
            "Reproduced: {n} file is the same, byte for byte.",
            "Reproduced: {n} files are the same, byte for byte.",
            found.files,
        )
        print(text.format(n=found.files))
        return
    text = ngettext(
        "Not reproduced: of {n} file, {m} is not the same:",
        "Not reproduced: of {n} files, {m} are not the same:",
        found.files,
    )
    print(text.format(n=found.files, m=len(found.differing)))
    for path in found.differing[:SHOWN]:
        print(f"  {path}")
    if len(found.differing) > SHOWN:
        print("  ...")
    if found.unlike:
        print(_("The same is promised for the same versions on one kind of machine. What differs:"))
        for text in found.unlike:
            print(f"  {text}")
