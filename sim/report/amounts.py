"""Numbers as a reader should see them: in a fitting unit, with no more digits than the interval supports.

A figure is rounded by half its interval, of which the first two digits are kept if they are below 36, else
the first (the rule of the Particle Data Group, Review of Particle Physics, 5.3): 45.37 with an interval from
38.6 to 52.1 is shown as 45, with one from 44.0 to 46.7 as 45.4.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sim.words import N_, _

MINUS = "\N{MINUS SIGN}"
UNKNOWN = "\N{EN DASH}"
THIN = "\N{NARROW NO-BREAK SPACE}"
TWO_DIGITS = 3.55  # half an interval is kept to two digits if it begins with less, else to one
MOST_DIGITS = 3  # significant, of any figure: readers compare figures, they do not compute with them


@dataclass(frozen=True)
class Scale:
    """A unit to show figures in: what to multiply by, and the words behind a figure and a difference."""

    factor: float
    label: str
    difference_label: str


SECONDS = {"s": 1.0, "hours": 3600.0}  # in one of the unit
# least size in seconds from which a time is shown in this unit, its seconds, its name
TIME_STEPS = (
    (172800.0, 86400.0, N_("days")),
    (7200.0, 3600.0, N_("h")),
    (180.0, 60.0, N_("min")),
    (0.0, 1.0, N_("s")),
)


def scale(unit: str, figures: Iterable[float], currency: str = "") -> Scale:
    """The scale that fits the largest of `figures`, which are in a measure's `unit`."""
    largest = max((abs(figure) for figure in figures if math.isfinite(figure)), default=0.0)
    if unit == "share":
        return Scale(100.0, "%", _("pp"))
    if unit == "share_per_year":
        return Scale(100.0, _("% a year"), _("pp a year"))
    if unit in SECONDS:
        size, label = next(
            (size, label) for least, size, label in TIME_STEPS if largest * SECONDS[unit] >= least
        )
        return Scale(SECONDS[unit] / size, _(label), _(label))
    if unit == "money":
        factor, label = (
            (1e-6, _("M {currency}").format(currency=currency)) if largest >= 1e6 else (1.0, currency)
        )
        return Scale(factor, label, label)
    return Scale(1.0, "", "")  # the measure's title says what is counted


def places(low: float, high: float, figure: float) -> int:
    """Decimal places (negative: tens, hundreds...) that an interval from `low` to `high` supports.

    No more than make `MOST_DIGITS` digits of `figure`; so many without an interval, or with one that has no
    width but rounding errors.
    """
    supported = _supported((high - low) / 2) if has_width(low, high) else None
    if figure == 0 or not math.isfinite(figure):
        return supported or 0
    most = MOST_DIGITS - 1 - math.floor(math.log10(abs(figure)))
    return most if supported is None else min(supported, most)


def _supported(half: float) -> int:
    leading = math.floor(math.log10(half))
    return -leading + (half < TWO_DIGITS * 10.0**leading)


def has_width(low: float, high: float) -> bool:
    """Whether there is an interval, wider than rounding errors."""
    width = high - low
    return math.isfinite(width) and width > 1e-9 * max(abs(low), abs(high))


def number(figure: float, decimals: int) -> str:
    """A figure rounded to a place, thousands apart, with a true minus; a dash where there is none."""
    if math.isnan(figure):
        return UNKNOWN
    if math.isinf(figure):
        return "∞" if figure > 0 else MINUS + "∞"
    rounded = round(figure, decimals)
    text = f"{abs(rounded):,.{max(decimals, 0)}f}".replace(",", THIN)
    return MINUS + text if rounded < 0 else text


def with_unit(text: str, label: str) -> str:
    return text + label if label[:1] in ("", "%") else f"{text}\N{NO-BREAK SPACE}{label}"


def value(mean: float, low: float, high: float, by: Scale) -> str:
    """A mean, such as `45 s`; a dash where there is none."""
    if math.isnan(mean):
        return UNKNOWN
    mean, low, high = mean * by.factor, low * by.factor, high * by.factor
    return with_unit(number(mean, places(low, high, mean)), by.label)


def exact(figure: float, by: Scale) -> str:
    """A figure that somebody chose, such as `20 s`."""
    return with_unit(f"{figure * by.factor:g}", by.label)


def interval(low: float, high: float, by: Scale) -> str:
    """An interval, such as `38 to 52`, without its unit; empty where it is too narrow to be seen.

    An end that is not zero is not rounded to zero when the other lies on its side.
    """
    low, high = low * by.factor, high * by.factor
    if not has_width(low, high):
        return ""
    supported = places(low, high, max(low, high, key=abs))
    ends = []
    for end in (low, high):
        decimals = supported
        if low * high > 0 and round(end, decimals) == 0:
            decimals = -math.floor(math.log10(abs(end)))
        ends.append(number(end, decimals))
    return _("{low} to {high}").format(low=ends[0], high=ends[1]) if ends[0] != ends[1] else ""


def difference(mean: float, low: float, high: float, by: Scale) -> str:
    """A signed difference, such as `+7 pp`; a dash where there is none."""
    if math.isnan(mean):
        return UNKNOWN
    mean, low, high = mean * by.factor, low * by.factor, high * by.factor
    text = number(mean, places(low, high, mean))
    sign = "+" if mean > 0 and text.strip("0.") else ""
    return with_unit(sign + text, by.difference_label)


def size(mean: float, low: float, high: float, by: Scale) -> str:
    """How large a difference is, without sign, and its interval, if it has one: `7 pp (5 to 9)`.

    For differences whose interval lies on one side of zero.
    """
    if mean < 0:
        mean, low, high = -mean, -high, -low
    text = number(mean * by.factor, places(low * by.factor, high * by.factor, mean * by.factor))
    return bracketed(with_unit(text, by.difference_label), interval(low, high, by))


def bracketed(text: str, between: str) -> str:
    return f"{text} ({between})" if between else text
