"""The rows of the floor, each declared once.

Under SimPy a row is the dataclass itself. Compiled, it is a record of a structured array with the
same fields in the same order. Whole numbers are int64, real numbers float64, and nothing else.
Times are minutes. A field that names another row holds its number, or NOBODY.
"""

from dataclasses import dataclass, field

from sim.floor.kinds import (
    AWAY,
    CHUNK,
    LISTED,
    LISTS,
    MOST_AGENTS,
    MOST_CHANNELS,
    MOST_CHATS,
    MOST_COMING,
    MOST_DECKS,
    MOST_LANES,
    MOST_OPEN,
    MOST_OUTCOMES,
    MOST_POOLS,
    MOST_POPULATIONS,
    MOST_SKILLS,
    MOST_SLOTS,
    MOST_TOPICS,
    NEVER,
    NOBODY,
    row,
    rows,
    table,
    wholes,
)
from sim.floor.presence import Attendance, Shifts
from sim.floor.setting import Channel, House, Later, Pool, Population, Skill, Slot, Tier, Topic
from sim.floor.tallies import ChannelTally, Contact, Ended, IssueTally, Leg, LegTally, Length, Parked, Sample
from sim.luck.draws import CARDS, MOST_TIERS


@dataclass(slots=True)
class Issue:
    """A customer's problem, and the contact about it that is under way."""

    number: int = 0
    identity: int = 0  # the same customer in every design; never reused, unlike the row
    fortune: int = 0  # where its luck comes from
    topic: int = 0
    difficulty: float = 0.0
    opened: float = 0.0
    tally: int = 0  # the row of outcomes it counts in
    visit: int = 0  # 0 for the first contact, one more for each that follows
    returns: int = 0  # how often it came back since it was not solved
    left: float = 0.0  # when the contact before this one ended
    contacts_answered: int = 0
    handed_over: int = 0  # hand-overs in all its contacts
    highest: int = NOBODY  # the highest tier that handled it
    comes: float = NEVER  # when the customer comes back by himself
    # the contact
    kind: int = 0  # of the contact
    arrives: float = 0.0
    slot: int = 0  # where the interval it arrived in begins among the tallies
    tier: int = 0
    handovers: int = 0
    agent: int = NOBODY  # who handles it, or did last
    next: int = NOBODY  # neighbours in a line; or the next free row
    previous: int = NOBODY
    # the leg
    joined: float = 0.0
    answered: float = NEVER
    done: float = NEVER  # when the handling in progress ends, unless something puts it off
    explained: float = 0.0  # minutes of the handling in which it is told again
    outlook: int = 0  # how the handling in progress will end
    reason: int = 0  # and why, if it goes up
    able: int = 0  # 1 if whoever handles it could solve it, and may
    gives_up: float = NEVER  # when patience ends, while waiting
    moves_up: float = NEVER  # when the line passes it up, while waiting
    # What only options use stands last, so that the rest lies close together: the issue
    population: int = 0  # where its customer belongs
    hand_backs: int = 0  # of them, down to the tier below
    botched: int = 0  # an error that nobody noticed made it worse
    waited: float = 0.0  # minutes in lines, in all its contacts
    difficult: int = 0  # the customer is hard to please
    home: int = 0  # the channel in which the customer makes contact
    effort: float = 1.0  # multiplies handling times
    follows: float = NEVER  # when the centre has something to do about it by itself
    over: int = 0  # it is solved, and counted so: only its survey is to come
    calling: int = 0  # before its first contact: the centre may call (1), or has, and it will not come (2)
    reopened: int = 0  # how often the centre's survey found it unsolved
    surveying: int = 0  # the centre will ask the customer whether it is solved (1), or a lead does (2)
    satisfaction: float = 0.0  # how content the customer was when it was over
    # the contact
    lane: int = 0  # which of the tier's lines it stands in, where nobody is free for it
    sent_back: int = 0  # of them, down
    reassigned: int = 0  # of them, to another team of the tier or the one below
    sender: int = NOBODY  # who passed it up last
    channel: int = 0  # whose work it is now: of the channel it came in, of the callbacks...
    deadline: float = NEVER  # when it is promised to be taken up, while it may wait; NEVER: live
    promised: int = 0  # and whether that is still to be seen
    reminds: float = NEVER  # when the promise is to be looked at, while it waits
    attempts: int = 0  # to call the customer back
    last_agent: int = NOBODY  # who handled the contact before, or the last one that was answered
    holder: int = NOBODY  # who stays on the line with the customer until the next tier answers
    held_since: float = 0.0
    owner: int = NOBODY  # who has promised the customer an answer
    behind: int = 0  # whether the customer is on the line
    due: float = NEVER  # when the promised answer is
    solver: int = 0  # the tier that settled it, while the customer is told
    # the leg
    hardness: float = 0.0  # of this piece of work
    mishap: int = NOBODY  # what goes wrong in it
    consulted: int = 0  # what came of asking colleagues
    helper: int = NOBODY  # who answered
    place: float = 0.0  # in a line that is not by arrival: those with less go first
    assigned: float = 0.0  # when whoever dispatches has decided who takes it
    looks_again: float = NEVER  # when others may take it than could before, while waiting
    broken_off: int = 0  # it waits to be taken up again
    rest: float = 0.0  # minutes of that handling that are left
    stood: float = 0.0  # minutes in this line so far, when it was answered last
    breaks: int = 0  # how often its handling in this tier has been broken off
    # What is written of the contact when it is over; see `written`
    numbered: int = NOBODY  # the issue
    numbered_visit: int = 0  # and the contact of which legs have numbers
    leg_number: int = 0  # the last
    legs: int = 0  # that are over
    began: float = 0.0
    began_as: int = 0  # the kind of contact
    first_line: int = 0  # how its first leg ended
    in_lines: float = 0.0  # minutes
    in_hands: float = 0.0  # minutes
    passed_on: int = 0  # hand-overs
    leg_ended: float = 0.0  # the last leg
    leg_outcome: int = 0
    leg_outlook: int = 0
    leg_agent: int = NOBODY


