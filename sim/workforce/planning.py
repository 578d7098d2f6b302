"""The plan of a week: shifts, who has them, and what keeps whom off the phone when."""

import itertools
import math

import numpy as np

from sim.scenario.hours import unpaid_in
from sim.scenario.weeks import seats_by_own_clock, seats_on
from sim.workforce.fixed import fixed_shifts
from sim.workforce.pauses import GOLDEN, joint, pauses_of, placed, single
from sim.workforce.rota import DAY, REST, WEEK, assign, shifts_of

ASKED, ENDS, RETURNS, BEGINS, AWAY = range(5)  # what a plan has, in order at one moment


class Planning:
    """Of a crew's duty. Moments of a plan are by the centre's clock."""

    def __init__(self, duty):
        self.duty, self.crew, self.pool = duty, duty.crew, duty.crew.pool
        self.scenario = scenario = duty.crew.scenario
        self.interval = scenario.calendar.interval
        self.single = single(self.pool)

    # --- without a rota -----------------------------------------------------------------------------

    def always(self, week):
        """Everybody comes when the centre opens and goes when it closes; day by day where days differ."""
        by_day = self.pool.absence > 0 or self.scenario.holidays
        for a, b in self.scenario.open_stretches():
            cuts = [a, *(t for t in np.arange(DAY, WEEK, DAY).tolist() if a < t < b), b] if by_day else [a, b]
            for start, end in itertools.pairwise(cuts):
                part = seats_on(self.scenario, self.date(week + start))
                yield (
                    week + start,
                    BEGINS,
                    None,
                    (lambda n, part=part: math.ceil(part * n)) if part < 1 else None,
                )
                yield week + end, ENDS, None, None

    def date(self, moment):
        return self.crew.period.date_of(moment)

    # --- with one -------------------------------------------------------------------------------------

    def rota(self, week):
        """Shifts for the people there are today, and what is planned off the phone within them.

        Yields (moment, kind, person, what).
        """
        people = self.crew.working()
        asked = self.asked(week)
        shifts, gaps = self.shifts(week, people, asked)
        first = self.duty.absence.day(week)
        days = self.duty.absence.of(people, first, 8 if self.duty.ahead else 7)

        def absent(who, start):
            return bool(days[who, self.duty.absence.day(start) - first]) if self.pool.absence else False

        extra = []
        if self.pool.overtime:
            if self.pool.overtime.covers_absence:
                gaps = gaps + [(a, b) for a, b, who in shifts if absent(who, a)]
            extra, _ = self.duty.overtime.taken(people, shifts, gaps, absent, self.date(week).year)
        for slot in np.flatnonzero(np.diff(asked, prepend=-1)):
            yield week + slot * self.interval, ASKED, None, float(asked[slot])
        yield from self.entries(week, people, shifts, extra, absent)

    def asked(self, week):
        """Seats wanted by interval of the week, by the pool's own clock, whole numbers."""
        sunday = self.date(week + self.duty.ahead)
        wanted = seats_by_own_clock(self.scenario, self.crew.name, sunday)
        if wanted is None:
            return np.zeros(round(WEEK / self.interval), int)
        return wanted.astype(int)

    def shifts(self, week, people, asked):
        """(start, end, who) of those who have one, and (start, end) of seats for which there is nobody."""
        on_rota = np.ceil(asked * self.pool.rostered - 1e-9).astype(int)
        given = self.named(week, people) if self.pool.rota else self.fixed(week, people, on_rota)
        empty = on_rota - self.cover(week, given)
        if self.pool.rota and self.pool.seats is None:
            return given, []
        shifts = shifts_of(np.maximum(empty, 0).tolist(), self.interval, self.pool.shift)
        free = [] if self.pool.rota else [n for n, p in enumerate(people) if self.duty.flexible(p)]
        paid = tuple(1 - unpaid_in(self.pool, b - a) / (b - a) for a, b in shifts)
        phase = week / WEEK * GOLDEN % 1.0  # so that a shortage does not fall on the same shift every week
        if (
            sum((b - a) * part for (a, b), part in zip(shifts, paid, strict=True))
            <= len(free) * self.pool.hours
        ):
            phase = 0.5  # there is none
        found = assign(tuple(shifts), len(free), self.pool.hours, phase, paid)
        moved = [(week + a, week + b, free[n] if n >= 0 else -1) for a, b, n in found]
        given = sorted([*given, *(each for each in moved if each[2] >= 0)])
        return given, [(a, b) for a, b, n in moved if n < 0]

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
        last_end: dict[int, float] = {}
        number_of, has = [0] * len(people), [0] * len(people)
        together = joint(pool, week)
        for _, _, n in shifts:
            has[n] += 1
        whole = int(week // WEEK)
        merged = sorted([*((*each, None) for each in shifts), *extra])
        for turn, (start, end, n, before) in enumerate(merged):
            person = people[n]
            what: tuple | str | None = None
            if before is not None:
                what = (before, 1 - unpaid_in(pool, end - start) / (end - start))
            elif absent(n, start):
                what = "absent"
            yield start, BEGINS, person, what
            yield end, ENDS, person, None
            begun, last_end[n] = last_end.get(n, -math.inf), end
            of_week = number_of[n]
            number_of[n] += before is None
            if what == "absent":
                continue
            late = self.duty.absence.late(person, start) if pool.lateness and start - begun >= REST else 0.0
            if late:
                yield start, AWAY, person, "late"
                yield min(end, start + late), RETURNS, person, "late"
            off = pauses_of(pool, start, end, turn)
            if before is None:
                for order, (length, cause, weeks) in enumerate(self.single):
                    due = (whole + person.place) % weeks == 0
                    due = due and of_week == (person.place + whole + order) % has[n]
                    if due and (room := placed(start, end, off, length, turn)):
                        off = sorted([*off, (*room, cause)])
                for a, b, cause, weeks in together:
                    if start <= a < end and (whole + person.place) % weeks == 0:
                        off = [*off, (a, min(b, end), cause)]
            for a, b, cause in off:
                yield a, AWAY, person, cause
                yield b, RETURNS, person, cause
