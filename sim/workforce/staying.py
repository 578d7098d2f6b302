"""When people leave."""

import math

import numpy as np

from sim.theory.tenure import Constant, Law, after
from sim.workforce.factors import constant_factor, of_burnout, of_skill, smoothed
from sim.workforce.hazard import beginning_of, long_run, promotes_from, scale_of, shape_of, stage_factor
from sim.workforce.person import NEVER
from sim.workforce.rota import WEEK


class Staying:
    """Each person leaves at the moment at which the cumulated hazard reaches the person's own number.

    The hazard is the pool's at the person's tenure times factors. Those that change on the way are looked at
    once a week, and at each stage of a career. Until they change the moment is known, and is waited for.
    """

    def __init__(self, crew):
        self.crew, self.env, pool = crew, crew.env, crew.pool
        self.attrition = pool.attrition
        self.law: Law = Constant()
        self.scale, self.long_run, self.constant = 0.0, None, 1.0
        self.by_week = []  # functions of people, hazards relative to a reference
        self.next_look = NEVER
        if self.attrition:
            beginning = beginning_of(crew.scenario, crew.name)
            self.scale = scale_of(self.attrition, beginning)
            self.law = shape_of(self.attrition)
            self.constant = constant_factor(pool, promotes_from(crew.scenario, crew.name))
            self.long_run = long_run(self.attrition, beginning, self.constant)
        if self.scale:
            self.by_week += [self.burnout] if self.attrition.burnout else []
            self.by_week += [self.skill] if self.attrition.skill else []
            coached = pool.leads and pool.leads.coaching and pool.leads.coaching.hazard != 1
            self.by_week += [self.coaching] if coached else []
        if self.by_week:
            crew.env.process(self.keep_looking())

    # --- one person -------------------------------------------------------------------------------

    def entered(self, person):
        """A stage of a career begins."""
        if not self.scale or not person.stage:
            return
        exposure, now = person.exposure, self.env.now
        if person.decided < NEVER:  # on notice since before
            self.env.process(self.serve_notice(person, self.attrition.notice - (now - person.decided)))
            return
        begins = exposure.since == NEVER
        if begins:
            exposure.since = now
        else:
            self.settle([person])
        if self.attrition.burnout and person.trained:
            exposure.seen = tuple(self.crew.floor.worked_by_row([person.number])[0])
            if now > self.crew.period.start and np.isnan(exposure.strain):
                exposure.strain = self.attrition.burnout.reference
        before = exposure.factor
        exposure.factor = self.factors([person])[0]
        if begins or exposure.factor != before:
            self.plan(person)

    def takes_leave_of(self, person):
        """Someone moves to another crew, whose hazard is the next one's to tell."""
        if self.scale:
            self.settle([person])
        person.exposure.plan += 1
        person.exposure.factor = 0.0

    def factors(self, people):
        """On the hazards of these."""
        found = np.full(len(people), self.constant)
        found *= [self.crew.duty.hazard_factor(person) * person.hazard_factor for person in people]
        found *= [stage_factor(self.attrition, person.stage) for person in people]
        for factor in self.by_week:
            found *= factor(people)
        return found

    def settle(self, people):
        """Add up the hazard until now."""
        now = self.env.now
        hired = np.array([person.hired for person in people])
        since = np.array([person.exposure.since for person in people])
        factor = np.array([person.exposure.factor for person in people])
        passed = self.law.cumulated(now - hired) - self.law.cumulated(since - hired)
        for person, spent in zip(people, (self.scale * factor * passed).tolist(), strict=True):
            person.exposure.spent += spent
            person.exposure.since = now

    def plan(self, person):
        """Wait for the moment, if it comes before the next look."""
        exposure = person.exposure
        exposure.plan += 1
        left = (person.threshold - exposure.spent) / (self.scale * exposure.factor)
        wait = float(after(self.law, self.env.now - person.hired, max(0.0, left)))
        if self.env.now + wait <= self.next_look:
            self.env.process(self.decide(person, wait, exposure.plan))

    def decide(self, person, wait, plan):
        """A process: waits for the moment; who is trained then gives notice."""
        yield self.env.timeout(wait)
        if not person.stage or person.exposure.plan != plan:
            return
        self.crew.ledger.add("burnt_out", self.crew.index, max(0.0, 1 - 1 / person.exposure.burnout))
        if self.attrition.notice and person.trained:
            person.decided = self.env.now
            self.crew.ledger.happened("gave_notice", self.crew.index)
            yield from self.serve_notice(person, self.attrition.notice)
        else:
            person.career.interrupt("leaves")

    def serve_notice(self, person, wait):
        yield self.env.timeout(wait)
        if person.stage:
            person.career.interrupt("leaves")

    # --- week by week -----------------------------------------------------------------------------

    def keep_looking(self):
        """A process. Each week the hazards anew, and who will leave within it."""
        while True:
            self.next_look = self.env.now + WEEK
            yield self.env.timeout(WEEK)
            self.next_look = self.env.now + WEEK
            people = [p for p in self.crew.people.values() if p.stage and p.decided == NEVER]
            if self.attrition.burnout:
                self.look_at_strain([p for p in self.crew.people.values() if p.trained])
            if people:
                self.settle(people)
                self.look_ahead(people)

    def look_ahead(self, people):
        factors = self.factors(people)
        age = self.env.now - np.array([person.hired for person in people])
        week = self.scale * factors * (self.law.cumulated(age + WEEK) - self.law.cumulated(age))
        for person, factor, more in zip(people, factors.tolist(), week.tolist(), strict=True):
            person.exposure.factor = factor
            person.exposure.plan += 1
            if person.exposure.spent + more * (1 + 1e-9) >= person.threshold:
                self.plan(person)

    def look_at_strain(self, people):
        """What the week was for those who work."""
        worked = self.crew.floor.worked_by_row([person.number for person in people]).tolist()
        for person, (present, busy) in zip(people, worked, strict=True):
            exposure = person.exposure
            there = present - exposure.seen[0]
            if there > 0:  # else he keeps what he had
                occupancy = (busy - exposure.seen[1]) / there
                exposure.strain = smoothed(exposure.strain, occupancy, self.attrition.burnout.memory)
            exposure.seen = present, busy
        strains = [strain for person in people if not math.isnan(strain := person.exposure.strain)]
        self.crew.ledger.set("strained", self.crew.index, float(len(strains)))
        self.crew.ledger.set("strain", self.crew.index, float(np.sum(strains)))

    def burnout(self, people):
        strain = np.array([person.exposure.strain for person in people])
        found = np.where(np.isnan(strain), 1.0, of_burnout(self.attrition.burnout, strain))
        for person, each in zip(people, found.tolist(), strict=True):
            person.exposure.burnout = each
        return found

    def coaching(self, people):
        coaching = self.crew.coaching
        return coaching.hazard(coaching.remembered(people, self.env.now))

    def skill(self, people):
        """Of those at work; what training does to it is the stage's."""
        ability = self.crew.floor.abilities([person.number for person in people])
        working = np.array([person.trained for person in people], bool)
        return np.where(working, of_skill(self.attrition.skill, ability), 1.0)
