"""What a scenario says of errors, scripts and pressure, filled into the rows."""

from sim.luck.decks import deck_of, evened
from sim.scenario.levels import pool_names


def furnish_quality(centre, scenario, decks):
    house = centre.house
    house.quality = int(has_mishaps(scenario))
    if scenario.errors:
        house.caught, house.rework = scenario.errors.caught, scenario.errors.rework
        house.dearer, house.sensitive = scenario.errors.dearer, scenario.errors.sensitive
    first = next(iter(scenario.tiers))
    for number, topic in enumerate(scenario.topics.values()):
        if topic.script:
            furnish_script(
                centre.topics[number], topic.handle_at.get(first, topic.handle), topic.script, decks
            )
    numbers = {name: number for number, name in enumerate(scenario.pools)}
    for tier in scenario.tiers.values():
        for name in pool_names(tier):
            if tier.pressure:
                furnish_pressure(centre.pools[numbers[name]], tier.pressure)
            if scenario.pools[name].bonus:
                furnish_bonus(centre.pools[numbers[name]], scenario.pools[name].bonus)


def has_mishaps(scenario):
    topics, tiers, pools = scenario.topics.values(), scenario.tiers.values(), scenario.pools.values()
    judged = any(t.pressure for t in tiers) or any(p.bonus for p in pools)
    return bool(scenario.errors or any(t.script for t in topics) or judged)


def furnish_script(row, law, script, decks):
    """At the first tier the deck is drawn in towards its mean, which is then multiplied."""
    cards, minutes = deck_of(law)
    row.handle_deck[0] = decks.number(evened(cards, script.evenness))
    row.handle[0] = minutes * script.handle
    row.off_script = script.off_script
    row.rigid = int(script.mode == "rigid")
    row.off_script_longer = script.longer


def furnish_pressure(row, pressure):
    if pressure.aht:
        row.limit, row.cut = pressure.aht.limit, pressure.aht.cut
    if pressure.fcr:
        row.hold, row.held_longer = pressure.fcr.hold, pressure.fcr.longer


def furnish_bonus(row, bonus):
    if bonus.on == "aht":
        row.limit, row.cut = bonus.limit, bonus.tempted
    else:
        row.hold, row.held_longer = bonus.tempted, bonus.longer
