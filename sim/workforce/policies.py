"""Hiring policies: how many to look for, and when."""

from sim.scenario.durations import YEAR
from sim.scenario.hiring import Ahead, Classes


def reviews(hiring):
    """A process: from the first day on, review after review, as many openings as the policy wants."""
    env, policy = hiring.crew.env, hiring.rules.policy
    while True:
        hiring.look_for_more(wanted(hiring, policy))
        yield env.timeout(policy.every)


def wanted(hiring, policy):
    """How many more to look for. In classes what was not found until the next lapses."""
    crew = hiring.crew
    if isinstance(policy, Classes):
        for opening in list(hiring.market.openings) if hiring.market else []:
            hiring.lapse(opening)
        return policy.size
    people = policy.agents or crew.pool.agents
    if isinstance(policy, Ahead):
        people += round(people * forecast(hiring, policy))
    return max(0, people - len(crew.people) - hiring.pending)


def forecast(hiring, policy):
    """The share of people who will leave before those who are looked for now take calls, on average.

    From the offer until training ends, and half of the time between reviews.
    """
    ahead = hiring.lead_time + hiring.training + policy.every / 2
    return rate_of_leaving(hiring.crew, policy) * ahead / YEAR


def rate_of_leaving(crew, policy):
    """A year: as forecast, or leavers over person-years since the first day."""
    if policy.yearly_rate is not None:
        return policy.yearly_rate
    years = crew.ledger.time("employed", crew.index) / YEAR
    return float(crew.ledger.sum["left"][crew.index]) / years if years else 0.0
