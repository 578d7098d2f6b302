"""How contacts find agents, and agents contacts."""

from sim.floor.backlog import begin_work, next_work, placed, prefers_callback
from sim.floor.breaking_off import break_off, can_be_broken_off, freed_for, resume
from sim.floor.calendar_simpy import schedule
from sim.floor.chats import was_last_chat
from sim.floor.handling import serve
from sim.floor.kinds import (
    AWAY,
    BEHIND,
    BUSY,
    DESERTED,
    GIVES_UP,
    LIVE_LANES,
    LOOKS_AGAIN,
    MOST_LANES,
    MOST_TOLD,
    MOVES_UP,
    NEVER,
    NOBODY,
    READY,
)
from sim.floor.legs import note_delay, note_offer
from sim.floor.lists import append, remove
from sim.floor.patience import patience_of
from sim.floor.routing import PREEMPTIVE, agent_for, assign, line_of, next_look, note_route, stand_in
from sim.floor.week import is_open


def join(centre, now, issue, tier):
    """The agent idle longest answers; else wait in line, for as long as patience lasts."""
    issue.tier = tier.number
    issue.joined = now
    note_offer(centre, issue)
    idle = centre.idle[tier.number]
    if not (centre.house.plain or tier.plain):
        join_choosing(centre, now, issue, tier)
    elif idle.first == NOBODY:
        append(centre.lines[tier.number * MOST_LANES], centre.issues, issue)
        stand(centre, now, issue, tier)
    else:
        agent = centre.agents[idle.first]
        remove(idle, centre.agents, agent)
        serve(centre, now, issue, agent)


def join_choosing(centre, now, issue, tier):
    """The same where not anyone may take anything, or not all wait in one line."""
    if issue.lane >= LIVE_LANES:
        if placed(centre, now, issue, tier):
            return
    else:
        number = someone_for(centre, now, issue, tier)
        if number != NOBODY:
            agent = centre.agents[number]
            remove(centre.idle[tier.number], centre.agents, agent)
            serve(centre, now, issue, agent)
            return
        if tier.discipline == PREEMPTIVE:
            number = freed_for(centre, now, issue, tier)
            if number != NOBODY:
                note_route(centre, issue, centre.agents[number])
                serve(centre, now, issue, centre.agents[number])
                return
    if prefers_callback(centre, now, issue, tier):
        return
    stand_in(centre, line_of(centre, issue), issue, tier)
    stand(centre, now, issue, tier)
    if tier.holds_back:
        plan_look(centre, now, issue, tier)


def stand(centre, now, issue, tier):
    """In line, until patience ends or the line passes it up."""
    note_delay(centre, issue)
    look_for_people(centre, now, tier)
    if not centre.house.plain and issue.behind:
        wait_behind(centre, now, issue, tier)
        return
    minutes = patience_of(centre, issue, tier)
    if not centre.house.plain:
        minutes = told_ahead(centre, issue, minutes)
    issue.gives_up = now + minutes
    schedule(centre, issue.gives_up, GIVES_UP, issue.number)
    issue.moves_up = min(now + tier.waiting, max(now, issue.opened + tier.age))
    if issue.moves_up < issue.gives_up:
        schedule(centre, issue.moves_up, MOVES_UP, issue.number)


def told_ahead(centre, issue, minutes):
    """Patience of who has just joined a line and is told how many stand in it."""
    left = centre.topics[issue.topic].told_ahead
    if left < 1.0:
        others = line_of(centre, issue).count - 1
        for _place in range(others if others < MOST_TOLD else MOST_TOLD):
            minutes *= left
    return minutes


def wait_behind(centre, now, issue, tier):
    """No customer is on the line, so nobody hangs up; an answer that waits to be told goes no further up."""
    if issue.behind == BEHIND:
        issue.moves_up = min(now + tier.waiting, max(now, issue.opened + tier.age))
        schedule(centre, issue.moves_up, MOVES_UP, issue.number)


def someone_for(centre, now, issue, tier):
    """Where not anyone may take anything: the agent who takes it at once, or NOBODY."""
    if tier.dispatch > 0.0:
        assign(centre, now, issue, tier)
    number = agent_for(centre, now, issue, tier)
    if number != NOBODY:
        note_route(centre, issue, centre.agents[number])
    return number


