"""The rows of the floor, each declared once.

Under SimPy a row is the dataclass itself. Compiled, it is a record of a structured array with the
same fields in the same order. Whole numbers are int64, real numbers float64, and nothing else.
Times are minutes. A field that names another row holds its number, or NOBODY.
"""

from dataclasses import dataclass, field

from sim.luck.draws import CARDS, MOST_TIERS

NOBODY = -1
NEVER = float("inf")  # also: switched off

MOST_TOPICS = 64
MOST_POPULATIONS = 8
MOST_OUTCOMES = MOST_POPULATIONS * MOST_TOPICS
MOST_SLOTS = 7 * 96  # intervals of a week
MOST_AGENTS = 1 << 18
MOST_DECKS = 192
MOST_POOLS = 256
MOST_SKILLS = 1 << 20  # pairs of an agent and a topic, of pools with skills
MOST_LEADS = 4  # who dispatch at a tier
LIVE_LANES = 12  # lines of a tier in which callers wait, one for each kind of work that waits there
BEHIND_LANE = LIVE_LANES - 1  # of work on which no customer waits: all live contacts go first
MOST_CHANNELS = 12  # ways in which contacts come, and kinds of work that can wait: a line for each
MOST_LANES = LIVE_LANES + MOST_CHANNELS
MOST_CHATS = 6  # of one agent at once
CHUNK = 4096  # rows of all kinds written before they are collected
SPARE = 16  # no event schedules or writes more rows than this
LISTED = 10  # issues kept on each list of exceptions
TIME, CALL, CONTACTS, HAND_BACKS = range(4)  # the lists: what took longest in all, in one call, ...
LISTS = 4


def reals(count):
    return field(default_factory=lambda: [0.0] * count)


def wholes(count):
    return field(default_factory=lambda: [0] * count)


def rows(kind, most):
    return field(default_factory=list, metadata={"rows": (kind, most)})


def row(kind):
    return field(default_factory=kind, metadata={"rows": (kind, 0)})


def table(*shape):
    return field(default_factory=list, metadata={"table": shape})


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
    next: int = NOBODY  # neighbours in a line; or the day's next arrival; or the next free row
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
    surveying: int = 0  # the centre will ask the customer whether it is solved
    # the contact
    lane: int = 0  # which of the tier's lines it stands in, where nobody is free for it
    sent_back: int = 0  # of them, down
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


FIRST, REPEATED, REDIALLED, FOLLOWED_UP = range(4)  # kinds of contact
AWAY, READY, BUSY = range(3)  # states of an agent
WITH_CUSTOMER, BEHIND, FOLLOW_UP = range(3)  # on the line; not; called by the owner with the answer
COLD, WARM, OWNED = range(3)  # how a tier passes up: puts down, stays until answered, keeps the customer


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
    passed_up: int = 0
    avoidable: int = 0  # of them, what could have been solved


@dataclass(slots=True)
class Line:
    """A list threaded through rows: only its ends are kept here."""

    first: int = NOBODY
    last: int = NOBODY
    count: int = 0


