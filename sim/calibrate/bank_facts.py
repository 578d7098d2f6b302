"""What `fit.yaml` of the bank says: each figure counted or fitted, rounded, beside its error; in seconds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.availability import LEAST_WAITED, Activity, Available, available, pauses, took_a_call
from sim.calibrate.counting import SLOTS, clock, day_to_day, days_of_weekday, span
from sim.calibrate.fitting import (
    Lognormal,
    Weibull,
    distance,
    fit_exponential,
    fit_lognormal,
    fit_lognormal_censored,
    fit_weibull,
    kaplan_meier,
    log_likelihood,
)
from sim.scenario.units import WEEKDAYS

if TYPE_CHECKING:
    import pandas as pd

Facts = dict[str, Any]

ARTEFACT = 10  # services up to this are agents who hang up on callers to rest (Brown et al. 2005)
FIRM = 1_000  # callers at risk from which on a Kaplan-Meier estimate is compared with a fit
FULL_DAYS = slice(0, 5)  # Sunday to Thursday


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


def topics_facts(calls: pd.DataFrame) -> Facts:
    """Shares of calls, and a lognormal for the services of each topic."""
    found = {}
    for topic, some in calls.groupby("topic"):
        answered = some.loc[some["answered"], "service"]
        times = answered[answered > ARTEFACT].to_numpy(float)
        fit = fit_lognormal(times)
        found[str(topic)] = {
            "calls": len(some),
            "share": round(len(some) / len(calls), 4),
            "services_fitted": len(times),
            "services_too_short": round(float((answered <= ARTEFACT).mean()), 4),
            "mean": round(fit.mean, 1),
            "cv": round(fit.cv, 2),
            "distance": round(distance(fit, kaplan_meier(times, np.full(len(times), True))), 3),
            "sample_mean": round(float(times.mean()), 1),
            "sample_cv": round(float(times.std() / times.mean()), 2),
        }
    answered = calls.loc[calls["answered"], "service"]
    found["all"] = {
        "services_too_short": round(float((answered <= ARTEFACT).mean()), 4),
        "sample_mean": round(float(answered[answered > ARTEFACT].mean()), 1),
        "sample_mean_with_short": round(float(answered.mean()), 1),
        "longer_than_an_hour": int((answered > 3600).sum()),
    }
    return found


def patience_facts(calls: pd.DataFrame) -> Facts:
    """Patience of those who waited: Kaplan-Meier, and three distributions fitted to censored waits."""
    waited = calls[calls["wait"] > 0]
    waits, gave_up = waited["wait"].to_numpy(float), ~waited["answered"].to_numpy()
    estimate = kaplan_meier(waits, gave_up)
    fits: dict[str, Lognormal | Weibull] = {
        "lognormal": fit_lognormal_censored(waits, gave_up),
        "weibull": fit_weibull(waits, gave_up),
        "exponential": fit_exponential(waits, gave_up),
    }
    moments = (10, 30, 60, 120, 300, 600)
    found = {
        "waited": len(waits),
        "gave_up": int(gave_up.sum()),
        "longest_wait": int(waits.max()),
        "still_waiting_after": {moment: round(estimate.after(moment), 3) for moment in moments},
        "in_line_after": {moment: int((waits > moment).sum()) for moment in moments},
        "median": int(estimate.median()),
    }
    for kind, fit in fits.items():
        found[kind] = {
            "mean": round(fit.mean),
            "cv": round(fit.cv, 2),
            "median": round(fit.median),
            "distance": round(distance(fit, estimate, FIRM), 3),
            "log_likelihood": round(log_likelihood(fit, waits, gave_up)),
        }
    found["distance_judged_up_to"] = int(estimate.times[estimate.at_risk >= FIRM][-1])
    topics = waited["topic"].to_numpy()
    found["lognormal_median_by_topic"] = {
        topic: round(fit_lognormal_censored(waits[topics == topic], gave_up[topics == topic]).median)
        for topic in sorted(set(topics))
    }
    return found


def agents_facts(
    calls: pd.DataFrame, days: pd.DatetimeIndex, seen: Activity, found: Available, seats: NDArray[np.int64]
) -> Facts:
    """Agents there, beside other readings of the log, as means of the five full days."""
    import pandas as pd

    taken, two = took_a_call(calls, days), available(seen, 2)
    pause = pauses(calls, days, seen)
    by_agent = calls[calls["agent"] != ""].groupby(["day", "agent"])["started"]
    there = (by_agent.max() - by_agent.min()).rename("seconds").reset_index()
    weeks = there.groupby(pd.Grouper(key="day", freq="W-SAT"))
    agents_a_week = weeks["agent"].nunique()
    hours_a_week = weeks["seconds"].sum() / 3600 / agents_a_week
    little = np.argwhere((seats > 0) & (found.waited < LEAST_WAITED)).tolist()
    return {
        "seat_hours_a_week": float(seats.sum() / 2),
        "too_little_waiting": [f"{WEEKDAYS[weekday]} {clock(slot)}" for weekday, slot in little],
        "agents_in_a_median_week": int(agents_a_week.median()),
        "hours_from_first_to_last_call_in_a_median_week": round(float(hours_a_week.median()), 1),
        "mean_pause_while_calls_wait": round(float(pause.mean()), 1),
        "Sun_to_Thu": {
            span(slot, slot + 1): {
                "busy_while_one_waits": round(float(found.mean[FULL_DAYS, slot].mean()), 2),
                "error_of_one_weekday": round(float(found.error[FULL_DAYS, slot].mean()), 2),
                "busy_while_two_wait": round(float(two.mean[FULL_DAYS, slot].mean()), 2),
                "took_a_call": round(float(taken[FULL_DAYS, slot].mean()), 2),
            }
            for slot in range(SLOTS)
            if seats[FULL_DAYS, slot].all()
        },
    }


def observed_facts(calls: pd.DataFrame, days: pd.DatetimeIndex) -> Facts:
    """What callers met on full days by the hour they came in: for comparison with a simulation."""
    full = calls[calls["weekday"] < FULL_DAYS.stop]
    count = int(days_of_weekday(days)[FULL_DAYS].sum())
    found = {}
    for hour, some in [*full.groupby(full["arrived"] // 3600), (None, full)]:
        name = "all" if hour is None else span(2 * hour, 2 * hour + 2)
        service = some.loc[some["answered"], "service"]
        found[name] = {
            "calls_a_day": round(len(some) / count, 1),
            "waited": round(float((some["wait"] > 0).mean()), 3),
            "abandoned": round(float((~some["answered"]).mean()), 3),
            "mean_wait": round(float(some["wait"].mean()), 1),
            "mean_service": round(float(service[service > ARTEFACT].mean()), 1),
            "share_new": round(float((some["topic"] == "new").mean()), 2),
        }
    return found
