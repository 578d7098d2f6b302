"""Amounts as bars from zero, each with its interval; the page draws them as lines of SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.report import amounts
from sim.report.findings import Estimate
from sim.report.tables import Cell, value

WIDEST = 98.0  # percent of the width


@dataclass(frozen=True)
class Part:
    """A piece of a bar, one after the other from zero: a colour and a share of the whole."""

    colour: str
    share: float


@dataclass(frozen=True)
class Amount:
    """What a bar is to show."""

    name: str
    estimate: Estimate
    parts: list[Part]


@dataclass(frozen=True)
class Segment:
    """A piece of a bar as it is drawn, in percent of the width."""

    colour: str
    start: float
    width: float


@dataclass(frozen=True)
class Range:
    """A bar as it is drawn: `low`, `mean`, `high` in percent of the width, nan where there is none."""

    name: str
    cell: Cell
    low: float
    mean: float
    high: float
    segments: list[Segment] = field(default_factory=list)

    @property
    def has_interval(self) -> bool:
        return math.isfinite(self.low)


def ranges(of: Sequence[Amount], unit: str, currency: str = "") -> list[Range]:
    """Bars on one scale, which begins at zero. What has no figure is left out."""
    shown = [amount for amount in of if math.isfinite(amount.estimate.mean)]
    ends = [end for amount in shown for end in (amount.estimate.mean, amount.estimate.high)]
    most = max((end for end in ends if math.isfinite(end)), default=0.0)
    by = amounts.scale(unit, [amount.estimate.mean for amount in shown], currency)
    return [_range(amount, by, WIDEST / most if most > 0 else 0.0) for amount in shown]


def _range(amount: Amount, by: amounts.Scale, width: float) -> Range:
    of, segments, start = amount.estimate, [], 0.0
    for part in amount.parts:
        segments.append(Segment(part.colour, start, part.share * of.mean * width))
        start += segments[-1].width
    low, mean, high = (width * end for end in (of.low, of.mean, of.high))
    return Range(amount.name, value(of, by), low, mean, high, segments)
