"""What a week's shifts make of people's time: the entries of the plan that the floor keeps to."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.floor.floors import ENTRY
from sim.floor.kinds import NEVER, PAUSE_BEGINS, PAUSE_ENDS, SHIFT_BEGINS, SHIFT_ENDS
from sim.floor.presence import ABSENT, PRESENCE
from sim.scenario.hours import pauses_in, unpaid_in
from sim.workforce.pauses import joint, pauses_of, placed, single
from sim.workforce.rota import REST, WEEK

PLACE = {name: number for number, name in enumerate(PRESENCE)}


@dataclass(frozen=True)
class Pattern:
    """Shifts at the same times of any week, whoever has them."""

    start: np.ndarray  # of each shift, minutes of the week
    end: np.ndarray
    pauses: list[list[tuple]]  # of each shift, (from, to, cause): breaks and lunch
    entries: np.ndarray  # ENTRY[...], with the shift's number for the agent's
    is_pause: np.ndarray


class Agenda:
    """Of a crew. Times are minutes of the week, but for what the floor is given."""

    def __init__(self, crew, absence):
        self.crew, self.pool, self.absence = crew, crew.pool, absence
        self.together, self.alone = joint(self.pool), single(self.pool)
        self.pauses_in = lru_cache(256)(lambda length: pauses_in(self.pool, length))
        self.unpaid_in = lru_cache(256)(lambda length: unpaid_in(self.pool, length))
        self.pattern = lru_cache(64)(self.pattern_of)  # most weeks are like one before, or most shifts
        self.shift = lru_cache(4096)(self.shift_of)

    def entries(self, week, people, shifts, extra, absent):
        """ENTRY[...], in no order. `week`: when it begins; `shifts`: (start, end, who), `who` a place among
        `people`; `extra`: (start, end, who, before) of overtime; `absent`: bool[shift]."""
        agents = np.array([person.number for person in people], np.int64)
        holders = np.array(self.crew.floor.attending("holder", agents), np.int64)
        pattern = self.pattern(tuple((start, end) for start, end, _ in shifts))
        who = np.array([n for _, _, n in shifts], np.int64)
        if absent.any():
            rows = pattern.entries[~(pattern.is_pause & absent[pattern.entries["agent"]])]
        else:
            rows = pattern.entries.copy()
        rows["agent"] = who[rows["agent"]]
        more = [
            (start, PAUSE_BEGINS, n, 0, ABSENT, 0.0)
            for (start, _, n), is_absent in zip(shifts, absent.tolist(), strict=True)
            if is_absent
        ]
        for number, each in enumerate(extra, len(shifts)):
            more += self.overtime(number, *each)
        if self.pool.lateness and shifts:
            more += self.late(week, people, [*shifts, *(each[:3] for each in extra)], absent)
        for start, end, n, cause in self.activities(week, people, shifts, who, absent, pattern):
            more += pause(start, end, n, cause)
        rows = np.concatenate([rows, np.array(more, ENTRY)], dtype=ENTRY) if more else rows
        rows["holder"], rows["agent"] = holders[rows["agent"]], agents[rows["agent"]]
        rows["time"] += week
        return rows

    def pattern_of(self, spans):
        """`spans`: (start, end) of each shift."""
        made = [self.shift(number, number, start, end) for number, (start, end) in enumerate(spans)]
        entries = np.array([entry for _, of_shift in made for entry in of_shift], ENTRY)
        is_pause = (entries["kind"] == PAUSE_BEGINS) | (entries["kind"] == PAUSE_ENDS)
        start, end = np.array(spans).reshape(-1, 2).T
        return Pattern(start, end, [pauses for pauses, _ in made], entries, is_pause)

    def shift_of(self, number, who, start, end, before=NEVER, paid=0.0):
        """The pauses of a shift, and its entries. `number`: in the week; `before`, `paid`: of overtime."""
        pauses = pauses_of(self.pauses_in(end - start), start, end, number)
        entries = [(start, SHIFT_BEGINS, who, 0, before, paid), (end, SHIFT_ENDS, who, 0, 0.0, 0.0)]
        for begins, ends, cause in pauses:
            entries += pause(begins, ends, who, cause)
        return pauses, entries

    def overtime(self, number, start, end, who, before):
        paid = 1 - self.unpaid_in(end - start) / (end - start)
        return self.shift_of(number, who, start, end, before, paid)[1]

    def late(self, week, people, shifts, absent):
        """Entries of who comes late to a working day, and is not absent. The last are overtime."""
        starts = np.array([start for start, _, _ in shifts])
        who = [n for _, _, n in shifts]
        first = first_of_days(shifts)
        for number, minutes in self.absence.late(people, who, week + starts):
            start, end, n = shifts[number]
            if number in first and not (number < len(absent) and absent[number]):
                yield from pause(start, min(end, start + minutes), n, "late")

    def activities(self, week, people, shifts, who, absent, pattern):
        """(from, to, who, cause) of meetings, one-on-ones and study, of who is due."""
        if not (self.together or self.alone) or not shifts:
            return
        whole = int(week // WEEK)
        turns = whole + np.array([person.place for person in people])[who]
        for begins, ends, cause, weeks in self.together:
            on = (pattern.start <= begins) & (begins < pattern.end) & ~absent & (turns % weeks == 0)
            for number in np.flatnonzero(on).tolist():
                yield begins, min(ends, pattern.end[number]), who[number], cause
        if self.alone:
            yield from self.activities_alone(turns, shifts, absent, pattern)

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


def first_of_days(shifts):
    """The numbers of those shifts that begin somebody's working day."""
    last_end: dict[int, float] = {}
    first = set()
    for number in sorted(range(len(shifts)), key=shifts.__getitem__):
        start, end, n = shifts[number]
        if start - last_end.get(n, -WEEK) >= REST:
            first.add(number)
        last_end[n] = end
    return first


def pause(begins, ends, n, cause):
    """Two entries."""
    number = PLACE[cause]
    return (begins, PAUSE_BEGINS, n, 0, number, 0.0), (ends, PAUSE_ENDS, n, 0, number, 0.0)
