"""A floor people can act on, with the same verbs whichever calendar it keeps: what both of them need.

What a verb means is said where it is first, here or in `floor_simpy`.
"""

from typing import Any

import numpy as np

from sim.floor.kinds import NOBODY
from sim.floor.presence import ABSENT, PRESENCE

PLAN = ("time", "kind", "agent", "holder", "what", "paid")
TIME, KIND, AGENT, HOLDER, WHAT, PAID = range(len(PLAN))
"""The rows of a plan, float64[PLAN, entry]: see `sim.floor.presence.Shifts`. Not an array of records, which
numpy takes ten times as long to join and to put in order."""

ESCALATIONS = np.dtype([("passed_up", "i8"), ("avoidable", "i8")])


class Floor:
    """What people do. Each floor says how a rule is called and how rows are read and written."""

    env: Any

    @property
    def moment(self):
        """When a plan says something next."""
        raise NotImplementedError

    def do(self, rule, *numbers):
        """Let one of the rules happen now."""
        raise NotImplementedError

    def hand_over(self, pool, entries):
        """Put a plan where the rules find it."""
        raise NotImplementedError

    def attends(self, field, number):
        """A field of an agent's `Attendance`."""
        raise NotImplementedError

    def sign_in(self, number):
        self.do("sign_in", number)

    def sign_out(self, number):
        self.do("sign_out", number)

    def take_off(self, number, cause):
        """Off the phone for a while, at once or after the call in hand."""
        self.do("take_off", number, PRESENCE.index(cause))

    def put_back(self, number, cause):
        """What took the agent off the phone is over."""
        self.do("put_back", number, PRESENCE.index(cause))

    def vacate(self, number):
        """Whoever held the place has left."""
        self.do("vacate", number)

    def begin_plan(self, pool, entries):
        """What a pool's people do next, float64[PLAN, up to MOST_PLANNED] in order; some perhaps now."""
        self.hand_over(pool, entries)
        self.do("begin_plan")
        while self.moment == self.env.now:  # there was no room for all
            self.do("on_plan")

    def is_at_work(self, number):
        """On shift, and not absent."""
        on_shift, away, causes = (self.attends(name, number) for name in ("on_shift", "away", "causes"))
        return bool(on_shift) and ABSENT not in away[:causes]


def plan_of(entries):
    """float64[PLAN, entry] of tuples."""
    return np.array(entries, np.float64).reshape(-1, len(PLAN)).T


def free_rows(first, following):
    """The numbers on the list of free rows."""
    free = set()
    while first != NOBODY:
        free.add(first)
        first = following(first)
    return free


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
