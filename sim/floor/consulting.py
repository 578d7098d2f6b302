"""An agent who is stuck asks colleagues in mid-call, and learns: from struggling, and from their answers."""

from sim.floor.calendar_simpy import schedule
from sim.floor.desk import lead_free_from, take_lead
from sim.floor.handovers import note_help, note_question
from sim.floor.judging import luck_of_work
from sim.floor.kinds import ADMITS, BUSY, ESCALATES, HANDLED, NOBODY, READY, RELEASED, SOLVES, UNSOLVED
from sim.floor.lists import remove
from sim.floor.skills import ability_at
from sim.floor.written import HELPED, HELPLESS, SETTLED_BY_HELP
from sim.luck.draws import COLLEAGUE, SETTLED, chance


def ask(centre, now, issue, agent):
    """Is there somebody to answer? Then the contact goes on until he has."""
    tier = centre.tiers[issue.tier]
    asked = centre.tiers[tier.asks]
    note_question(centre, issue)
    learn(agent, tier, tier.struggle_lesson)
    issue.outlook = ADMITS if tier.above == NOBODY else ESCALATES
    issue.reason = UNSOLVED
    issue.consulted = HELPLESS
    if tier.asks_lead:
        return ask_lead(centre, now, issue, agent, tier)
    luck = luck_of_work(issue)
    place = int(chance(issue.fortune, luck + COLLEAGUE) * (asked.places_end - asked.first_place))
    least = issue.hardness if tier.asks_everyone else 0.0
    number = colleague_for(centre, now, issue, asked, least, place)
    if tier.glance > 0.0:
        interrupt(centre, agent, asked, number, tier.glance)
    if number == NOBODY:
        return False
    helper = centre.agents[number]
    issue.helper = number
    issue.consulted = HELPED
    get_answer(issue, agent, tier, issue.hardness <= ability_at(centre, helper, issue.topic))
    note_help(centre, issue, asked.number, helper.state == BUSY, tier.asking)
    help_out(centre, now, helper, asked, tier.asking)
    issue.done = now + tier.asking
    schedule(centre, issue.done, HANDLED, issue.number)
    return True


def ask_lead(centre, now, issue, agent, tier):
    """The same of a lead at the desk, for whom the agent waits, if not for too long."""
    if lead_free_from(now, tier) > now + tier.waits_for_lead:
        centre.tallies[issue.slot + issue.tier].unadvised += 1
        return False
    issue.consulted = HELPED
    get_answer(issue, agent, tier, issue.hardness <= tier.lead_ability)
    note_help(centre, issue, tier.number, False, tier.asking)
    issue.done = take_lead(now, tier, tier.asking)
    schedule(centre, issue.done, HANDLED, issue.number)
    return True


def get_answer(issue, agent, tier, able):
    """From somebody able to solve it, or not: does it settle the issue?"""
    luck = luck_of_work(issue)
    if able and chance(issue.fortune, luck + SETTLED) < tier.settles:
        issue.outlook = SOLVES
        issue.consulted = SETTLED_BY_HELP
        learn(agent, tier, tier.answer_lesson)


def colleague_for(centre, now, asking, asked, least, place):
    """Of those able to, from a place that luck picks: the first idle one, else the first in a call."""
    busy = NOBODY
    places = asked.places_end - asked.first_place
    for step in range(places):
        number = asked.first_place + (place + step) % places
        other = centre.agents[number]
        concerned = other.tier == asked.number and number != asking.agent
        if concerned and ability_at(centre, other, asking.topic) >= least:
            if other.state == READY:
                return number
            if busy == NOBODY and in_call(centre, now, other):
                busy = number
    return busy


def in_call(centre, now, agent):
    """With a contact of his own, which can be put off."""
    if agent.state != BUSY or agent.issue == NOBODY:
        return False
    issue = centre.issues[agent.issue]
    return issue.agent == agent.number and issue.done > now


def help_out(centre, now, helper, asked, minutes):
    """Who was idle is busy with it for so long; who is in a call takes so much longer over that."""
    if helper.state == READY:
        remove(centre.idle[asked.number], centre.agents, helper)
        helper.state = BUSY
        helper.busy_since = now
        helper.issue = NOBODY
        schedule(centre, now + minutes, RELEASED, helper.number)
    else:
        issue = centre.issues[helper.issue]
        issue.done += minutes
        schedule(centre, issue.done, HANDLED, issue.number)


def interrupt(centre, agent, asked, helper, minutes):
    """Everyone in a call reads the question too, and takes so much longer over his next contact."""
    for number in range(asked.first_place, asked.places_end):
        other = centre.agents[number]
        concerned = number != agent.number and number != helper
        if concerned and other.tier == asked.number and other.state == BUSY:
            other.owed += minutes


def learn(agent, tier, lesson):
    """A lesson closes a share of what is left to learn."""
    agent.learned += lesson * (1.0 - agent.learned)
    agent.ability = grown(agent.base, agent.learned, tier.learns_up_to)


def grown(base, learned, up_to):
    """The ability of tenure, and the learned share of what lies above it."""
    return base + learned * (up_to - base)
