"""What a scenario says, filled into the rows that describe the centre."""

from functools import lru_cache

import numpy as np

from sim.floor.furnishing_alarms import furnish_alarms
from sim.floor.furnishing_channels import furnish_channels
from sim.floor.furnishing_colleagues import furnish_colleagues
from sim.floor.furnishing_quality import furnish_quality
from sim.floor.furnishing_routes import furnish_routing
from sim.floor.hourly import HOUR
from sim.floor.kinds import MOST_DECKS, NEVER, NOBODY, OWNED, WARM
from sim.floor.layout import fill
from sim.floor.plain import is_plain
from sim.luck.decks import deck_of, difficulty_deck
from sim.scenario.levels import is_outside
from sim.scenario.schema import Scenario
from sim.scenario.weeks import pace

WEEK = 10080.0


class Decks:
    """The distinct decks a centre needs, numbered as they come."""

    def __init__(self):
        self.cards = []

    def number(self, cards):
        for number, known in enumerate(self.cards):
            if known is cards:
                return number
        if len(self.cards) == MOST_DECKS:
            raise ValueError(f"the scenario has more than {MOST_DECKS} different distributions")
        self.cards.append(cards)
        return len(self.cards) - 1


def furnish(centre, scenario: Scenario, period, record):
    """Fill in all rows but people's. `period`: see `sim.scenario.period`."""
    decks = Decks()
    house = centre.house
    house.plain = int(is_plain(scenario))
    house.tiers = len(scenario.tiers)
    house.pools = len(scenario.pools)
    house.interval = float(scenario.calendar.interval)
    house.week_slots = round(WEEK / house.interval)
    house.counts_from, house.counts_until, house.ends = period.counts_from, period.counts_until, period.ends
    quarters = np.array_split(np.arange(period.counts_from, period.counts_until, HOUR), 4)
    house.looks_until = np.cumsum([len(quarter) for quarter in quarters]).tolist()
    house.within = scenario.service_level.within
    house.short_abandon = scenario.service_level.short_abandon
    house.legal_limit = scenario.service_level.legal_limit
    house.fcr_window = scenario.service_level.fcr_window
    house.fresh_difficulty = int(scenario.resolution.kind == "probability")
    house.known = scenario.resolution.known
    house.busy_lines = NEVER if scenario.lines is None else float(scenario.lines)
    house.balking = scenario.balking
    if scenario.redials is not None:
        house.redial_share = scenario.redials.share
        cards, house.redial_after = deck_of(scenario.redials.after)
        house.redial_deck = decks.number(cards)
    house.return_share = scenario.returns.share
    cards, house.return_after = deck_of(scenario.returns.after)
    house.return_deck = decks.number(cards)
    house.explain_handover = scenario.explanation.handover
    house.explain_repeat = scenario.explanation.repeat
    house.keep_record = int(record)
    furnish_farewell(house, scenario)
    furnish_slots(centre, scenario)
    furnish_tiers(centre, scenario, decks)
    furnish_topics(centre, scenario, decks)
    furnish_quality(centre, scenario, decks)
    furnish_routing(centre, scenario, decks)
    furnish_colleagues(centre, scenario, decks)
    furnish_alarms(centre, scenario)
    furnish_channels(centre, scenario, decks)
    keep(centre, decks)


def furnish_farewell(house, scenario):
    difficult, satisfaction = scenario.difficult, scenario.satisfaction
    churn, downtime = scenario.churn, scenario.downtime
    house.judged = int(bool(difficult or satisfaction or downtime))
    if difficult:
        house.difficult_share = difficult.share
        house.difficult_handle = difficult.handle
        house.difficult_patience = difficult.patience
        house.difficult_redials = difficult.redials
        house.difficult_grudge = difficult.satisfaction
    if satisfaction:
        house.dislike_minute = satisfaction.per_minute_waited
        house.dislike_redial = satisfaction.per_redial
        house.dislike_handover = satisfaction.per_handover
        house.dislike_repeat = satisfaction.per_repeat
        house.dislike_unsolved = satisfaction.unsolved
        house.dislike_unanswered = satisfaction.never_answered
        house.bad_below = satisfaction.bad_below
    if churn:
        house.churn_at_best, house.churn_at_worst = churn.at_best, churn.at_worst
    if downtime:
        house.downtime_unsolved = downtime.unsolved
        house.downtime_most = NEVER if downtime.at_most is None else downtime.at_most


def furnish_slots(centre, scenario):
    stretches = scenario.open_stretches()
    house = centre.house
    house.always_open = int(stretches == [(0, int(WEEK))])
    house.paced = int(scenario.pace is not None)
    for name, values in openings(tuple(stretches), float(house.interval), int(house.week_slots)).items():
        fill(centre.slots, name, values)
    fill(centre.slots, "pace", pace(scenario).tolist())


@lru_cache(maxsize=8)
def openings(stretches, interval, slots):
    """`opening` of each interval of the week, as columns."""
    columns = zip(*(opening(number * interval, stretches) for number in range(slots)), strict=True)
    return dict(zip(("open", "opens_in", "stretch"), columns, strict=True))


def opening(start, stretches):
    """Of a moment of the week: whether the centre is open; if not, in how many minutes and how long."""
    if any(a <= start < b for a, b in stretches) or not stretches:
        return int(bool(stretches)), 0.0, 0.0
    opens, closes = min(((a - start) % WEEK, (b - start) % WEEK or WEEK) for a, b in stretches)
    return 0, opens, closes - opens


def furnish_tiers(centre, scenario, decks):
    names = list(scenario.tiers)
    for number, name in enumerate(names):
        row, tier = centre.tiers[number], scenario.tiers[name]
        row.above = number + 1 if number + 1 < len(names) else NOBODY
        furnish_transfers(row, tier)
        row.outside = int(is_outside(tier, scenario.pools))
        row.plain = int(not any(each.owner for each in scenario.tiers.values()))
        cards, row.patience = deck_of(tier.patience or scenario.patience)
        row.patience_deck = decks.number(cards)
        limits = tier.escalate
        for field in ("difficulty_above", "after", "waiting", "repeats", "age"):
            limit = getattr(limits, field)
            setattr(row, field, NEVER if limit is None else float(limit))
        row.triage = limits.triage


def furnish_transfers(row, tier):
    if tier.owner:
        row.transfer = OWNED
        row.note, row.follow_up, row.promise = tier.owner.note, tier.owner.follow_up, tier.owner.promise
    elif tier.escalate.transfer == "warm":
        row.transfer, row.conference = WARM, tier.escalate.conference


def furnish_topics(centre, scenario, decks):
    for number, topic in enumerate(scenario.topics.values()):
        row = centre.topics[number]
        row.difficulty_deck = decks.number(difficulty_deck(topic))
        for tier, name in enumerate(scenario.tiers):
            cards, minutes = deck_of(topic.handle_at.get(name, topic.handle))
            row.handle_deck[tier] = decks.number(cards)
            row.handle[tier] = minutes
            row.minutes[tier] = float(cards.mean()) * minutes


def keep(centre, decks):
    """Cards are looked up fastest in lists under SimPy, and stand in the record when compiled."""
    if isinstance(centre.decks, np.ndarray):
        for number, cards in enumerate(decks.cards):
            centre.decks[number] = cards
    else:
        centre.decks = [cards_as_list(cards) for cards in decks.cards]


_LISTS: dict[int, tuple] = {}


def cards_as_list(cards):
    """One list per deck and process: decks are cached, so identity tells them apart."""
    if id(cards) not in _LISTS:
        _LISTS[id(cards)] = (cards, cards.tolist())
    return _LISTS[id(cards)][1]
