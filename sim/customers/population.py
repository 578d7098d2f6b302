"""The customers of one population, day after day."""

from __future__ import annotations

import numpy as np

from sim.customers.columns import Columns
from sim.luck import fortunes
from sim.luck.decks import difficulties, difficulty_law
from sim.luck.draws import DIFFICULTY
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
        self.means = self.volumes.sum(axis=1)
        alike = {day.tobytes(): fortunes.profile_of(day) for day in self.volumes}
        self.profiles = [alike[day.tobytes()] for day in self.volumes]
        self.scale = scenario.demand.scale
        first = scenario.calendar.start
        self.holidays = {(each.on - first).days: each.demand for each in scenario.holidays}
        self.weights = topic_weights(scenario, name)
        self.interval = scenario.calendar.interval
        self.busyness = scenario.demand.busyness.cv if scenario.demand.busyness else 0.0
        self.decks, self.firsts = difficulties(tuple(map(difficulty_law, scenario.topics.values())))

    def scales_on(self, days: range) -> np.ndarray:
        """What volumes are multiplied by on each of some days."""
        scales = np.full(len(days), self.scale)
        for day, demand in self.holidays.items():
            if day in days:
                scales[day - days.start] *= demand
        return scales

    @property
    def a_day(self) -> float:
        """Issues on an average day."""
        return float(self.means.mean() * self.scale)

    def deal(self, days: range, midnight: float) -> Columns:
        """The issues of some days of the run. `midnight`: when the first of them begins."""
        first = int(midnight % WEEK // DAY)
        weekdays = (first + np.arange(len(days))) % 7
        scales = self.scales_on(days)
        busyness = fortunes.busyness_of(*self.luck, days, self.busyness, *self.whom)
        counts = fortunes.volumes_of(*self.luck, days, self.means[weekdays] * scales * busyness, *self.whom)
        if counts.max() > MOST_DEALT:
            raise MemoryError(
                f"{counts.max():,} issues would come on one day, more than can be held in memory"
            )
        profiles = [self.profiles[weekday] for weekday in weekdays.tolist()]
        dealt = fortunes.arrivals(*self.luck, days, counts, profiles, self.interval, *self.whom)
        since = dealt.day - days.start  # whole days from that midnight
        weights = self.weights
        if not all(isinstance(each, float) for each in weights.values()):
            slots = (first + since) % 7 * self.volumes.shape[1] + (dealt.time // self.interval).astype(int)
            weights = fortunes.weights_at(slots, weights)
        (card,) = fortunes.draws_of(dealt.fortune, DIFFICULTY)
        return Columns(
            identity=dealt.identity,
            fortune=dealt.fortune,
            time=midnight + since * float(DAY) + dealt.time,
            topic=(topic := fortunes.topics_of(dealt.fortune, weights)),
            difficulty=self.decks.take(self.firsts[topic] + card),
            day=dealt.day,
            more={"population": np.full(len(topic), self.number)} if self.whom else {},
        )
