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
    ]
)


class Tally:
    """Issues of the counted period by population and topic: BEFORE[population, topic]."""

    def __init__(self, scenario: Scenario, period: Period):
        self.period = period
        self.counts = np.zeros((max(1, len(scenario.populations)), len(scenario.topics)), BEFORE)

    def note(self, what: str, issues: Columns) -> None:
        counted = (self.period.counts_from <= issues.time) & (issues.time < self.period.counts_until)
        population = issues.more.get("population", np.zeros(len(issues), np.int64))
        np.add.at(self.counts[what], (population[counted], issues.topic[counted]), 1)
