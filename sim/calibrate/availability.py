"""How many agents there were, from who is busy while someone waits.

A log of calls shows agents on calls, not agents at their desks. While a call waits, every agent who would
take it is busy, so the number busy then is the number there. Two simpler readings err: whoever took a call in
a half hour was not there for all of it, so that counts too many; and moments at which several have waited for
long are those of the thinnest staff, so these count too few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.counting import DAY, HALF_HOUR, SLOTS, days_of_weekday
from sim.calibrate.logs import weekday_of

if TYPE_CHECKING:
    import pandas as pd

LEAST_WAITED = 1_800  # seconds with a line, over all days of a weekday: fewer say too little
BREAK = 300  # seconds: whoever takes no call for longer, while calls wait, is not at his desk


@dataclass(frozen=True)
class Activity:
    """Agents busy and calls waiting, second by second: shape (days, 86400). Calls are cut off at midnight."""

    weekdays: NDArray[np.int64]
    busy: NDArray[np.int16]
    waiting: NDArray[np.int16]


@dataclass(frozen=True)
class Available:
    """Agents by weekday and half hour, shape (7, 48)."""

    mean: NDArray[np.float64]
    """agents busy while someone waits, every second with a line counting the same; NaN where nobody did"""
    error: NDArray[np.float64]
    """standard error of `mean` from how days differ; NaN with fewer than two days"""
    waited: NDArray[np.int64]
    """seconds with a line, over all days"""
    most: NDArray[np.float64]
    """agents busy, line or not, exceeded 5% of the time"""


def activity(calls: pd.DataFrame, days: pd.DatetimeIndex) -> Activity:
    """What agents and callers did on the given days."""
    counted = calls[calls["day"].isin(days)]
    return Activity(
        weekdays=weekday_of(days),
        busy=_in_progress(counted[counted["answered"]], "started", "service", days),
        waiting=_in_progress(counted, "queued", "wait", days),
    )


def _in_progress(calls: pd.DataFrame, from_: str, for_: str, days: pd.DatetimeIndex) -> NDArray[np.int16]:
    """How many calls are within `for_` seconds of their moment `from_`."""
    import pandas as pd

    calls = calls[calls[for_] > 0]
    row = days.get_indexer(pd.Index(calls["day"]))
    start, length = calls[from_].to_numpy(), calls[for_].to_numpy()
    change = np.zeros((len(days), DAY + 1), np.int16)
    np.add.at(change, (row, start), 1)
    np.add.at(change, (row, np.minimum(start + length, DAY)), -1)
    return np.cumsum(change[:, :-1], axis=1, dtype=np.int16)


def available(seen: Activity, least_waiting: int = 1) -> Available:
    """Agents busy while `least_waiting` calls or more wait, by weekday and half hour."""
    mean, error, most = (np.full((7, SLOTS), np.nan) for _ in range(3))
    waited = np.zeros((7, SLOTS), np.int64)
    for weekday in range(7):
        days = np.flatnonzero(seen.weekdays == weekday)
        for slot in range(SLOTS) if days.size else ():
            span = slice(slot * HALF_HOUR, (slot + 1) * HALF_HOUR)
            busy, lined = seen.busy[days, span], seen.waiting[days, span] >= least_waiting
            waited[weekday, slot] = lined.sum()
            most[weekday, slot] = np.quantile(busy, 0.95)
            mean[weekday, slot], error[weekday, slot] = _ratio((busy * lined).sum(axis=1), lined.sum(axis=1))
    return Available(mean, error, waited, most)


def _ratio(above: NDArray[np.int64], below: NDArray[np.int64]) -> tuple[float, float]:
    """Ratio of sums over days and its standard error, by linearising (Cochran 1977, section 6.3)."""
    if below.sum() == 0:
        return np.nan, np.nan
    ratio, days = above.sum() / below.sum(), len(below)
    if days < 2:
        return float(ratio), np.nan
    return float(ratio), float(np.sqrt((above - ratio * below).var(ddof=1) / days) / below.mean())


def seats(found: Available, opened: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Whole seats by weekday and half hour, at least one while open and none else.

    Where calls waited for less than half an hour over all days, those busy then say too little; there the
    agents are taken to be as many as are busy 95% of the time at most.
    """
    judged = np.where(found.waited >= LEAST_WAITED, found.mean, found.most)
    return np.where(opened, np.maximum(np.rint(np.nan_to_num(judged)), 1), 0).astype(np.int64)


def took_a_call(calls: pd.DataFrame, days: pd.DatetimeIndex) -> NDArray[np.float64]:
    """The reading that counts too many: agents who started a call in the half hour, mean per day, (7, 48)."""
    started = calls[calls["day"].isin(days) & (calls["agent"] != "") & (calls["service"] > 0)]
    once = started.assign(slot=started["started"] // HALF_HOUR).drop_duplicates(["day", "slot", "agent"])
    counts = np.zeros((7, SLOTS))
    np.add.at(counts, (once["weekday"].to_numpy(), once["slot"].to_numpy()), 1)
    return counts / np.maximum(days_of_weekday(days), 1)[:, None]


def pauses(calls: pd.DataFrame, days: pd.DatetimeIndex, seen: Activity) -> NDArray[np.int64]:
    """Seconds between an agent's call and the next, of those pauses in which a call waited all along.

    Longer ones than five minutes are breaks and left out. An agent who pauses is at work and not busy, so
    people at their desks exceed those busy by about the mean pause / the mean service.
    """
    import pandas as pd

    answered = calls["answered"] & (calls["agent"] != "") & (calls["service"] > 0)
    served = calls[calls["day"].isin(days) & answered].sort_values(["day", "agent", "started"])
    following = served.groupby(["day", "agent"])["started"].shift(-1).to_numpy()
    ended = (served["started"] + served["service"]).to_numpy()
    row = days.get_indexer(pd.Index(served["day"]))
    length = following - ended
    short = (length > 0) & (length <= BREAK)  # comparisons with the NaN of a day's last call are false
    row, begin, end = row[short], ended[short], following[short].astype(np.int64)
    free = np.zeros((len(days), DAY + 1), np.int32)
    np.cumsum(seen.waiting == 0, axis=1, out=free[:, 1:])
    return (end - begin)[free[row, end] == free[row, begin]]
