"""The plan of a week: shifts, who has them, and what keeps whom off the phone when."""

import itertools
import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.floor.kinds import (
    NEVER,
    NOBODY,
    PAUSE_BEGINS,
    PAUSE_ENDS,
    SEATS_ASKED,
    SHIFT_BEGINS,
    SHIFT_ENDS,
)
from sim.floor.presence import ABSENT, PRESENCE
from sim.scenario.hours import pauses_in, unpaid_in
from sim.scenario.weeks import seats_by_own_clock, seats_on, sort_of_week
from sim.workforce.fixed import fixed_shifts
from sim.workforce.pauses import GOLDEN, joint, pauses_of, placed, single
from sim.workforce.rota import DAY, REST, WEEK, assign, shifts_of


@dataclass(frozen=True)
class Wanted:
    """People wanted in a week."""

    levels: list[tuple[float, float]]  # from when in the week, so many seats
    on_rota: np.ndarray  # by interval, whole numbers

    @staticmethod
    def of(scenario, pool, sunday):
        interval = scenario.calendar.interval
        seats = seats_by_own_clock(scenario, pool, sunday)
        asked = np.zeros(round(WEEK / interval), int) if seats is None else seats.astype(int)
        changes = np.flatnonzero(np.diff(asked, prepend=-1)).tolist()
        return Wanted(
            levels=[(slot * interval, float(asked[slot])) for slot in changes],
            on_rota=np.ceil(asked * scenario.pools[pool].rostered - 1e-9).astype(int),
        )


