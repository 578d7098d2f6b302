"""What an issue ends with: how content the customer is, whether he leaves, and how long people were idle."""

from sim.floor.outcomes import is_alarm
from sim.floor.written import SOLVED
from sim.luck.draws import CHURN, chance


def judge(centre, now, issue, ending):
    """The issue is over. Each penalty is what the scenario's `satisfaction` says; the index is at least 0."""
    if not is_alarm(centre, issue):
        judge_customer(centre, issue, ending)
    idle = now - issue.opened
    if ending != SOLVED:
        idle += centre.house.downtime_unsolved
    centre.outcomes[issue.tally].open_time += min(idle, centre.house.downtime_most)


def judge_customer(centre, issue, ending):
    house = centre.house
    outcome = centre.outcomes[issue.tally]
    index = issue.satisfaction = index_of(house, issue, ending)
    outcome.judged += 1
    outcome.satisfaction += index
    outcome.bad += index < house.bad_below
    outcome.judged_contacts += issue.visit + 1
    if issue.difficult:
        outcome.difficult += 1
        outcome.difficult_satisfaction += index
        outcome.difficult_bad += index < house.bad_below
        outcome.difficult_contacts += issue.visit + 1
    leaving = house.churn_at_best + (house.churn_at_worst - house.churn_at_best) * (1.0 - index)
    outcome.churned += chance(issue.fortune, CHURN) < leaving


def redials_of(issue):
    """Contacts after the first that are neither a return nor the centre's own doing."""
    return issue.visit - issue.returns - issue.reopened


def index_of(house, issue, ending):
    index = 1.0 - house.dislike_minute * issue.waited - house.dislike_handover * issue.handed_over
    index -= house.dislike_repeat * issue.returns + house.dislike_redial * redials_of(issue)
    if ending != SOLVED:
        if issue.contacts_answered > 0:
            index -= house.dislike_unsolved
        else:
            index -= house.dislike_unanswered
    if issue.difficult:
        index -= house.difficult_grudge
    return max(index, 0.0)
