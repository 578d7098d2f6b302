"""Who leaves: of their own accord, when, and why; how strained people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.registry import PEOPLE, Ratio, Rows, measure
from sim.scenario.changes import Leave
from sim.scenario.durations import YEAR
from sim.scenario.staying import Attrition
from sim.words import N_

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


PLAIN = Attrition.model_construct(yearly_rate=None, cohort_share=None, hazard=None)


def told_apart(scenario: Scenario) -> bool:
    """Whether leaving depends on anything, or some are sent away."""
    given = [pool.attrition for pool in scenario.pools.values() if pool.attrition]
    plain = dict.fromkeys(("yearly_rate", "cohort_share", "hazard"))
    depends = any(attrition.model_copy(update=plain) != PLAIN for attrition in given)
    return bool(given) and (depends or any(isinstance(change, Leave) for change in scenario.changes))


def burns_out(scenario: Scenario) -> bool:
    return any(pool.attrition and pool.attrition.burnout for pool in scenario.pools.values())


@measure(
    PEOPLE,
    N_("Attrition by choice"),
    "share_per_year",
    "less",
    basis="person",
    counted="numerator",
    used=told_apart,
)
def attrition_by_choice(people: Rows, minutes: float) -> Ratio:
    """People who left of their own accord, not by `changes`, over the mean headcount, a year.

    Formula: (leavers - those sent away) / person-years on the payroll

    Source: the trade's voluntary turnover
    """
    return people["left"] - people["sent_away"], people["employed"] / YEAR


@measure(
    PEOPLE, N_("Tenure on leaving"), "hours", "more", basis="person", counted="denominator", used=told_apart
)
def tenure_on_leaving(people: Rows, minutes: float) -> Ratio:
    """How long those who left had been there, from the first day of training; hours round the clock.

    Formula: their tenures / leavers

    Source: this project; in the long run it is the mean stay, 1 / attrition
    """
    return people["tenure_left"] / 60, people["left"]


@measure(PEOPLE, N_("Left early"), "share", "less", basis="person", counted="both", used=told_apart)
def left_early(people: Rows, minutes: float) -> Ratio:
    """Of those who left, the share who had never worked alone, in training or nesting: what was spent on them
    is lost.

    Formula: leavers before working alone / leavers

    Source: this project
    """
    return people["left_early"], people["left"]


@measure(PEOPLE, N_("Strain"), "share", "less", basis="person", counted=None, used=burns_out)
def strain(people: Rows, minutes: float) -> Ratio:
    """The occupancy that people have felt in the past weeks: each one's own, smoothed, a mean over people.

    Formula: sum over people of their smoothed occupancy / people who have worked

    Source: this project; see `attrition.burnout` of a pool
    """
    return people["strain"], people["strained"]


@measure(PEOPLE, N_("Burnt out"), "share", "less", basis="person", counted=None, used=burns_out)
def burnt_out(people: Rows, minutes: float) -> Ratio:
    """Of those who left by choice, the part that would have stayed on that day at the reference of occupancy.

    Formula: sum over leavers of 1 - 1 / relative hazard of burnout where that is above 1 / leavers by choice

    Source: the attributable fraction of epidemiology
    """
    return people["burnt_out"], people["left"] - people["sent_away"]


def promotes(scenario: Scenario) -> bool:
    return any(pool.promotion for pool in scenario.pools.values())


def covers(scenario: Scenario) -> bool:
    return any(pool.promotion and pool.promotion.cross_cover for pool in scenario.pools.values())


@measure(PEOPLE, N_("Promotions a year"), "per_year", basis="person", counted="numerator", used=promotes)
def promotions(people: Rows, minutes: float) -> Ratio:
    """People who came to a pool from one below, a year.

    Formula: promoted / years counted

    Source: this project
    """
    return people["promoted"], minutes / YEAR


@measure(PEOPLE, N_("Posts filled from below"), "share", basis="person", counted="both", used=promotes)
def filled_from_below(people: Rows, minutes: float) -> Ratio:
    """Of those who came to a pool, the share who came from a pool below.

    Formula: promoted / (promoted + hired)

    Source: the trade's internal fill rate
    """
    return people["promoted"], people["promoted"] + people["hired"]


@measure(PEOPLE, N_("People covering"), "people", basis="person", counted=None, used=covers)
def covering(people: Rows, minutes: float) -> Ratio:
    """The mean number of people of a bench below who work in a pool because people are missing there.

    Formula: person-minutes of cross-cover / minutes counted

    Source: this project
    """
    return people["covered"], minutes
