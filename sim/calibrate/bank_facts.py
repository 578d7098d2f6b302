"""What `fit.yaml` of the bank says: each figure counted or fitted, rounded, beside its error; in seconds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.availability import Activity, Available, busy_while_waiting, pauses, took_a_call
from sim.calibrate.counting import FULL_DAYS, HALF_HOUR, SLOTS, day_to_day, days_of_weekday, span
from sim.calibrate.observed import observed
from sim.scenario.units import WEEKDAYS

if TYPE_CHECKING:
    import pandas as pd

Facts = dict[str, Any]


def days_facts(asked: pd.DataFrame, first: date, last: date, days: pd.DatetimeIndex) -> Facts:
    """Which days count, of those from `first` to `last`."""
    import pandas as pd

    seen = pd.DatetimeIndex(asked["day"].unique())
    absent = pd.date_range(first, last).difference(seen)
    return {
        "counted": dict(zip(WEEKDAYS, days_of_weekday(days).tolist(), strict=True)),
        "without_a_call_in_the_log": [str(day.date()) for day in absent],
        "dropped": [str(day.date()) for day in seen.difference(days)],
    }


def opening_facts(opened: NDArray[np.bool_]) -> Facts:
    """Opening hours by weekday."""
    found = {}
    for name, slots in zip(WEEKDAYS, opened, strict=True):
        edges = np.flatnonzero(np.diff(slots.astype(int), prepend=0, append=0))
        found[name] = [span(begin, end) for begin, end in edges.reshape(-1, 2)]
    return found


def busyness_facts(calls: pd.DataFrame) -> Facts:
    """How days differ beyond chance: over all days, and over full days alone."""
    full = calls[calls["weekday"] < FULL_DAYS.stop]
    found = {}
    for name, some in (("all_days", calls), ("Sun_to_Thu", full)):
        totals = some.groupby("day").size()
        fit = day_to_day(totals)
        found[name] = {
            "days": fit.days,
            "mean_calls": round(float(totals.mean()), 1),
            "cv": round(fit.cv, 3),
            "error": round(fit.error, 3),
            "alpha": round(fit.alpha, 1),
            "next_day_correlation": round(fit.correlation, 2),
        }
    return found


def agents_facts(
    calls: pd.DataFrame, days: pd.DatetimeIndex, seen: Activity, found: Available, seats: NDArray[np.int64]
) -> Facts:
    """Agents there, beside other readings of the log, as means of the five full days."""
    import pandas as pd

    taken, one, two = took_a_call(calls, days), busy_while_waiting(seen), busy_while_waiting(seen, 2)
    pause = pauses(calls, days, seen)
    by_agent = calls[calls["agent"] != ""].groupby(["day", "agent"])["started"]
    there = (by_agent.max() - by_agent.min()).rename("seconds").reset_index()
    weeks = there.groupby(pd.Grouper(key="day", freq="W-SAT"))
    agents_a_week = weeks["agent"].nunique()
    hours_a_week = weeks["seconds"].sum() / 3600 / agents_a_week
    open_slots = np.flatnonzero(seats[FULL_DAYS].all(axis=0))
    return {
        "seat_hours_a_week": float(seats.sum() / 2),
        "agents_in_a_median_week": int(agents_a_week.median()),
        "hours_from_first_to_last_call_in_a_median_week": round(float(hours_a_week.median()), 1),
        "pause_while_somebody_waits": {
            "pauses": pause.begun,
            "longer_than_five_minutes": round(pause.break_share, 3),
            "mean": round(pause.mean, 1),
            "deviation": round(pause.deviation, 1),
            "median": round(pause.median),
            "mean_by_line": {line: round(mean, 1) for line, mean in pause.by_line.items()},
        },
        "mean_at_work_when_open_Sun_to_Thu": _level(seen, open_slots),
        "Sun_to_Thu": {
            span(slot, slot + 1): {
                "at_work": round(float(found.mean[FULL_DAYS, slot].mean()), 2),
                "error": round(float(np.sqrt((found.error[FULL_DAYS, slot] ** 2).sum()) / 5), 2),
                "error_of_one_weekday": round(float(found.error[FULL_DAYS, slot].mean()), 2),
                "from_day_to_day": round(_deviation(seen, slot), 2),
                "busy_while_one_waits": round(float(one[FULL_DAYS, slot].mean()), 2),
                "busy_while_two_wait": round(float(two[FULL_DAYS, slot].mean()), 2),
                "took_a_call": round(float(taken[FULL_DAYS, slot].mean()), 2),
            }
            for slot in open_slots.tolist()
        },
    }


def _level(seen: Activity, slots: NDArray[np.int64]) -> dict[str, float]:
    """Agents at work in an average open half hour, and how sure that is, days as units."""
    full = seen.at_work[seen.weekdays < FULL_DAYS.stop]
    days = full.reshape(-1, SLOTS, HALF_HOUR)[:, slots].mean(axis=(1, 2))
    return {
        "mean": round(float(days.mean()), 2),
        "error": round(float(days.std(ddof=1) / np.sqrt(len(days))), 3),
        "from_day_to_day": round(float(days.std(ddof=1)), 2),
    }


def _deviation(seen: Activity, slot: int) -> float:
    """Standard deviation of the agents at work in a half hour between full days of one weekday."""
    by_day = seen.at_work[:, slot * HALF_HOUR : (slot + 1) * HALF_HOUR].mean(axis=1)
    groups = [by_day[seen.weekdays == weekday] for weekday in range(*FULL_DAYS.indices(7))]
    squares = sum(((some - some.mean()) ** 2).sum() for some in groups)
    return float(np.sqrt(squares / sum(len(some) - 1 for some in groups)))


def observed_facts(calls: pd.DataFrame, days: pd.DatetimeIndex) -> Facts:
    """What callers met: for comparison with a simulation."""
    found = {}
    for name, each in observed(calls, days).items():
        found[name] = {
            "calls_a_day": round(each.calls_a_day.value, 1),
            "waited": round(each.waited.value, 3),
            "abandoned": round(each.abandoned.value, 3),
            "mean_wait": round(each.mean_wait.value, 1),
        }
    return found
