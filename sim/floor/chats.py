"""Agents who chat with several customers at once.

All chats of an agent go on at one pace: with n in hand each takes 1 + (n - 1) x `slower` times as long as
alone. When one begins or ends, what is left of the others is stretched or shrunk: processor sharing.
"""

from sim.floor.calendar_simpy import schedule
from sim.floor.handling import serve
from sim.floor.kinds import HANDLED, LIVE_LANES, MOST_CHATS, MOST_LANES, NEVER, NOBODY
from sim.floor.lists import append, remove
from sim.floor.routing import agent_for, first_fitting, fits


def pace(channel, chats):
    """How much longer each of so many chats takes than one alone."""
    return 1.0 + (chats - 1) * channel.slower


def found_room(centre, now, issue, tier):
    """A chat begins: with whoever is idle longest, else beside the fewest chats; or is nobody free for it?"""
    number = agent_for(centre, now, issue, tier)
    if number != NOBODY:
        agent = centre.agents[number]
        remove(centre.idle[tier.number], centre.agents, agent)
        start_chat(centre, now, issue, agent)
        return True
    for chats in range(1, centre.channels[issue.channel].at_once):
        room = centre.room[tier.number * MOST_CHATS + chats]
        number = room.first
        while number != NOBODY and not has_time(centre, now, issue, centre.agents[number]):
            number = centre.agents[number].next
        if number != NOBODY:
            agent = centre.agents[number]
            remove(room, centre.agents, agent)
            start_chat(centre, now, issue, agent)
            return True
    return False


def has_time(centre, now, issue, agent):
    return agent.leaving == 0 and fits(centre, now, issue, agent)


def start_chat(centre, now, issue, agent):
    """One more, of an agent who is on no list."""
    channel = centre.channels[issue.channel]
    chats = agent.chats
    since = agent.busy_since if chats > 0 else now
    serve(centre, now, issue, agent)
    agent.busy_since = since
    agent.chat[chats] = issue.number
    agent.chats += 1
    if chats > 0:
        again = pace(channel, chats + 1)
        for i in range(chats):
            put_off(centre, now, centre.issues[agent.chat[i]], again / pace(channel, chats))
        put_off(centre, now, issue, again)
    if agent.chats < channel.at_once:
        append(centre.room[agent.tier * MOST_CHATS + agent.chats], centre.agents, agent)


def put_off(centre, now, issue, factor):
    """What is left of its handling takes so many times as long."""
    issue.done = now + (issue.done - now) * factor
    schedule(centre, issue.done, HANDLED, issue.number)


def was_last_chat(centre, now, issue, agent):
    """A chat is over: the others quicken, and the next that waits begins. Is there none left?"""
    channel = centre.channels[issue.channel]
    chats = agent.chats
    if chats < channel.at_once:
        remove(centre.room[agent.tier * MOST_CHATS + chats], centre.agents, agent)
    kept = 0
    for i in range(chats):
        if agent.chat[i] != issue.number:
            agent.chat[kept] = agent.chat[i]
            kept += 1
    agent.chats = kept
    if kept == 0:
        return True
    for i in range(kept):
        put_off(centre, now, centre.issues[agent.chat[i]], pace(channel, kept) / pace(channel, chats))
    line = centre.lines[agent.tier * MOST_LANES + LIVE_LANES + channel.number]
    number = NOBODY if agent.leaving else first_fitting(centre, now, line, agent)
    if number != NOBODY:
        following = centre.issues[number]
        remove(line, centre.issues, following)
        following.looks_again = NEVER
        start_chat(centre, now, following, agent)
    else:
        append(centre.room[agent.tier * MOST_CHATS + kept], centre.agents, agent)
    return False
