"""The plan of a week: shifts, who has them, and what keeps whom off the phone when."""

import itertools
import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.floor.floors import TIME, plan_of
from sim.floor.kinds import NOBODY, SEATS_ASKED
from sim.scenario.hours import unpaid_in
from sim.scenario.weeks import seats_by_own_clock, seats_on, sort_of_week
from sim.workforce.agenda import Agenda
from sim.workforce.fixed import fixed_shifts
from sim.workforce.pauses import GOLDEN
from sim.workforce.rota import DAY, WEEK, assign, shifts_of


@dataclass(frozen=True)
class Wanted:
    """People wanted in a week."""

    entries: np.ndarray  # float64[PLAN, ...]: from when in the week, so many seats
    on_rota: np.ndarray  # by interval, whole numbers

    @staticmethod
    def of(scenario, pool, sunday):
        interval = scenario.calendar.interval
        seats = seats_by_own_clock(scenario, pool, sunday)
        asked = np.zeros(round(WEEK / interval), int) if seats is None else seats.astype(int)
        changes = np.flatnonzero(np.diff(asked, prepend=-1)).tolist()
        return Wanted(
            entries=plan_of(
                [(slot * interval, SEATS_ASKED, NOBODY, 0, asked[slot], 0.0) for slot in changes]
            ),
            on_rota=np.ceil(asked * scenario.pools[pool].rostered - 1e-9).astype(int),
        )


