"""What the centre does about an issue by itself, after a contact or between contacts."""

from sim.floor.backlog import enter_channel, promises_of
from sim.floor.calendar_simpy import schedule
from sim.floor.handling import FOLLOWS
from sim.floor.rows import DEFERS, NEVER, NOBODY
from sim.floor.waiting import join


def follow(centre, now, issue, when):
    """The centre will do something about it then."""
    issue.follows = when
    schedule(centre, when, FOLLOWS, issue.number)


def on_following(centre, now, number):
    """A reminder: whatever has come to nothing in the meantime is not due."""
    issue = centre.issues[number]
    if issue.follows == now:
        issue.follows = NEVER
        join(centre, now, issue, centre.tiers[issue.tier])


def is_over(centre, now, issue):
    """After a handling that was not meant to solve it. Has the customer been given up?"""
    if issue.outlook == DEFERS:
        enter_channel(centre, now, issue, centre.later.deferred)
        centre.desk.contacts -= 1
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
    centre.desk.contacts += 1  # that the end of the contact takes away
    return True
