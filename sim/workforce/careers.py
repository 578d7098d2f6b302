"""The way up: vacancies filled from the tier below, a bench of people who are ready, and cross-cover."""

import numpy as np

from sim.workforce.person import NEVER, WORKING, Person
from sim.workforce.rota import DAY

HOUR = 60.0
LOOK = 30.0  # minutes between two looks at who is missing above


def ladders(env, centre):
    """Start a process for each pool that promotes from another."""
    for name, pool in centre.scenario.pools.items():
        if pool.promotion:
            above = centre.crews[name]
            above.ladder = Ladder(env, centre.crews[pool.promotion.from_], above)


class Ladder:
    """From one crew up to another."""

    def __init__(self, env, below, above):
        self.env, self.below, self.above = env, below, above
        self.rules = above.pool.promotion
        self.moving: set[Person] = set()
        self.covering: dict[int, Person] = {}  # by place above: who of the bench is there
        self.places = []  # above, for those who cover: rows of the floor, not of the payroll
        if self.rules.cross_cover:
            self.places = list(above.add_places(self.rules.bench))
            env.process(self.look_after())

    # --- who may ----------------------------------------------------------------------------------

    def ready(self):
        """Those who may move up, the best first."""
        people = [p for p in self.below.people.values() if self.may(p) and p not in self.moving]
        if self.rules.by == "skill":
            ability = self.below.floor.abilities([p.number for p in people])
            order = np.lexsort(([p.skilled for p in people], -ability))
            return [people[n] for n in order]
        return sorted(people, key=lambda p: (p.skilled, p.place))

    def may(self, person):
        served = self.env.now - person.skilled >= self.rules.least
        return person.stage == WORKING and person.decided == NEVER and served

    def bench(self):
        """Those marked and prepared."""
        return self.ready()[: self.rules.bench]

    # --- moving up --------------------------------------------------------------------------------

    def fills(self, place, vacant_since):
        """Whether somebody moves up to a place that is vacant; he does once he is off duty."""
        ready = self.ready()
        if not ready:
            return False
        self.moving.add(ready[0])
        prepared = bool(self.rules.bench)  # the best of those who are ready is on any bench
        self.env.process(self.move(ready[0], place, vacant_since, prepared))
        return True

    def move(self, person, place, vacant_since, prepared):
        """A process. After a shift, or a day later where nobody has shifts, the person changes places."""
        env, began = self.env, self.env.now
        while self.below.duty.is_on_shift(person) and env.now - began < DAY:
            yield env.timeout(HOUR)
        if not self.may(person):  # has left, or will
            self.moving.remove(person)
            if not self.fills(place, vacant_since) and self.above.pool.hiring:
                self.above.hiring.replace(place, vacant_since)
            return
        self.below.staying.takes_leave_of(person)
        experience = person.practice(env.now)
        person.moves_up = True
        person.career.interrupt("moves up")
        yield person.career
        self.moving.remove(person)
        person.moves_up = False
        self.above.generation[place] += 1
        person.place, person.number = place, self.above.rows[place]
        person.skilled = env.now + (0.0 if prepared else self.rules.training)
        person.ahead = self.rules.counts * experience / person.pace
        person.vacant_since = vacant_since
        self.above.ledger.happened("promoted", self.above.index)
        self.above.employ(person)

    # --- cross-cover ------------------------------------------------------------------------------

    def look_after(self):
        """A process. Time after time: are people missing above, and can somebody be spared?"""
        while True:
            yield self.env.timeout(LOOK)
            lacking = self.lacking()
            for place, person in list(self.covering.items()):
                if lacking < 0 or not self.below.duty.is_on_shift(person) or person in self.moving:
                    del self.covering[place]
                    lacking += 1
                    self.env.process(self.return_from(place, person))
            free = [place for place in self.places if place not in self.covering]
            there = [p for p in self.bench() if self.below.duty.is_on_phone(p)]
            spare = self.below.duty.number_on_phone() - self.rules.keeps
            for place, person in zip(free[: max(0, min(lacking, spare))], there, strict=False):
                if self.is_away(self.above.rows[place]):
                    self.covering[place] = person
                    self.env.process(self.cover(place, person))

    def lacking(self):
        """People missing on the phone above, less those who cover; below 0: there are too many."""
        crew = self.above
        if not crew.duty.rota:
            wanted = crew.pool.agents if crew.duty.is_open() else 0
        else:
            wanted = crew.duty.seats_asked()
        return wanted - crew.duty.number_on_phone() - len(self.covering)

    def cover(self, place, person):
        """A process: off the phone below after the call in hand, then on the phone above."""
        number = self.above.rows[place]
        self.below.duty.take_off([person], "covering")
        while not self.is_away(person.number):
            yield self.env.timeout(1.0)
        if place not in self.covering or self.covering[place] is not person:
            return
        experience = self.rules.counts * person.practice(self.env.now)
        there = Person(place, number, person.fortune, NEVER, self.env.now - experience)
        self.above.growth.take_row(there)
        self.above.floor.sign_in(number)
        self.above.ledger.change("covered", self.above.index, 1)

    def return_from(self, place, person):
        """A process: the same in reverse."""
        number = self.above.rows[place]
        if not self.is_away(number):
            self.above.floor.sign_out(number)
            self.above.ledger.change("covered", self.above.index, -1)
        while not self.is_away(number):
            yield self.env.timeout(1.0)
        self.below.duty.put_back([person], "covering")

    def is_away(self, number):
        return self.above.floor.is_away(number)