@dataclass(slots=True)
class Tier:
    """A level of support. NEVER switches a threshold off."""

    number: int = 0
    above: int = NOBODY
    patience_deck: int = 0
    patience: float = NEVER  # multiplies the deck's cards
    difficulty_above: float = NEVER  # recognised at the start
    repeats: float = NEVER  # seen at the start
    after: float = NEVER  # minutes of handling
    waiting: float = NEVER  # minutes in line
    age: float = NEVER  # minutes since the issue opened
    triage: float = 0.0  # minutes until what is seen at the start is passed on
    limit: float = NEVER  # minutes after which pressure for short calls may end a handling
    cut: float = 0.0  # the chance that it does
    hold: float = 0.0  # the chance that pressure to resolve keeps what should go up
    held_longer: float = 1.0  # multiplies the work on what is kept
    transfer: int = COLD
    conference: float = 0.0  # minutes in which the agents of both tiers talk, of a warm transfer
    note: float = 0.0  # minutes in which an owner writes it down
    follow_up: float = 0.0  # minutes in which the customer is told the answer
    promise: float = NEVER  # minutes until the answer is due
    outside: int = 0  # people of another body: no customer waits on the phone for them
    present: int = 0  # agents signed in
    first_place: int = 0  # agents of the tier are among the rows from here
    places_end: int = 0  # to before here
    avoidable: float = 0.0  # share of what an agent could solve that he passes up all the same
    rejects: int = 0  # how often a contact is sent back at most
    notices: float = 0.0  # share recognised of what ought to have stayed below
    rejecting: float = 0.0  # minutes it takes
    lesson: float = 0.0  # how much less the sender is unsure afterwards
    asks: int = NOBODY  # the tier whose people are asked
    asks_everyone: int = 0
    struggle: float = 0.0  # minutes before asking
    asking: float = 0.0  # minutes of both
    settles: float = 0.0  # chance that an able answer settles it
    glance: float = 0.0  # minutes of everyone in a call
    struggle_lesson: float = 0.0  # share of what is left to learn
    answer_lesson: float = 0.0
    learns_up_to: float = 0.0  # ability
    plain: int = 1  # anyone there may take anything: one line, first come, first served
    route: int = 0  # which idle agent takes a contact: see `sim.floor.routing`
    discipline: int = 0  # how its lines are ordered
    ageing: float = NEVER  # minutes of waiting that are worth a step of priority
    holds_back: int = 0  # some may take a contact only after a while
    dispatch: float = 0.0  # minutes to decide who takes a contact
    leads: int = 1  # who dispatch
    lead_free: list = reals(MOST_LEADS)  # when each has decided on all there is
    parked: int = 0  # contacts in its backlog
    quiet: int = 0  # agents who are kept free of the backlog, for callers
    urgent: float = 0.0  # minutes before the promised time at which the backlog goes before callers
    mean_handle: float = 0.0  # minutes, for the wait that a caller is told to expect
    callback_above: float = NEVER  # expected minutes in line
    defer_above: float = NEVER  # expected minutes in line of who calls now


@dataclass(slots=True)
class Topic:
    """What issues are about. Handling by tier: a deck, and what multiplies its cards."""

    number: int = 0
    difficulty_deck: int = 0
    handle_deck: list = wholes(MOST_TIERS)
    handle: list = reals(MOST_TIERS)
    off_script: float = 0.0  # the chance that the first tier's script does not fit
    rigid: int = 0  # the agent may not leave it
    off_script_longer: float = 1.0  # multiplies the work of who does
    minutes: list = reals(MOST_TIERS)  # mean handling by tier
    patience: float = 1.0  # relative
    alarm: int = 0  # monitoring raises it
    again: float = 0.0  # minutes after which it does so again, if it was not solved
    tells: float = 1.0  # multiplies the minutes in which it is told again
    priority: int = 0  # higher goes first
    promise: float = NEVER  # minutes in which an answer is promised
    authority: list = field(default_factory=lambda: [1.0] * MOST_TIERS)  # share of issues a tier may settle
    deferrable: float = 0.0  # share of issues that may wait


@dataclass(slots=True)
class Pool:
    """People of one kind: whom they take."""

    number: int = 0
    tier: int = 0
    order: int = 0  # its place among the tier's pools
    takes: list = field(default_factory=lambda: [1] * MOST_TOPICS)  # by topic
    half: float = 0.0  # contacts about a topic after which half of what was missing is learned; 0: none is
    languages: int = -1  # one bit each; -1: every one
    helps_after: float = 0.0  # minutes a contact must have waited
    reserve: int = 0  # the last so many idle agents
    reserve_priority: int = 0  # take only contacts of this priority and above
    idle: int = 0  # of its agents, when last counted


@dataclass(slots=True)
class Population:
    """Customers of one kind or place."""

    number: int = 0
    language: int = 0  # the bit of the one they need; 0: none in particular
    priority: int = 0  # added to the topic's


@dataclass(slots=True)
class Skill:
    """What an agent knows of a topic."""

    start: float = 1.0  # ability at it, relative to the agent's, on beginning
    uses: int = 0  # contacts about it handled to the end since


