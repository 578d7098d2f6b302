"""The value of an assumed effect at which the answer to a claim flips."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import pairwise

from sim.words import _

HALVINGS = 3  # of the range, before the last step is drawn as a straight line


@dataclass(frozen=True)
class Flip:
    """The value at which the answer flips, the one nearest to today's; or None, and why there is none."""

    at: float | None = None
    why: str = ""


Search = Generator[list[float], list[float], Flip]
"""Yields values to be tried together, is sent their margins, and returns what it found."""


def flip(
    ends: tuple[float, float], now: float | None, whole: bool, written: Callable[[float], str]
) -> Search:
    """Where between the ends a margin changes its sign: found by bisection, the last step along a chord.

    A margin is above zero where the claim holds, nan where nothing can be said. At most 3 + 2 x HALVINGS are
    asked for, mostly 3 + HALVINGS. `now` is the value as it stands, if there is one; where only `whole`
    numbers may stand, the answer is the first one on the other side. `written` says values in words.
    """
    points = sorted({*ends, *([now] if now is not None and ends[0] < now < ends[1] else [])})
    margins = dict(zip(points, (yield points), strict=True))
    unsaid = [point for point in points if math.isnan(margins[point])]
    found = []
    for low, high in pairwise(point for point in points if point not in unsaid):
        if (margins[low] > 0) != (margins[high] > 0):
            crossing = yield from _crossing((low, high), (margins[low], margins[high]), whole)
            found.append(_first_beyond(crossing, margins[low] > 0, now) if whole else crossing)
    if found:
        middle = sum(ends) / 2 if now is None else now
        return Flip(min(found, key=lambda value: abs(value - middle)))
    if unsaid:
        text = _("nothing can be said at {values}")
        return Flip(why=text.format(values=", ".join(map(written, unsaid))))
    holds = margins[points[0]] > 0
    text = _("the claim holds at {values} alike") if holds else _("the claim fails at {values} alike")
    return Flip(why=text.format(values=", ".join(map(written, points))))


def _crossing(
    ends: tuple[float, float], margins: tuple[float, float], whole: bool
) -> Generator[list[float], list[float], float]:
    """Where a line through the margins at the ends, drawn closer and closer, passes through zero."""
    (low, high), (at_low, at_high) = ends, margins
    for _halving in range(HALVINGS):
        middle = float(round((low + high) / 2)) if whole else (low + high) / 2
        if middle in (low, high):
            break
        (at_middle,) = yield [middle]
        if math.isnan(at_middle):
            break
        if (at_middle > 0) == (at_low > 0):
            low, at_low = middle, at_middle
        else:
            high, at_high = middle, at_middle
    return low + (high - low) * at_low / (at_low - at_high)


def _first_beyond(crossing: float, holds_below: bool, now: float | None) -> float:
    """The first whole number on the other side of a crossing, seen from now; on the crossing claims fail."""
    above = math.ceil(crossing) if holds_below else math.floor(crossing) + 1
    return float(above - 1 if now is not None and now > crossing else above)
