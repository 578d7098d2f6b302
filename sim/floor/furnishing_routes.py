"""Who may serve whom, filled into the rows of tiers, pools and topics."""

from typing import get_args

from sim.floor.kinds import GOES_UP, OTHERS_TAKE
from sim.floor.routing import LONGEST_IDLE
from sim.luck.decks import deck_of
from sim.scenario.levels import Tier, pool_names
from sim.scenario.routing import Discipline, Route
from sim.scenario.schema import Scenario


def furnish_routing(centre, scenario: Scenario, decks):
    for number, topic in enumerate(scenario.topics.values()):
        centre.topics[number].priority = topic.priority
        furnish_patience(centre.topics[number], topic.patience, decks)
        centre.topics[number].told_ahead = topic.told_ahead
        if topic.promise is not None:
            centre.topics[number].promise = topic.promise
    for number, population in enumerate(scenario.demand.populations.values()):
        row = centre.populations[number]
        row.language, row.priority = languages_of(scenario, [population.language]), population.priority
    for number, tier in enumerate(scenario.tiers.values()):
        furnish_tier(centre.tiers[number], tier, scenario)
        for order, name in enumerate(pool_names(tier)):
            row = centre.pools[list(scenario.pools).index(name)]
            row.tier, row.order = number, order
            furnish_pool(row, scenario.pools[name], list(scenario.topics))
            if scenario.pools[name].languages is not None:
                row.languages = languages_of(scenario, scenario.pools[name].languages)


def furnish_patience(row, patience, decks):
    """Relative to the others', or with a deck of its own."""
    if isinstance(patience, float):
        row.patience = patience
    else:
        cards, row.own_patience = deck_of(patience)
        row.patience_deck = decks.number(cards)


def languages_of(scenario, names):
    """A bit for each; those that no population needs have none."""
    needed = sorted({each.language for each in scenario.demand.populations.values() if each.language})
    return sum(1 << needed.index(name) for name in names if name in needed)


def furnish_tier(row, tier: Tier, scenario: Scenario):
    pools = [scenario.pools[name] for name in pool_names(tier)]
    row.route = get_args(Route).index(tier.route)
    row.discipline = get_args(Discipline).index(tier.line)
    row.ageing = tier.ageing
    if tier.dispatch:
        row.dispatch, row.leads = tier.dispatch.takes, tier.dispatch.leads or 1
    if any(pool.leads for pool in pools):  # they come with their shifts
        row.leads, row.usual_route = 0, row.route
        row.leads_dispatch = int(tier.dispatch is not None and tier.dispatch.leads is None)
        row.route = LONGEST_IDLE if row.leads_dispatch else row.route
    row.holds_back = int(tier.dispatch is not None or any(pool.helps_after for pool in pools))
    chosen = tier.route != "longest_idle" or tier.line != "fifo" or row.holds_back
    handed_back = any(pool.at_shift_end == "hand_back" for pool in pools)
    if chosen or handed_back or any(pool.skills or pool.languages or pool.reserve for pool in pools):
        row.plain = 0


def furnish_pool(row, pool, topics):
    row.helps_after = pool.helps_after
    if pool.reserve:
        row.reserve, row.reserve_priority = pool.reserve.agents, pool.reserve.priority
    if pool.skills:
        row.half = float(pool.skills.half or 0)
        if pool.skills.graded:
            row.graded = GOES_UP if pool.skills.graded.rest == "up" else OTHERS_TAKE
        for number, topic in enumerate(topics):
            row.takes[number] = int(not pool.skills.topics or topic in pool.skills.topics)