PHONE, CHAT, WRITTEN, CALLBACK, DEFERRED, SURVEY, OUTREACH = range(7)  # kinds of channels


@dataclass(slots=True)
class Channel:
    """A way in which contacts come, or a kind of work that can wait. The first is the telephone."""

    number: int = 0
    kind: int = PHONE
    within: float = NEVER  # minutes in which it is promised to be taken up
    at_once: int = 1  # chats of one agent
    slower: float = 0.0  # how much longer each takes, for each beside it


@dataclass(slots=True)
class Later:
    """What may be put off, or is done by the centre itself. Channels: their numbers; 0 switches off."""

    callback: int = 0
    accepted: float = 0.0
    reached: float = 1.0
    attempts: int = 1
    attempt_takes: float = 0.0
    again: float = 0.0  # minutes from an attempt that failed to the next
    deferred: int = 0
    note_takes: float = 0.0
    survey: int = 0
    sample: float = 0.0  # of issues closed, the share surveyed
    survey_deck: int = 0
    survey_after: float = 0.0
    survey_takes: float = 0.0
    survey_tier: int = 0  # whose people call
    outreach: int = 0
    outreach_takes: float = 0.0
    outreach_tier: int = 0
    prevents: float = 0.0


@dataclass(slots=True)
class Slot:
    """An interval of the week."""

    open: int = 1
    opens_in: float = 0.0  # from its start to the next opening, where closed
    stretch: float = 0.0  # how long the centre is open then


@dataclass(slots=True)
class House:
    """What holds for all."""

    plain: int = 1  # calls, lines, thresholds and returns, and nothing else: see `sim.floor.plain`
    tiers: int = 1
    pools: int = 1
    interval: float = 30.0
    week_slots: int = 336
    always_open: int = 1
    counts_from: float = 0.0  # contacts and issues that arrive from here
    counts_until: float = NEVER  # to here are counted
    ends: float = NEVER  # nothing later is scheduled
    within: float = 1 / 3  # the service level's time
    short_abandon: float = 1 / 12
    legal_limit: float = 6.0
    fcr_window: float = 10080.0
    fresh_difficulty: int = 0  # drawn anew for each piece of work
    known: float = 1.0
    busy_lines: float = NEVER  # contacts under way from which on the lines are busy
    balking: float = 0.0
    redial_share: float = 0.0
    redial_deck: int = 0
    redial_after: float = 0.0
    return_share: float = 0.0
    return_deck: int = 0
    return_after: float = 0.0
    explain_handover: float = 0.0
    explain_repeat: float = 0.0
    keep_record: int = 0
    quality: int = 0  # there are errors, scripts or pressure
    caught: float = 0.0  # of errors, at once
    rework: float = 0.0  # minutes
    dearer: float = 1.0  # multiplies the work on what came back because of an error
    sensitive: float = 1.0  # an error in the most sensitive issues, relative to the least
    difficult_share: float = 0.0
    difficult_handle: float = 1.0  # relative to others, as patience and redials
    difficult_patience: float = 1.0
    difficult_redials: float = 1.0
    difficult_grudge: float = 0.0  # off their index of satisfaction
    judged: int = 0  # what issues end with is reckoned up: see farewell
    dislike_minute: float = 0.0  # what each thing takes off the index
    dislike_redial: float = 0.0
    dislike_handover: float = 0.0
    dislike_repeat: float = 0.0
    dislike_unsolved: float = 0.0
    dislike_unanswered: float = 0.0
    bad_below: float = 0.0
    churn_at_best: float = 0.0
    churn_at_worst: float = 0.0
    downtime_unsolved: float = 0.0  # minutes
    downtime_most: float = NEVER
    colleagues: int = 0  # any rule of judging, rejecting or consulting is in force
    channels: int = 1
    chat: int = 0  # the channel of chats; 0: none


# What goes wrong in a handling.
ERROR_CAUGHT, ERROR_MISSED, PARTIAL_ANSWER, LEFT_SCRIPT, CUT_SHORT, HELD_ON = range(6)

