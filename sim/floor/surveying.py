"""The survey, where leads make it: in minutes in which nothing else is wanted of them at their desk."""

from sim.floor.backlog import promises_of
from sim.floor.desk import lead_free_from, take_lead
from sim.floor.endings import close, free
from sim.floor.following import follow, is_reopened
from sim.floor.kinds import NEVER
from sim.floor.written import LOST

BY_LEAD = 2  # `Issue.surveying`: a lead is calling
LOOKS_EVERY = 60.0  # minutes until a lead is looked for again


def on_lead_call(centre, now, number):
    """It is time to call the customer, or the call is over. What comes to nothing meanwhile is not due."""
    issue = centre.issues[number]
    if issue.follows != now:
        return
    issue.follows = NEVER
    if issue.surveying == BY_LEAD:
        if not is_reopened(centre, now, issue):
            free(centre, issue)
        return
    if issue.deadline == NEVER:
        issue.arrives = now
        issue.deadline = now + centre.channels[centre.later.survey].within
        promises_of(centre, issue, centre.later.survey).promises += 1
    tier = centre.tiers[centre.later.survey_tier]
    if lead_free_from(now, tier) == now:
        begin_survey(centre, now, issue, tier)
    elif now + LOOKS_EVERY <= issue.deadline:
        follow(centre, now, issue, now + LOOKS_EVERY)
    else:
        drop_survey(centre, now, issue)


def begin_survey(centre, now, issue, tier):
    """A lead has time for it."""
    promises_of(centre, issue, centre.later.survey).kept += 1
    issue.surveying = BY_LEAD
    issue.channel = centre.later.survey
    issue.deadline = issue.comes = NEVER
    follow(centre, now, issue, take_lead(now, tier, centre.later.survey_takes))


def drop_survey(centre, now, issue):
    """No lead had time. Who would not have called again is lost."""
    promises_of(centre, issue, centre.later.survey).broken += 1
    issue.surveying = 0
    issue.deadline = NEVER
    if issue.over:
        issue.over = 0
        free(centre, issue)
    elif issue.comes == NEVER:
        centre.desk.contacts += issue.home == 0  # that the end of the contact takes away
        close(centre, now, issue, LOST)
