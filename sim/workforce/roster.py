"""Who is there on the first day: as the roster says, or as after many years.

In the long run a place is vacant for the lead time out of every lead time and stay; who holds it has been
there for a time from the equilibrium age distribution, S(a) / E[T], which is exponential when the hazard is
constant (`sim.theory.tenure`). What makes people stay or go and changes on the way is at its reference then.
"""

from sim.luck.decks import deck_of
from sim.luck.draws import draw
from sim.luck.fortunes import exponential, purpose_named, uniform
from sim.theory.tenure import after
from sim.workforce.person import CYCLE, TENURE

NOTICE, SERVED = purpose_named("on notice"), purpose_named("served")


def first_holder(crew, place):
    """Who holds it, or None."""
    luck, now = crew.fortune_of(place, 0), crew.env.now
    stays, hiring = crew.staying.long_run, crew.pool.hiring
    training = crew.hiring.training if hiring else 0.0
    if crew.scenario.calendar.people != "long_run" or not stays:
        skilled = now - _tenure_today(crew, place, luck)
        return crew.someone(place, 0, skilled, skilled - training)
    if crew.hiring.vacancies_last_the_lead_time and uniform(luck, CYCLE) < _vacant_share(crew):
        return None
    on_notice = stays.notice * stays.serving / stays.mean
    if on_notice and uniform(luck, NOTICE) < on_notice:
        return _on_notice(crew, place, luck, stays, training)
    hired = now - stays.age(uniform(luck, TENURE))
    return crew.someone(place, 0, hired + training, hired)


def _on_notice(crew, place, luck, stays, training):
    """Someone who has decided to leave, at a tenure at which people do, and serves any part of the notice."""
    tenure = stays.trained + after(stays.law, stays.trained, exponential(luck, TENURE) / stays.scale)
    decided = crew.env.now - stays.notice * uniform(luck, SERVED)
    person = crew.someone(place, 0, decided - tenure + training, decided - tenure)
    person.decided = decided
    return person


def left_of_vacancy(crew, place):
    """Minutes of a vacancy met on the first day: the draw that made it one, spread over it."""
    lead = max(0.0, crew.hiring.lead_time - crew.pool.attrition.notice)
    return lead * uniform(crew.fortune_of(place, 0), CYCLE) / _vacant_share(crew)


def _vacant_share(crew):
    """Notice is used for hiring, but for those who leave in training."""
    stays, lead = crew.staying.long_run, crew.hiring.lead_time
    vacant = lead - min(lead, stays.notice) * stays.serving
    return vacant / (vacant + stays.mean)


def _tenure_today(crew, place, luck):
    tenure = crew.pool.tenure
    if isinstance(tenure, list | tuple):
        return tenure[place % len(tenure)]
    cards, minutes = deck_of(tenure)
    return float(cards[draw(luck, TENURE)]) * minutes
