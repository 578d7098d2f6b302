"""Running cases: as many side by side as there are cores, each in one process."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from functools import partial

from sim.experiment.running import DIED, ReplicationError
from sim.experiment.workers import Workers, WorkersDiedError
from sim.verify.catalogue import Case, Effort, catalogue
from sim.verify.outcome import Outcome, SkippedError, Value, Verdict
from sim.words import _


def chosen(pattern: str | None = None, quick: bool = False) -> list[Case]:
    """The cases whose id matches a pattern with * and ?, or holds it; those of the quick part, if asked."""
    return [
        case
        for case in catalogue().values()
        if (case.quick or not quick) and (pattern is None or fnmatch(case.id, pattern) or pattern in case.id)
    ]


def verify(cases: Sequence[Case], effort: Effort, jobs: int | None = None) -> Iterator[Outcome]:
    """What each case found, as they finish; those that use all cores by themselves come last. Raises
    ReplicationError where a process dies."""
    side_by_side = [case.id for case in cases if not case.alone]
    if jobs == 1 or len(side_by_side) < 2:
        yield from (try_case(id, effort) for id in side_by_side)
    else:
        workers = Workers(jobs, "verify", _load)
        try:
            yield from workers.run([partial(try_case, id, effort) for id in side_by_side])
        except WorkersDiedError as error:
            raise ReplicationError(_(DIED)) from error
    yield from (try_case(case.id, effort) for case in cases if case.alone)


def in_order(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """As the catalogue has them."""
    places = {id: place for place, id in enumerate(catalogue())}
    return sorted(outcomes, key=lambda outcome: places[outcome.id])


def try_case(id: str, effort: Effort) -> Outcome:
    """One case, tried. An error in it is a verdict too: it differs, and the note says how."""
    case = catalogue()[id]
    began = time.perf_counter()
    values: tuple[Value, ...] = ()
    verdict: Verdict = "differs"
    figure, note = None, ""
    try:
        found = case.run(effort)
        values, figure = tuple(found.values), found.figure
        verdict, note = found.verdict(), found.said()
    except SkippedError as error:
        verdict, note = "skipped", str(error)
    except Exception as error:
        note = _("failed: {kind}: {what}").format(kind=type(error).__name__, what=error)
    seconds = time.perf_counter() - began
    return Outcome(case.id, case.group, case.title, case.source, verdict, note, seconds, values, figure)


def _load() -> None:
    """What a process does before its first case."""
    catalogue()
