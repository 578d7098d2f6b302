"""What is said of cases, the same of those of a log and of a simulation's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.incident_log import ASIDE, BACK, Case

Numbers = NDArray[np.float64]

SURE = 1.96  # standard errors to either side: 95%


@dataclass(frozen=True)
class Cases:
    """What became of cases, one each; hand-overs and hours are those until a case was first closed."""

    ended_at: Numbers
    """line, 1 to 3"""
    handovers: Numbers
    aside: Numbers
    """of them, to another team of the same line"""
    back: Numbers
    """of them, to a lower line"""
    reopened: Numbers
    """how often"""
    hours: Numbers

    def __len__(self) -> int:
        return len(self.hours)


@dataclass(frozen=True)
class Figure:
    """A mean over cases; a case to which it does not apply has NaN."""

    key: str
    what: str
    unit: Literal["share", "count", "days"]
    of: Callable[[Cases], Numbers]

    def estimate(self, cases: Cases) -> tuple[float, float, int]:
        """Its value, the standard deviation between cases, and to how many it applies."""
        found = self.of(cases)
        found = found[~np.isnan(found)]
        return float(found.mean()), float(found.std()), len(found)


def interval(value: float, deviation: float, cases: int, unit: str) -> tuple[float, float]:
    """95% by the normal law for a mean over so many cases; for a share Wilson's (JASA 22, 1927)."""
    if unit != "share":
        half = SURE * deviation / np.sqrt(cases)
        return value - half, value + half
    weight = SURE**2 / cases
    middle = (value + weight / 2) / (1 + weight)
    half = float(np.sqrt(value * (1 - value) * weight + weight**2 / 4)) / (1 + weight)
    return middle - half, middle + half


def cases_of_log(cases: Iterable[Case]) -> Cases:
    """As the log has them."""
    rows = []
    for case in cases:
        first = case.rounds[0]
        lefts = [stay.left for stay in first]
        hours = sum(stay.hours for stay in first)
        handed = (len(first) - 1, lefts.count(ASIDE), lefts.count(BACK))
        rows.append((first[-1].line, *handed, len(case.rounds) - 1, hours))
    return Cases(*np.array(rows, float).reshape(-1, 6).T)


def _among(name: str, low: float, high: float = np.inf) -> Callable[[Cases], Numbers]:
    """1 for cases with `low` to `high` of what is named, else 0."""

    def of(cases: Cases) -> Numbers:
        numbers = getattr(cases, name)
        return ((numbers >= low) & (numbers <= high)).astype(float)

    return of


def _within_a_day(handed_over: bool) -> Callable[[Cases], Numbers]:
    def of(cases: Cases) -> Numbers:
        return np.where((cases.handovers > 0) == handed_over, cases.hours <= 24, np.nan)

    return of


FIGURES = (
    *(Figure(f"ended_{n}", f"ended at line {n}", "share", _among("ended_at", n, n)) for n in (1, 2, 3)),
    Figure("handovers", "hand-overs a case", "count", lambda cases: cases.handovers),
    *(
        Figure(
            f"handovers_{n}",
            "1 hand-over" if n == 1 else f"{n} hand-overs",
            "share",
            _among("handovers", n, n),
        )
        for n in (0, 1, 2)
    ),
    Figure("handovers_3_4", "3 or 4 hand-overs", "share", _among("handovers", 3, 4)),
    Figure("handovers_5_9", "5 to 9 hand-overs", "share", _among("handovers", 5, 9)),
    Figure("handovers_10", "10 hand-overs or more", "share", _among("handovers", 10)),
    Figure("aside", "of them, to a team of the same line", "count", lambda cases: cases.aside),
    Figure("back_1", "handed back to a lower line", "share", _among("back", 1)),
    Figure("back_2", "twice or more: ping-pong", "share", _among("back", 2)),
    Figure("reopened", "reopened", "share", _among("reopened", 1)),
    Figure("reopened_2", "twice or more", "share", _among("reopened", 2)),
    *(
        Figure(f"within_{hours}h", f"closed within {said}", "share", _among("hours", 0, hours))
        for hours, said in (
            *((1, "an hour"), (8, "8 hours"), (24, "a day")),
            *((72, "3 days"), (168, "a week"), (720, "30 days")),
        )
    ),
    Figure("days", "days until closed", "days", lambda cases: cases.hours / 24),
    Figure("day_kept", "closed within a day, never handed over", "share", _within_a_day(False)),
    Figure("day_handed", "closed within a day, handed over", "share", _within_a_day(True)),
)
