"""What the floor writes down: tallies always, every leg and every issue on request."""

from sim.floor.rows import MOST_TOPICS, NEVER, NOBODY

ANSWERED, ABANDONED, BLOCKED, MOVED = range(4)  # how a leg ends
SOLVED, GAVE_UP, LOST, TURNED_AWAY = range(4)  # how an issue ends
LEG_OUTCOMES = ("answered", "abandoned", "blocked", "moved")
ENDINGS = ("solved", "abandoned", "lost", "blocked")


def slot_of(centre, time):
    """The number of the interval of the week. The clock starts at the beginning of a week."""
    return int(time / centre.house.interval) % centre.house.week_slots


def note_issue(centre, now, issue):
    """A new issue: is it counted?"""
    house = centre.house
    if house.counts_from <= now < house.counts_until:
        issue.tally = issue.topic
    else:
        issue.tally = MOST_TOPICS + issue.topic
    centre.outcomes[issue.tally].opened += 1


def note_contact(centre, now, issue, slot):
    """A contact begins, and counts in the interval of its arrival or not at all."""
    house = centre.house
    if not house.counts_from <= now < house.counts_until:
        slot = house.week_slots
    issue.slot = slot * house.tiers
    outcome = centre.outcomes[issue.tally]
    outcome.contacts += 1
    outcome.repeats += issue.visit > 0
    centre.desk.contacts += 1


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
    if issue.contacts_answered == 0:
        centre.outcomes[issue.tally].answered += 1


def note_handling(centre, now, issue, reason):
    """The agent is done with it, or passes it up for this reason."""
    tally = centre.tallies[issue.slot + issue.tier]
    tally.handled += now - issue.answered
    tally.explained += issue.explained
    if reason != NOBODY:
        tally.escalated[reason] += 1
        issue.handovers += 1
        issue.handed_over += 1
        centre.outcomes[issue.tally].handovers += 1
    write_leg(centre, now, issue, ANSWERED, reason)


def note_abandonment(centre, now, issue):
    wait = now - issue.joined
    tally = centre.tallies[issue.slot + issue.tier]
    tally.abandoned += 1
    tally.waited += wait
    tally.waited_abandoned += wait
    tally.abandoned_in_target += wait <= centre.house.within
    write_leg(centre, now, issue, ABANDONED, NOBODY)


def note_moving(centre, now, issue, reason):
    """The line passes it up. Nobody had answered, so nobody hands it over."""
    tally = centre.tallies[issue.slot + issue.tier]
    tally.moved += 1
    tally.waited += now - issue.joined
    tally.escalated[reason] += 1
    write_leg(centre, now, issue, MOVED, reason)


def note_blocked(centre, now, issue):
    tally = centre.tallies[issue.slot]
    tally.offered += 1
    tally.blocked += 1
    issue.joined = now
    write_leg(centre, now, issue, BLOCKED, NOBODY)


def note_solution(centre, now, issue):
    outcome = centre.outcomes[issue.tally]
    outcome.resolution_time += now - issue.opened
    outcome.solved_at[issue.tier] += 1
    first = issue.contacts_answered == 1
    outcome.fcr += first
    outcome.fcr1 += first and issue.handovers == 0
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
    if centre.house.keep_record:
        ended = centre.ended[centre.desk.ended_written]
        centre.desk.ended_written += 1
        ended.identity = issue.identity
        ended.fortune = issue.fortune
        ended.topic = issue.topic
        ended.ending = ending
        ended.visits = issue.visit + 1
        ended.handovers = issue.handed_over
        ended.difficulty = issue.difficulty
        ended.opened = issue.opened
        ended.ended = now


def write_leg(centre, now, issue, outcome, reason):
    if centre.house.keep_record:
        leg = centre.legs[centre.desk.legs_written]
        centre.desk.legs_written += 1
        leg.identity = issue.identity
        leg.visit = issue.visit
        leg.tier = issue.tier
        leg.agent = issue.agent if outcome == ANSWERED else NOBODY
        leg.outcome = outcome
        leg.reason = reason
        leg.joined = issue.joined
        leg.answered = issue.answered if outcome == ANSWERED else NEVER
        leg.ended = now
