"""How many agents there were: who had a call, or had put one down and was about to take the next.

A log of calls shows agents on calls, not agents at their desks. Between two calls an agent is taken to be at
work unless somebody waited in vain meanwhile for more than five minutes of such a pause: who is at his desk
would have taken that call. So the agents at work are known at every second, whether anybody waits or not, and
half hours on which nobody had to wait count as much as others. Simpler readings err: whoever took a call in a
half hour was not there for all of it, so that counts too many; agents busy *while someone waits* leaves out
who is between two calls, and weighs the days of the thinnest staff most, so that counts too few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.counting import DAY, FULL_DAYS, HALF_HOUR, SLOTS, days_of_weekday
from sim.calibrate.fitting import kaplan_meier
from sim.calibrate.logs import weekday_of

if TYPE_CHECKING:
    import pandas as pd

BREAK = 300  # seconds: whoever takes no call for longer, while calls wait, is not at his desk
GLIMPSE = (
    10  # seconds with a line, in a longer pause, that say nothing: a call rings, or is about to be taken
)


@dataclass(frozen=True)
class Activity:
    """Agents and waiting calls, second by second: shape (days, 86400). Calls are cut off at midnight."""

    weekdays: NDArray[np.int64]
    busy: NDArray[np.int16]
    at_work: NDArray[np.int16]
    """busy, or between two calls"""
    waiting: NDArray[np.int16]


@dataclass(frozen=True)
class Available:
    """Agents by weekday and half hour, shape (7, 48); NaN for a weekday without a day."""

    mean: NDArray[np.float64]
    """at work, over all days"""
    error: NDArray[np.float64]
    """standard error of `mean` from how days differ; NaN with fewer than two days"""


def activity(calls: pd.DataFrame, days: pd.DatetimeIndex) -> Activity:
    """What agents and callers did on the given days."""
    counted = calls[calls["day"].isin(days)]
    waiting = _in_progress(counted, counted["queued"], counted["wait"], days)
    served = _by_agent(counted)
    after = _pauses(served, days, waiting)
    there = after["until_next"].where(after["at_desk"], after["service"])
    return Activity(
        weekdays=weekday_of(days),
        busy=_in_progress(served, served["started"], served["service"], days),
        at_work=_in_progress(served, served["started"], there, days),
        waiting=waiting,
    )


def _by_agent(calls: pd.DataFrame) -> pd.DataFrame:
    """Calls that an agent had, in his order."""
    served = calls[calls["answered"] & (calls["service"] > 0)]
    return served.sort_values(["day", "agent", "started"], kind="stable")


def _pauses(served: pd.DataFrame, days: pd.DatetimeIndex, waiting: NDArray[np.int16]) -> pd.DataFrame:
    """What follows each call of an agent: `service`; `until_next`, seconds from its beginning to that of the
    next (0: there is none that day, or the log has it begin before this one ended); `at_desk`: he was there
    all along.
    """
    import pandas as pd

    following = served.groupby(["day", "agent"])["started"].shift(-1).to_numpy(float)
    begin, service = served["started"].to_numpy(), served["service"].to_numpy()
    pause = following - begin - service  # NaN after a day's last call
    known = (pause > 0) & (served["agent"] != "").to_numpy()
    lined_upto = np.zeros((len(days), DAY + 1), np.int32)
    np.cumsum(waiting > 0, axis=1, out=lined_upto[:, 1:])
    row = days.get_indexer(pd.Index(served["day"]))
    end = np.minimum(begin + service, DAY)
    until = np.minimum(np.where(known, following, end), DAY).astype(np.int64)
    lined = lined_upto[row, until] - lined_upto[row, end]
    at_desk = known & ((pause <= BREAK) | (lined <= GLIMPSE))
    until_next = np.where(known, following - begin, 0).astype(np.int64)
    found = {"service": service, "until_next": until_next, "at_desk": at_desk}
    return pd.DataFrame(found, index=served.index)


def _in_progress(
    calls: pd.DataFrame, start: pd.Series, length: pd.Series, days: pd.DatetimeIndex
) -> NDArray[np.int16]:
    """How many calls are within `length` seconds of their `start`."""
    import pandas as pd

    row = days.get_indexer(pd.Index(calls["day"]))
    change = np.zeros((len(days), DAY + 1), np.int16)
    np.add.at(change, (row, start), 1)
    np.add.at(change, (row, np.minimum(start + length, DAY)), -1)
    return np.cumsum(change[:, :-1], axis=1, dtype=np.int16)


def available(seen: Activity) -> Available:
    """Agents at work by weekday and half hour."""
    by_day = seen.at_work.reshape(-1, SLOTS, HALF_HOUR).mean(axis=2)
    mean, error = np.full((7, SLOTS), np.nan), np.full((7, SLOTS), np.nan)
    for weekday in np.unique(seen.weekdays):
        some = by_day[seen.weekdays == weekday]
        mean[weekday] = some.mean(axis=0)
        if len(some) > 1:
            error[weekday] = some.std(axis=0, ddof=1) / np.sqrt(len(some))
    return Available(mean, error)


def busy_while_waiting(seen: Activity, least_waiting: int = 1) -> NDArray[np.float64]:
    """A reading that counts too few: agents busy while `least_waiting` calls or more wait, each such second
    counting the same; (7, 48), NaN where nobody waited.
    """
    found = np.full((7, SLOTS), np.nan)
    lined = seen.waiting >= least_waiting
    for weekday in np.unique(seen.weekdays):
        days = seen.weekdays == weekday
        busy = (seen.busy[days] * lined[days]).sum(axis=0).reshape(SLOTS, HALF_HOUR).sum(axis=1)
        seconds = lined[days].sum(axis=0).reshape(SLOTS, HALF_HOUR).sum(axis=1)
        np.divide(busy, seconds, out=found[weekday], where=seconds > 0)
    return found


def seats(found: Available, opened: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Whole seats by weekday and half hour, at least one while open and none else.

    Of each half hour the five full days together have as many as counted, to the nearest: rounding each day
    by itself would leave an hour up to half an agent off, on all days alike.
    """
    counted = np.where(opened, np.nan_to_num(found.mean), 0.0)
    whole = np.rint(counted)
    upto = np.rint(np.cumsum(counted[FULL_DAYS], axis=0))
    whole[FULL_DAYS] = np.diff(upto, axis=0, prepend=0)
    return np.where(opened, np.maximum(whole, 1), 0).astype(np.int64)


