"""What became of customers before the floor."""

from __future__ import annotations

import numpy as np

from sim.customers.columns import Columns
from sim.scenario.period import Period
from sim.scenario.schema import Scenario

BEFORE = np.dtype(
    [
        ("prevented", "i8"),  # their cause was removed
        ("struck", "i8"),  # by an incident
        ("deflected", "i8"),  # of these, by an announcement
        ("heard", "i8"),  # by the bot
        ("settled", "i8"),  # of these, by it
        ("annoyed", "i8"),  # and who hung up on it
    ]
)


class Tally:
    """Issues of the counted period by population and topic: BEFORE[population, topic]."""

    def __init__(self, scenario: Scenario, period: Period):
        self.period = period
        self.counts = np.zeros((max(1, len(scenario.populations)), len(scenario.topics)), BEFORE)

    def note(self, what: str, issues: Columns, which: np.ndarray) -> None:
        """`which`: a mask of the issues of which this is true."""
        counted = np.flatnonzero(
            which & (self.period.counts_from <= issues.time) & (issues.time < self.period.counts_until)
        )
        row = issues.topic[counted]
        if "population" in issues.more:
            row = row + issues.more["population"][counted] * self.counts.shape[1]
        self.counts[what] += np.bincount(row, minlength=self.counts.size).reshape(self.counts.shape)


def count_bot(outcomes: np.ndarray, before: np.ndarray, takes: float) -> None:
    """Adds to IssueTally[population, topic] the issues that ended at the bot, which took so many minutes."""
    for field in ("opened", "contacts"):
        outcomes[field] += before["settled"] + before["annoyed"]
    for field in ("solved", "settled_by_bot"):
        outcomes[field] += before["settled"]
    for field in ("abandoned", "annoyed_by_bot"):
        outcomes[field] += before["annoyed"]
    outcomes["resolution_time"] += takes * before["settled"]
