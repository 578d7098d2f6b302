"""Problem management: causes of issues are found and removed, so that these never arise."""

from __future__ import annotations

import numpy as np

from sim.customers.columns import Columns
from sim.customers.tally import Tally
from sim.luck.draws import ROOT_CAUSE, chance
from sim.scenario.durations import DAY, MONTH
from sim.scenario.schema import Scenario


class Causes:
    """Causes are removed in the same order in every design; a customer's own draw says which is his.

    So who is spared under little problem management is spared under more, and the rest are the same.
    """

    def __init__(self, scenario: Scenario, tally: Tally):
        self.plans = [scenario.problem_management.get(name) for name in scenario.topics]
        self.tally = tally

    def removed(self, day: int) -> np.ndarray:
        """The share of causes gone, by topic, on a day of the run."""
        months = day * DAY / MONTH
        return np.array([plan.removed(months) if plan else 0.0 for plan in self.plans])

    def remain(self, issues: Columns, days: range) -> Columns:
        """Those of these days whose cause is still there."""
        removed = np.array([self.removed(day) for day in days])
        gone = chance(issues.fortune, ROOT_CAUSE) < removed[issues.day - days.start, issues.topic]
        self.tally.note("prevented", issues.where(gone))
        return issues.where(~gone)

    def cost(self, minutes: float) -> float:
        """Of a time, in minutes."""
        return sum(plan.cost for plan in self.plans if plan) * minutes / MONTH
