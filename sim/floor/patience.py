"""How long a customer waits in a tier's line before he hangs up."""

from sim.floor.kinds import NEVER
from sim.floor.outcomes import is_alarm
from sim.luck.draws import BALK, PATIENCE, PURPOSES, chance, draw


def patience_of(centre, issue, tier):
    """Minutes. The same each time the contact stands in this tier's line."""
    card = draw(issue.fortune, issue.visit * PURPOSES + PATIENCE + tier.number)
    minutes = tier.patience * centre.decks[tier.patience_deck][card]
    if centre.house.plain:
        return minutes
    return own_patience(centre, issue, minutes, card)


def own_patience(centre, issue, minutes, card):
    """By topic, relative to others' minutes or with cards of its own. None of who hangs up rather than wait;
    who is handed over has waited. No machine hangs up.
    """
    house = centre.house
    if is_alarm(centre, issue):
        return NEVER
    if house.balking > 0.0 and issue.handovers == 0:
        luck = issue.visit * PURPOSES + BALK
        if chance(issue.fortune, luck) < house.balking:
            return 0.0
    topic = centre.topics[issue.topic]
    if topic.own_patience > 0.0:
        minutes = topic.own_patience * centre.decks[topic.patience_deck][card]
    minutes *= topic.patience
    if issue.difficult:
        minutes *= house.difficult_patience
    return minutes
