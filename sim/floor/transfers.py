"""How work passes from one tier to the next: cold, warm, or behind an owner who keeps the customer."""

from sim.floor.calendar_simpy import schedule
from sim.floor.handovers import note_holding
from sim.floor.kinds import (
    BEHIND,
    BEHIND_LANE,
    FOLLOW_UP,
    HANDLED,
    LIVE_LANES,
    NEVER,
    NOBODY,
    OWNED,
    WARM,
    WITH_CUSTOMER,
)
from sim.floor.legs import note_handling
from sim.floor.outcomes import by_phone, is_alarm
from sim.floor.waiting import free_of, join, release


def go_up(centre, now, issue, agent):
    """To the next tier. Cold, the agent puts down the phone; warm, he stays until someone answers."""
    tier = centre.tiers[issue.tier]
    above = centre.tiers[tier.above]
    if not centre.house.plain and tier.transfer == OWNED and awaits_answer(centre, issue):
        promise(centre, now, issue, agent)
        return
    note_handling(centre, now, issue, issue.reason)
    if centre.house.plain:
        release(centre, now, agent)
    else:
        hand_on(centre, now, issue, agent, tier, above)
    join(centre, now, issue, above)


def hand_on(centre, now, issue, agent, tier, above):
    """Who stays on the line: the customer, the agent, both or neither. Only calls pass warm."""
    if tier.transfer == OWNED:
        issue.lane = BEHIND_LANE
    if tier.transfer == OWNED or above.outside:
        put_down(centre, issue)
    if tier.transfer == WARM and is_on_telephone(centre, issue):
        issue.holder = agent.number
        issue.held_since = now
    else:
        free_of(centre, now, issue, agent)


def awaits_answer(centre, issue):
    """Is there a customer who has not been promised one yet?"""
    return issue.owner == NOBODY and not is_alarm(centre, issue)


def is_on_telephone(centre, issue):
    """Is there a customer on it? Not in chats, letters and alarms."""
    return issue.behind == WITH_CUSTOMER and issue.lane == 0 and not is_alarm(centre, issue)


def promise(centre, now, issue, agent):
    """The agent will call back with the answer, and writes down what it is about: it is his issue now."""
    tier = centre.tiers[issue.tier]
    issue.owner = agent.number
    issue.done = now + tier.note
    issue.due = issue.done + tier.promise
    centre.outcomes[issue.tally].promised += 1
    schedule(centre, issue.done, HANDLED, issue.number)


def put_down(centre, issue):
    """The customer hangs up, and work goes on behind; what was a chat is one no longer."""
    if issue.behind == WITH_CUSTOMER:
        issue.behind = BEHIND
        centre.desk.contacts -= by_phone(centre, issue)
        if issue.lane >= LIVE_LANES and issue.deadline == NEVER:
            issue.lane = 0


def told(centre, now, issue):
    """Whether the customer knows what came of the work behind; if not, the owner's call is next."""
    if issue.owner != NOBODY:
        if issue.behind == BEHIND:
            issue.behind = FOLLOW_UP
            issue.solver = issue.tier
            issue.slot = centre.house.week_slots * centre.house.tiers  # it is no contact of the customer's
            join(centre, now, issue, centre.tiers[0])
            return 0
        outcome = centre.outcomes[issue.tally]
        outcome.followed_up += 1
        outcome.kept += now <= issue.due
        issue.lane = 0
        issue.tier = issue.solver
    issue.behind = WITH_CUSTOMER
    centre.desk.contacts += by_phone(centre, issue)  # for as long as it takes to end
    return 1


def let_go(centre, now, issue):
    """Nobody has answered: the agent who held the line for the customer puts down the phone."""
    agent = centre.agents[issue.holder]
    note_holding(centre, now, issue)
    issue.holder = NOBODY
    release(centre, now, agent)
