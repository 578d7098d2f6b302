"""Which agent for a contact, and which contact for an agent, where it is not simply the first of each."""

from sim.floor.rows import MOST_LANES, NOBODY


def line_of(centre, issue):
    """Where it stands, or would."""
    return centre.lines[issue.tier * MOST_LANES + issue.lane]


def agent_for(centre, now, issue, tier):
    """The number of the idle agent who takes it, or NOBODY."""
    return centre.idle[tier.number].first


def work_for(centre, now, agent):
    """The number of the waiting contact that the agent takes, or NOBODY."""
    for lane in range(MOST_LANES):
        number = centre.lines[agent.tier * MOST_LANES + lane].first
        if number != NOBODY:
            return number
    return NOBODY
