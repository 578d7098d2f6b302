"""Work that can wait: contacts in the backlog of a tier, and the promises of when they are taken up.

A contact is in the backlog while its `deadline` is a time. The lanes of the backlog are first come, first
served; of their first contacts the one that is due soonest goes first. Callers go before the backlog, except
where a promise is urgent.
"""

from sim.floor.calendar_simpy import schedule
from sim.floor.chats import found_room, start_chat
from sim.floor.expecting import expected_wait
from sim.floor.handling import busy_with, serve
from sim.floor.kinds import (
    CALLBACK,
    LIVE_LANES,
    MOST_CHANNELS,
    MOST_LANES,
    NEVER,
    NOBODY,
    REMINDS,
    SURVEYS,
    UNREACHED,
    WARNS,
    WRITTEN,
)
from sim.floor.legs import note_call, note_delay, note_offer
from sim.floor.lists import append, remove
from sim.floor.outcomes import by_phone, is_alarm
from sim.floor.routing import agent_for, first_fitting, work_for
from sim.floor.written import PROMISED, write_leg
from sim.luck.draws import ACCEPTS, PURPOSES, REACHED, chance


def promises_of(centre, issue, channel):
    """The tally of the channel's promises in which the contact counts."""
    house = centre.house
    if house.counts_from <= issue.arrives < house.counts_until:
        return centre.promises[channel]
    return centre.promises[MOST_CHANNELS + channel]


def enter_channel(centre, now, issue, number):
    """From here on it is this channel's work, lined up there, and where it may wait, with a promise."""
    house = centre.house
    channel = centre.channels[number]
    issue.channel = number
    issue.lane = LIVE_LANES + number
    row = house.week_slots + 2 * number
    if house.counts_from <= issue.arrives < house.counts_until:
        row -= 1
    issue.slot = row * house.tiers
    issue.deadline = now + channel.within
    if issue.deadline < NEVER:
        issue.promised = 1
        promises_of(centre, issue, number).promises += 1


# --- in and out ----------------------------------------------------------------------------------


def placed(centre, now, issue, tier):
    """A contact with a lane of its own comes to a tier: taken or parked? A chat may have to wait in line."""
    idle = centre.idle[tier.number]
    if issue.deadline == NEVER:
        return found_room(centre, now, issue, tier)
    number = NOBODY
    if idle.count > tier.quiet or (idle.count > 0 and now >= issue.deadline - tier.urgent):
        number = agent_for(centre, now, issue, tier)
    if number == NOBODY:
        park(centre, now, issue, tier)
    else:
        agent = centre.agents[number]
        remove(idle, centre.agents, agent)
        tier.parked += 1
        begin_work(centre, now, issue, agent)
    return True


def park(centre, now, issue, tier):
    note_delay(centre, issue)
    append(centre.lines[tier.number * MOST_LANES + issue.lane], centre.issues, issue)
    tier.parked += 1
    issue.reminds = issue.deadline - tier.urgent
    if issue.reminds <= now:
        issue.reminds = max(now, issue.deadline)
    schedule(centre, issue.reminds, REMINDS, issue.number)


def unpark(centre, issue):
    """Nobody has to take it up any more."""
    remove(centre.lines[issue.tier * MOST_LANES + issue.lane], centre.issues, issue)
    centre.tiers[issue.tier].parked -= 1
    issue.deadline = issue.reminds = NEVER
    issue.lane = issue.promised = 0


def begin_work(centre, now, issue, agent):
    """An agent begins with what waited in a lane of its own."""
    if issue.deadline == NEVER:
        start_chat(centre, now, issue, agent)
        return
    centre.tiers[issue.tier].parked -= 1
    keep_promise(centre, now, issue)
    issue.reminds = NEVER
    kind = centre.channels[issue.channel].kind
    if issue.calling:
        issue.deadline = NEVER
        issue.lane = 0
        call_out(centre, now, issue, agent, centre.later.outreach_takes, WARNS)
    elif issue.surveying:
        issue.deadline = issue.comes = NEVER
        issue.lane = 0
        call_out(centre, now, issue, agent, centre.later.survey_takes, SURVEYS)
    elif kind == WRITTEN:
        serve(centre, now, issue, agent)
    elif kind == CALLBACK:
        call_back(centre, now, issue, agent)
    else:
        live_again(centre, issue)
        serve(centre, now, issue, agent)


def live_again(centre, issue):
    """The customer is on the telephone again, in a call of the centre's."""
    centre.desk.contacts += by_phone(centre, issue)
    issue.deadline = NEVER
    issue.lane = 0


