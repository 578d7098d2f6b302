"""What the floor counts. What it writes down row by row is in `written`."""

from sim.floor.kinds import (
    BACK,
    CALL,
    CHAT,
    CONTACTS,
    FOLLOWED_UP,
    HAND_BACKS,
    LISTED,
    MOST_OUTCOMES,
    MOST_TOPICS,
    NOBODY,
    TIME,
    WITH_CUSTOMER,
)
from sim.floor.written import (
    ABANDONED,
    ANSWERED,
    BALKED,
    BLOCKED,
    BROKEN_OFF,
    BUSY_LINES,
    GAVE_UP,
    LOST,
    MOVED,
    OPEN,
    SOLVED,
    write_contact,
    write_ended,
    write_issue,
    write_leg,
    write_sample,
)
from sim.luck.draws import DIFFICULT, MOST_TIERS, chance

LEG_OUTCOMES = ("answered", "abandoned", "blocked", "moved", "balked", "busy", "promised", "broken_off")
CONTACT_KINDS = ("first", "repeat", "redial", "reopened")
SIDES = ("call", "promise", "behind", "follow_up")  # what a leg was
MISHAP_NAMES = ("error_caught", "error_missed", "partial_answer", "left_script", "cut_short", "held_on")
REASON_NAMES = (
    "unsolved",
    "difficulty",
    "after",
    "repeats",
    "waiting",
    "age",
    "unsure",
    "authority",
    "untaught",
)
HELPLESS, HELPED, SETTLED_BY_HELP = range(1, 4)  # what came of asking colleagues
CONSULTED = ("not asked", "no one could help", "not settled", "settled")
ENDINGS = ("solved", "abandoned", "lost", "blocked")


def slot_of(centre, time):
    """The number of the interval of the week. The clock starts at the beginning of a week."""
    return int(time / centre.house.interval) % centre.house.week_slots


def is_open(centre, time):
    return centre.house.always_open or centre.slots[slot_of(centre, time)].open


def note_issue(centre, now, issue):
    """A new issue: is it counted?"""
    house = centre.house
    issue.tally = issue.topic
    if not house.plain:
        issue.tally += issue.population * MOST_TOPICS
    if not house.counts_from <= now < house.counts_until:
        issue.tally += MOST_OUTCOMES
    centre.outcomes[issue.tally].opened += 1
    if not house.plain and house.difficult_share > 0.0 and not is_alarm(centre, issue):
        issue.difficult = int(chance(issue.fortune, DIFFICULT) < house.difficult_share)


def note_contact(centre, now, issue, slot):
    """A contact begins, and counts in the interval of its arrival or not at all."""
    house = centre.house
    if not house.counts_from <= now < house.counts_until:
        slot = house.week_slots
    issue.slot = slot * house.tiers
    if house.keep_record:
        write_contact(centre, issue)  # the one before
    outcome = centre.outcomes[issue.tally]
    outcome.contacts += 1
    centre.desk.contacts += 1


def is_alarm(centre, issue):
    """Has monitoring raised it, and no customer?"""
    return centre.topics[issue.topic].alarm > 0


def by_phone(centre, issue):
    """Do its contacts come by telephone, so that each holds a line? An alarm's do not."""
    return issue.home == 0 and not is_alarm(centre, issue)


def note_offer(centre, issue):
    centre.tallies[issue.slot + issue.tier].offered += 1


def note_delay(centre, issue):
    centre.tallies[issue.slot + issue.tier].delayed += 1


def note_answer(centre, now, issue):
    wait = now - issue.joined
    tally = centre.tallies[issue.slot + issue.tier]
    tally.answered += 1
    tally.waited += wait
    tally.waited_answered += wait
    tally.answered_in_target += wait <= centre.house.within
    if wait > 0.0 and issue.slot < centre.house.week_slots * centre.house.tiers:
        write_sample(centre, issue.tier, wait)
    if issue.agent == NOBODY:
        outcome = centre.outcomes[issue.tally]
        outcome.answered += issue.contacts_answered == 0
        if centre.house.plain or (by_phone(centre, issue) and issue.kind != FOLLOWED_UP):
            outcome.in_limit += now - issue.arrives <= centre.house.legal_limit
    if not centre.house.plain:
        issue.stood = wait
        issue.breaks = 0
        note_waiting(centre, now, issue)


def note_waiting(centre, now, issue):
    """Of a customer who was there himself, until he was answered or hung up."""
    if issue.channel == 0 or centre.channels[issue.channel].kind == CHAT:
        issue.waited += now - issue.joined
    if issue.agent == NOBODY and issue.channel == 0:
        outcome = centre.outcomes[issue.tally]
        outcome.contacts_waited += 1
        outcome.waited += now - issue.arrives