class Planning:
    """Of a crew's duty. Moments of a plan are by the centre's clock."""

    def __init__(self, duty):
        self.duty, self.crew, self.pool = duty, duty.crew, duty.crew.pool
        self.scenario = scenario = duty.crew.scenario
        self.interval = scenario.calendar.interval
        self.single = single(self.pool)
        self.wanted: dict[tuple, Wanted] = {}  # by the sort of week
        # Of what comes again week after week:
        self.pauses_in = lru_cache(256)(lambda length: pauses_in(self.pool, length))
        self.shifts_for = lru_cache(64)(self.shifts_for_seats)

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
        """Shifts for the people there are today, and what is planned off the phone within them.

        Yields tuples of `sim.floor.floors.ENTRY`.
        """
        people = self.crew.working()
        wanted = self.wanted_in(week)
        shifts, gaps = self.shifts(week, people, wanted.on_rota)
        first = self.duty.absence.day(week)
        days = self.duty.absence.of(people, first, 8 if self.duty.ahead else 7).tolist()

        def absent(who, start):
            return days[who][self.duty.absence.day(start) - first]

        extra = []
        if self.pool.overtime:
            if self.pool.overtime.covers_absence:
                gaps = gaps + [(a, b) for a, b, who in shifts if absent(who, a)]
            extra, _ = self.duty.overtime.taken(people, shifts, gaps, absent, self.date(week).year)
        for start, seats in wanted.levels:
            yield week + start, SEATS_ASKED, NOBODY, 0, seats, 0.0
        yield from self.entries(week, people, shifts, extra, absent)

    def wanted_in(self, week):
        """What is wanted in a week, by the pool's own clock."""
        sunday = self.date(week + self.duty.ahead)
        sort = sort_of_week(self.scenario, self.crew.name, sunday)
        if sort not in self.wanted:
            self.wanted[sort] = Wanted.of(self.scenario, self.crew.name, sunday)
        return self.wanted[sort]

    def shifts(self, week, people, on_rota):
        """(start, end, who) of those who have one, and (start, end) of seats for which there is nobody."""
        given = self.named(week, people) if self.pool.rota else self.fixed(week, people, on_rota)
        empty = on_rota - self.cover(week, given)
        if self.pool.rota and self.pool.seats is None:
            return given, []
        shifts, paid, hours = self.shifts_for(tuple(np.maximum(empty, 0).tolist()))
        free = [] if self.pool.rota else [n for n, p in enumerate(people) if self.duty.flexible(p)]
        phase = week / WEEK * GOLDEN % 1.0  # so that a shortage does not fall on the same shift every week
        if hours <= len(free) * self.pool.hours:
            phase = 0.5  # there is none
        found = assign(shifts, len(free), self.pool.hours, phase, paid)
        moved = [(week + a, week + b, free[n] if n >= 0 else -1) for a, b, n in found]
        given = sorted([*given, *(each for each in moved if each[2] >= 0)])
        return given, [(a, b) for a, b, n in moved if n < 0]

    def shifts_for_seats(self, seats):
        """Shifts that fill seats, by interval of the week; of each, which part is working time; all of it."""
        shifts = tuple(shifts_of(seats, self.interval, self.pool.shift))
        paid = tuple(1 - unpaid_in(self.pool, b - a) / (b - a) for a, b in shifts)
        return shifts, paid, sum((b - a) * part for (a, b), part in zip(shifts, paid, strict=True))

    def named(self, week, people):
        """Shifts of the table; each of its rows belongs to a place, whoever holds it."""
        table = self.pool.rota.shifts
        return sorted(
            (week + day * DAY + a, week + day * DAY + b, n)
            for n, person in enumerate(people)
            if person.place < len(table)
            for day, spans in enumerate(table[person.place])
            for a, b in spans
            if seats_on(self.scenario, self.date(week + self.duty.ahead + day * DAY)) > 0
        )

    def fixed(self, week, people, wanted):
        """Shifts of those whose hours are not flexible."""
        rigid = [n for n, person in enumerate(people) if not self.duty.flexible(person)]
        if not rigid:
            return []
        pool, by_day = self.pool, wanted.reshape(7, -1)
        long = round(pool.shift / self.interval)
        days = min(6, int(pool.hours // (pool.shift - unpaid_in(pool, pool.shift))))
        patterns = fixed_shifts(tuple(map(tuple, by_day.tolist())), len(rigid), long, days)
        return sorted(
            (week + start, week + start + long * self.interval, n)
            for n, (slot, on) in zip(rigid, patterns, strict=True)
            for start in (day * DAY + slot * self.interval for day in on)
        )

    def cover(self, week, shifts):
        """People by interval of the week; what goes on after it is counted at its beginning."""
        if not shifts:
            return 0
        slots = round(WEEK / self.interval)
        change = np.zeros(2 * slots + 1, int)
        for start, end, _ in shifts:
            change[int((start - week) // self.interval)] += 1
            change[int((end - week) // self.interval)] -= 1
        both = np.cumsum(change[:-1])
        return both[:slots] + both[slots:]

    # --- within the shifts ----------------------------------------------------------------------------

    def entries(self, week, people, shifts, extra, absent):
        pool = self.pool
        numbers = [person.number for person in people]
        holders = self.duty.floor.attending("holder", numbers)
        last_end: dict[int, float] = {}
        number_of, has = [0] * len(people), [0] * len(people)
        together = joint(pool, week)
        for _, _, n in shifts:
            has[n] += 1
        whole = int(week // WEEK)
        merged = sorted([*((*each, None) for each in shifts), *extra])
        for turn, (start, end, n, before) in enumerate(merged):
            person, who = people[n], (numbers[n], holders[n])
            missing = before is None and absent(n, start)
            if before is None:
                yield start, SHIFT_BEGINS, *who, NEVER, 0.0
            else:
                paid = 1 - unpaid_in(pool, end - start) / (end - start)
                yield start, SHIFT_BEGINS, *who, before, paid
            yield end, SHIFT_ENDS, *who, 0.0, 0.0
            begun, last_end[n] = last_end.get(n, -math.inf), end
            of_week = number_of[n]
            number_of[n] += before is None
            if missing:
                yield start, PAUSE_BEGINS, *who, ABSENT, 0.0
                continue
            off = []
            if pool.lateness and start - begun >= REST and (late := self.duty.absence.late(person, start)):
                off = [(start, min(end, start + late), "late")]
            pauses = pauses_of(self.pauses_in(end - start), start, end, turn)
            if before is None:
                for order, (length, cause, weeks) in enumerate(self.single):
                    due = (whole + person.place) % weeks == 0
                    due = due and of_week == (person.place + whole + order) % has[n]
                    if due and (room := placed(start, end, pauses, length, turn)):
                        pauses = sorted([*pauses, (*room, cause)])
                for a, b, cause, weeks in together:
                    if start <= a < end and (whole + person.place) % weeks == 0:
                        pauses = [*pauses, (a, min(b, end), cause)]
            for a, b, cause in [*off, *pauses]:
                yield a, PAUSE_BEGINS, *who, PRESENCE.index(cause), 0.0
                yield b, PAUSE_ENDS, *who, PRESENCE.index(cause), 0.0
