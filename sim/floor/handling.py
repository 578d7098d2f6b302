"""What an agent does with a contact. Rules call downwards only."""

from sim.floor.calendar_simpy import schedule
from sim.floor.expecting import is_put_off
from sim.floor.handovers import note_holding
from sim.floor.judging import GOES_ON, before_work, luck_of_work, stays
from sim.floor.kinds import (
    ADMITS,
    ASKS,
    BELIEVES,
    BUSY,
    DEFERS,
    ESCALATES,
    FOLLOW_UP,
    HANDLED,
    NEVER,
    NOBODY,
    RELEASED,
    SOLVES,
    TOO_HARD,
    TOO_LONG,
    TOO_OFTEN,
    TOO_OLD,
    UNSOLVED,
)
from sim.floor.legs import note_answer
from sim.floor.quality import in_the_end, is_cut_short, work_at_hand, would_hold_on
from sim.floor.skills import ability_at, practise
from sim.floor.week import slot_of
from sim.luck.draws import DIFFICULTY, HANDLE, HANDLE_AGAIN, KNOWN, MOST_TIERS, PURPOSES, chance, draw


def serve(centre, now, issue, agent):
    """The contact is answered, and how the handling will go is settled."""
    note_answer(centre, now, issue)
    issue.gives_up = issue.moves_up = NEVER
    issue.answered = now
    issue.contacts_answered += issue.agent == NOBODY
    if issue.tier > issue.highest:
        issue.highest = issue.tier
    busy_with(centre, now, issue, agent, minutes_of(centre, now, issue, agent))


def busy_with(centre, now, issue, agent, minutes):
    issue.agent = agent.number
    agent.state = BUSY
    agent.busy_since = now
    issue.done = now + minutes
    if not centre.house.plain:
        agent.issue = issue.number
        issue.done += agent.owed
        agent.owed = 0.0
        centre.tallies[issue.slot + issue.tier].by_newcomers += agent.newcomer
    schedule(centre, issue.done, HANDLED, issue.number)


def minutes_of(centre, now, issue, agent):
    """How long the agent will be busy with it; the outlook says with what result.

    What is seen at the start (too hard, back too often, open too long) is passed on after triage;
    else the agent works on it, until a handling threshold if there is one above to take over.
    """
    house = centre.house
    tier = limits = centre.tiers[issue.tier]
    luck = issue.visit * PURPOSES + issue.tier
    topic = centre.topics[issue.topic]
    if not house.plain:
        luck = luck_of_work(issue)
    issue.explained = told_again(centre, now, issue)
    difficulty = issue.difficulty
    if house.fresh_difficulty:
        difficulty = centre.decks[topic.difficulty_deck][draw(issue.fortune, luck + DIFFICULTY)]
    ability = agent.ability
    held = False
    purpose = HANDLE
    if not house.plain:
        issue.hardness = difficulty
        ability = ability_at(centre, agent, issue.topic)
        minutes = before_handling(centre, issue, agent, tier, luck, difficulty <= ability)
        if minutes >= 0.0:
            return minutes
        if house.quality:
            held = would_hold_on(centre, issue, agent, luck)
        if issue.sent_back > 0:
            purpose = HANDLE_AGAIN
        if stays(centre, issue, tier):
            limits = centre.tiers[MOST_TIERS]
    issue.outlook = ESCALATES
    issue.able = difficulty <= ability
    due = NOBODY
    if difficulty > limits.difficulty_above:
        due = TOO_HARD
    elif issue.returns >= limits.repeats:
        due = TOO_OFTEN
    elif now - issue.opened >= limits.age:
        due = TOO_OLD
    if due != NOBODY and not held:
        issue.reason = due
        return issue.explained + tier.triage
    card = centre.decks[topic.handle_deck[issue.tier]][draw(issue.fortune, luck + purpose)]
    work = topic.handle[issue.tier] * card * agent.handle_time
    minutes = issue.explained + work
    if not house.plain:
        minutes = issue.explained + work_in_hand(centre, now, issue, luck, work)
        pool = centre.pools[agent.pool]
        if minutes > pool.limit and is_cut_short(centre, issue, pool, luck):
            return pool.limit
    if minutes > limits.after and not held:
        issue.reason = TOO_LONG
        issue.explained = min(issue.explained, limits.after)
        return limits.after
    if issue.able:
        issue.outlook = SOLVES
    elif chance(issue.fortune, luck + KNOWN) >= house.known:
        issue.outlook = BELIEVES
    elif tier.asks != NOBODY and not held:
        issue.outlook = ASKS
        minutes += tier.struggle
    elif tier.above == NOBODY:
        issue.outlook = ADMITS
    else:
        issue.reason = UNSOLVED
    if house.plain:
        return minutes
    return after_handling(centre, issue, agent, luck, minutes, held, due != NOBODY or minutes > limits.after)


def before_handling(centre, issue, agent, tier, luck, able):
    """Minutes of a contact whose course is settled before any work on it; GOES_ON where it isn't."""
    issue.mishap = issue.helper = NOBODY
    issue.consulted = 0
    if issue.behind == FOLLOW_UP:  # the outlook is that of the work behind
        issue.explained = 0.0
        return tier.follow_up
    issue.explained *= centre.topics[issue.topic].tells
    if tier.defer_above < NEVER and is_put_off(centre, issue, tier):
        issue.outlook = DEFERS
        return issue.explained + centre.later.note_takes
    if centre.house.colleagues:
        issue.outlook = ESCALATES
        minutes = before_work(centre, issue, agent, tier, able)
        if minutes >= 0.0:
            return issue.explained + minutes
    return GOES_ON


def work_in_hand(centre, now, issue, luck, work):
    """Minutes of work on it, with what the channel, the hour, the customer and mishaps do to them."""
    work *= issue.effort
    if centre.house.paced:
        work *= centre.slots[slot_of(centre, now)].pace
    if issue.difficult:
        work *= centre.house.difficult_handle
    if centre.house.quality:
        work = work_at_hand(centre, issue, luck, work)
    return work


def after_handling(centre, issue, agent, luck, minutes, held, due):
    """Minutes of a handling to the end, with what may go wrong in it."""
    if agent.skills != NOBODY:
        practise(centre, issue, agent)
    if centre.house.quality:
        return in_the_end(centre, issue, agent, luck, minutes, held, due)
    return minutes


def told_again(centre, now, issue):
    """Minutes in which someone explains what others have heard already."""
    if issue.handovers > 0:
        if not centre.house.plain and issue.holder != NOBODY:
            return introduced(centre, now, issue)
        return 0.0 if issue.behind else centre.house.explain_handover
    if issue.returns > 0 and not issue.behind:
        return centre.house.explain_repeat
    return 0.0


def introduced(centre, now, issue):
    """A warm transfer is answered: for the conference both agents talk, then the first is free again."""
    minutes = centre.tiers[issue.tier - 1].conference
    note_holding(centre, now + minutes, issue)
    schedule(centre, now + minutes, RELEASED, issue.holder)
    issue.holder = NOBODY
    return minutes
