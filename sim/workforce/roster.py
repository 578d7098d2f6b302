"""Who is there on the first day: as the roster says, or as after many years.

In the long run a place is vacant for the lead time out of every lead time and stay; who holds it has been
there for a time from the equilibrium age distribution, S(a) / E[T], which is exponential when the hazard is
constant.
"""

from sim.luck.decks import deck_of
from sim.luck.draws import draw
from sim.luck.fortunes import exponential, uniform
from sim.workforce.person import CYCLE, TENURE


def first_holder(crew, place):
    """Who holds it, or None."""
    luck, now = crew.fortune_of(place, 0), crew.env.now
    hazard, hiring = crew.staying.hazard, crew.pool.hiring
    if crew.scenario.calendar.people != "long_run" or not hazard:
        return crew.someone(place, 0, now - _tenure_today(crew, place, luck))
    if crew.hiring.vacancies_last_the_lead_time and uniform(luck, CYCLE) < _vacant_share(crew):
        return None
    hired = now - exponential(luck, TENURE) / hazard
    return crew.someone(place, 0, hired + (crew.hiring.training() if hiring else 0.0))


def left_of_vacancy(crew, place):
    """Minutes of a vacancy met on the first day: the draw that made it one, spread over it."""
    return crew.hiring.lead_time * uniform(crew.fortune_of(place, 0), CYCLE) / _vacant_share(crew)


def _vacant_share(crew):
    lead = crew.hiring.lead_time
    return lead / (lead + 1 / crew.staying.hazard)


def _tenure_today(crew, place, luck):
    tenure = crew.pool.tenure
    if isinstance(tenure, list | tuple):
        return tenure[place % len(tenure)]
    cards, minutes = deck_of(tenure)
    return float(cards[draw(luck, TENURE)]) * minutes
