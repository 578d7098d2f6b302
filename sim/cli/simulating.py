"""`compare` and `run`: simulate, write the report, print a summary."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from sim.cli.exits import FAILED, INTERRUPTED
from sim.cli.printing import Watched, busy_with, console, grid, progress_bars, warn
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison
    from sim.report.tables import Cell
    from sim.scenario import Scenario, Study

LONGEST_NAME = 80  # of a report's file
RECORD = "_record"  # what the name of a record has behind the report's
MUCH = 1e11  # contacts; a core simulates some 1e6 a second, and so takes a day for them
UNFINISHED = ".unfinished"  # and of the folder with replications of a run that is not finished


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
    from sim.experiment.unfinished import until_finished
    from sim.scenario import Study

    names = list(designs.designs) if isinstance(designs, Study) else [scenario.name for scenario in designs]
    if manner.baseline is not None and manner.baseline not in names:
        text = _("no design is called {name}; there are {names}")
        raise typer.BadParameter(
            text.format(name=manner.baseline, names=", ".join(names)), param_hint="--baseline"
        )
    name = _report_name(files)
    record = output / f"{name}{RECORD}" if keeping.record else None
    _mind_the_work(designs, manner)
    # What cannot be written should fail before the work, not after.
    with until_finished(output / f".{name}{UNFINISHED}") as unfinished, saying_what_is_kept(unfinished):
        with progress_bars() as watch:
            progress = _Counted(watch(_("Simulating")))
            comparison = compare(
                designs,
                progress=progress,
                record=record,
                overwrite=keeping.overwrite,
                unfinished=unfinished,
                **asdict(manner),
            )
        if progress.before:
            text = _("Finished before: {n} of {all} runs, which were not simulated again.")
            print(text.format(n=progress.before, all=progress.all))
        if record:
            print(_("Record: {path}").format(path=record))
        present(comparison, output / f"{name}.html")
        if comparison.interrupted:
            raise KeyboardInterrupt
    if any(results.unstable for results in comparison.results.values()):
        raise typer.Exit(FAILED)


def _mind_the_work(designs: Study | Sequence[Scenario], manner: Manner) -> None:
    """Say beforehand that a run takes days: volumes and lengths are easily a thousand times too large."""
    from sim.experiment.experiments import REPLICATIONS
    from sim.experiment.running import contacts_of
    from sim.scenario import Study

    study = designs if isinstance(designs, Study) else None
    scenarios = list(designs.designs.values()) if isinstance(designs, Study) else designs
    runs = manner.replications or (study.replications if study else REPLICATIONS)
    contacts = runs * sum(contacts_of(scenario) for scenario in scenarios)
    if contacts > MUCH:
        text = _(
            "Mind this: some {n:,.0f} billion contacts are to be simulated; that takes days. "
            "Ctrl-C ends it; what is finished is kept."
        )
        print(text.format(n=contacts / 1e9), file=sys.stderr)


@contextmanager
def saying_what_is_kept(unfinished: Path) -> Iterator[None]:
    """Whatever ends the work early says whether it can be taken up again."""
    from sim.experiment.unfinished import is_begun

    kept = _("What is finished is kept: the same command goes on from there.")
    try:
        yield
    except KeyboardInterrupt:
        text = kept if is_begun(unfinished) else _("Interrupted before the first replication was finished.")
        print(text, file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:
        if is_begun(unfinished):
            error.add_note(kept)
        raise


class _Counted:
    """Progress, and how much was finished before."""

    def __init__(self, progress: Watched):
        self.progress, self.compiling = progress, progress.compiling
        self.before: int | None = None
        self.all = 0

    def __call__(self, done: int, to_do: int) -> None:
        if self.before is None:
            self.before, self.all = done, to_do
        self.progress(done, to_do)


def present(comparison: Comparison, path: Path) -> None:
    """Write the report, print the summary and where the report is."""
    with busy_with(_("Writing the report")):
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
