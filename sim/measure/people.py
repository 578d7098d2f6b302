"""The people: how busy, how many, how long they stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.measure.accounts import cost
from sim.measure.registry import PEOPLE, POOLS, Ratio, Rows, measure
from sim.scenario.durations import YEAR
from sim.words import N_
from sim.workforce.hazard import asked_rate

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


@measure(PEOPLE, N_("Occupancy"), "share", basis="person", counted=None)
def occupancy(people: Rows, minutes: float) -> Ratio:
    """The share of their signed-in time that agents spend handling contacts.

    Formula: handling time / (handling time + ready time)

    Source: the trade's occupancy; above 85-90% it is warned of
    """
    return people["busy"], people["present"]


@measure(PEOPLE, N_("Agents signed in"), "people", basis="person", counted=None)
def signed_in(people: Rows, minutes: float) -> Ratio:
    """The mean number of agents on the phone, busy or ready, over the whole period, closed hours included.

    Formula: signed-in time / minutes counted

    Source: this project
    """
    return people["present"], minutes


@measure(PEOPLE, N_("Seats filled"), "share", "more", basis="person", counted=None)
def seats_filled(people: Rows, minutes: float) -> Ratio:
    """The share of the seats wanted that someone on the rota took: a vacancy, an absence or a class leaves
    one empty.

    Formula: seat-minutes taken / seat-minutes wanted

    Source: this project; schedule fit as planners know it, without overstaffing
    """
    return people["filled"], people["asked"]


@measure(PEOPLE, N_("Shrinkage"), "share", "less", basis="person", counted=None)
def shrinkage(people: Rows, minutes: float) -> Ratio:
    """The share of paid time in which people are not signed in: absence, training, and hours of their
    contracts for which the rota has no seat. Where a pool has no rota, opening hours are paid.

    Formula: (paid time - signed-in time) / paid time

    Source: the trade's shrinkage, paid but not available over paid
    """
    return people["paid"] - people["present"], people["paid"]


@measure(PEOPLE, N_("Headcount"), "people", basis="person", counted=None)
def headcount(people: Rows, minutes: float) -> Ratio:
    """The mean number of people on the payroll, trainees included.

    Formula: person-minutes on the payroll / minutes counted

    Source: mean headcount, attrition's denominator
    """
    return people["employed"], minutes


@measure(POOLS, N_("Attrition asked"), "share_per_year", basis="person", counted=None)
def attrition_asked(people: Rows, names: Sequence[str], scenario: Scenario) -> Ratio:
    """What the scenario's `attrition` comes to as leavers over mean headcount, a year, in the long run when
    leavers are replaced one by one, before what makes people stay or go. Pools weigh as they have people.
    Those who leave by `changes` are not in it.

    Formula: person-years on the payroll / mean stay in years / person-years on the payroll; where everyone is
    as likely to leave on any day, 1 / mean stay is the hazard itself

    Source: `sim.theory.attrition`, on the three figures in which attrition is given; `sim.theory.tenure`, on
    hazards that depend on tenure
    """
    rates = np.array([asked_rate(scenario, name) for name in names])
    return rates * people["employed"], people["employed"]


@measure(PEOPLE, N_("Attrition"), "share_per_year", "less", basis="person", counted="numerator")
def attrition(people: Rows, minutes: float) -> Ratio:
    """People who left, over the mean headcount, a year; trainees are in both. It may exceed 100%.

    Formula: leavers / person-years on the payroll

    Source: the trade's annual turnover
    """
    return people["left"], people["employed"] / YEAR


@measure(PEOPLE, N_("Hires a year"), "per_year", basis="person", counted="numerator")
def hires(people: Rows, minutes: float) -> Ratio:
    """People hired, a year.

    Formula: hired / years counted

    Source: this project
    """
    return people["hired"], minutes / YEAR


@measure(PEOPLE, N_("Time to fill"), "hours", "less", basis="person", counted="denominator")
def time_to_fill(people: Rows, minutes: float) -> Ratio:
    """The mean time from the day someone leaves until the next one in the post has been trained and works.

    Formula: time from leaving to working / posts filled

    Source: the trade's time to fill, which ends when an offer is accepted, and the training after it
    """
    return people["refill_time"] / 60, people["refilled"]


@measure(PEOPLE, N_("Cost a year"), "money", "less", basis="money", counted=None)
def cost_per_year(people: Rows, minutes: float) -> Ratio:
    """Wages, hiring and training, and fees of a body outside, a year.

    Formula: (wages + cost of hiring and training + fees) / years counted

    Source: the wages and costs of the scenario
    """
    return cost(people), minutes / YEAR


@measure(PEOPLE, N_("Hiring and training a year"), "money", "less", basis="money", counted=None)
def hiring_cost_per_year(people: Rows, minutes: float) -> Ratio:
    """What hiring and training cost a year, beside wages.

    Formula: cost of hiring and training / years counted

    Source: the costs of the scenario
    """
    return cost(people, ("hiring", "courses")), minutes / YEAR