@dataclass(slots=True)
class Agent:
    """A place on the payroll, and who holds it."""

    number: int = 0
    tier: int = 0
    pool: int = 0
    state: int = AWAY
    leaving: int = 0  # signs out after the call in hand
    chats: int = 0  # in hand at once
    chat: list = wholes(MOST_CHATS)  # their issues
    ability: float = 1.0  # the difficulty still solved
    handle_time: float = 1.0  # relative to the experienced
    error: float = 0.0  # chance of one in the least sensitive issue that he would solve
    skills: int = NOBODY  # where the agent's skills begin, one a topic; NOBODY: equally able at all
    since: float = 0.0  # when who holds the place began to work
    next: int = NOBODY  # neighbours in the list of idle agents
    previous: int = NOBODY
    signed_in: float = 0.0  # since when
    busy_since: float = 0.0
    issue: int = NOBODY  # in hand, while in a call
    present_time: float = 0.0  # finished spells
    busy_time: float = 0.0
    base: float = 1.0  # the ability that comes of tenure
    learned: float = 0.0  # the share of what lies above it, learned by asking
    owed: float = 0.0  # minutes that questions to everyone cost, added to the next contact
    unsure: float = 1.0  # relative to the start: of what could be solved, the share passed up
    passed_up: int = 0  # of counted issues, by all who have held the place
    avoidable: int = 0  # of them, what could have been solved
    pace: float = 1.0  # of learning by use: what a contact counts
    watched: float = 0.0  # share of errors that who watches a newcomer catches
    newcomer: int = 0


@dataclass(slots=True)
class Line:
    """A list threaded through rows: only its ends are kept here."""

    first: int = NOBODY
    last: int = NOBODY
    count: int = 0


