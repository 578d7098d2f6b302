"""The rows that the floor writes: tallies, legs, issues that are over, times."""

from dataclasses import dataclass

from sim.floor.kinds import NEVER, NOBODY, REASONS, narrow, reals, wholes
from sim.luck.draws import MOST_TIERS


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
    undispatched: int = 0  # since no lead was there
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
    aside: int = 0  # reassigned to another team of the tier
    back: int = 0  # reassigned to the tier below
    asked: int = 0  # colleagues, in mid-call
    advised: int = 0  # somebody answered
    settled: int = 0  # and that settled it
    unadvised: int = 0  # no lead was there, or free in time
    answers: int = 0  # given by this tier's people
    interrupted: int = 0  # of them, by somebody in a call
    helping: float = 0.0  # minutes of theirs
    by_newcomers: int = 0  # answered by newcomers
    newcomers_errors: int = 0
    broken_off: int = 0  # handlings
    hung_up_again: int = 0  # of the abandoned, those that had been answered and broken off: in both counts


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
    turned_away: int = 0  # contacts in the first that found the centre closed
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
    judged: int = 0  # ended, of customers, where what they end with is reckoned up
    judged_contacts: int = 0  # about these
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
    rejected: int = 0  # of them, since they ought to have stayed there
    settled_by_bot: int = 0  # before the floor, and so in no other count but opened, contacts and solved
    annoyed_by_bot: int = 0  # likewise: hung up on it; counted as abandoned
    waited_again: float = 0.0  # minutes in line after a handling was broken off


@dataclass(slots=True)
class Length:
    """The contacts in a tier's lines, as seen by the hour."""

    in_quarter: list = wholes(4)  # of the counted time, summed over hours
    most: int = 0
    last: int = 0


@dataclass(slots=True)
class Parked:
    """A channel's contacts in the backlog of all tiers, as seen by the hour."""

    contacts: int = 0  # when last looked at
    age: float = 0.0  # minutes since the oldest of them came to its tier
    size: int = 0  # contacts, summed over hours
    oldest: float = 0.0  # ages, summed over hours
    oldest_most: float = 0.0


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
    joined: float = 0.0
    answered: float = NEVER
    ended: float = 0.0
    explained: float = 0.0  # minutes of the handling in which it was told again
    visit: int = narrow(32)
    number: int = narrow(32)  # among the legs of the contact, from 1
    agent: int = narrow(32, NOBODY)  # place on the payroll
    helper: int = narrow(32, NOBODY)  # who answered
    kind: int = narrow(8)
    tier: int = narrow(8)
    channel: int = narrow(8)
    outcome: int = narrow(8)
    outlook: int = narrow(8, NOBODY)  # how the handling ended
    reason: int = narrow(8, NOBODY)  # why it went up
    mishap: int = narrow(8, NOBODY)  # what went wrong in the handling
    side: int = narrow(8)  # a call, a call that ends with a promise, work behind, a follow-up
    avoidable: int = narrow(8)  # it went up, and the agent could have solved it
    consulted: int = narrow(8)  # what came of asking colleagues


@dataclass(slots=True)
class Contact:
    """A contact of which nothing more will come."""

    identity: int = 0
    began: float = 0.0
    ended: float = 0.0  # its last leg
    waited: float = 0.0  # minutes in all its lines
    handled: float = 0.0  # minutes, by all
    visit: int = narrow(32)
    legs: int = narrow(32)
    handovers: int = narrow(32)
    kind: int = narrow(8)
    first_line: int = narrow(8)  # the outcome of its first leg
    outcome: int = narrow(8)  # of the last
    outlook: int = narrow(8, NOBODY)  # of the last


@dataclass(slots=True)
class Ended:
    """An issue that is over, or still open when the run is."""

    identity: int = 0
    fortune: int = 0
    difficulty: float = 0.0
    opened: float = 0.0
    ended: float = 0.0  # NEVER where it is open
    satisfaction: float = 0.0  # its index, of a customer's that is over, where indexes are made
    figure: float = 0.0  # what puts it on a list of exceptions
    visits: int = narrow(32)
    handovers: int = narrow(32)
    hand_backs: int = narrow(32)
    topic: int = narrow(8)
    population: int = narrow(8)
    ending: int = narrow(8)


@dataclass(slots=True)
class Sample:
    """A time whose distribution is kept: the wait of one answered at a tier, or a time to resolution."""

    kind: int = 0  # the tier, or MOST_TIERS
    minutes: float = 0.0
