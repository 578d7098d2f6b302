"""What an agent does with a contact. Rules call downwards only."""

from sim.floor.calendar_simpy import schedule
from sim.floor.expecting import is_put_off
from sim.floor.judging import before_work, drawn_anew, stays
from sim.floor.quality import in_the_end, is_cut_short, work_at_hand, would_hold_on
from sim.floor.record import note_answer, note_holding
from sim.floor.rows import (
    ADMITS,
    ASKS,
    BELIEVES,
    BUSY,
    DEFERS,
    ESCALATES,
    FOLLOW_UP,
    NEVER,
    NOBODY,
    SOLVES,
    TOO_HARD,
    TOO_LONG,
    TOO_OFTEN,
    TOO_OLD,
    UNSOLVED,
)
from sim.floor.skills import ability_at, practise
from sim.luck.draws import HANDLE, HANDLE_AGAIN, KNOWN, MOST_TIERS, PURPOSES, chance, draw

ARRIVAL, RETURNS, REDIALS, HANDLED, GIVES_UP, MOVES_UP, DESERTED, LOOKS_AGAIN, RELEASED = range(9)  # events
REMINDS, FOLLOWS = 20, 21  # of a promise; of what the centre does by itself


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
    agent.issue = issue.number
    issue.done = now + minutes
    if agent.owed > 0.0:
        issue.done += agent.owed
        agent.owed = 0.0
    schedule(centre, issue.done, HANDLED, issue.number)


def minutes_of(centre, now, issue, agent):
    """How long the agent will be busy with it; the outlook says with what result.

    What is seen at the start (too hard, back too often, open too long) is passed on after triage;
    else the agent works on it, until a handling threshold if there is one above to take over.
    """
    house = centre.house
    tier = centre.tiers[issue.tier]
    luck = issue.visit * PURPOSES + issue.tier
    if issue.behind == FOLLOW_UP:  # the outlook is that of the work behind
        issue.explained = 0.0
        issue.mishap = issue.helper = NOBODY
        issue.consulted = 0
        return tier.follow_up
    issue.explained = told_again(centre, now, issue)
    if issue.explained > 0.0:
        issue.explained *= centre.topics[issue.topic].tells
    if tier.defer_above < NEVER and is_put_off(centre, issue, tier):
        issue.outlook = DEFERS
        issue.mishap = NOBODY
        return issue.explained + centre.later.note_takes
    difficulty = issue.difficulty
    if house.fresh_difficulty:
        difficulty = drawn_anew(centre, issue)
    ability = agent.ability
    if agent.skills != NOBODY:
        ability = ability_at(centre, agent, issue.topic)
    held = house.quality > 0 and would_hold_on(issue, tier, luck)
    issue.outlook = ESCALATES
    issue.reason = NOBODY
    limits = tier
    purpose = HANDLE
    able = difficulty <= ability
    if house.colleagues:
        minutes = before_work(centre, issue, agent, tier, able)
        if minutes >= 0.0:
            return issue.explained + minutes
        if issue.sent_back > 0:
            purpose = HANDLE_AGAIN
        if stays(centre, issue, tier):
            limits = centre.tiers[MOST_TIERS]
    issue.able = able
    if difficulty > limits.difficulty_above:
        issue.reason = TOO_HARD
    elif issue.returns >= limits.repeats:
        issue.reason = TOO_OFTEN
    elif now - issue.opened >= limits.age:
        issue.reason = TOO_OLD
    due = issue.reason != NOBODY
    if due and not held:
        return issue.explained + tier.triage
    topic = centre.topics[issue.topic]
    card = centre.decks[topic.handle_deck[issue.tier]][draw(issue.fortune, luck + purpose)]
    work = topic.handle[issue.tier] * card * agent.handle_time * issue.effort
    if issue.difficult:
        work *= house.difficult_handle
    if house.quality:
        work = work_at_hand(centre, issue, luck, work)
    minutes = issue.explained + work
    if minutes > tier.limit and is_cut_short(centre, issue, tier, luck):
        return tier.limit
    if minutes > limits.after and not held:
        issue.reason = TOO_LONG
        issue.explained = min(issue.explained, limits.after)
        return limits.after
    if agent.skills != NOBODY:
        practise(centre, issue, agent)
    if able:
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
    if house.quality:
        return in_the_end(centre, issue, agent, luck, minutes, held, due or minutes > limits.after)
    return minutes


def told_again(centre, now, issue):
    """Minutes in which someone explains what others have heard already."""
    if issue.handovers > 0:
        if issue.holder != NOBODY:
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
