"""Nesting: newcomers take their first calls beside a veteran."""

from typing import Any

import numpy as np
import simpy

from sim.workforce.person import WORKING
from sim.workforce.rota import DAY


class Nesting:
    """Who sits beside whom. A pair works more slowly, and the newcomer solves more and errs less.

    Both are taken to sit together whenever either works.
    """

    def __init__(self, crew):
        self.crew = crew
        self.rules: Any = crew.pool.hiring.nesting if crew.pool.hiring else None
        self.veterans = {}  # by newcomer
        self.since = {}  # when the two began, by newcomer
        self.single = []  # newcomers who have no veteran, in order of coming

    def left(self, person):
        """Minutes of nesting still before someone who has been trained."""
        return person.skilled + self.rules.length - self.crew.env.now if self.rules else 0.0

    def stage(self, person):
        """Part of a career: from the first call on, until the newcomer works alone."""
        self.single.append(person)
        self.match()
        try:
            while (left := self.left(person)) > 0:
                yield self.crew.env.timeout(min(DAY, left))
                self.match()  # someone may have become a veteran
        except simpy.Interrupt:  # told to leave
            self.end(person)
            raise
        self.end(person)

    def match(self):
        """A veteran for each newcomer without one, as far as there are any: the most experienced first."""
        if not self.single:
            return
        now, taken = self.crew.env.now, set(self.veterans.values())
        free = [
            p
            for p in self.crew.people.values()
            if p.stage == WORKING and now - p.skilled >= self.rules.veteran and p not in taken
        ]
        free.sort(key=lambda p: (p.skilled, p.place))
        pairs = list(zip(self.single, free, strict=False))
        del self.single[: len(pairs)]
        for newcomer, veteran in pairs:
            self.veterans[newcomer], self.since[newcomer] = veteran, now
            self.crew.growth.set_skill([newcomer, veteran])

    def end(self, newcomer):
        """This newcomer needs nobody any more."""
        self.part(newcomer)
        self.single.remove(newcomer)
        self.match()

    def part(self, newcomer):
        """The two sit apart; what was learned together stays."""
        if newcomer not in self.veterans:
            return
        veteran = self.veterans.pop(newcomer)
        newcomer.ahead += (self.rules.pace - 1) * (self.crew.env.now - self.since.pop(newcomer))
        self.single.append(newcomer)
        self.crew.growth.set_skill([p for p in (newcomer, veteran) if p.stage])

    def gone(self, person):
        """Someone has left, who may have been a veteran."""
        for newcomer in [n for n, veteran in self.veterans.items() if veteran is person]:
            self.part(newcomer)
        self.match()

    def beside(self, people, ability, handle_time):
        """Abilities and handling times of people, as they are beside each other."""
        if not self.veterans:
            return ability, handle_time
        newcomer, veteran = self.masks(people)
        rules = self.rules
        helped = ability + rules.help * (self.crew.pool.ability - ability)
        slowed = np.where(newcomer, rules.handle_time, np.where(veteran, rules.veteran_handle_time, 1.0))
        return np.where(newcomer, helped, ability), handle_time * slowed

    def checked(self, people, errors):
        """Chances of an error of people, with veterans beside newcomers."""
        if not self.veterans:
            return errors
        return np.where(self.masks(people)[0], (1 - self.rules.checks) * errors, errors)

    def masks(self, people):
        """Which of these are newcomers beside a veteran, and which veterans beside a newcomer."""
        taken = set(self.veterans.values())
        return np.array([p in self.veterans for p in people]), np.array([p in taken for p in people])
