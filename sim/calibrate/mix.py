"""Who calls about what and when: calls by topic and by priority, first contacts and redials apart.

The log knows a caller, and so his priority, only where he joined the line. Who comes while an agent is free
is served at once whatever his priority, so of the calls of a half hour those that waited show how many have
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.counting import ARTEFACT, DAY, FULL_DAYS, HALF_HOUR, SLOTS, days_of_weekday
from sim.calibrate.redials import Redials

if TYPE_CHECKING:
    import pandas as pd

Table = NDArray[np.float64]  # by weekday and half hour, shape (7, 48)

FIRST = 2  # the log's code of customers who are moved ahead
WITH_PRIORITY = ("regular", "stock")  # topics about which enough of them call
CUT_OFF = "cut_off"
QUANTILES = (np.arange(200) + 0.5) / 200


@dataclass(frozen=True)
class Mix:
    """First contacts a day."""

    volumes: Table
    """of all topics together"""
    weights: dict[str, Table]
    """by topic, as means of Sunday to Thursday, which are alike there; of Friday; of Saturday"""


def topics_of(calls: pd.DataFrame) -> pd.Series:
    """What a call that waited is about: priority customers have topics of their own."""
    ahead = calls["topic"].isin(WITH_PRIORITY) & (calls["priority"] == FIRST)
    return calls["topic"].where(~ahead, calls["topic"] + "_priority")


def mix(calls: pd.DataFrame, days: pd.DatetimeIndex, cut: dict[str, float], redials: Redials) -> Mix:
    """What comes in each half hour beside redials. `cut`: of each topic's calls, those agents cut off."""
    per_day = 1 / np.maximum(days_of_weekday(days), 1)[:, None]
    volumes, weights = np.zeros((7, SLOTS)), {CUT_OFF: np.zeros((7, SLOTS))}
    for topic in sorted(cut):
        some = calls[calls["topic"] == topic]
        came, again = _table(some["weekday"], some["arrived"]), redial_arrivals(some, redials)
        volumes += np.maximum(came - again, 0) * per_day
        first = np.maximum(_alike(came, days) - _alike(again, days), 0)
        kept = first * (1 - cut[topic])
        ahead = _ahead(some) if topic in WITH_PRIORITY else np.zeros((7, SLOTS))
        weights[topic] = kept * (1 - ahead)
        if topic in WITH_PRIORITY:
            weights[f"{topic}_priority"] = kept * ahead
        weights[CUT_OFF] += first * cut[topic]
    return Mix(volumes, weights)


def pace(calls: pd.DataFrame, pause: float) -> Table:
    """How long calls occupy agents by when they began, beside what their topics say; those cut off left out.

    By the hour, alike from Sunday to Thursday: time spent / time that as many calls about the same topics
    take on average, a pause after each. 0 where nobody was served.
    """
    served = calls[calls["answered"] & (calls["service"] > ARTEFACT)]
    usual = served["service"].groupby(served["topic"]).transform("mean")
    spent, expected = np.zeros((7, 24)), np.zeros((7, 24))
    for table, time in ((spent, served["service"]), (expected, usual)):
        np.add.at(table, (served["weekday"], served["started"] // 3600 % 24), time + pause)
        table[FULL_DAYS] = table[FULL_DAYS].sum(axis=0)
    return np.divide(spent, expected, out=np.zeros((7, 24)), where=expected > 0).repeat(2, axis=1)


def redial_arrivals(calls: pd.DataFrame, redials: Redials) -> Table:
    """Expected redials of those who gave up, by when they would come; none once the day is over."""
    gave_up = calls[~calls["answered"]]
    delays = -np.log(1 - QUANTILES) * redials.mean  # exponential
    when = (gave_up["queued"] + gave_up["wait"]).to_numpy()[:, None] + delays
    row = np.broadcast_to(gave_up["weekday"].to_numpy()[:, None], when.shape)
    today = when < DAY
    counts = np.zeros((7, SLOTS))
    np.add.at(counts, (row[today], when[today].astype(np.int64) // HALF_HOUR), redials.share / len(QUANTILES))
    return counts


def _table(weekday: pd.Series, moment: pd.Series) -> Table:
    counts = np.zeros((7, SLOTS))
    np.add.at(counts, (weekday.to_numpy(), moment.to_numpy() // HALF_HOUR), 1)
    return counts


def _alike(counts: Table, days: pd.DatetimeIndex) -> Table:
    """Calls a day, the same for all full days, which differ in volume more than in what is asked."""
    number = days_of_weekday(days)
    means = counts / np.maximum(number, 1)[:, None]
    means[FULL_DAYS] = counts[FULL_DAYS].sum(axis=0) / max(number[FULL_DAYS].sum(), 1)
    return means


def _ahead(calls: pd.DataFrame) -> Table:
    """Of those who waited, the share of priority customers, by kind of day; of all hours where nobody did."""
    waited = calls[calls["wait"] > 0]
    first = waited[waited["priority"] == FIRST]
    all_, ahead = (_table(some["weekday"], some["arrived"]) for some in (waited, first))
    for table in (all_, ahead):
        table[FULL_DAYS] = table[FULL_DAYS].sum(axis=0)
    share = len(first) / max(len(waited), 1)
    return np.divide(ahead, all_, out=np.full((7, SLOTS), share), where=all_ > 0)
