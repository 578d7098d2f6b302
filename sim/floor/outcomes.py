"""What the floor counts of issues: how they open, come again and end, and which of them stand out."""

from sim.floor.kinds import CONTACTS, HAND_BACKS, LISTED, MOST_OUTCOMES, MOST_TOPICS, NOBODY, TIME
from sim.floor.written import GAVE_UP, LOST, SOLVED, write_contact, write_ended, write_issue, write_sample
from sim.luck.draws import DIFFICULT, MOST_TIERS, chance


def is_alarm(centre, issue):
    """Has monitoring raised it, and no customer?"""
    return centre.topics[issue.topic].alarm > 0


def by_phone(centre, issue):
    """Do its contacts come by telephone, so that each holds a line? An alarm's do not."""
    return issue.home == 0 and not is_alarm(centre, issue)


def note_issue(centre, now, issue):
    """A new issue: is it counted?"""
    house = centre.house
    issue.tally = issue.topic
    if not house.plain:
        issue.tally += issue.population * MOST_TOPICS
    if not house.counts_from <= now < house.counts_until:
        issue.tally += MOST_OUTCOMES
    centre.outcomes[issue.tally].opened += 1
    if not house.plain and house.difficult_share > 0.0 and not is_alarm(centre, issue):
        issue.difficult = int(chance(issue.fortune, DIFFICULT) < house.difficult_share)


def note_contact(centre, now, issue, slot):
    """A contact begins, and counts in the interval of its arrival or not at all."""
    house = centre.house
    if not house.counts_from <= now < house.counts_until:
        slot = house.week_slots
    issue.slot = slot * house.tiers
    if house.keep_record:
        write_contact(centre, issue)  # the one before
    outcome = centre.outcomes[issue.tally]
    outcome.contacts += 1
    centre.desk.contacts += 1


def note_solution(centre, now, issue):
    outcome = centre.outcomes[issue.tally]
    if issue.tally < MOST_OUTCOMES:
        write_sample(centre, MOST_TIERS, now - issue.opened)
    outcome.resolution_time += now - issue.opened
    outcome.solved_at[issue.tier] += 1
    outcome.solved_at_time[issue.tier] += now - issue.opened
    first = issue.contacts_answered == 1
    outcome.fcr += first
    outcome.fcr1 += first and issue.handovers == 0 and (centre.house.plain or issue.owner == NOBODY)
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
    least = centre.desk.least
    if now - issue.opened > least[TIME]:
        list_issue(centre, now, issue, ending, TIME, now - issue.opened)
    if issue.visit > 0 and issue.visit + 1 > least[CONTACTS]:
        list_issue(centre, now, issue, ending, CONTACTS, issue.visit + 1.0)
    if not centre.house.plain and issue.hand_backs > least[HAND_BACKS]:
        list_issue(centre, now, issue, ending, HAND_BACKS, issue.hand_backs + 0.0)
    if centre.house.keep_record:
        write_issue(centre, now, issue, ending)


def list_issue(centre, now, issue, ending, exceptions, figure):
    """On a list of exceptions, in the place of the least of them."""
    if issue.tally >= MOST_OUTCOMES:  # not counted
        return
    first = exceptions * LISTED
    place = first
    for i in range(first, first + LISTED):
        if centre.notable[i].figure < centre.notable[place].figure:
            place = i
    write_ended(centre.notable[place], now, issue, ending)
    centre.notable[place].figure = figure
    least = figure
    for i in range(first, first + LISTED):
        least = min(least, centre.notable[i].figure)
    centre.desk.least[exceptions] = max(centre.desk.least[exceptions], least)
