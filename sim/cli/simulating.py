"""`compare` and `run`: simulate, write the report, print a summary."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from sim.cli.exits import FAILED, INTERRUPTED
from sim.cli.printing import console, grid, progress_bars, warn
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison
    from sim.report.tables import Cell
    from sim.scenario import Scenario, Study

LONGEST_NAME = 80  # of a report's file
RECORD = "_record"  # what the name of a record has behind the report's


@dataclass(frozen=True)
class Manner:
    """How to simulate; None: as the study says, or the default."""

    baseline: str | None
    replications: int | None
    seed: int | None
    jobs: int | None
    clock: str


@dataclass(frozen=True)
class Keeping:
    """Whether to keep every issue, contact and leg, and whether in the place of those kept before."""

    record: bool
    overwrite: bool


def simulate(
    designs: Study | Sequence[Scenario], files: Sequence[Path], output: Path, manner: Manner, keeping: Keeping
) -> None:
    """Simulate, write the report, print the summary; leaves with the exit code that says how it went."""
    from sim.experiment import compare
    from sim.scenario import Study

    names = list(designs.designs) if isinstance(designs, Study) else [scenario.name for scenario in designs]
    if manner.baseline is not None and manner.baseline not in names:
        text = _("no design is called {name}; there are {names}")
        raise typer.BadParameter(
            text.format(name=manner.baseline, names=", ".join(names)), param_hint="--baseline"
        )
    output.mkdir(parents=True, exist_ok=True)  # what cannot be made should fail before the work, not after
    name = _report_name(files)
    record = output / f"{name}{RECORD}" if keeping.record else None
    try:
        with progress_bars() as watch:
            comparison = compare(
                designs,
                progress=watch(_("Simulating")),
                record=record,
                overwrite=keeping.overwrite,
                **asdict(manner),
            )
    except KeyboardInterrupt:
        print(_("Interrupted before the first replication was finished."), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    if record:
        print(_("Record: {path}").format(path=record))
    present(comparison, output / f"{name}.html")
    if comparison.interrupted:
        raise typer.Exit(INTERRUPTED)
    if any(results.unstable for results in comparison.results.values()):
        raise typer.Exit(FAILED)


def present(comparison: Comparison, path: Path) -> None:
    """Write the report, print the summary and where the report is."""
    written = comparison.report(path)
    _print_summary(comparison)
    print(_("Report: {path}").format(path=written))


def _report_name(files: Sequence[Path]) -> str:
    """`study.yaml` in the folder spd makes spd; other files, their own names."""
    names = [file.resolve().parent.name if file.stem == "study" else file.stem for file in files]
    return "-".join(names)[:LONGEST_NAME]


def _print_summary(comparison: Comparison) -> None:
    """Headline figures with intervals and differences, then the verdict in words."""
    from sim.report import summary

    out, told = console(), summary(comparison)
    for table in told.tables:
        out.print(grid(table.heads, [(row.name, *map(_cell, row.cells)) for row in table.rows]))
        out.print()
    for text in told.sentences:
        out.print(Text(text))
    warn(out, told.warnings)


def _cell(cell: Cell) -> Text:
    colour = {"better": "cyan", "worse": "magenta"}.get(cell.judgement or "", "")
    interval = (f" ({cell.interval})", "dim") if cell.interval else ""
    return Text.assemble(cell.text, interval, (f" {cell.words}" if cell.words else "", colour))
