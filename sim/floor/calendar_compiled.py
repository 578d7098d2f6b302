"""The compiled calendar: the same rules through numba, with a heap of records, four below each.

`push` stands in for the SimPy calendar's `schedule`. At the same instant, what was scheduled first
happens first, as under SimPy. Of issues to come only the next matters, and it is no entry of the heap.
"""

from sim.floor.contacts import happen, on_arrival
from sim.floor.duty import on_plan
from sim.floor.kinds import MOST_OPEN, NEVER, NOBODY, SPARE
from sim.luck.draws import HANDLE, PATIENCE, draw

KIND_BITS = 4
KINDS = (1 << KIND_BITS) - 1  # kinds of events


def push(centre, time, kind, number):
    if time < centre.house.ends:
        desk = centre.desk
        desk.sequence += 1
        what = number << KIND_BITS | kind
        if desk.vacant:
            desk.vacant = 0
            sink(centre.calendar, desk.pending, time, desk.sequence, what)
        else:
            rise(centre.calendar, desk.pending, time, desk.sequence, what)
            desk.pending += 1


def rise(heap, i, time, sequence, what):
    """An entry comes in at the end, later in the sequence than all others."""
    while i > 0 and heap[(i - 1) >> 2].time > time:
        copy(heap[(i - 1) >> 2], heap[i])
        i = (i - 1) >> 2
    write(heap[i], time, sequence, what)


def sink(heap, size, time, sequence, what):
    """An entry comes in at the top, which is vacant. The least of those below it is found without a branch,
    which a processor could only guess."""
    i = 0
    first = 1
    while first < size:
        least = first
        if first + 3 < size:
            least += is_before(heap[first + 1], heap[first])
            other = first + 2
            other += is_before(heap[first + 3], heap[first + 2])
            least += (other - least) * is_before(heap[other], heap[least])
        else:
            for other in range(first + 1, size):
                least += (other - least) * is_before(heap[other], heap[least])
        if not before(heap[least], time, sequence):
            break
        copy(heap[least], heap[i])
        i = least
        first = 4 * i + 1
    write(heap[i], time, sequence, what)


def is_before(entry, other):
    return before(entry, other.time, other.sequence)


def before(entry, time, sequence):
    return (entry.time < time) | ((entry.time == time) & (entry.sequence < sequence))


def copy(source, target):
    write(target, source.time, source.sequence, source.what)


def write(entry, time, sequence, what):
    entry.time = time
    entry.sequence = sequence
    entry.what = what


def await_arrival(centre, time):
    """The next of the issues to come arrives then."""
    desk = centre.desk
    desk.arrives = NEVER
    if time < centre.house.ends:
        desk.sequence += 1
        desk.arrives, desk.arrival = time, desk.sequence
        fetch_cards(centre)


def fetch_cards(centre):
    """The cards that the first contact of the next issue needs come from far away in memory: they are asked
    for now, while other things happen."""
    coming = centre.coming
    fortune = coming.fortune[coming.at]
    topic = centre.topics[coming.topic[coming.at]]
    prefetch(centre.decks, topic.handle_deck[0], draw(fortune, HANDLE))
    prefetch(centre.decks, centre.tiers[0].patience_deck, draw(fortune, PATIENCE))


def prefetch(table, row, column):
    """Stands for the processor's own instruction: see `sim.floor.compiling`."""


def await_moment(centre, time):
    """The plan of people's week says something again then."""
    centre.desk.moment = time


def advance(centre, until):
    """Let happen what is due before `until`, and what is planned up to then, while there is room. Are we
    there?"""
    desk = centre.desk
    while desk.moment <= until:
        if not reach(centre, desk.moment):
            return False
        on_plan(centre, desk.moment)
    return reach(centre, until)


def reach(centre, until):
    """Let happen what is due before then, while there is room. Are we there?"""
    desk = centre.desk
    heap = centre.calendar
    while not is_short_of_room(centre):
        first = heap[0]
        if desk.pending > 0 and before(first, desk.arrives, desk.arrival):
            now = first.time
            if now >= until:
                return True
            desk.vacant = 1  # what it leads to most often takes its place
            happen(centre, now, first.what & KINDS, first.what >> KIND_BITS)
            if desk.vacant:
                close_up(centre)
        else:
            now = desk.arrives
            if now >= until:
                return True
            desk.arrives = NEVER
            on_arrival(centre, now, NOBODY)
    return False


def close_up(centre):
    """Nothing has taken the place at the top: the last entry sinks from there."""
    desk = centre.desk
    desk.vacant = 0
    desk.pending -= 1
    last = centre.calendar[desk.pending]
    sink(centre.calendar, desk.pending, last.time, last.sequence, last.what)


def is_short_of_room(centre):
    desk = centre.desk
    return (
        desk.pending + SPARE > len(centre.calendar)
        or desk.written + SPARE > len(centre.samples)
        or desk.open + SPARE > MOST_OPEN
    )
