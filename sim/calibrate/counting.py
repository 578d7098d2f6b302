"""Counting calls: the hours a centre is open, days that are whole, volumes, and how busy days differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.logs import weekday_of

if TYPE_CHECKING:
    import pandas as pd

DAY = 86_400
HALF_HOUR = 1_800
SLOTS = DAY // HALF_HOUR
ARTEFACT = 10  # services up to this are agents who hang up on callers to rest (Brown et al. 2005)
FULL_DAYS = slice(0, 5)  # Sunday to Thursday


@dataclass(frozen=True)
class DayToDay:
    """How day totals differ beyond chance, around the mean of their weekday."""

    cv: float
    error: float
    """standard error of `cv`, as if days were independent and normal"""
    alpha: float
    """shape of the gamma variable of mean 1 that multiplies a day's volume: 1 / cv²"""
    correlation: float
    """of a day with the next in the list, after dividing each by the mean of its weekday"""
    days: int


def clock(slot: int) -> str:
    """The time of day at which a half hour begins, such as 07:30."""
    return f"{slot // 2:02d}:{slot % 2 * 30:02d}"


def span(first: int, end: int) -> str:
    """From the beginning of one half hour to that of another, such as 07:30-24:00."""
    return f"{clock(first)}-{clock(end)}"


def whole_days(calls: pd.DataFrame) -> pd.DatetimeIndex:
    """Days on which each hour that usually has answered calls on that weekday has one.

    Usually is on four days of five. Days that closed early, opened late, or on which the log or the
    telephones failed for an hour fall out, and so do most holidays and their eves.
    """
    import pandas as pd

    served = calls[calls["answered"] & (calls["service"] > 0)]
    days = pd.DatetimeIndex(np.sort(calls["day"].unique()))
    has = np.zeros((len(days), 24), bool)
    has[days.get_indexer(pd.Index(served["day"])), served["arrived"] // 3600] = True
    weekdays = weekday_of(days)
    usual = np.zeros((7, 24), bool)
    for weekday in np.unique(weekdays):
        usual[weekday] = has[weekdays == weekday].mean(axis=0) >= 0.8
    return days.take(np.flatnonzero((has | ~usual[weekdays]).all(axis=1)))


def days_of_weekday(days: pd.DatetimeIndex) -> NDArray[np.int64]:
    """How many of the days are Sundays, Mondays, and so on."""
    return np.bincount(weekday_of(days), minlength=7)


def volumes(calls: pd.DataFrame, days: pd.DatetimeIndex) -> NDArray[np.float64]:
    """Mean calls by weekday and half hour of arrival, shape (7, 48), over the given days; 0 where none is."""
    counted = calls[calls["day"].isin(days)]
    counts = np.zeros((7, SLOTS))
    np.add.at(counts, (counted["weekday"].to_numpy(), counted["arrived"].to_numpy() // HALF_HOUR), 1)
    return counts / np.maximum(days_of_weekday(days), 1)[:, None]


def open_half_hours(means: NDArray[np.float64], least: float = 3.0) -> NDArray[np.bool_]:
    """Half hours, shape (7, 48), in which a day sees `least` calls or more.

    The machine that answers first lets callers into the line at night too, so a few come when it is closed.
    """
    return means >= least


def day_to_day(totals: pd.Series) -> DayToDay:
    """Busyness by the method of moments from day totals, indexed by date.

    The variance of a day's total is m + m² cv² for a Poisson number around a gamma mean; each weekday gives
    (s² - m) / m², and these are averaged with their degrees of freedom.
    """
    import pandas as pd

    groups = totals.groupby(weekday_of(pd.DatetimeIndex(totals.index)))
    mean, variance, freedom = groups.mean(), groups.var(), groups.size() - 1
    square = float((freedom * (variance - mean) / mean**2).sum() / freedom.sum())
    ratio = (totals / groups.transform("mean")).to_numpy()
    cv = float(np.sqrt(max(square, 0.0)))
    return DayToDay(
        cv=cv,
        error=cv / float(np.sqrt(2 * freedom.sum())),
        alpha=1 / square if square > 0 else float("inf"),
        correlation=float(np.corrcoef(ratio[:-1], ratio[1:])[0, 1]),
        days=len(totals),
    )