# How a handling will end.
SOLVES, ESCALATES, BELIEVES, ADMITS, REJECTS, DEFERS, UNREACHED, SURVEYS, WARNS, ASKS = range(10)

# Why a contact goes up.
UNSOLVED, TOO_HARD, TOO_LONG, TOO_OFTEN, WAITED, TOO_OLD, UNSURE, UNAUTHORISED = range(8)
REASONS = 8


@dataclass(slots=True)
class LegTally:
    """Contacts at one tier, by the interval in which they arrived."""

    offered: int = 0
    delayed: int = 0  # had to stand in line
    answered: int = 0
    abandoned: int = 0
    balked: int = 0  # of these, hung up rather than wait
    blocked: int = 0  # the centre was closed, or closed with the contact in line; or the lines were busy
    busy: int = 0  # of these, met busy lines
    moved: int = 0  # passed up from the line, unanswered
    promised: int = 0  # left the line to be called back
    answered_in_target: int = 0
    abandoned_in_target: int = 0
    abandoned_short: int = 0  # so soon that some centres excuse it
    helped: int = 0  # answered by a pool that helps only after a while
    waited: float = 0.0  # by all who left the line
    waited_answered: float = 0.0
    waited_abandoned: float = 0.0
    handled: float = 0.0
    explained: float = 0.0  # the part of it in which it was told again
    dispatching: float = 0.0  # leads' minutes
    holding: float = 0.0  # the part of it in which an agent stayed on the line, passing up
    escalated: list = wholes(REASONS)
    errors: int = 0
    errors_caught: int = 0
    rework: float = 0.0  # the part of the handling in which they were put right
    off_script: int = 0
    partial: int = 0  # answers by a script that did not fit
    cut_short: int = 0
    held: int = 0  # kept though they should have gone up
    avoidable: int = 0  # passed up by somebody able to solve it
    rejected: int = 0  # sent back to the tier below
    asked: int = 0  # colleagues, in mid-call
    advised: int = 0  # somebody answered
    settled: int = 0  # and that settled it
    answers: int = 0  # given by this tier's people
    interrupted: int = 0  # of them, by somebody in a call
    helping: float = 0.0  # minutes of theirs


@dataclass(slots=True)
class IssueTally:
    """Issues of one population and topic that arrived while counting."""

    opened: int = 0
    answered: int = 0  # at least once
    solved: int = 0
    abandoned: int = 0
    lost: int = 0
    blocked: int = 0
    fcr: int = 0
    fcr1: int = 0
    flr: int = 0
    contacts: int = 0
    repeats: int = 0
    redials: int = 0
    handovers: int = 0
    elsewhere: int = 0  # contacts in other channels than the first
    falsely_solved: int = 0  # contacts
    unsolved_known: int = 0  # contacts
    in_limit: int = 0  # contacts answered within the legal limit
    returned: int = 0  # first repeats within the FCR window
    reopened: int = 0  # repeats after a contact that had closed it as solved
    contacts_waited: int = 0  # contacts answered, or given up before any answer
    same_agent: int = 0  # repeats answered by who had answered the contact before
    repeats_answered: int = 0
    skilled: int = 0  # contacts handled to the end where people have skills by topic
    gave_up: int = 0  # contacts, before any answer
    waited: float = 0.0  # minutes until the first answer, or until giving up before any
    skill: float = 0.0  # relative ability at the topic of those who handled them, summed
    promised: int = 0  # answers, by an owner
    followed_up: int = 0  # promised answers given
    kept: int = 0  # and in time
    resolution_time: float = 0.0  # of the solved, since the first contact
    solved_at: list = wholes(MOST_TIERS)
    judged: int = 0  # ended, where what they end with is reckoned up
    satisfaction: float = 0.0  # the sum of their indexes
    bad: int = 0  # their index is low
    churned: int = 0  # their customers leave for good
    open_time: float = 0.0  # minutes in which people were idle
    difficult: int = 0  # of the judged, those of difficult customers
    difficult_satisfaction: float = 0.0
    difficult_bad: int = 0
    difficult_contacts: int = 0
    solved_at_time: list = reals(MOST_TIERS)  # since the first contact, of those solved there
    passed_up: int = 0  # by agents
    avoidable: int = 0  # of them, by somebody able to solve it
    hand_backs: int = 0  # down to the tier below
    settled_by_bot: int = 0  # before the floor, and so in no other count but opened, contacts and solved
    annoyed_by_bot: int = 0  # likewise: hung up on it; counted as abandoned