@dataclass(slots=True)
class Coming:
    """The issues to come, as they are dealt: columns in order of arrival."""

    at: int = 0  # the next
    identity: list = table(MOST_COMING, kind="i8")
    fortune: list = table(MOST_COMING, kind="i8")
    topic: list = table(MOST_COMING, kind="i8")
    time: list = table(MOST_COMING + 1)  # NEVER behind the last
    difficulty: list = table(MOST_COMING)
    # Where a centre is plain, these are not filled in.
    population: list = table(MOST_COMING, kind="i8")
    home: list = table(MOST_COMING, kind="i8")
    effort: list = table(MOST_COMING)


@dataclass(slots=True)
class Desk:
    """What the floor knows of itself."""

    used: int = 0  # rows of issues in use or free
    free: int = NOBODY  # the first free one
    open: int = 0  # issues
    contacts: int = 0  # under way
    written: int = 0  # rows of all kinds not yet collected
    legs: int = 0
    over: int = 0  # contacts
    ended: int = 0
    samples: int = 0
    # What an issue must exceed to be listed: at first nothing, two contacts, one hand-back.
    least: list = field(default_factory=lambda: [0.0, 0.0, 2.0, 1.0])
    looks: int = 0  # at the lines, while counting
    moment: float = NEVER  # of the plan, the next
    # Of the compiled calendar
    pending: int = 0  # entries
    vacant: int = 0  # the first of them has happened
    sequence: int = 0  # of the last that was entered
    arrives: float = NEVER  # when the next issue does, which has no entry
    arrival: int = 0  # its place in the sequence


@dataclass(slots=True)
class Entry:
    """An event to come, in the compiled calendar."""

    time: float = 0.0
    sequence: int = 0
    what: int = 0  # a row's number and a kind of event


@dataclass(slots=True)
class Centre:
    """The whole floor. Compiled, it is one record that holds all others, and one pointer to pass.

    Capacities are generous: room never used is never touched, so costs no memory.
    """

    issues: list = rows(Issue, MOST_OPEN)
    agents: list = rows(Agent, MOST_AGENTS)
    attendance: list = rows(Attendance, MOST_AGENTS)
    shifts: list = rows(Shifts, MOST_POOLS)
    tiers: list = rows(Tier, MOST_TIERS + 1)  # the last has no thresholds
    topics: list = rows(Topic, MOST_TOPICS)
    pools: list = rows(Pool, MOST_POOLS)
    populations: list = rows(Population, MOST_POPULATIONS)
    skills: list = rows(Skill, MOST_SKILLS)
    slots: list = rows(Slot, MOST_SLOTS)
    lines: list = rows(Line, MOST_TIERS * MOST_LANES)  # contacts waiting, a tier's lanes together
    idle: list = rows(Line, MOST_TIERS)  # agents waiting
    room: list = rows(Line, MOST_TIERS * MOST_CHATS)  # agents with so many chats, and room for more
    # The first channel's by interval, then its not counted; two for each other channel: counted, and not.
    tallies: list = rows(LegTally, (MOST_SLOTS + 1 + 2 * MOST_CHANNELS) * MOST_TIERS)
    channels: list = rows(Channel, MOST_CHANNELS)
    lengths: list = rows(Length, MOST_TIERS)
    parked: list = rows(Parked, MOST_CHANNELS)  # the first is of all
    promises: list = rows(ChannelTally, 2 * MOST_CHANNELS)  # the second half: not counted
    outcomes: list = rows(IssueTally, 2 * MOST_OUTCOMES)  # the second half: not counted
    legs: list = rows(Leg, CHUNK)
    over: list = rows(Contact, CHUNK)
    ended: list = rows(Ended, CHUNK)
    samples: list = rows(Sample, CHUNK)
    notable: list = rows(Ended, LISTS * LISTED)
    house: House = row(House)
    later: Later = row(Later)
    desk: Desk = row(Desk)
    coming: Coming = row(Coming)
    decks: list = table(MOST_DECKS, CARDS)
    calendar: list = rows(Entry, 1 << 21)
