"""The wait that who calls now has to expect, and what is put off because of it."""

from sim.floor.kinds import MOST_LANES, NEVER
from sim.luck.draws import DEFERRABLE, chance


def expected_wait(centre, tier):
    """Minutes: a mean handling for each one in line and the newcomer, shared by all who are there to answer.

    Exact while all are busy and handling is exponential, and nobody hangs up.
    """
    if tier.present == 0:
        return NEVER
    people = centre.lines[tier.number * MOST_LANES].count + 1
    return people * tier.mean_handle / tier.present


def is_put_off(centre, issue, tier):
    """Is the line long, and can this caller's case wait?"""
    if issue.channel > 0:
        return False
    if chance(issue.fortune, DEFERRABLE) >= centre.topics[issue.topic].deferrable:
        return False
    return expected_wait(centre, tier) > tier.defer_above
