"""What the centre does about an issue by itself, after a contact or between contacts."""

from sim.floor.backlog import enter_channel, promises_of, unpark
from sim.floor.calendar_simpy import schedule
from sim.floor.kinds import DEFERS, FOLLOWED_UP, FOLLOWS, LEAD_CALLS, NEVER, NOBODY
from sim.floor.outcomes import by_phone, is_alarm, note_contact
from sim.floor.waiting import join
from sim.floor.week import slot_of
from sim.luck.draws import PREVENTED, PURPOSES, SURVEY_AFTER, SURVEYED, chance, draw


def follow(centre, now, issue, when):
    """The centre will do something about it then."""
    issue.follows = when
    schedule(centre, when, FOLLOWS, issue.number)


def on_following(centre, now, number):
    """A reminder: whatever has come to nothing in the meantime is not due."""
    issue = centre.issues[number]
    if issue.follows == now:
        if issue.surveying and centre.later.survey_leads:
            schedule(centre, now, LEAD_CALLS, issue.number)
            return
        issue.follows = NEVER
        if issue.calling:
            issue.arrives = now
            issue.tier = centre.later.outreach_tier
            enter_channel(centre, now, issue, centre.later.outreach)
        elif issue.surveying:
            issue.arrives = now
            issue.owner = NOBODY  # whoever has promised an answer has given it
            issue.tier = centre.later.survey_tier
            enter_channel(centre, now, issue, centre.later.survey)
        join(centre, now, issue, centre.tiers[issue.tier])


# --- the survey ----------------------------------------------------------------------------------


def is_surveyed(centre, now, issue):
    """It is closed as solved. Will the centre ask the customer some days later? Machines are not asked."""
    if is_alarm(centre, issue):
        return False
    later = centre.later
    luck = issue.visit * PURPOSES
    if chance(issue.fortune, luck + SURVEYED) >= later.sample:
        return False
    issue.surveying = 1
    issue.deadline = NEVER  # that of written work is past
    card = draw(issue.fortune, luck + SURVEY_AFTER)
    follow(centre, now, issue, now + later.survey_after * centre.decks[later.survey_deck][card])
    return True


def forgo_survey(centre, issue):
    """The customer calls before the centre does."""
    issue.surveying = 0
    issue.follows = NEVER
    if issue.reminds < NEVER:
        unpark(centre, issue)
    issue.deadline = NEVER


def is_reopened(centre, now, issue):
    """The customer has been asked. If it is not solved, somebody will look at it again: a contact."""
    issue.surveying = 0
    tally = promises_of(centre, issue, issue.channel)
    tally.surveyed += 1
    if issue.over:
        issue.over = 0
        return False
    tally.reopened += 1
    issue.visit += 1
    issue.reopened += 1
    issue.kind = FOLLOWED_UP
    issue.arrives = now
    issue.handovers = issue.sent_back = issue.reassigned = 0
    issue.last_agent = issue.agent
    issue.agent = issue.owner = NOBODY
    note_contact(centre, now, issue, slot_of(centre, now))
    centre.outcomes[issue.tally].elsewhere += 1
    centre.desk.contacts -= 1
    enter_channel(centre, now, issue, centre.later.survey)
    join(centre, now, issue, centre.tiers[0])
    return True


# --- calls before the customer's -----------------------------------------------------------------


def warn(centre, issue):
    """The customer has been called: is it prevented?"""
    tally = promises_of(centre, issue, issue.channel)
    tally.called += 1
    issue.agent = issue.next = NOBODY  # it stands in no line, and no other arrival follows it
    issue.calling = 0
    if chance(issue.fortune, PREVENTED) < centre.later.prevents:
        tally.prevented += 1
        issue.calling = 2


def forgo_call(centre, now, issue):
    """The issue comes before anybody has called; or not, since somebody has: is it still to come?"""
    if issue.reminds < NEVER:
        unpark(centre, issue)
        issue.next = NOBODY
    comes = issue.calling == 1
    issue.calling = 0
    issue.follows = NEVER
    return comes


# --- what was put off ----------------------------------------------------------------------------


def is_over(centre, now, issue):
    """After a handling that was not meant to solve it. Has the customer been given up?"""
    if issue.outlook == DEFERS:
        enter_channel(centre, now, issue, centre.later.deferred)
        centre.desk.contacts -= by_phone(centre, issue)
        join(centre, now, issue, centre.tiers[issue.tier])
        return False
    return has_given_up(centre, now, issue)


def has_given_up(centre, now, issue):
    """The customer was not reached: called again after a while, or given up?"""
    issue.agent = NOBODY
    promises_of(centre, issue, issue.channel).failed += 1
    if issue.attempts < centre.later.attempts:
        follow(centre, now, issue, now + centre.later.again)
        return False
    promises_of(centre, issue, issue.channel).given_up += 1
    centre.desk.contacts += by_phone(centre, issue)  # that the end of the contact takes away
    return True
