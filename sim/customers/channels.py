"""In which way each issue comes to the centre."""

from __future__ import annotations

import numpy as np

from sim.customers.columns import Columns
from sim.luck.fortunes import dealt_by_name
from sim.scenario.schema import Scenario


class Channels:
    """A stage: the channel of each issue, and how much longer it takes in it. Alarms come in none."""

    def __init__(self, scenario: Scenario):
        self.shares = {name: channel.share for name, channel in scenario.channels.items()}
        self.alarm = np.array([topic.alarm is not None for topic in scenario.topics.values()])
        self.effort = np.array([channel.handle for channel in scenario.channels.values()])

    def choose(self, columns: Columns) -> Columns:
        if self.shares:
            home = dealt_by_name(columns.fortune, self.shares, "channel ")
            home[self.alarm[columns.topic]] = 0  # monitoring writes no letters
            columns.more["home"] = home
            columns.more["effort"] = columns.more.get("effort", 1.0) * self.effort[home]
        return columns
