"""What `fit.yaml` of the bank says of customers: services, patience, priority and redials; in seconds."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.availability import Pause
from sim.calibrate.bank_facts import Facts
from sim.calibrate.counting import ARTEFACT
from sim.calibrate.fitting import (
    Flags,
    Lognormal,
    Times,
    Weibull,
    distance,
    fit_exponential,
    fit_lognormal,
    fit_lognormal_censored,
    fit_told,
    fit_weibull,
    kaplan_meier,
    log_likelihood,
)
from sim.calibrate.mix import CUT_OFF, FIRST, topics_of
from sim.calibrate.overtaking import overtaking
from sim.calibrate.redials import EDGES, Redials

if TYPE_CHECKING:
    import pandas as pd

FIRM = 1_000  # callers at risk from which on a Kaplan-Meier estimate is compared with a fit
MOST_TOLD = 10  # as in the rules: one more in the line puts nobody off
BINS = (0, 30, 60, 85, 95, 120, 150, 175, 185, 210, 240)  # seconds by which one joined later than the other


def cut_shares(calls: pd.DataFrame) -> dict[str, float]:
    """Of each topic's answered calls, those that lasted for ten seconds or less."""
    answered = calls[calls["answered"]]
    shares = (answered["service"] <= ARTEFACT).groupby(answered["topic"]).mean()
    return {str(topic): float(share) for topic, share in shares.items()}


def services_facts(calls: pd.DataFrame, pause: Pause) -> Facts:
    """A lognormal for the services of each topic, and what a call takes of an agent: service and pause."""
    found: Facts = {}
    answered = calls[calls["answered"]]
    too_short = answered["service"] <= ARTEFACT
    for topic, some in answered[~too_short].groupby("topic"):
        times = some["service"].to_numpy(float)
        fit = fit_lognormal(times)
        mean = fit.mean + pause.mean
        found[str(topic)] = {
            "calls": int((calls["topic"] == topic).sum()),
            "services_fitted": len(times),
            "services_too_short": round(cut_shares(calls)[str(topic)], 4),
            "mean": round(fit.mean, 1),
            "cv": round(fit.cv, 2),
            "distance": round(distance(fit, kaplan_meier(times, np.full(len(times), True))), 3),
            "sample_mean": round(float(times.mean()), 1),
            "sample_cv": round(float(times.std() / times.mean()), 2),
            "with_pause": {
                "mean": round(float(mean), 1),
                "cv": round(float(np.hypot(fit.mean * fit.cv, pause.deviation) / mean), 2),
            },
        }
    short = answered.loc[too_short, "service"].to_numpy(float)
    mean = short.mean() + pause.mean
    found[CUT_OFF] = {
        "calls": len(short),
        "mean": round(float(short.mean()), 1),
        "with_pause": {
            "mean": round(float(mean), 1),
            "cv": round(float(np.hypot(short.std(), pause.deviation) / mean), 2),
        },
    }
    services = answered["service"]
    found["all"] = {
        "services_too_short": round(float(too_short.mean()), 4),
        "sample_mean": round(float(services[~too_short].mean()), 1),
        "sample_mean_with_short": round(float(services.mean()), 1),
        "longer_than_an_hour": int((services > 3600).sum()),
    }
    return found


def patience_facts(calls: pd.DataFrame, in_line: NDArray[np.int64]) -> Facts:
    """Patience of those who waited: Kaplan-Meier, and three distributions fitted to censored waits; then, for
    each of the scenario's topics, a lognormal that depends on how many stood in the line when they joined it.
    """
    told = np.minimum(in_line, MOST_TOLD).astype(float)[(calls["wait"] > 0).to_numpy()]
    waited = calls[calls["wait"] > 0]
    waits, gave_up = waited["wait"].to_numpy(float), ~waited["answered"].to_numpy()
    estimate = kaplan_meier(waits, gave_up)
    fits: dict[str, Lognormal | Weibull] = {
        "lognormal": fit_lognormal_censored(waits, gave_up),
        "weibull": fit_weibull(waits, gave_up),
        "exponential": fit_exponential(waits, gave_up),
    }
    moments = (10, 30, 60, 120, 300, 600)
    found: Facts = {
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
    topics = topics_of(waited).to_numpy()
    found["all_told"] = _told(waits, gave_up, told)
    found["by_topic"] = {
        topic: _told(waits[some], gave_up[some], told[some])
        for topic in sorted(set(topics))
        for some in (topics == topic,)
    }
    return found


def _told(waits: Times, gave_up: Flags, ahead: Times) -> Facts:
    """A lognormal for whoever stands first, times `told_ahead` for each ahead."""
    fit, alone = fit_told(waits, gave_up, ahead), fit_lognormal_censored(waits, gave_up)
    return {
        "waited": len(waits),
        "gave_up": int(gave_up.sum()),
        "mean": round(fit.alone.mean),
        "cv": round(fit.alone.cv, 2),
        "median": round(fit.alone.median),
        "told_ahead": round(fit.factor, 3),
        "log_likelihood": round(fit.log_likelihood(waits, gave_up, ahead)),
        "log_likelihood_not_told": round(log_likelihood(alone, waits, gave_up)),
    }


def priority_facts(calls: pd.DataFrame, since: pd.Timestamp) -> Facts:
    """Who is served before whom, since a day; and what share of those who waited has priority."""
    later = calls[calls["day"] >= since]
    regular = later["topic"] == "regular"
    kinds = {
        "new": later["topic"] == "new",
        "ordinary": regular & (later["priority"] == FIRST - 1),
        "priority": regular & (later["priority"] == FIRST),
    }
    pairs = (("ordinary", "priority"), ("new", "ordinary"), ("new", "priority"), ("priority", "ordinary"))
    bins = [f"{low}-{high}" for low, high in pairwise(BINS)]
    waited = calls[(calls["wait"] > 0) & (calls["priority"] > 0)]
    ahead = waited["priority"] == FIRST
    found: Facts = {
        "since": str(since.date()),
        "share_of_those_who_waited": {
            str(topic): round(float(ahead[waited["topic"] == topic].mean()), 3)
            for topic in ("regular", "stock")
        },
        "overtaking_by_seconds_joined_later": {
            f"{ahead}_before_{behind}": dict(
                zip(
                    bins,
                    [round(share, 3) for share, _ in overtaking(later, kinds[behind], kinds[ahead], BINS)],
                    strict=True,
                )
            )
            for behind, ahead in pairs
        },
    }
    return found


def redials_facts(found: Redials) -> Facts:
    """Of those who gave up, who tries again because of it, and how soon."""
    bins = [f"{low}-{high}" for low, high in pairwise(EDGES.tolist())]
    return {
        "calls": found.calls,
        "call_again_by_seconds_since": {
            name: dict(zip(bins, [round(share, 3) for share in shares], strict=True))
            for name, shares in found.after.items()
        },
        "share": round(found.share, 3),
        "error": round(found.error, 3),
        "share_if_all_were_known": round(found.uncorrected, 3),
        "mean_delay": round(found.mean),
    }
