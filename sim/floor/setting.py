"""The rows that a scenario fills in: levels, topics, pools, customers, channels, the week, the house."""

from dataclasses import dataclass, field

from sim.floor.kinds import COLD, MOST_LEADS, MOST_TOPICS, NEVER, NOBODY, PHONE, reals, wholes
from sim.luck.draws import MOST_TIERS


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
    transfer: int = COLD
    conference: float = 0.0  # minutes in which the agents of both tiers talk, of a warm transfer
    note: float = 0.0  # minutes in which an owner writes it down
    follow_up: float = 0.0  # minutes in which the customer is told the answer
    promise: float = NEVER  # minutes until the answer is due
    outside: int = 0  # people of another body: no customer waits on the phone for them
    present: int = 0  # agents signed in
    first_place: int = 0  # agents of the tier are among the rows from here
    places_end: int = 0  # to before here
    agents_end: int = 0  # likewise, with places that were added later
    avoidable: float = 0.0  # share of what an agent could solve that he passes up all the same
    rejects: int = 0  # how often a contact is sent back at most
    notices: float = 0.0  # share recognised of what ought to have stayed below
    rejecting: float = 0.0  # minutes it takes
    lesson: float = 0.0  # how much less the sender is unsure afterwards
    aside: float = 0.0  # share of what another team of the tier is to do, seen at the start
    back: float = 0.0  # this and the share of a team of the tier below
    elsewhere: float = 0.0  # these and the share of the tier above
    reassign_deck: int = 0
    reassigning: float = 0.0  # minutes until that is seen; multiplies the deck's cards
    asks: int = NOBODY  # the tier whose people are asked
    asks_everyone: int = 0
    asks_lead: int = 0
    lead_ability: float = 0.0  # the difficulty a lead still solves
    waits_for_lead: float = 0.0  # minutes, at most
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
    leads: int = 0  # at the desk, of those who count
    at_desk: int = 0  # all
    leads_dispatch: int = 0  # so that without them nobody chooses who takes a contact
    usual_route: int = 0  # with them
    lead_free: list = reals(MOST_LEADS)  # when each is done with what has come
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
    own_patience: float = 0.0  # multiplies the cards of a deck of its own; 0: it has none
    patience_deck: int = 0
    told_ahead: float = 1.0  # of it, what is left for each who stands in the line on joining
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
    graded: int = 0  # who begins takes some topics first; others take the rest (1), or it goes up (2)
    half: float = 0.0  # contacts about a topic after which half of what was missing is learned; 0: none is
    languages: int = -1  # one bit each; -1: every one
    helps_after: float = 0.0  # minutes a contact must have waited
    reserve: int = 0  # the last so many idle agents
    reserve_priority: int = 0  # take only contacts of this priority and above
    idle: int = 0  # of its agents, when last counted
    limit: float = NEVER  # minutes after which pressure for short calls may end a handling
    cut: float = 0.0  # the chance that it does
    hold: float = 0.0  # the chance that pressure to resolve keeps what should go up
    held_longer: float = 1.0  # multiplies the work on what is kept


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
    uses: float = 0.0  # contacts about it handled to the end since, and what counts like them
    untaught: int = 0  # the agent does not take it yet


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
    survey_leads: int = 0  # or leads
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
    pace: float = 1.0  # multiplies work taken up in it


@dataclass(slots=True)
class House:
    """What holds for all."""

    paced: int = 0  # handling takes longer at some times than at others
    plain: int = 1  # calls, lines, thresholds and returns, and nothing else: see `sim.floor.plain`
    tiers: int = 1
    pools: int = 1
    interval: float = 30.0
    week_slots: int = 336
    always_open: int = 1
    counts_from: float = 0.0  # contacts and issues that arrive from here
    counts_until: float = NEVER  # to here are counted
    ends: float = NEVER  # nothing later is scheduled
    looks_until: list = wholes(
        4
    )  # at the lines, by the hour: how many by the end of each quarter of that time
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