def note_call(centre, now, issue):
    """An agent takes up what the centre does by itself."""
    wait = now - issue.joined
    tally = centre.tallies[issue.slot + issue.tier]
    tally.answered += 1
    tally.waited += wait
    tally.waited_answered += wait


def note_handling(centre, now, issue, reason):
    """The agent is done with it, or passes it up for this reason."""
    tally = centre.tallies[issue.slot + issue.tier]
    handled = now - issue.answered
    tally.handled += handled
    tally.explained += issue.explained
    if handled > centre.desk.least[CALL] and (centre.house.plain or is_call(issue)):
        list_issue(centre, now, issue, OPEN, CALL, handled)
    if reason != NOBODY:
        tally.escalated[reason] += 1
        if issue.owner == NOBODY:  # else the customer does not notice
            issue.handovers += 1
            issue.handed_over += 1
            centre.outcomes[issue.tally].handovers += 1
        note_passing_up(centre, issue, tally)
    write_leg(centre, now, issue, ANSWERED, reason)


def note_breaking_off(centre, now, issue):
    """A leg ends, and one more follows; in all else it stays the same contact with the tier."""
    tally = centre.tallies[issue.slot + issue.tier]
    handled = now - issue.answered
    tally.broken_off += 1
    tally.handled += handled
    to_tell = issue.explained
    issue.explained = min(to_tell, handled)
    tally.explained += issue.explained
    write_leg(centre, now, issue, BROKEN_OFF, NOBODY)
    issue.explained = to_tell - issue.explained


def note_waiting_again(centre, now, issue):
    wait = now - issue.joined
    issue.stood += wait
    centre.tallies[issue.slot + issue.tier].waited += wait
    centre.outcomes[issue.tally].waited_again += wait
    note_waiting(centre, now, issue)


def note_resuming(centre, now, issue, agent):
    """Minutes in which it is told again; by someone else it is a hand-over too."""
    note_waiting_again(centre, now, issue)
    if agent.number == issue.agent:
        return 0.0
    issue.handovers += 1
    issue.handed_over += 1
    centre.outcomes[issue.tally].handovers += 1
    again = centre.house.explain_handover * centre.topics[issue.topic].tells
    issue.explained += again
    return again


def note_hanging_up_again(centre, now, issue):
    """It has been answered, and is given up all the same; the target is for the first answer."""
    note_waiting_again(centre, now, issue)
    tally = centre.tallies[issue.slot + issue.tier]
    tally.abandoned += 1
    tally.hung_up_again += 1
    tally.waited_abandoned += issue.stood
    write_leg(centre, now, issue, ABANDONED, NOBODY)


def is_call(issue):
    """Is the customer on the telephone?"""
    return issue.channel == 0 and issue.behind == WITH_CUSTOMER


def note_holding(centre, until, issue):
    """Of the tier below the one that was waited for."""
    tally = centre.tallies[issue.slot + issue.tier - 1]
    tally.handled += until - issue.held_since
    tally.holding += until - issue.held_since


def note_passing_up(centre, issue, tally):
    """By an agent, and whether he could have solved it."""
    outcome = centre.outcomes[issue.tally]
    agent = centre.agents[issue.agent]
    issue.sender = issue.agent
    outcome.passed_up += 1
    outcome.avoidable += issue.able
    if issue.tally < MOST_OUTCOMES:  # counted, as the outcome is
        agent.passed_up += 1
        agent.avoidable += issue.able
    tally.avoidable += issue.able


def note_rejection(centre, issue):
    """A hand-over too, downwards."""
    outcome = centre.outcomes[issue.tally]
    centre.tallies[issue.slot + issue.tier].rejected += 1
    issue.handovers += 1
    issue.handed_over += 1
    issue.hand_backs += 1
    outcome.handovers += 1
    outcome.hand_backs += 1
    outcome.rejected += 1


def note_reassignment(centre, issue):
    """A hand-over, unless an owner keeps the customer, who does not notice then."""
    outcome = centre.outcomes[issue.tally]
    tally = centre.tallies[issue.slot + issue.tier]
    back = issue.outlook == BACK
    tally.back += back
    tally.aside += not back
    if issue.owner == NOBODY:
        issue.handovers += 1
        issue.handed_over += 1
        outcome.handovers += 1
        issue.hand_backs += back
        outcome.hand_backs += back


def note_question(centre, issue):
    centre.tallies[issue.slot + issue.tier].asked += 1


