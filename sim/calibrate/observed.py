"""What callers met, with its sampling error: days are the units, since calls of a day share its luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.counting import FULL_DAYS, span

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Figure:
    """A ratio of sums over days."""

    value: float
    error: float
    """standard error; NaN with fewer than two days"""


@dataclass(frozen=True)
class Met:
    """What callers met, of all who came in some span of time."""

    calls_a_day: Figure
    waited: Figure
    """share who had to wait"""
    abandoned: Figure
    mean_wait: Figure
    """seconds, of all who called, whether answered or not and whether they waited or not"""


def met(calls: pd.DataFrame, days: pd.DatetimeIndex) -> Met:
    """Of these calls; a day without one counts as a day."""
    import pandas as pd

    row = days.get_indexer(pd.Index(calls["day"]))
    number = np.bincount(row, minlength=len(days))

    def of(weights: NDArray[Any]) -> Figure:
        return ratio(np.bincount(row, weights=weights, minlength=len(days)), number)

    return Met(
        calls_a_day=ratio(number, np.ones(len(days))),
        waited=of((calls["wait"] > 0).to_numpy(float)),
        abandoned=of((~calls["answered"]).to_numpy(float)),
        mean_wait=of(calls["wait"].to_numpy(float)),
    )


def observed(calls: pd.DataFrame, days: pd.DatetimeIndex) -> dict[str, Met]:
    """On all days; on full days; and on full days by the hour in which a caller came in, `10:00-11:00`."""
    full_days = days[((days.day_of_week + 1) % 7) < FULL_DAYS.stop]
    full = calls[calls["weekday"] < FULL_DAYS.stop]
    found = {"all days": met(calls, days), "Sun-Thu": met(full, full_days)}
    for hour, some in full.groupby(full["arrived"] // 3600):
        found[span(2 * int(hour), 2 * int(hour) + 2)] = met(some, full_days)
    return found


def ratio(above: NDArray[Any], below: NDArray[Any]) -> Figure:
    """A ratio of sums over days and its standard error, by linearising (Cochran 1977, section 6.3)."""
    if below.sum() == 0:
        return Figure(np.nan, np.nan)
    value, days = above.sum() / below.sum(), len(below)
    error = np.sqrt((above - value * below).var(ddof=1) / days) / below.mean() if days > 1 else np.nan
    return Figure(float(value), float(error))
