"""Who does not come on which day, and who comes late."""

import numpy as np

from sim.luck.fortunes import purpose_named, uniform, uniforms_by_name
from sim.scenario.distributions import quantile
from sim.workforce.person import ABSENCE
from sim.workforce.rota import DAY

LATE, LATE_BY = purpose_named("late"), purpose_named("late by")
AHEAD = 8 * 7  # days whose draws are made together: ten people's of a week take numpy as long


class DailyLuck:
    """A draw for each person and day. `name`: of the first day's."""

    def __init__(self, name):
        self.name, self.people, self.days = name, None, range(0)
        self.drawn = np.zeros((0, 0))

    def of(self, people, days):
        """float64[person, day]; `days`: a range."""
        if people != self.people or days.start < self.days.start or days.stop > self.days.stop:
            self.people, self.days = people, range(days.start, max(days.stop, days.start + AHEAD))
            names = range(self.name + self.days.start, self.name + self.days.stop)
            self.drawn = uniforms_by_name(np.array([p.fortune for p in people], np.int64), names).T
        first = days.start - self.days.start
        return self.drawn[:, first : first + len(days)]


class Absence:
    """The absences of a crew, by person and day: whether at work or not, a chain of two states.

    An absence goes on with chance 1 - 1/L, where L is its mean length in days, and one begins with chance
    a / (1 - a) / L, so that a share `a` of the days is missed whatever the length. Both are judged by one
    draw a day: with L = 1 / (1 - a), as it is by default, each day is by itself.
    """

    def __init__(self, pool, period):
        self.pool, self.period = pool, period
        share, spell = pool.absence, pool.absence_spell
        self.goes_on = share if spell is None else 1 - DAY / spell
        self.begins = share if spell is None else share / (1 - share) * DAY / spell
        self.known = {}  # by person: the last day looked at, and whether absent on it
        self.luck, self.luck_of_lateness = DailyLuck(ABSENCE), DailyLuck(LATE)

    def day(self, moment):
        """Its number; the run's first is 0."""
        return int((moment - self.period.start) // DAY)

    def days(self, moments):
        """The same of several, int64[...]."""
        return ((moments - self.period.start) // DAY).astype(np.int64)

    def of(self, people, first, days):
        """Whether these are absent on so many days from the first: bool[people, days]."""
        if not self.pool.absence or not people:
            return np.zeros((len(people), days), bool)
        luck = self.luck.of(people, range(first, first + days))
        if self.goes_on == self.begins:
            by_itself: np.ndarray = luck < self.begins
            return by_itself
        absent = np.zeros(luck.shape, bool)
        # In the beginning, or after a gap, as on any day.
        chance = np.full(len(people), self.pool.absence)
        for n, person in enumerate(people):
            day, was = self.known.get(person, (None, False))
            if day == first - 1:
                chance[n] = self.goes_on if was else self.begins
        for day in range(days):
            absent[:, day] = luck[:, day] < chance
            chance = np.where(absent[:, day], self.goes_on, self.begins)
        self.known |= dict(zip(people, ((first + days - 1, bool(was)) for was in absent[:, -1]), strict=True))
        return absent

    def late(self, people, who, starts):
        """Of shifts that start at these moments, by their numbers: to which somebody comes late, and by how
        many minutes. `who`: places among `people`."""
        days = self.days(starts)
        first, last = int(days.min()), int(days.max())
        luck = self.luck_of_lateness.of(people, range(first, last + 1))
        for number in np.flatnonzero(luck[who, days - first] < self.pool.lateness.share).tolist():
            draw = uniform(people[who[number]].fortune, LATE_BY + int(days[number]))
            yield number, quantile(self.pool.lateness.by, draw)
