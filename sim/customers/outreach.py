"""Issues that a call of the centre's could prevent, known some days ahead."""

from __future__ import annotations

import math

import numpy as np

from sim.customers.columns import Columns
from sim.luck import fortunes
from sim.luck.draws import PREVENTABLE
from sim.scenario.durations import DAY
from sim.scenario.outreach import Outreach


class Foreseen:
    """Which issues these are, by luck of their own: a larger share only adds to them."""

    def __init__(self, topics: list[str], outreach: Outreach):
        self.below = fortunes.cards_below(np.array([_share(outreach, topic) for topic in topics]))
        self.lead = outreach.lead
        self.days = math.ceil(outreach.lead / DAY)

    def among(self, issues: Columns) -> np.ndarray:
        """A mask over the issues."""
        own = fortunes.draws_of(issues.fortune, PREVENTABLE)[0]
        mask: np.ndarray = own < self.below[issues.topic]
        return mask


def _share(outreach: Outreach, topic: str) -> float:
    return outreach.topics[topic].preventable if topic in outreach.topics else 0.0
