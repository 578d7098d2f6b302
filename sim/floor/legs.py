"""What the floor counts of legs, the stays of a contact with one tier, while they last and as they end."""

from sim.floor.handovers import note_passing_up
from sim.floor.kinds import CALL, CHAT, FOLLOWED_UP, NOBODY, WITH_CUSTOMER
from sim.floor.outcomes import by_phone, list_issue
from sim.floor.written import (
    ABANDONED,
    ANSWERED,
    BALKED,
    BLOCKED,
    BROKEN_OFF,
    BUSY_LINES,
    MOVED,
    OPEN,
    write_leg,
    write_sample,
)


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