@dataclass(slots=True)
class ChannelTally:
    """What was promised, and done by the centre itself, in contacts that arrived while counting."""

    offers: int = 0  # to be called back
    promises: int = 0
    kept: int = 0  # taken up by the promised time
    broken: int = 0
    failed: int = 0  # attempts to reach the customer
    given_up: int = 0  # customers who were never reached
    called: int = 0  # before they would have called
    prevented: int = 0
    surveyed: int = 0
    reopened: int = 0  # since the survey found it unsolved


@dataclass(slots=True)
class Leg:
    """One stay of a contact with one tier, over."""

    identity: int = 0
    visit: int = 0
    kind: int = 0
    tier: int = 0
    channel: int = 0
    agent: int = NOBODY  # place on the payroll
    outcome: int = 0
    outlook: int = NOBODY  # how the handling ended
    reason: int = NOBODY  # why it went up
    mishap: int = NOBODY  # what went wrong in the handling
    joined: float = 0.0
    answered: float = NEVER
    ended: float = 0.0
    explained: float = 0.0  # minutes of the handling in which it was told again
    side: int = 0  # a call, a call that ends with a promise, work behind, a follow-up
    avoidable: int = 0  # it went up, and the agent could have solved it
    consulted: int = 0  # what came of asking colleagues
    helper: int = NOBODY  # who answered


@dataclass(slots=True)
class Ended:
    """An issue that is over, or still open when the run is."""

    identity: int = 0
    fortune: int = 0
    topic: int = 0
    ending: int = 0
    visits: int = 0
    handovers: int = 0
    hand_backs: int = 0
    difficulty: float = 0.0
    opened: float = 0.0
    ended: float = 0.0  # NEVER where it is open
    figure: float = 0.0  # what puts it on a list of exceptions


@dataclass(slots=True)
class Sample:
    """A time whose distribution is kept: the wait of one answered at a tier, or a time to resolution."""

    kind: int = 0  # the tier, or MOST_TIERS
    minutes: float = 0.0


@dataclass(slots=True)
class Desk:
    """What the floor knows of itself."""

    used: int = 0  # rows of issues in use or free
    free: int = NOBODY  # the first free one
    open: int = 0  # issues
    contacts: int = 0  # under way
    written: int = 0  # rows of all kinds not yet collected
    legs: int = 0
    ended: int = 0
    samples: int = 0
    # What an issue must exceed to be listed: at first nothing, two contacts, one hand-back.
    least: list = field(default_factory=lambda: [0.0, 0.0, 2.0, 1.0])
    pending: int = 0  # entries of the compiled calendar
    sequence: int = 0


@dataclass(slots=True)
class Entry:
    """An event to come, in the compiled calendar."""

    time: float = 0.0
    sequence: int = 0
    kind: int = 0
    number: int = 0


@dataclass(slots=True)
class Centre:
    """The whole floor. Compiled, it is one record that holds all others, and one pointer to pass.

    Capacities are generous: room never used is never touched, so costs no memory.
    """

    issues: list = rows(Issue, 1 << 20)
    agents: list = rows(Agent, MOST_AGENTS)
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
    promises: list = rows(ChannelTally, 2 * MOST_CHANNELS)  # the second half: not counted
    outcomes: list = rows(IssueTally, 2 * MOST_OUTCOMES)  # the second half: not counted
    legs: list = rows(Leg, CHUNK)
    ended: list = rows(Ended, CHUNK)
    samples: list = rows(Sample, CHUNK)
    notable: list = rows(Ended, LISTS * LISTED)
    house: House = row(House)
    later: Later = row(Later)
    desk: Desk = row(Desk)
    decks: list = table(MOST_DECKS, CARDS)
    calendar: list = rows(Entry, 1 << 21)
