"""A handling is broken off: the customer goes back to the front of the line, with what is left of it.

For a more urgent one, where the line is preemptive, or since the agent's shift is over. Only calls are broken
off. What came of it was settled when it began, so whoever takes it up works off what is left.
"""

from sim.floor.calendar_simpy import schedule
from sim.floor.consulting import in_call
from sim.floor.kinds import (
    BUSY,
    GIVES_UP,
    HANDLED,
    LOOKS_AGAIN,
    NEVER,
    NOBODY,
    UNREACHED,
    WARNS,
    WITH_CUSTOMER,
)
from sim.floor.legs import note_breaking_off, note_resuming
from sim.floor.lists import append
from sim.floor.patience import patience_of
from sim.floor.routing import fits, insert_before, line_of, place_of, priority_of
from sim.floor.written import DID_NOT_ASK


def can_be_broken_off(centre, now, agent):
    """Is the agent in a call whose customer can be put back in line? Not in a chat, a letter or a call of the
    centre's own, with a colleague at hand, or while an answer is promised."""
    if agent.chats > 0 or not in_call(centre, now, agent):
        return False
    issue = centre.issues[agent.issue]
    if issue.lane != 0 or issue.behind != WITH_CUSTOMER or issue.owner != NOBODY:
        return False
    return issue.consulted == DID_NOT_ASK and not UNREACHED <= issue.outlook <= WARNS


def break_off(centre, now, agent):
    """Whoever is idle takes the customer at once, else he waits on, as long as he still would have waited."""
    issue = centre.issues[agent.issue]
    tier = centre.tiers[issue.tier]
    if issue.breaks == 0:  # the place goes by when it joined the line first
        issue.place = place_of(centre, issue, tier)
    issue.rest = issue.done - now
    issue.done = 0.0
    issue.broken_off = 1
    issue.breaks += 1
    agent.busy_time += now - agent.busy_since
    note_breaking_off(centre, now, issue)
    issue.joined = now
    stand_first(line_of(centre, issue), centre.issues, issue)
    issue.looks_again = now
    schedule(centre, now, LOOKS_AGAIN, issue.number)
    issue.gives_up = now + max(patience_of(centre, issue, tier) - issue.stood, 0.0)
    schedule(centre, issue.gives_up, GIVES_UP, issue.number)


def stand_first(line, rows, row):
    """At the place it had, before its equals."""
    number = line.first
    while number != NOBODY and rows[number].place < row.place:
        number = rows[number].next
    if number == NOBODY:
        append(line, rows, row)
    else:
        insert_before(line, rows, row, rows[number])


def resume(centre, now, issue, agent):
    """Someone takes up what was broken off; if it is someone else, the customer tells it again."""
    again = note_resuming(centre, now, issue, agent)
    issue.broken_off = 0
    issue.gives_up = NEVER
    issue.answered = now
    issue.agent = agent.number
    issue.done = now + issue.rest + again + agent.owed
    agent.owed = 0.0
    agent.issue = issue.number
    agent.state = BUSY
    agent.busy_since = now
    schedule(centre, issue.done, HANDLED, issue.number)


def freed_for(centre, now, issue, tier):
    """The number of an agent who breaks off a less urgent call for this one, or NOBODY: of the calls with the
    lowest priority, that which began last."""
    if issue.lane != 0 or issue.behind != WITH_CUSTOMER:
        return NOBODY
    found = NOBODY
    least = priority_of(centre, issue)
    for number in range(tier.first_place, tier.agents_end):
        agent = centre.agents[number]
        if agent.tier == tier.number and agent.leaving == 0 and can_be_broken_off(centre, now, agent):
            priority = priority_of(centre, centre.issues[agent.issue])
            later = (
                found != NOBODY and priority == least and agent.busy_since > centre.agents[found].busy_since
            )
            if (priority < least or later) and fits(centre, now, issue, agent):
                found = number
                least = priority
    if found != NOBODY:
        break_off(centre, now, centre.agents[found])
    return found