class Planning:
    """Of a crew's duty. Times of shifts are minutes of the pool's week."""

    def __init__(self, duty):
        self.duty, self.crew, self.pool = duty, duty.crew, duty.crew.pool
        self.scenario = scenario = duty.crew.scenario
        self.interval = scenario.calendar.interval
        self.agenda = Agenda(self.crew, duty.absence)
        self.wanted: dict[tuple, Wanted] = {}  # by the sort of week
        # Of what comes again week after week:
        self.shifts_for = lru_cache(64)(self.shifts_for_seats)
        self.assigned = lru_cache(8)(self.assigned_to)  # few: a thousand people take a megabyte each

    # --- without a rota -----------------------------------------------------------------------------

    def hours(self, week):
        """Everybody comes when the centre opens and goes when it closes; day by day where days differ.

        Yields (moment, whether it opens, who works of so many or None).
        """
        by_day = self.pool.absence > 0 or self.scenario.holidays
        for a, b in self.scenario.open_stretches():
            cuts = [a, *(t for t in np.arange(DAY, WEEK, DAY).tolist() if a < t < b), b] if by_day else [a, b]
            for start, end in itertools.pairwise(cuts):
                part = seats_on(self.scenario, self.date(week + start))
                some = (lambda n, part=part: math.ceil(part * n)) if part < 1 else None
                yield week + start, True, some
                yield week + end, False, None

    def date(self, moment):
        return self.crew.period.date_of(moment)

    # --- with one -------------------------------------------------------------------------------------

    def rota(self, week):
        """The week's plan for the people there are today: seats, shifts, and what keeps off the phone within
        them. float64[PLAN, ...], in no order."""
        people = self.crew.working()
        wanted = self.wanted_in(week)
        assigned, gaps = self.shifts(week, people, wanted.on_rota)
        absence = self.duty.absence
        first = absence.day(week)
        days = absence.of(people, first, 8 if self.duty.ahead else 7)

        def absent(who, start):
            return days[who, absence.day(week + start) - first]

        missing = days[assigned.who, absence.days(week + assigned.pattern.start) - first]
        extra = []
        if self.pool.overtime:
            if self.pool.overtime.covers_absence:
                gaps = [*gaps, *(assigned.shifts[number][:2] for number in np.flatnonzero(missing).tolist())]
            extra = self.duty.overtime.taken(people, assigned, gaps, absent, self.date(week).year)
        of_people = self.agenda.entries(week, people, assigned, extra, missing)
        plan = np.concatenate([wanted.entries, of_people], axis=1)
        plan[TIME] += week
        return plan

    def wanted_in(self, week):
        """What is wanted in a week, by the pool's own clock."""
        sunday = self.date(week + self.duty.ahead)
        sort = sort_of_week(self.scenario, self.crew.name, sunday)
        if sort not in self.wanted:
            self.wanted[sort] = Wanted.of(self.scenario, self.crew.name, sunday)
        return self.wanted[sort]

    def shifts(self, week, people, on_rota):
        """Those that somebody has, `Assigned`, and (start, end) of seats for which there is nobody."""
        given = self.named(week, people) if self.pool.rota else self.fixed(people, on_rota)
        if self.pool.rota and self.pool.seats is None:
            return self.agenda.assigned(given), []
        empty = np.maximum(on_rota - self.cover(given), 0).tobytes()
        free = [] if self.pool.rota else [n for n, p in enumerate(people) if self.duty.flexible(p)]
        phase = week / WEEK * GOLDEN % 1.0  # so that a shortage does not fall on the same shift every week
        if self.shifts_for(empty)[2] <= len(free) * self.pool.hours:
            phase = 0.5  # there is none
        return self.assigned(tuple(given), empty, tuple(free), phase)

    def assigned_to(self, given, seats, free, phase):
        """Shifts given before, and those that fill these seats, given to who is free: `Assigned`, and the
        gaps."""
        shifts, paid, _ = self.shifts_for(seats)
        found = assign(shifts, len(free), self.pool.hours, phase, paid)
        moved = [(a, b, free[n]) for a, b, n in found if n >= 0]
        return self.agenda.assigned(sorted([*given, *moved])), [(a, b) for a, b, n in found if n < 0]

    def shifts_for_seats(self, seats):
        """Shifts that fill seats; of each, which part is working time; all of it. `seats`: by interval of the
        week, the bytes of an array, which are told apart sooner than numbers."""
        wanted = np.frombuffer(seats, int).tolist()
        shifts = tuple(shifts_of(wanted, self.interval, self.pool.shift))
        paid = tuple(1 - unpaid_in(self.pool, b - a) / (b - a) for a, b in shifts)
        return shifts, paid, sum((b - a) * part for (a, b), part in zip(shifts, paid, strict=True))

    def named(self, week, people):
        """Shifts of the table; each of its rows belongs to a place, whoever holds it."""
        table = self.pool.rota.shifts
        return sorted(
            (day * DAY + a, day * DAY + b, n)
            for n, person in enumerate(people)
            if person.place < len(table)
            for day, spans in enumerate(table[person.place])
            for a, b in spans
            if seats_on(self.scenario, self.date(week + self.duty.ahead + day * DAY)) > 0
        )

    def fixed(self, people, wanted):
        """Shifts of those whose hours are not flexible."""
        rigid = [n for n, person in enumerate(people) if not self.duty.flexible(person)]
        if not rigid:
            return []
        pool, by_day = self.pool, wanted.reshape(7, -1)
        long = round(pool.shift / self.interval)
        days = min(6, int(pool.hours // (pool.shift - unpaid_in(pool, pool.shift))))
        patterns = fixed_shifts(tuple(map(tuple, by_day.tolist())), len(rigid), long, days)
        return sorted(
            (start, start + long * self.interval, n)
            for n, (slot, on) in zip(rigid, patterns, strict=True)
            for start in (day * DAY + slot * self.interval for day in on)
        )

    def cover(self, shifts):
        """People by interval of the week; what goes on after it is counted at its beginning."""
        if not shifts:
            return 0
        slots = round(WEEK / self.interval)
        change = np.zeros(2 * slots + 1, int)
        for start, end, _ in shifts:
            change[int(start // self.interval)] += 1
            change[int(end // self.interval)] -= 1
        both = np.cumsum(change[:-1])
        return both[:slots] + both[slots:]
