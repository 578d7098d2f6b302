"""What a scenario says of authority, passing up, sending back and asking, filled into the rows."""

from itertools import accumulate

from sim.floor.kinds import NOBODY
from sim.luck.decks import deck_of
from sim.scenario.cooperation import authority_of, learns_up_to, uses_colleagues
from sim.scenario.levels import pool_names
from sim.scenario.schema import Scenario


def furnish_colleagues(centre, scenario: Scenario, decks):
    centre.house.colleagues = int(uses_colleagues(scenario))
    ends = list(accumulate(pool.places for pool in scenario.pools.values()))
    places = dict(zip(scenario.pools, zip([0, *ends], ends, strict=False), strict=True))
    for number, (name, tier) in enumerate(scenario.tiers.items()):
        row = centre.tiers[number]
        row.first_place = min(places[pool][0] for pool in pool_names(tier))
        row.places_end = max(places[pool][1] for pool in pool_names(tier))
        row.avoidable = tier.escalate.avoidable or 0.0
        if tier.reject:
            row.rejects = tier.reject.at_most
            row.notices = tier.reject.notices
            row.rejecting = tier.reject.takes
            row.lesson = tier.reject.lesson if tier.reject.explains else 0.0
        if tier.reassign:
            furnish_reassigning(row, tier.reassign, decks)
        if tier.consult:
            furnish_consulting(row, tier.consult, learns_up_to(scenario, name))
            leads = [scenario.pools[pool].leads for pool in pool_names(tier)]
            row.lead_ability = max((each.ability for each in leads if each), default=0.0)
        for place, topic in enumerate(scenario.topics.values()):
            centre.topics[place].authority[number] = authority_of(scenario, topic, name)


def furnish_reassigning(row, reassign, decks):
    row.aside = reassign.aside
    row.back = row.aside + reassign.back
    row.elsewhere = reassign.share
    cards, row.reassigning = deck_of(reassign.takes)
    row.reassign_deck = decks.number(cards)


def furnish_consulting(row, consult, up_to):
    row.asks_lead = int(consult.ask == "lead")
    row.waits_for_lead = consult.waits
    row.asks = row.number if consult.of == "own" or row.asks_lead else row.above
    row.asks_everyone = int(consult.ask == "everyone")
    row.struggle = consult.after
    row.asking = consult.takes
    row.settles = consult.settles
    row.glance = consult.glance if consult.ask == "everyone" else 0.0
    row.struggle_lesson = min(1.0, consult.learning.struggling * consult.after)
    row.answer_lesson = consult.learning.answers
    row.learns_up_to = up_to
    assert row.asks != NOBODY  # checked when the scenario was read
