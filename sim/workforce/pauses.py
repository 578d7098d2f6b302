"""Breaks, lunch and activities: where they lie within a shift, so that not all go at once."""

import math

from sim.scenario.hours import activities_of

GOLDEN = (math.sqrt(5) - 1) / 2  # its multiples are spread most evenly
MINUTES = 5.0  # pauses begin at multiples of it


def turn(number):
    """A place in [0, 1) for each number; those of neighbours lie far apart."""
    return number * GOLDEN % 1.0


def pauses_of(planned, start, end, number):
    """(from, to, cause) of the breaks and lunch in a shift, in order; `number`: of the shift in the week.

    `planned`: (cause, minutes), see `sim.scenario.hours.pauses_in`. They lie evenly in the
    shift, each earlier or later by up to a quarter of the time between two.
    """
    gap = (end - start) / (len(planned) + 1)
    shift = (turn(number) - 0.5) * gap / 2
    pauses, free = [], start
    for k, (cause, length) in enumerate(planned, 1):
        begins = max(free, start + on_grid(gap * k + shift - length / 2))
        free = begins + length
        if free <= end:
            pauses.append((begins, free, cause))
    return pauses


def on_grid(minutes):
    return math.floor(minutes / MINUTES + 0.5) * MINUTES


def joint(pool):
    """(from, to, cause, weeks) of the activities that all on shift take part in, minutes of the week."""
    return [
        (begins, begins + each.length, cause, each.every)
        for cause, each in activities_of(pool).items()
        if each.day is not None and each.at is not None
        for begins in [each.day[0] * 1440.0 + each.at]
    ]


def single(pool):
    """(minutes, cause, weeks) of the activities for which each person has a time."""
    return [
        (each.length, cause, each.every) for cause, each in activities_of(pool).items() if each.day is None
    ]


def placed(start, end, taken, length, number):
    """(from, to) for something in a shift beside what is `taken`, in order; None if there is no room.

    Where in the longest free stretches is by the number's turn.
    """
    edges = [start, *(t for begins, ends, _ in taken for t in (begins, ends)), end]
    free = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= length]
    if not free:
        return None
    a, b = free[number % len(free)]
    begins = a + math.floor(turn(number) * (b - a - length) / MINUTES) * MINUTES
    return begins, begins + length
