"""Team leads: how many are on duty, and how many of them at their tier's desk."""

from sim.floor.duty import change_level
from sim.floor.kinds import MOST_LEADS
from sim.floor.presence import LEADS_THERE
from sim.floor.routing import LONGEST_IDLE


def change_leads(centre, now, pool, by):
    """So many of a pool come on duty, to the desk, or go."""
    shifts = centre.shifts[pool]
    change_level(shifts, now, LEADS_THERE, by)
    change_desk(centre, now, shifts.tier, by)


def change_desk(centre, now, number, by):
    """So many come to a tier's desk from sessions, or leave it for them."""
    tier = centre.tiers[number]
    tier.at_desk += by
    tier.leads = min(tier.at_desk, MOST_LEADS)
    if tier.leads_dispatch:
        tier.route = tier.usual_route if tier.at_desk > 0 else LONGEST_IDLE
