"""A floor people can act on, with the same verbs whichever calendar it keeps: what both of them need.

What a verb means is said where it is first, in `floor_simpy`.
"""

import numpy as np

from sim.floor.kinds import CHUNK, MOST_LEADS, NOBODY, SPARE
from sim.floor.routing import LONGEST_IDLE

MOST_WRITTEN = CHUNK - SPARE  # rows; people may come by the thousand between two events of the floor
ESCALATIONS = np.dtype([("passed_up", "i8"), ("avoidable", "i8")])


def free_rows(first, following):
    """The numbers on the list of free rows."""
    free = set()
    while first != NOBODY:
        free.add(first)
        first = following(first)
    return free


def with_leads(count, dispatch, route):
    """What so many leads at a desk make of its tier: (field, value). `route`: as the scenario has it."""
    yield "leads", min(count, MOST_LEADS)
    if dispatch:
        yield "route", route if count else LONGEST_IDLE


def told_of(columns, plain):
    """What is told of issues to come: (field of `Coming`, array). `columns`: see `sim.customers.columns`."""
    yield from columns.own.items()
    if not plain:
        for name, usual in (("population", 0), ("home", 0), ("effort", 1.0)):
            yield name, columns.more.get(name, np.full(len(columns), usual))


def in_rows(columns):
    """The same as (field of `Issue`, array)."""
    for name, column in (columns.own | columns.more).items():
        yield "opened" if name == "time" else name, column
