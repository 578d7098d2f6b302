"""The compiled calendar: the same rules through numba, with a binary heap of records.

`push` stands in for the SimPy calendar's `schedule`. At the same instant, what was scheduled first
happens first, as under SimPy.
"""

from sim.floor.contacts import happen
from sim.floor.kinds import CHUNK, SPARE


def push(centre, time, kind, number):
    if time < centre.house.ends:
        heap = centre.calendar
        desk = centre.desk
        i = desk.pending
        desk.pending += 1
        desk.sequence += 1
        while i > 0 and heap[(i - 1) >> 1].time > time:
            copy(heap[(i - 1) >> 1], heap[i])
            i = (i - 1) >> 1
        entry = heap[i]
        entry.time = time
        entry.sequence = desk.sequence
        entry.kind = kind
        entry.number = number


def copy(source, target):
    target.time = source.time
    target.sequence = source.sequence
    target.kind = source.kind
    target.number = source.number


def pop(centre):
    """Drop the first entry: the last one sinks from the top to its place."""
    heap = centre.calendar
    desk = centre.desk
    desk.pending -= 1
    size = desk.pending
    last = heap[size]
    i = 0
    child = 1
    while child < size:
        if child + 1 < size and before(heap[child + 1], heap[child]):
            child += 1
        if before(last, heap[child]):
            break
        copy(heap[child], heap[i])
        i = child
        child = 2 * i + 1
    copy(last, heap[i])


def before(a, b):
    return a.time < b.time or (a.time == b.time and a.sequence < b.sequence)


def advance(centre, until):
    """Let happen what is due before `until`, while there is room. Are we there?"""
    desk = centre.desk
    while desk.pending > 0 and centre.calendar[0].time < until:
        if desk.pending + SPARE > len(centre.calendar) or desk.written + SPARE > CHUNK:
            return False
        now = centre.calendar[0].time
        kind = centre.calendar[0].kind
        number = centre.calendar[0].number
        pop(centre)
        happen(centre, now, kind, number)
    return True
