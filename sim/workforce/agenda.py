"""What a week's shifts make of people's time: the entries of the plan that the floor keeps to."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from sim.floor.floors import AGENT, HOLDER, KIND, plan_of
from sim.floor.kinds import NEVER, PAUSE_BEGINS, PAUSE_ENDS, SHIFT_BEGINS, SHIFT_ENDS
from sim.floor.presence import ABSENT, PRESENCE
from sim.scenario.hours import pauses_in, unpaid_in
from sim.workforce.pauses import joint, pauses_of, placed, single
from sim.workforce.rota import WEEK, working_days

PLACE = {name: number for number, name in enumerate(PRESENCE)}


@dataclass(frozen=True)
class Pattern:
    """Shifts at the same times of any week, whoever has them."""

    start: np.ndarray  # of each shift, minutes of the week
    end: np.ndarray
    pauses: list[list[tuple]]  # of each shift, (from, to, cause): breaks and lunch
    entries: np.ndarray  # float64[PLAN, ...], with the shift's number for the agent's
    of_shift: np.ndarray  # of each entry, that number
    is_pause: np.ndarray


class Assigned:
    """Shifts that somebody has."""

    def __init__(self, shifts, pattern):
        """`shifts`: (start, end, who), `who` a place among the people who were there to have them."""
        self.shifts, self.pattern = shifts, pattern
        self.who = np.array([who for _, _, who in shifts], np.int64)
        self.entries = pattern.entries.copy()
        self.entries[AGENT] = self.who[pattern.of_shift]

    @cached_property
    def own(self):
        """By person: (start, end) of each."""
        own: dict[int, list[tuple]] = {}
        for start, end, who in self.shifts:
            own.setdefault(who, []).append((start, end))
        return own


class Agenda:
    """Of a crew. Times are minutes of the week, but for what the floor is given."""

    def __init__(self, crew, absence):
        self.crew, self.pool, self.absence = crew, crew.pool, absence
        self.together, self.alone = joint(self.pool), single(self.pool)
        self.pauses_in = lru_cache(256)(lambda length: pauses_in(self.pool, length))
        self.unpaid_in = lru_cache(256)(lambda length: unpaid_in(self.pool, length))
        self.pattern = lru_cache(64)(self.pattern_of)  # most weeks are like one before, or most shifts
        self.shift = lru_cache(4096)(self.shift_of)

    def assigned(self, shifts):
        """`shifts`: (start, end, who)."""
        return Assigned(shifts, self.pattern(tuple((start, end) for start, end, _ in shifts)))

    def entries(self, week, people, assigned, extra, absent):
        """float64[PLAN, ...], in no order. `week`: when it begins; `assigned`: shifts of these people;
        `extra`: (start, end, who, before) of overtime; `absent`: bool[shift]."""
        agents = np.array([person.number for person in people], np.int64)
        holders = np.array(self.crew.floor.attending("holder", agents), np.int64)
        rows, more = assigned.entries, []
        if absent.any():
            pattern = assigned.pattern
            rows = rows[:, ~(pattern.is_pause & absent[pattern.of_shift])]
            for number in np.flatnonzero(absent).tolist():
                start, _, n = assigned.shifts[number]
                more.append((start, PAUSE_BEGINS, n, 0, ABSENT, 0.0))
        if self.pool.lateness and assigned.shifts:
            more += self.late(week, people, assigned, extra, absent)
        for start, end, n, cause in self.activities(week, people, assigned, absent):
            more += pause(start, end, n, cause)
        overtime = (self.overtime(number, *each) for number, each in enumerate(extra, len(assigned.shifts)))
        rows = np.concatenate([rows, *overtime, plan_of(more)], axis=1)
        who = rows[AGENT].astype(np.int64)
        rows[AGENT], rows[HOLDER] = agents[who], holders[who]
        return rows

    def pattern_of(self, spans):
        """`spans`: (start, end) of each shift."""
        made = [self.shift(number, number, start, end) for number, (start, end) in enumerate(spans)]
        entries = np.concatenate([of_shift for _, of_shift in made] or [plan_of([])], axis=1)
        is_pause = (entries[KIND] == PAUSE_BEGINS) | (entries[KIND] == PAUSE_ENDS)
        start, end = np.array(spans).reshape(-1, 2).T
        of_shift = entries[AGENT].astype(np.int64)
        return Pattern(start, end, [pauses for pauses, _ in made], entries, of_shift, is_pause)

    def shift_of(self, number, who, start, end, before=NEVER, paid=0.0):
        """Its pauses, and its part of the plan. `number`: in the week; `before`, `paid`: of overtime."""
        pauses = pauses_of(self.pauses_in(end - start), start, end, number)
        entries = [(start, SHIFT_BEGINS, who, 0, before, paid), (end, SHIFT_ENDS, who, 0, 0.0, 0.0)]
        for begins, ends, cause in pauses:
            entries += pause(begins, ends, who, cause)
        return pauses, plan_of(entries)

    def overtime(self, number, start, end, who, before):
        paid = 1 - self.unpaid_in(end - start) / (end - start)
        return self.shift_of(number, who, start, end, before, paid)[1]

    def late(self, week, people, assigned, extra, absent):
        """Entries of who comes late to a working day, and is not absent."""
        shifts, starts, who = assigned.shifts, assigned.pattern.start, assigned.who
        own = dict(assigned.own)
        if extra:
            shifts = [*shifts, *(each[:3] for each in extra)]
            starts, who = np.array([start for start, _, _ in shifts]), [n for _, _, n in shifts]
        for start, end, n, _ in extra:
            own[n] = [*own.get(n, ()), (start, end)]
        for number, minutes in self.absence.late(people, who, week + starts):
            start, end, n = shifts[number]
            begins_day = any(start == begins for begins, _ in working_days(sorted(own[n])))
            if begins_day and not (number < len(absent) and absent[number]):
                yield from pause(start, min(end, start + minutes), n, "late")

    def activities(self, week, people, assigned, absent):
        """(from, to, who, cause) of meetings, one-on-ones and study, of who is due."""
        if not (self.together or self.alone) or not assigned.shifts:
            return
        pattern, whole = assigned.pattern, int(week // WEEK)
        turns = whole + np.array([person.place for person in people])[assigned.who]
        for begins, ends, cause, weeks in self.together:
            on = (pattern.start <= begins) & (begins < pattern.end) & ~absent & (turns % weeks == 0)
            for number in np.flatnonzero(on).tolist():
                yield begins, min(ends, pattern.end[number]), assigned.who[number], cause
        if self.alone:
            yield from self.activities_alone(turns, assigned.shifts, absent, pattern)

    def activities_alone(self, turns, shifts, absent, pattern):
        """Those for which each person has a time, in one of the shifts of the week."""
        has: dict[int, int] = {}
        number_of: dict[int, int] = {}
        for _, _, n in shifts:
            has[n] = has.get(n, 0) + 1
        for number, (start, end, n) in enumerate(shifts):
            of_week = number_of[n] = number_of.get(n, -1) + 1
            taken = pattern.pauses[number]
            for order, (length, cause, weeks) in enumerate(self.alone):
                due = turns[number] % weeks == 0 and of_week == (turns[number] + order) % has[n]
                if due and not absent[number] and (room := placed(start, end, taken, length, number)):
                    taken = sorted([*taken, (*room, cause)])
                    yield *room, n, cause


def pause(begins, ends, n, cause):
    """Two entries."""
    number = PLACE[cause]
    return (begins, PAUSE_BEGINS, n, 0, number, 0.0), (ends, PAUSE_ENDS, n, 0, number, 0.0)
