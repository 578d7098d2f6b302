"""The leads at a tier's desk: they dispatch, help in mid-call and survey customers, one thing after another.

Whoever comes is served by the lead who is free first. How many leads are at the desk, people decide; who goes
away from it has finished what was begun.
"""

from sim.floor.kinds import NEVER, NOBODY


def first_lead(tier):
    """The number of the lead at the desk who is free first, or NOBODY where none is there."""
    first = NOBODY
    for lead in range(tier.leads):
        if first == NOBODY or tier.lead_free[lead] < tier.lead_free[first]:
            first = lead
    return first


def lead_free_from(now, tier):
    """When a lead has time; NEVER: none is there."""
    lead = first_lead(tier)
    return NEVER if lead == NOBODY else max(now, tier.lead_free[lead])


def take_lead(now, tier, minutes):
    """When the lead who is free first, of those there, is done with it."""
    lead = first_lead(tier)
    tier.lead_free[lead] = max(now, tier.lead_free[lead]) + minutes
    return tier.lead_free[lead]