def note_help(centre, issue, asked, in_call, minutes):
    """Somebody of the tier `asked` answers."""
    asking = centre.tallies[issue.slot + issue.tier]
    asking.advised += 1
    asking.settled += issue.consulted == SETTLED_BY_HELP
    answering = centre.tallies[issue.slot + asked]
    answering.answers += 1
    answering.interrupted += in_call
    answering.helping += minutes


def note_abandonment(centre, now, issue):
    wait = now - issue.joined
    tally = centre.tallies[issue.slot + issue.tier]
    tally.abandoned += 1
    tally.waited += wait
    tally.waited_abandoned += wait
    tally.abandoned_in_target += wait <= centre.house.within
    tally.abandoned_short += wait <= centre.house.short_abandon
    tally.balked += wait == 0.0
    if not centre.house.plain:
        note_waiting(centre, now, issue)
        centre.outcomes[issue.tally].gave_up += issue.agent == NOBODY and issue.channel == 0
    write_leg(centre, now, issue, ABANDONED if wait > 0.0 else BALKED, NOBODY)


def note_moving(centre, now, issue, reason):
    """The line passes it up. Nobody had answered, so nobody hands it over."""
    tally = centre.tallies[issue.slot + issue.tier]
    tally.moved += 1
    issue.waited += now - issue.joined
    tally.waited += now - issue.joined
    tally.escalated[reason] += 1
    write_leg(centre, now, issue, MOVED, reason)


def note_closed(centre, now, issue):
    """By telephone and never answered; all else is not counted here."""
    if issue.agent == NOBODY and (centre.house.plain or by_phone(centre, issue)):
        centre.outcomes[issue.tally].turned_away += 1
    note_blocked(centre, now, issue)


def note_blocked(centre, now, issue):
    centre.tallies[issue.slot + issue.tier].blocked += 1
    write_leg(centre, now, issue, BLOCKED, NOBODY)


def note_busy(centre, now, issue):
    tally = centre.tallies[issue.slot + issue.tier]
    tally.blocked += 1
    tally.busy += 1
    write_leg(centre, now, issue, BUSY_LINES, NOBODY)


def note_turning_away(centre, now, issue):
    """The centre closed while it stood in line: as if the line had been closed to it."""
    centre.tallies[issue.slot + issue.tier].delayed -= 1
    issue.waited += now - issue.joined
    note_closed(centre, now, issue)


def note_solution(centre, now, issue):
    outcome = centre.outcomes[issue.tally]
    if issue.tally < MOST_OUTCOMES:
        write_sample(centre, MOST_TIERS, now - issue.opened)
    outcome.resolution_time += now - issue.opened
    outcome.solved_at[issue.tier] += 1
    outcome.solved_at_time[issue.tier] += now - issue.opened
    first = issue.contacts_answered == 1
    outcome.fcr += first
    outcome.fcr1 += first and issue.handovers == 0 and (centre.house.plain or issue.owner == NOBODY)
    outcome.flr += issue.highest == 0


def note_ending(centre, now, issue, ending):
    outcome = centre.outcomes[issue.tally]
    if ending == SOLVED:
        outcome.solved += 1
    elif ending == GAVE_UP:
        outcome.abandoned += 1
    elif ending == LOST:
        outcome.lost += 1
    else:
        outcome.blocked += 1
    least = centre.desk.least
    if now - issue.opened > least[TIME]:
        list_issue(centre, now, issue, ending, TIME, now - issue.opened)
    if issue.visit > 0 and issue.visit + 1 > least[CONTACTS]:
        list_issue(centre, now, issue, ending, CONTACTS, issue.visit + 1.0)
    if not centre.house.plain and issue.hand_backs > least[HAND_BACKS]:
        list_issue(centre, now, issue, ending, HAND_BACKS, issue.hand_backs + 0.0)
    if centre.house.keep_record:
        write_issue(centre, now, issue, ending)


def list_issue(centre, now, issue, ending, exceptions, figure):
    """On a list of exceptions, in the place of the least of them."""
    if issue.tally >= MOST_OUTCOMES:  # not counted
        return
    first = exceptions * LISTED
    place = first
    for i in range(first, first + LISTED):
        if centre.notable[i].figure < centre.notable[place].figure:
            place = i
    write_ended(centre.notable[place], now, issue, ending)
    centre.notable[place].figure = figure
    least = figure
    for i in range(first, first + LISTED):
        least = min(least, centre.notable[i].figure)
    centre.desk.least[exceptions] = max(centre.desk.least[exceptions], least)
