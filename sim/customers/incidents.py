"""Incidents: one fault, and the burst of contacts it brings."""

from __future__ import annotations

import numpy as np

from sim.customers.causes import Causes
from sim.customers.columns import Columns
from sim.customers.tally import Tally
from sim.luck import fortunes
from sim.luck.decks import deck_of, difficulty_deck
from sim.luck.draws import CARDS, DEFLECTED, DIFFICULTY, POPULATION
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

    def deal(self, days: range, midnight: float) -> Columns | None:
        """The contacts of the faults of some days of the run, some of them on the days after.

        But for those whom the announcement spares it, or whose fault's cause was removed. `midnight`: when
        the first of the days begins.
        """
        faults = self.faults(days)
        if not faults:
            return None
        said = self.says
        fault = np.array([fortunes.fortune(*self.luck, "fault", self.name, *each) for each in faults])
        day, number = np.array(faults).T
        at = fortunes.uniforms(fault, 0) * DAY if said.at is None else said.at
        start = midnight + (day - days.start) * float(DAY) + at
        counts = np.minimum(fortunes.poisson(fortunes.uniforms(fault, 1), said.contacts), MOST_CONTACTS)
        struck = self.burst(fault, counts, day, number, start)
        held = np.repeat(~self.causes.gone(fault, self.topic, day), counts)
        self.tally.note("prevented", struck, ~held)
        self.tally.note("struck", struck, held)
        if announcement := said.announcement:
            (own,) = fortunes.draws_of(struck.fortune, DEFLECTED)
            knows = held & (own < fortunes.cards_below(announcement.deflects))
            knows &= struck.time >= np.repeat(start + announcement.after, counts)
            self.tally.note("deflected", struck, knows)
            held &= ~knows
        return struck.where(held)

    def faults(self, days: range) -> list[tuple[int, int]]:
        """The day of each, and its number among those of the day."""
        if self.says.per_year is None:
            return [(day, 0) for day in days if day in self.days]
        mean = self.says.per_year * DAY / YEAR
        counts = fortunes.volumes_of(*self.luck, days, mean, "incident", self.name).tolist()
        return [(day, number) for day, count in zip(days, counts, strict=True) for number in range(count)]

    def burst(
        self, fault: np.ndarray, counts: np.ndarray, day: np.ndarray, number: np.ndarray, start: np.ndarray
    ) -> Columns:
        """Who would call of each of some faults."""
        places, fortune = fortunes.places(fault, counts)
        delay = self.delay * self.delays[(places * 2.0**-53 * CARDS).astype(np.int64)]
        first = fortunes.identities(day, "incident", self.name) + number * MOST_CONTACTS
        within = np.arange(len(fortune)) - np.repeat(np.cumsum(counts) - counts, counts)
        difficulty, population = fortunes.draws_of(fortune, DIFFICULTY, POPULATION)
        more = {}
        if len(self.populations):
            more = {"population": np.searchsorted(self.populations, (population + 0.5) / CARDS)}
        return Columns(
            identity=np.repeat(first, counts) + within,
            fortune=fortune,
            time=np.repeat(start, counts) + delay,
            topic=np.full(len(fortune), self.topic),
            difficulty=self.difficulty[difficulty],
            day=np.repeat(day, counts),
            more=more,
        )