def took_a_call(calls: pd.DataFrame, days: pd.DatetimeIndex) -> NDArray[np.float64]:
    """A reading that counts too many: agents who started a call in the half hour, mean per day, (7, 48)."""
    started = calls[calls["day"].isin(days) & (calls["agent"] != "") & (calls["service"] > 0)]
    once = started.assign(slot=started["started"] // HALF_HOUR).drop_duplicates(["day", "slot", "agent"])
    counts = np.zeros((7, SLOTS))
    np.add.at(counts, (once["weekday"].to_numpy(), once["slot"].to_numpy()), 1)
    return counts / np.maximum(days_of_weekday(days), 1)[:, None]


@dataclass(frozen=True)
class Pause:
    """Between an agent's call and the next, while somebody waits; in seconds."""

    begun: int
    """pauses that began with somebody waiting"""
    break_share: float
    """of them, those longer than five minutes: breaks"""
    mean: float
    """of the others"""
    deviation: float
    median: float
    by_line: dict[str, float]
    """`mean`, by how many waited as the pause began"""


def pauses(calls: pd.DataFrame, days: pd.DatetimeIndex, seen: Activity) -> Pause:
    """How long an agent pauses after a call although somebody waits.

    He is at work then and takes no call, so a call occupies him for its service and the pause. A pause in
    which the line empties, since others took who waited, is known only up to then: Kaplan and Meier's
    estimate takes these as cut short. Leaving them out would leave out the long ones.
    """
    import pandas as pd

    served = _by_agent(calls[calls["day"].isin(days)])
    after = _pauses(served, days, seen.waiting)
    row = days.get_indexer(pd.Index(served["day"]))
    end = np.minimum((served["started"] + served["service"]).to_numpy(), DAY - 1)
    quiet = np.where(seen.waiting == 0, np.arange(DAY), DAY)
    until_quiet = np.minimum.accumulate(quiet[:, ::-1], axis=1)[:, ::-1][row, end] - end
    pause = (after["until_next"] - after["service"]).to_numpy()
    begun = (served["agent"] != "").to_numpy() & (until_quiet > 0)
    taken = begun & (pause > 0) & (pause <= until_quiet)
    length = np.where(taken, pause, until_quiet)[begun].astype(float)
    taken, line = taken[begun], seen.waiting[row, end][begun]
    times, weight, breaks = _lasting(length, taken)
    mean = float(times @ weight)
    by_line = {}
    for name, some in {"1": line == 1, "2-4": (line > 1) & (line < 5), "5 and more": line >= 5}.items():
        if taken[some].any():
            lengths, weights, _breaks = _lasting(length[some], taken[some])
            by_line[name] = float(lengths @ weights)
    return Pause(
        begun=len(length),
        break_share=breaks,
        mean=mean,
        deviation=float(np.sqrt((times - mean) ** 2 @ weight)),
        median=float(times[np.searchsorted(np.cumsum(weight), 0.5)]),
        by_line=by_line,
    )


def _lasting(
    length: NDArray[np.float64], taken: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Lengths up to five minutes and the chance of each among these; and the share of longer ones."""
    estimate = kaplan_meier(length, taken)
    some = estimate.times <= BREAK
    share = estimate.share[some]
    return estimate.times[some], -np.diff(share, prepend=1.0) / (1 - share[-1]), float(share[-1])


def in_line(calls: pd.DataFrame, days: pd.DatetimeIndex, seen: Activity) -> NDArray[np.int64]:
    """How many waited already when each of these calls joined the line."""
    import pandas as pd

    row = days.get_indexer(pd.Index(calls["day"]))
    return seen.waiting[row, np.maximum(calls["queued"].to_numpy() - 1, 0)].astype(np.int64)
