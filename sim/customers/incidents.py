"""Incidents: one fault, and the burst of contacts it brings."""

from __future__ import annotations

import numpy as np

from sim.customers.causes import Causes
from sim.customers.columns import Columns
from sim.customers.tally import Tally
from sim.luck import fortunes
from sim.luck.decks import deck_of, difficulty_deck
from sim.luck.draws import CARDS, DEFLECTED, DIFFICULTY, POPULATION, ROOT_CAUSE, chance, draw
from sim.scenario.durations import DAY, YEAR
from sim.scenario.schema import Scenario
from sim.scenario.weeks import profile

MOST_CONTACTS = 200_000  # of one fault; faults of a day have identities of their own


class Incidents:
    """Of one kind. When a fault happens, who calls and when has its own luck, named after the kind."""

    def __init__(
        self, scenario: Scenario, seed: int, replication: int, name: str, causes: Causes, tally: Tally
    ):
        self.luck, self.name = (seed, replication), name
        self.says = incident = scenario.incidents[name]
        self.causes, self.tally = causes, tally
        self.days = {(day - scenario.calendar.start).days for day in incident.on or ()}
        self.topic = list(scenario.topics).index(incident.topic)
        self.difficulty = difficulty_deck(scenario.topics[incident.topic])
        self.delays, self.delay = deck_of(incident.spread)
        weights = {each: float(profile(scenario, each).sum()) for each in scenario.populations}
        if incident.population is not None:
            weights = {each: float(each == incident.population) for each in weights}
        self.populations = np.cumsum(list(weights.values())) / (sum(weights.values()) or 1.0)

    @property
    def a_day(self) -> float:
        """Contacts on an average day; where the days are known, on one of them."""
        return self.says.contacts * (1.0 if self.says.per_year is None else self.says.per_year * DAY / YEAR)

    def deal(self, days: range, midnight: float) -> list[Columns]:
        """The contacts of each fault of some days of the run, some of them on the days after.

        `midnight`: when the first of them begins.
        """
        return [
            self.burst(day, number, midnight + (day - days.start) * DAY)
            for day, faults in zip(days, self.faults(days), strict=True)
            for number in range(faults)
        ]

    def faults(self, days: range) -> list[int]:
        if self.says.per_year is None:
            return [int(day in self.days) for day in days]
        mean = self.says.per_year * DAY / YEAR
        found: list[int] = fortunes.volumes_of(*self.luck, days, mean, "incident", self.name).tolist()
        return found

    def burst(self, day: int, number: int, midnight: float) -> Columns:
        """Who would have called of a fault, but for those whom the announcement spares it."""
        fault = fortunes.fortune(*self.luck, "fault", self.name, day, number)
        start = midnight + (self.says.at if self.says.at is not None else fortunes.uniform(fault, 0) * DAY)
        count = min(int(fortunes.poisson(fortunes.uniform(fault, 1), self.says.contacts)), MOST_CONTACTS)
        places, fortune = fortunes.places(fault, count)
        delay = self.delay * self.delays[(places * CARDS).astype(np.int64)]
        first = fortunes.identities(day, "incident", self.name) + number * MOST_CONTACTS
        more = {}
        if len(self.populations):
            place = (draw(fortune, POPULATION) + 0.5) / CARDS
            more = {"population": np.searchsorted(self.populations, place)}
        struck = Columns(
            identity=first + np.arange(count),
            fortune=fortune,
            time=start + delay,
            topic=np.full(count, self.topic),
            difficulty=self.difficulty[draw(fortune, DIFFICULTY)],
            day=np.full(count, day),
            more=more,
        ).in_order()
        if chance(fault, ROOT_CAUSE) < self.causes.removed(day)[self.topic]:
            self.tally.note("prevented", struck)
            return struck.where(np.zeros(count, bool))
        self.tally.note("struck", struck)
        return self.undeflected(struck, start)

    def undeflected(self, struck: Columns, start: float) -> Columns:
        said = self.says.announcement
        if said is None:
            return struck
        knows = (struck.time >= start + said.after) & (chance(struck.fortune, DEFLECTED) < said.deflects)
        self.tally.note("deflected", struck.where(knows))
        return struck.where(~knows)
