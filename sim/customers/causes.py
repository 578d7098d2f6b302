"""Problem management: causes of issues are found and removed, so that these never arise."""

from __future__ import annotations

import numpy as np

from sim.customers.columns import Columns
from sim.customers.tally import Tally
from sim.luck import fortunes
from sim.luck.draws import ROOT_CAUSE
from sim.scenario.durations import DAY, MONTH
from sim.scenario.schema import Scenario


class Causes:
    """Causes are removed in the same order in every design; a customer's own draw says which is his.

    So who is spared under little problem management is spared under more, and the rest are the same.
    """

    def __init__(self, scenario: Scenario, tally: Tally, days: int):
        self.plans = [scenario.problem_management.get(name) for name in scenario.topics]
        self.tally = tally
        self.below = fortunes.cards_below(self.removed(range(days)))

    def removed(self, days: range) -> np.ndarray:
        """The share of causes gone on some days of the run, by day and topic."""
        gone = np.zeros((len(days), len(self.plans)))
        for number, plan in enumerate(self.plans):
            if plan:
                gone[:, number] = [plan.removed(day * DAY / MONTH) for day in days]
        return gone

    def gone(self, fortune: np.ndarray, topic: np.ndarray | int, day: np.ndarray) -> np.ndarray:
        """A mask of those whose cause is removed by that day of the run, of issues or of faults."""
        (own,) = fortunes.draws_of(fortune, ROOT_CAUSE)
        mask: np.ndarray = own < self.below[day, topic]
        return mask

    def remain(self, issues: Columns) -> Columns:
        """Those whose cause is still there."""
        gone = self.gone(issues.fortune, issues.topic, issues.day)
        self.tally.note("prevented", issues, gone)
        return issues.where(~gone)

    def cost(self, minutes: float) -> float:
        """Of a time, in minutes."""
        return sum(plan.cost for plan in self.plans if plan) * minutes / MONTH
