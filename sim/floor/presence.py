"""The rows of who is to be on the phone when, and what is counted of it."""

from dataclasses import dataclass

from sim.floor.kinds import MOST_CAUSES, MOST_PLANNED, NEVER, NOBODY, reals, table, wholes

SHIFTS = ("asked", "filled", "wanted", "unattended", "rostered", "unpaid")
"""Seats wanted and taken; 1 while any is wanted, and while nobody takes one; people on shift, absent or not;
of these, in a break that is no working time."""

CAUSES = (
    *("break", "lunch", "meeting", "one_on_one", "study"),  # planned on the rota
    *("absent", "late"),
    # For which somebody takes people off the phone.
    *("coaching", "group_training", "lesson", "quality_watch", "covering"),
)
"""What keeps people who are on shift off the phone. For each, how many it keeps just now."""

PRESENCE = (*SHIFTS, *CAUSES, "leads_there")
"""The levels that the floor keeps, in this order; a cause is known by its place."""

ASKED, FILLED, WANTED, UNATTENDED, ROSTERED, UNPAID = range(len(SHIFTS))
ABSENT, LEADS_THERE = PRESENCE.index("absent"), PRESENCE.index("leads_there")


@dataclass(slots=True)
class Attendance:
    """Whether an agent is to be on the phone: beside the agent's row, since calls never ask."""

    holder: int = 0  # one more for each who has left the place: what was planned for them is void
    on_shift: int = 0  # by the rota, which an absent one is as well
    causes: int = 0  # that keep the agent off the phone
    away: list = wholes(MOST_CAUSES)  # these, in order of coming; the first is what counts
    on_phone: int = 0
    counted_on: int = 0  # whether the levels have the agent on shift
    counted_as: int = NOBODY  # the cause they have the agent under
    extra_since: float = NEVER  # when the overtime began that is being worked
    extra_before: float = 0.0  # minutes of overtime on the same day before it
    extra_paid: float = 1.0  # the share of it that is working time


@dataclass(slots=True)
class Shifts:
    """A pool's plan: what is to happen when, and the levels integrated over time."""

    tier: int = 0  # the pool's
    rota: int = 0  # people have shifts
    hands_back: int = 0  # at their end the call in hand goes back to the line
    on_phone: int = 0  # agents
    level: list = reals(len(PRESENCE))
    total: list = reals(len(PRESENCE))  # the level integrated until `since`
    since: list = reals(len(PRESENCE))
    is_unpaid: list = wholes(len(PRESENCE))  # whether what is on account of a cause is no working time
    overtime_premium: float = 0.0  # beyond the wage, relative to it: of the first hours of a day's overtime
    overtime_premium_after: float = 0.0  # and of those after them
    overtime_time: float = 0.0  # person-minutes worked
    overtime_extra: float = 0.0  # what it is paid beyond the wage, as minutes of it
    # The plan, in order of time and, at one moment, of agents.
    planned: int = 0  # entries
    at: int = 0  # the next
    looked: int = 0  # the first of those whose agents have not been looked at since
    time: list = table(MOST_PLANNED)
    kind: list = table(MOST_PLANNED, kind="i8")
    agent: list = table(MOST_PLANNED, kind="i8")  # or NOBODY
    holder: list = table(MOST_PLANNED, kind="i8")  # whom it was planned for
    what: list = table(MOST_PLANNED)  # seats asked; a cause; minutes of overtime before this, or NEVER
    paid: list = table(MOST_PLANNED)  # of overtime, the share that is working time
