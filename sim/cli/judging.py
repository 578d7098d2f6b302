"""`claims`: what studies claim, judged."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer
from rich.text import Text

from sim.cache import cache_folder
from sim.cli.exits import FAILED
from sim.cli.printing import console, grid, progress_bars
from sim.cli.simulating import saying_what_is_kept
from sim.experiment.unfinished import until_finished
from sim.experiment.whole import LOCK
from sim.words import _, ngettext

if TYPE_CHECKING:
    from sim.experiment import Judgement
    from sim.scenario import Study


UNFINISHED = "claims_unfinished"  # in the cache folder


@dataclass(frozen=True)
class Manner:
    """How to simulate; None: as the study says, or the default."""

    replications: int | None
    seed: int | None
    jobs: int | None
    clock: str


def judge_all(path: Path, file: Path | None, manner: Manner) -> None:
    """Judge the claims of a study, or of all studies in a folder; print them, and write them as JSON if a
    file is given. Leaves with the exit code that says how it went."""
    studies = _studies(path)
    judged: list[Judgement] = []
    with _opened(file) as output, _keeping() as place:
        ran = [_judge(name, study, manner, judged, place) for name, study in studies.items()]
        if output:
            rows = [judgement.row() for judgement in judged]
            output.write(json.dumps(rows, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    if not all(ran):
        raise typer.Exit(FAILED)


@contextmanager
def _keeping() -> Iterator[Path | None]:
    """Where finished replications are kept, which is found again wherever the command is given; None where
    nothing can be written there."""
    folder = cache_folder() / UNFINISHED
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / LOCK).touch()
    except OSError:
        yield None
        return
    with until_finished(folder) as place, saying_what_is_kept(place):
        yield place


def _studies(path: Path) -> dict[Path, Study]:
    """The studies that claim something, by file. Raises ScenarioError with what is wrong with any of them."""
    from sim.measure import MEASURES
    from sim.scenario import ScenarioError, load_study
    from sim.scenario.study import is_study

    files = sorted(each for each in path.rglob("*.yaml") if is_study(each)) if path.is_dir() else [path]
    studies, problems = {}, []
    for file in files:
        try:
            studies[file] = load_study(file, measures=MEASURES)
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    found = {file: study for file, study in studies.items() if study.claims}
    if not found:
        text = _("nothing is claimed in {path}: no study there has the key claims")
        raise typer.BadParameter(text.format(path=path), param_hint="PATH")
    return found


@contextmanager
def _opened(file: Path | None) -> Iterator[TextIO | None]:
    """The file to write, opened before the work, since what cannot be written should fail then; it takes its
    place when it is whole."""
    if file is None:
        yield None
        return
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    place = file if file.exists() and not file.is_file() else beside  # a pipe or a device cannot be replaced
    try:
        with place.open("w", encoding="utf-8") as output:
            yield output
        if place is beside:
            beside.replace(file)
    except OSError as error:
        error.filename = str(file)
        raise
    finally:
        beside.unlink(missing_ok=True)


def _judge(
    file: Path, study: Study, manner: Manner, judged: list[Judgement], unfinished: Path | None
) -> bool:
    """Judge a study, print it, add to what is judged; whether it could be run."""
    from sim.experiment import ReplicationError, judge

    try:
        with progress_bars() as watch:
            found = judge(
                study, manner.replications, manner.seed, manner.clock, manner.jobs, watch, unfinished
            )
    except ReplicationError as error:
        print(f"{file}: {error}", file=sys.stderr)
        return False
    judged += found
    _print(study, found)
    return True


# --- words ---------------------------------------------------------------------------------------


def _print(study: Study, found: Sequence[Judgement]) -> None:
    out = console()
    out.print(Text(study.title, "bold"))
    heads = (_("Claim"), _("Verdict"), _("Wanted"), _("Found"), _("The answer flips at"))
    out.print(grid(heads, [_row(study, each) for each in found], numbers=False))
    together = sum(each.confidence for each in found) / len(found)
    text = ngettext(
        "Judged at {confidence:.3g}% confidence; {runs} replications.",
        "Judged at {confidence:.3g}% confidence in all {n} verdicts together; {runs} replications.",
        len(found),
    )
    out.print(Text(text.format(confidence=100 * together, n=len(found), runs=found[0].replications), "dim"))
    out.print()


def _row(study: Study, found: Judgement) -> tuple[str | Text, ...]:
    verdict = {"holds": _("holds"), "fails": _("fails"), "can't tell": _("can't tell")}[found.verdict]
    colour = {"holds": "cyan", "fails": "magenta"}.get(found.verdict, "")
    mark = "\n" + _("(illustration)") if found.kind == "illustration" else ""
    return (
        Text.assemble(found.say, (f" ({found.source})", "dim")),
        Text.assemble((verdict, colour), (mark, "dim")),
        found.wanted,
        _figure(study, found),
        _flip(found),
    )


def _figure(study: Study, found: Judgement) -> str:
    from sim.measure import MEASURES
    from sim.report import amounts

    currency = study.designs[found.designs[0]].currency
    figures = [each for each in (found.estimate, found.low, found.high) if math.isfinite(each)]
    relative = amounts.Scale(100.0, "%", "%")
    scale = relative if found.unit == "relative" else amounts.scale(found.unit, figures, currency)
    show = amounts.value if len(found.designs) == 1 else amounts.difference
    figure = show(found.estimate, found.low, found.high, scale)
    figure = amounts.bracketed(figure, amounts.interval(found.low, found.high, scale))
    title = _(MEASURES[found.measure].title)
    title = f"{title}, {found.part}" if found.part else title
    untold = found.reason if found.verdict == "can't tell" and not found.given else ""
    return f"{title}: {figure}" + (f"; {untold}" if untold else "")


def _flip(found: Judgement) -> str:
    if not found.given:
        return ""
    told = found.flips_as_written or found.reason
    return f"{found.given}: {told}"