def plan_look(centre, now, issue, tier):
    """Others may take it after a while, unless patience ends before."""
    issue.looks_again = next_look(centre, now, issue, tier)
    if issue.looks_again < issue.gives_up:
        schedule(centre, issue.looks_again, LOOKS_AGAIN, issue.number)


def look_again(centre, now, number):
    """A reminder: whoever has left the line in the meantime is not due."""
    issue = centre.issues[number]
    if issue.looks_again == now:
        tier = centre.tiers[issue.tier]
        number = agent_for(centre, now, issue, tier)
        if number != NOBODY:
            agent = centre.agents[number]
            remove(centre.idle[tier.number], centre.agents, agent)
            if issue.broken_off:
                take_first(centre, now, issue, agent)
                return
        elif tier.discipline == PREEMPTIVE:
            number = freed_for(centre, now, issue, tier)
        if number == NOBODY:
            plan_look(centre, now, issue, tier)
        else:
            take_up(centre, now, issue, centre.agents[number])


def take_first(centre, now, issue, agent):
    """Others may have been broken off at the same moment: who is idle takes the first in line."""
    agent.state = BUSY  # idle no more
    ready(centre, now, agent)
    if issue.looks_again == now:
        schedule(centre, now, LOOKS_AGAIN, issue.number)


def take_up(centre, now, issue, agent):
    """From the line, where not anyone may take anything."""
    leave_line(centre, issue)
    if issue.broken_off:
        resume(centre, now, issue, agent)
        return
    note_route(centre, issue, agent)
    if issue.lane < LIVE_LANES:
        serve(centre, now, issue, agent)
    else:
        begin_work(centre, now, issue, agent)


def leave_line(centre, issue):
    remove(line_of(centre, issue), centre.issues, issue)
    issue.gives_up = issue.moves_up = issue.looks_again = NEVER


def release(centre, now, agent):
    """The agent has put down the phone: leave, take the next contact, or be idle."""
    agent.busy_time += now - agent.busy_since
    if agent.leaving:
        leave(centre, now, agent)
    else:
        ready(centre, now, agent)


def free_of(centre, now, issue, agent):
    """The agent is done with it, and perhaps chats with others still."""
    if agent.chats == 0 or was_last_chat(centre, now, issue, agent):
        release(centre, now, agent)


def ready(centre, now, agent):
    """Take the contact that has waited longest, or be the last of those idle."""
    line = centre.lines[agent.tier * MOST_LANES]
    if not (centre.house.plain or centre.tiers[agent.tier].plain):
        number = next_work(centre, now, agent)
        if number == NOBODY:
            be_idle(centre, agent)
        else:
            take_up(centre, now, centre.issues[number], agent)
    elif line.first == NOBODY:
        be_idle(centre, agent)
    else:
        issue = centre.issues[line.first]
        remove(line, centre.issues, issue)
        serve(centre, now, issue, agent)


def be_idle(centre, agent):
    agent.state = READY
    append(centre.idle[agent.tier], centre.agents, agent)


def leave(centre, now, agent):
    agent.state = AWAY
    agent.leaving = 0
    agent.present_time += now - agent.signed_in
    tier = centre.tiers[agent.tier]
    tier.present -= 1
    look_for_people(centre, now, tier)


def look_for_people(centre, now, tier):
    """When the centre is closed and the last agent has left, nobody waits through the night."""
    if tier.present == 0 and not is_open(centre, now):
        schedule(centre, now, DESERTED, tier.number)


def sign_in(centre, now, number):
    agent = centre.agents[number]
    agent.leaving = 0
    if agent.state == AWAY:
        agent.signed_in = now
        centre.tiers[agent.tier].present += 1
        ready(centre, now, agent)


def sign_out(centre, now, number):
    """At once if idle; else after the call in hand."""
    agent = centre.agents[number]
    if agent.state == READY:
        remove(centre.idle[agent.tier], centre.agents, agent)
        leave(centre, now, agent)
    elif agent.state != AWAY:
        agent.leaving = 1


def hand_back(centre, now, number):
    """The shift is over: the call in hand goes back to the line, while there are others to take it. When the
    centre is closed, whoever is last finishes what he has begun."""
    agent = centre.agents[number]
    others = centre.tiers[agent.tier].present > 1
    if others and is_open(centre, now) and can_be_broken_off(centre, now, agent):
        break_off(centre, now, agent)
        leave(centre, now, agent)
    else:
        sign_out(centre, now, number)
