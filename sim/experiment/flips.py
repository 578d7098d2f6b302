"""The value of an assumed effect at which the answer to a claim flips."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from sim.words import _

HALVINGS = 4  # of the range, before the last step is drawn as a straight line
DIGITS = 3  # significant, of the value found: luck does not support more


@dataclass(frozen=True)
class Flip:
    """The value at which the answer flips, the one nearest to today's; or None, and why there is none."""

    at: float | None
    why: str = ""


def flip(
    margin: Callable[[float], float],
    ends: tuple[float, float],
    now: float | None,
    whole: bool,
    written: Callable[[float], str],
) -> Flip:
    """Where between the ends a margin changes its sign: found by bisection, the last step along a chord.

    `margin` is above zero where the claim holds, nan where nothing can be said; it is asked at most 3 +
    2 x HALVINGS times, mostly 3 + HALVINGS. `now` is the value as it stands, if there is one; where only
    `whole` numbers may stand, the answer is the first one on the other side. `written` says values in words.
    """
    points = sorted({*ends, *([now] if now is not None and ends[0] < now < ends[1] else [])})
    margins = {point: margin(point) for point in points}
    unsaid = [point for point in points if math.isnan(margins[point])]
    known = [point for point in points if point not in unsaid]
    found = [
        _bisected(margin, (low, high), (margins[low], margins[high]), now, whole)
        for low, high in pairwise(known)
        if (margins[low] > 0) != (margins[high] > 0)
    ]
    if found:
        middle = sum(ends) / 2 if now is None else now
        return Flip(min(found, key=lambda value: abs(value - middle)))
    if unsaid:
        text = _("nothing can be said at {values}")
        return Flip(None, text.format(values=", ".join(map(written, unsaid))))
    text = (
        _("the claim holds at {values} alike") if margins[points[0]] > 0 else _("it fails at {values} alike")
    )
    return Flip(None, text.format(values=", ".join(map(written, points))))


def _bisected(
    margin: Callable[[float], float],
    ends: tuple[float, float],
    margins: tuple[float, float],
    now: float | None,
    whole: bool,
) -> float:
    (low, high), (at_low, at_high) = ends, margins
    for _halving in range(HALVINGS):
        middle = float(round((low + high) / 2)) if whole else (low + high) / 2
        if middle in (low, high):
            break
        at_middle = margin(middle)
        if math.isnan(at_middle):
            break
        if (at_middle > 0) == (at_low > 0):
            low, at_low = middle, at_middle
        else:
            high, at_high = middle, at_middle
    crossing = low + (high - low) * at_low / (at_low - at_high)
    if whole:
        downwards = now is not None and now > crossing
        return float(math.floor(crossing) if downwards else min(math.floor(crossing) + 1, high))
    return float(f"{crossing:.{DIGITS}g}")
