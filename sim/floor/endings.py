"""How a contact is over, and the issue with it: solved, tried again, come back, lost."""

from sim.floor.calendar_simpy import schedule
from sim.floor.farewell import judge
from sim.floor.following import is_surveyed
from sim.floor.kinds import BELIEVES, FIRST, NEVER, NOBODY, REDIALS, RETURNS
from sim.floor.outcomes import by_phone, is_alarm, note_ending
from sim.floor.week import slot_of
from sim.floor.written import LOST, SOLVED, TURNED_AWAY
from sim.luck.draws import PURPOSES, REDIAL, REDIAL_AFTER, RETURN, RETURN_AFTER, RETURN_PLACE, chance, draw


def hang_up(centre, now, issue, ending):
    """Nobody answered: after a while the customer tries again, or it is over."""
    if not centre.house.plain and raised_again(centre, now, issue):
        return
    house = centre.house
    luck = issue.visit * PURPOSES
    share = house.redial_share
    if issue.difficult:
        share *= house.difficult_redials
    if share > 0.0 and chance(issue.fortune, luck + REDIAL) < share:
        card = draw(issue.fortune, luck + REDIAL_AFTER)
        when = when_open(centre, now + house.redial_after * centre.decks[house.redial_deck][card], issue)
        centre.desk.contacts -= centre.house.plain or by_phone(centre, issue)
        schedule(centre, when, REDIALS, issue.number)
    else:
        close(centre, now, issue, ending)


def turn_away(centre, now, issue):
    """The centre is closed."""
    if not raised_again(centre, now, issue):
        close(centre, now, issue, TURNED_AWAY)


def raised_again(centre, now, issue):
    """Whether monitoring, and no customer, sees that it is not solved and raises it again."""
    if not is_alarm(centre, issue):
        return False
    issue.left = now
    issue.comes = when_open(centre, now + centre.topics[issue.topic].again, issue)
    schedule(centre, issue.comes, RETURNS, issue.number)
    return True


def come_back(centre, now, issue):
    """Unsolved: after some days the customer calls again, or is lost."""
    if not centre.house.plain and raised_again(centre, now, issue):
        return
    house = centre.house
    luck = issue.visit * PURPOSES
    issue.left = now
    surveyed = issue.outlook == BELIEVES and centre.later.survey > 0 and is_surveyed(centre, now, issue)
    if chance(issue.fortune, luck + RETURN) < house.return_share:
        card = draw(issue.fortune, luck + RETURN_AFTER)
        when = when_open(centre, now + house.return_after * centre.decks[house.return_deck][card], issue)
        centre.desk.contacts -= centre.house.plain or by_phone(centre, issue)
        issue.comes = when
        schedule(centre, when, RETURNS, issue.number)
    elif surveyed:
        centre.desk.contacts -= centre.house.plain or by_phone(centre, issue)
    else:
        close(centre, now, issue, LOST)


def when_open(centre, time, issue):
    """Then, or if the centre is closed then: somewhere in the next stretch in which it is open."""
    if centre.house.always_open:
        return time
    slot = centre.slots[slot_of(centre, time)]
    if slot.open:
        return time
    start = int(time / centre.house.interval) * centre.house.interval
    place = chance(issue.fortune, issue.visit * PURPOSES + RETURN_PLACE)
    return start + slot.opens_in + place * slot.stretch


def close(centre, now, issue, ending):
    """The issue is over, but for a survey."""
    if centre.house.judged:
        judge(centre, now, issue, ending)
    note_ending(centre, now, issue, ending)
    if centre.house.plain or by_phone(centre, issue):
        centre.desk.contacts -= 1
    if not centre.house.plain and stays_for_survey(centre, now, issue, ending):
        return
    free(centre, issue)


def stays_for_survey(centre, now, issue, ending):
    if ending == SOLVED and centre.later.survey > 0 and is_surveyed(centre, now, issue):
        issue.over = 1
        return True
    return False


def free(centre, issue):
    """Its row is free for another."""
    issue.next = centre.desk.free
    centre.desk.free = issue.number
    centre.desk.open -= 1


def new_row(centre):
    """The number of a row for one more issue, as it is before the first contact."""
    desk = centre.desk
    number = desk.free
    fresh = number == NOBODY
    if fresh:
        number = desk.used
        desk.used += 1
    else:
        desk.free = centre.issues[number].next
    desk.open += 1
    issue = centre.issues[number]
    issue.number = number
    issue.visit = issue.returns = issue.contacts_answered = issue.handed_over = 0
    issue.kind = FIRST
    issue.highest = issue.agent = NOBODY
    issue.gives_up = issue.moves_up = issue.comes = NEVER
    if fresh or not centre.house.plain:
        clear(issue)
    return number


def take(centre):
    """A row for the next of the issues to come."""
    coming = centre.coming
    at = coming.at
    coming.at += 1
    number = new_row(centre)
    issue = centre.issues[number]
    issue.identity = coming.identity[at]
    issue.fortune = coming.fortune[at]
    issue.topic = coming.topic[at]
    issue.opened = coming.time[at]
    issue.difficulty = coming.difficulty[at]
    if not centre.house.plain:
        issue.population = coming.population[at]
        issue.home = coming.home[at]
        issue.effort = coming.effort[at]
    return issue


def clear(issue):
    """As it is before the first contact, where options leave their marks."""
    issue.botched = issue.hand_backs = issue.consulted = issue.reopened = 0
    issue.last_agent = issue.mishap = issue.holder = issue.owner = issue.helper = NOBODY
    issue.looks_again = issue.deadline = issue.reminds = issue.follows = NEVER
    issue.effort = 1.0
    issue.waited = 0.0
    issue.broken_off = issue.difficult = issue.lane = issue.promised = issue.over = issue.surveying = (
        issue.calling
    ) = 0
