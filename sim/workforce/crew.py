"""The people of a pool: who they are, how their careers go, and what they do on the floor."""

from typing import Any

import numpy as np
import simpy

from sim.luck.draws import draw
from sim.luck.fortunes import exponential, fortune
from sim.workforce.coaching import Coaching
from sim.workforce.duty import Duty
from sim.workforce.growth import Growth
from sim.workforce.hiring import Hiring
from sim.workforce.ledger import LEFT, MOVED_UP
from sim.workforce.nesting import Nesting
from sim.workforce.person import CHOICE, NESTING, NEVER, STAYING, TRAINING, WORKING, Person
from sim.workforce.roster import first_holder
from sim.workforce.staying import Staying


class Crew:
    """One pool: its places, and the processes that fill them, keep them at work and let them grow.

    Acts on the floor through sign-ins and sign-outs.
    """

    def __init__(self, env, floor, ledger, scenario, period, name, index, tier, luck):
        """`tier`: number of the pool's; `luck`: (seed, replication)."""
        self.env, self.floor, self.ledger = env, floor, ledger
        self.scenario, self.period = scenario, period
        self.name, self.index, self.tier, self.luck = name, index, tier, luck
        self.pool = scenario.pools[name]
        self.rows: list[int] = []  # of the agents on the floor, by place
        self.generation: list[int] = []  # by place: how many have come to it since the first day
        self.people: dict[int, Person] = {}  # by place
        self.coaching = Coaching(self)
        self.ladder: Any = None  # to this pool from one below: see `careers`
        self.staying = Staying(self)
        self.growth = Growth(self)
        self.nesting = Nesting(self)
        self.hiring = Hiring(self)
        self.duty = Duty(self)
        for place in self.add_places(self.pool.agents):
            if holder := first_holder(self, place):
                self.employ(holder)
            elif self.pool.hiring:
                self.hiring.go_on(place)
        for process in (self.duty.keep, *self.growth.processes()):
            env.process(process())

    # --- places and people ------------------------------------------------------------------------

    def add_places(self, count):
        """So many more; their numbers."""
        first = len(self.rows)
        rows = self.floor.add_agents(count, self.index, self.tier)
        self.rows += rows
        self.generation += [0] * count
        self.growth.furnish(rows)
        return range(first, first + count)

    def newcomer(self, place, vacant_since=NEVER, luck=None):
        """Someone who begins today in a place that nobody holds. `luck`: a candidate's fortune."""
        self.generation[place] += 1
        luck = self.fortune_of(place, self.generation[place]) if luck is None else luck
        now = self.env.now
        return self.person_with(luck, place, now + self.hiring.training, now, vacant_since)

    def someone(self, place, generation, skilled, hired):
        """`generation`: how many came to the place before since the first day."""
        return self.person_with(self.fortune_of(place, generation), place, skilled, hired)

    def person_with(self, luck, place, skilled, hired, vacant_since=NEVER):
        """Someone with this fortune."""
        threshold, row = exponential(luck, STAYING), self.rows[place]
        return Person(place, row, luck, threshold, float(skilled), vacant_since, float(hired))

    def fortune_of(self, place, generation):
        return fortune(*self.luck, "person", self.name, place, generation)

    def working(self):
        """Those who have been trained, on the phone or not."""
        return [p for p in self.people.values() if p.trained]

    # --- careers ----------------------------------------------------------------------------------

    def employ(self, person):
        """Someone's time here begins."""
        person.hazard_factor *= self.duty.hazard_factor(person)
        self.people[person.place] = person
        self.ledger.change("employed", self.index, 1)
        person.career = self.env.process(self.career(person))

    def career(self, person):
        """Training, nesting, then work, until the day of leaving."""
        # Not `suppress`, a function, in which Ctrl-C would be lost while Python takes the centre down.
        try:
            if person.skilled > self.env.now:
                self.enter(person, TRAINING)
                yield self.env.timeout(person.skilled - self.env.now)
                self.ledger.happened("trained", self.index)
            if self.nesting.left(person) > 0:
                self.begin_work(person, NESTING)
                yield from self.nesting.stage(person)
                self.enter(person, WORKING)
            else:
                self.begin_work(person, WORKING)
            yield self.env.event()  # whatever ends it
        except simpy.Interrupt:  # told to leave
            pass
        self.leave(person)

    def enter(self, person, stage):
        """`stage`: of the career, one of STAGES; an empty one is none."""
        if person.stage:
            self.ledger.change(person.stage, self.index, -1)
        person.stage = stage
        if stage:
            self.ledger.change(stage, self.index, 1)
            self.staying.entered(person)

    def begin_work(self, person, stage):
        self.enter(person, stage)
        if person.vacant_since < NEVER:
            self.ledger.refilled(self.index, self.env.now - person.vacant_since)
        self.growth.begin(person)
        self.duty.welcome(person)

    def leave(self, person):
        """Someone is gone, for good or up, and the place is filled again."""
        vacant_since = self.env.now if person.trained else person.vacant_since
        del self.people[person.place]
        self.ledger.change("employed", self.index, -1)
        self.ledger.happened("moved_up" if person.moves_up else "left", self.index)
        if not person.moves_up:
            self.ledger.add("tenure_left", self.index, self.env.now - person.hired)
        self.ledger.career_over(person, self.index, MOVED_UP if person.moves_up else LEFT)
        if person.stage != WORKING:
            self.ledger.happened("left_early", self.index)
        self.duty.release(person)
        self.growth.end(person)
        self.enter(person, "")
        self.nesting.gone(person)
        from_below = self.ladder and self.ladder.fills(person.place, vacant_since)
        if self.pool.hiring and not from_below:
            self.hiring.replace(person.place, vacant_since, max(0.0, self.env.now - person.decided))

    def send_away(self, count):
        """So many leave today: those whom luck picks among the trained, the same in every design."""
        for person in sorted(self.working(), key=lambda p: draw(p.fortune, CHOICE))[:count]:
            self.ledger.happened("sent_away", self.index)
            person.career.interrupt("leaves")

    def tenures(self):
        """Minutes since training of those employed."""
        now = self.env.now
        return np.array([max(0.0, now - p.skilled) for p in self.people.values()])
