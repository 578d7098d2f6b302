"""The rota: seats wanted become shifts, and shifts find people within their weekly hours.

Who is on the payroll, trained and not yet planned up is put on the rota a week ahead. Whoever leaves
or falls ill after that leaves the seat empty; a vacancy leaves it empty where nobody has hours left.
"""

from bisect import insort
from functools import lru_cache
from itertools import pairwise

DAY, WEEK = 1440.0, 10080.0
REST = 8 * 60.0  # between two working days: Israel's Hours of Work and Rest Law 1951, section 21
LEAST = 60.0  # part of a shift worth coming for
SPAN = 12 * 60.0  # of a working day, breaks included: its longest with overtime


def shifts_of(wanted, interval, longest):
    """The shifts that fill a week's seats: list of (start, end) in minutes of the week, by start.

    `wanted`: whole number of seats by interval of the week. Who came first goes first when fewer
    are wanted; a spell longer than `longest` is cut into equal parts.
    """
    spells: list[tuple[int, int]] = []
    on_duty: list[int] = []
    for slot, seats in enumerate([*wanted, 0]):
        while len(on_duty) > seats:
            spells.append((on_duty.pop(0), slot))
        on_duty += [slot] * (seats - len(on_duty))
    most = max(1, int(longest // interval))
    shifts: list[tuple[int, int]] = []
    for start, end in spells:
        parts = -(-(end - start) // most)
        cuts = [start + round(i * (end - start) / parts) for i in range(parts + 1)]
        shifts += pairwise(cuts)
    return [(a * interval, b * interval) for a, b in sorted(shifts)]


@lru_cache(maxsize=256)
def assign(shifts, people, hours, phase=0.5, paid=None):
    """Who works when in a week: tuple of (start, end, who), `who` a number below `people` or -1.

    Each shift goes to whoever has most of the weekly hours (minutes) left, among those who have
    rested since their last working day, or whose working day stays within its span. Where nobody
    has hours for the whole shift, it is shared out in parts. Where there are fewer hours than
    shifts, those are given up first that have company; `phase` says which (`fair_share`). `paid`: by
    shift, which share of it counts as working hours.
    """
    paid = paid or (1.0,) * len(shifts)
    free = HoursLeft(people, float(hours))
    rota = []
    usual = sum(paid) / len(paid) if paid else 1.0
    fair = fair_share(shifts, people * hours / usual, phase)
    for (start, end), given, part in zip(shifts, fair, paid, strict=True):
        while start < end:
            turn = free.first(start, end, min(LEAST, end - start) * part) if given else None
            if turn is None:
                rota.append((start, end, -1))
                break
            until = min(end, start + free.hours_of(turn) / part)
            rota.append((start, until, free.give(turn, start, until, part)))
            start = until
    return tuple(rota)


class HoursLeft:
    """People in the order of the weekly hours (minutes) they have left: most first, then by number."""

    def __init__(self, people, hours):
        self.order = [(-hours, who) for who in range(people)]
        self.last_end, self.day_start = [-WEEK] * people, [-WEEK] * people

    def first(self, start, end, least):
        """The place in the order of the first who may work then and has so much left, or None."""
        for turn, (spent, who) in enumerate(self.order):
            if -spent < least:
                return None
            if self.rested(start, who):
                return turn
            if start >= self.last_end[who] and end - self.day_start[who] <= SPAN:
                return turn
        return None

    def rested(self, start, who):
        return start - self.last_end[who] >= REST

    def hours_of(self, turn):
        return -self.order[turn][0]

    def give(self, turn, start, end, part):
        """A shift of which this part counts; says whose it is."""
        spent, who = self.order.pop(turn)
        if self.rested(start, who):
            self.day_start[who] = start
        self.last_end[who] = end
        insort(self.order, (spent + (end - start) * part, who))
        return who


def fair_share(shifts, available, phase):
    """Which shifts to fill with so many minutes: a shortage is spread over the week.

    First come the shifts without which nobody would be there for some time, then the others; each
    kind gets its part of the minutes evenly as the week goes on. A `phase` from 0 to 1 moves the gaps,
    so that different weeks leave different shifts empty.
    """
    needed, there_until = [], 0.0
    for _, end in shifts:
        needed.append(end > there_until)
        there_until = max(there_until, end)
    asked = {
        kind: sum(b - a for (a, b), n in zip(shifts, needed, strict=True) if n == kind)
        for kind in (True, False)
    }
    part = {
        True: min(1.0, available / asked[True]) if asked[True] else 0.0,
        False: min(1.0, max(0.0, available - asked[True]) / asked[False]) if asked[False] else 0.0,
    }
    longest = max((b - a for a, b in shifts), default=0.0)
    due = dict.fromkeys(part, (phase - 0.5) * longest)
    filled = dict.fromkeys(part, 0.0)
    given = []
    for (start, end), kind in zip(shifts, needed, strict=True):
        due[kind] += part[kind] * (end - start)
        some = part[kind] > 0.0 and filled[kind] + (end - start) / 2 <= due[kind]
        given.append(some or part[kind] == 1.0)
        filled[kind] += (end - start) * given[-1]
    return given


def working_days(shifts):
    """(begin, end) of the spells of someone's shifts, in order, without a rest within."""
    days: list[tuple[float, float]] = []
    for start, end in shifts:
        if days and start - days[-1][1] < REST:
            days[-1] = days[-1][0], end
        else:
            days.append((start, end))
    return days