def keep_promise(centre, now, issue):
    """Taken up by the promised time, or not."""
    if issue.promised:
        issue.promised = 0
        if now <= issue.deadline:
            promises_of(centre, issue, issue.channel).kept += 1
        else:
            promises_of(centre, issue, issue.channel).broken += 1


# --- what an agent takes -------------------------------------------------------------------------


def next_work(centre, now, agent):
    """The number of what waits for the agent at a tier with several lines, or NOBODY: what is urgent, then
    callers and chats, then what can wait."""
    tier = centre.tiers[agent.tier]
    backlog = soonest(centre, now, agent, tier) if tier.parked > 0 else NOBODY
    if backlog != NOBODY and now >= centre.issues[backlog].deadline - tier.urgent:
        return backlog
    number = work_for(centre, now, agent)
    chat = first_chat(centre, now, agent)
    if chat != NOBODY and (number == NOBODY or centre.issues[chat].joined < centre.issues[number].joined):
        number = chat
    if number == NOBODY and centre.idle[tier.number].count >= tier.quiet:
        number = backlog
    return number


def soonest(centre, now, agent, tier):
    """Of the backlog's lanes, the contact that is due first of the first that fit the agent, or NOBODY."""
    found = NOBODY
    due = NEVER
    for channel in range(1, centre.house.channels):
        line = centre.lines[tier.number * MOST_LANES + LIVE_LANES + channel]
        number = first_fitting(centre, now, line, agent)
        if number != NOBODY and centre.issues[number].deadline < due:
            found = number
            due = centre.issues[number].deadline
    return found


def first_chat(centre, now, agent):
    """The chat that has waited longest of those that fit the agent, or NOBODY."""
    chat = centre.house.chat
    if chat == 0:
        return NOBODY
    return first_fitting(centre, now, centre.lines[agent.tier * MOST_LANES + LIVE_LANES + chat], agent)


def on_reminder(centre, now, number):
    """A promise is near: whoever is idle takes it. At the promised time it is broken."""
    issue = centre.issues[number]
    if issue.reminds != now:
        return
    tier = centre.tiers[issue.tier]
    taker = agent_for(centre, now, issue, tier)
    if taker != NOBODY:
        agent = centre.agents[taker]
        remove(centre.idle[tier.number], centre.agents, agent)
        remove(centre.lines[tier.number * MOST_LANES + issue.lane], centre.issues, issue)
        begin_work(centre, now, issue, agent)
    elif now < issue.deadline:
        issue.reminds = issue.deadline
        schedule(centre, issue.deadline, REMINDS, number)
    elif issue.promised:
        issue.promised = 0
        promises_of(centre, issue, issue.channel).broken += 1


# --- callbacks -----------------------------------------------------------------------------------


def prefers_callback(centre, now, issue, tier):
    """Nobody is free, and the line is long: is a callback offered, and accepted?"""
    if tier.callback_above == NEVER or issue.channel > 0 or issue.agent != NOBODY:
        return False
    if is_alarm(centre, issue):
        return False
    if expected_wait(centre, tier) <= tier.callback_above:
        return False
    later = centre.later
    promises_of(centre, issue, later.callback).offers += 1
    if chance(issue.fortune, issue.visit * PURPOSES + ACCEPTS) >= later.accepted:
        return False
    centre.tallies[issue.slot + issue.tier].promised += 1
    write_leg(centre, now, issue, PROMISED, NOBODY)
    enter_channel(centre, now, issue, later.callback)
    centre.desk.contacts -= 1
    issue.attempts = 0
    note_offer(centre, issue)
    park(centre, now, issue, tier)
    return True


def call_back(centre, now, issue, agent):
    """Reached, it goes on as if the customer had called; else it takes a while to find that out."""
    later = centre.later
    issue.attempts += 1
    # Each attempt has luck of its own.
    if chance(issue.fortune + issue.attempts, issue.visit * PURPOSES + REACHED) < later.reached:
        live_again(centre, issue)
        serve(centre, now, issue, agent)
    else:
        call_out(centre, now, issue, agent, later.attempt_takes, UNREACHED)


def call_out(centre, now, issue, agent, minutes, outlook):
    """The centre calls, and this comes of it."""
    note_call(centre, now, issue)
    issue.answered = now
    issue.explained = 0.0
    issue.outlook = outlook
    issue.mishap = issue.helper = NOBODY
    issue.consulted = 0
    busy_with(centre, now, issue, agent, minutes)
