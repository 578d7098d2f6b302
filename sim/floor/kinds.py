"""The constants of the rules, and how fields of rows are declared.

Whole numbers are int64, real numbers float64, and nothing else. Times are minutes.
"""

from dataclasses import field

NOBODY = -1
NEVER = float("inf")  # also: switched off

MOST_TOPICS = 64
MOST_POPULATIONS = 8
MOST_OUTCOMES = MOST_POPULATIONS * MOST_TOPICS
MOST_SLOTS = 7 * 96  # intervals of a week
MOST_AGENTS = 1 << 18
MOST_DECKS = 192
MOST_POOLS = 256
MOST_OPEN = 1 << 20  # issues at once
MOST_COMING = 1 << 19  # issues handed over together, before they arrive
MOST_SKILLS = 1 << 20  # pairs of an agent and a topic, of pools with skills
MOST_LEADS = 128  # at a tier's desk
MOST_PLANNED = 1 << 12  # entries of a pool's plan handed over together
MOST_CAUSES = 8  # that keep one agent off the phone at once
BEHIND_LANE = 1  # a tier's second line, after its callers': of work on which no customer waits
LIVE_LANES = 2  # these two; those of channels and of the backlog follow
MOST_CHANNELS = 12  # ways in which contacts come, and kinds of work that can wait: a line for each
MOST_LANES = LIVE_LANES + MOST_CHANNELS
MOST_TOLD = 10  # places in a line from which on one more puts nobody off
MOST_CHATS = 6  # of one agent at once
CHUNK = 1 << 13  # rows of all kinds written before they are collected, which takes some 50 us each time
FEWER = 1 << 11  # the same of Python objects: making these takes longer than collecting more often
SPARE = 16  # no event schedules or writes more rows than this
LISTED = 10  # issues kept on each list of exceptions
TIME, CALL, CONTACTS, HAND_BACKS = range(4)  # the lists: what took longest in all, in one call, ...
LISTS = 4


def reals(count):
    return field(default_factory=lambda: [0.0] * count)


def wholes(count):
    return field(default_factory=lambda: [0] * count)


def narrow(bits, value=0):
    """A whole number of so many bits, in a row that rules only write."""
    return field(default=value, metadata={"narrow": f"i{bits // 8}"})


def rows(kind, most):
    return field(default_factory=list, metadata={"rows": (kind, most)})


def row(kind):
    return field(default_factory=kind, metadata={"rows": (kind, 0)})


def table(*shape, kind="f8"):
    return field(default_factory=list, metadata={"table": (kind, shape)})


# Events. The last but one remind: of a promise; of what the centre does by itself; of a lead's survey; of the
# hour. Then that of the plan of people's week, and those of leads.
ARRIVAL, RETURNS, REDIALS, HANDLED, GIVES_UP, MOVES_UP, DESERTED, LOOKS_AGAIN, RELEASED = range(9)
REMINDS, FOLLOWS, LEAD_CALLS, HOURLY, PLANNED, LEAD_COMES, LEAD_GOES = range(9, 16)

# Kinds of things.
FIRST, REPEATED, REDIALLED, FOLLOWED_UP = range(4)  # kinds of contact
AWAY, READY, BUSY = range(3)  # states of an agent
SEATS_ASKED, SHIFT_ENDS, PAUSE_ENDS, SHIFT_BEGINS, PAUSE_BEGINS = range(
    5
)  # of a plan, in order at one moment
WITH_CUSTOMER, BEHIND, FOLLOW_UP = range(3)  # on the line; not; called by the owner with the answer
COLD, WARM, OWNED = range(3)  # how a tier passes up: puts down, stays until answered, keeps the customer
PHONE, CHAT, WRITTEN, CALLBACK, DEFERRED, SURVEY, OUTREACH = range(7)  # kinds of channels

OTHERS_TAKE, GOES_UP = 1, 2  # what becomes of topics that a newcomer has not been taught yet

# What goes wrong in a handling.
ERROR_CAUGHT, ERROR_MISSED, PARTIAL_ANSWER, LEFT_SCRIPT, CUT_SHORT, HELD_ON = range(6)

# How a handling will end.
SOLVES, ESCALATES, BELIEVES, ADMITS, REJECTS, DEFERS, UNREACHED, SURVEYS, WARNS = range(9)
ASIDE, BACK, ASKS = range(9, 12)  # to another team of the tier; of the tier below; see `consulting`

# Why a contact goes up.
UNSOLVED, TOO_HARD, TOO_LONG, TOO_OFTEN, WAITED, TOO_OLD, UNSURE, UNAUTHORISED, UNTAUGHT = range(9)
REASONS = 9
