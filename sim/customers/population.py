"""The customers of one population, day after day."""

from __future__ import annotations

import numpy as np

from sim.customers.columns import Columns
from sim.luck import fortunes
from sim.luck.decks import difficulty_deck
from sim.luck.draws import DIFFICULTY, draw
from sim.scenario.durations import DAY, WEEK
from sim.scenario.schema import Scenario
from sim.scenario.size_checks import MOST_A_DAY
from sim.scenario.weeks import profile, topic_weights

MOST_DEALT = 10 * MOST_A_DAY  # on a day that is busier than others by chance


class Population:
    """Customers with volumes and a mix of topics of their own; without a name, all there are."""

    def __init__(self, scenario: Scenario, seed: int, replication: int, name: str | None = None):
        self.luck = seed, replication
        self.whom = () if name is None else ("population", name)
        self.number = 0 if name is None else list(scenario.populations).index(name)
        self.volumes = profile(scenario, name).reshape(7, -1)
        self.scale = scenario.demand.scale
        first = scenario.calendar.start
        self.holidays = {(each.on - first).days: each.demand for each in scenario.holidays}
        self.weights = topic_weights(scenario, name)
        self.interval = scenario.calendar.interval
        self.busyness = scenario.demand.busyness.cv if scenario.demand.busyness else 0.0
        self.decks = np.array([difficulty_deck(topic) for topic in scenario.topics.values()])

    def scale_on(self, day: int) -> float:
        if not self.holidays:
            return self.scale
        return self.scale * self.holidays.get(day, 1.0)

    def deal(self, day: int, midnight: float) -> Columns:
        """The issues of a day of the run."""
        weekday = int(midnight % WEEK // DAY)
        today = self.volumes[weekday]
        mean = (
            today.sum()
            * self.scale_on(day)
            * fortunes.busyness_of(*self.luck, day, self.busyness, *self.whom)
        )
        count = fortunes.volume_of(*self.luck, day, mean, *self.whom)
        if count > MOST_DEALT:
            raise MemoryError(f"{count:,} issues would come on one day, more than can be held in memory")
        mix = {
            name: each if isinstance(each, float) else each.reshape(7, -1)[weekday]
            for name, each in self.weights.items()
        }
        dealt = fortunes.arrivals(*self.luck, day, count, today, self.interval, mix, *self.whom)
        difficulty = self.decks[dealt.topic, draw(dealt.fortune, DIFFICULTY)]
        more = {"population": np.full(count, self.number)} if self.whom else {}
        return Columns(dealt.identity, dealt.fortune, midnight + dealt.time, dealt.topic, difficulty, more)
