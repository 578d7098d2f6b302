"""What becomes of the issues of each population."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure import outcomes
from sim.measure.registry import Ratio, Rows, Scope, measure, total
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario


def _issues(record: Record, scenario: Scenario, population: str | None) -> tuple[Rows]:
    of = record.of_population
    return (total(of) if population is None else of[record.populations.index(population)],)


def _has_populations(scenario: Scenario) -> bool:
    return bool(scenario.populations)


def _issues_and_minutes(record: Record, scenario: Scenario, population: str | None) -> tuple[Rows, float]:
    return *_issues(record, scenario, population), record.counted_minutes


POPULATION = Scope("population", lambda record: record.populations, _issues)
IN_TIME = Scope("population", lambda record: record.populations, _issues_and_minutes)


@measure(
    IN_TIME,
    N_("Issues a day, by population"),
    "per_day",
    basis="issue",
    counted="numerator",
    used=_has_populations,
)
def population_issues(issue: Rows, minutes: float) -> Ratio:
    """Issues of the population that arrive, a day.

    Formula: opened / days counted

    Source: this project
    """
    return issue["opened"], minutes / 1440


@measure(
    POPULATION,
    N_("Issues answered, by population"),
    "share",
    "more",
    basis="issue",
    counted="both",
    steady=True,
    used=_has_populations,
)
def population_answered(issue: Rows) -> Ratio:
    """Issues that somebody answered at least once, of all issues of the population.

    Formula: answered at least once / opened

    Source: this project; S5 5.1 promises one standard to every site
    """
    return issue["answered"], issue["opened"]


@measure(
    POPULATION,
    N_("Answered within the legal limit, by population"),
    "share",
    "more",
    basis="contact",
    counted="both",
    steady=True,
    used=_has_populations,
)
def population_in_limit(issue: Rows) -> Ratio:
    """Contacts of the population that a person answered within the scenario's `legal_limit`, of all by
    telephone that found the centre open.

    Formula: answered within the limit / (contacts by telephone - found closed - settled by the bot)

    Source: as `within_legal_limit`
    """
    return outcomes.within_legal_limit(issue)


@measure(
    POPULATION,
    N_("FCR, by population"),
    "share",
    "more",
    basis="issue",
    counted="both",
    steady=True,
    used=_has_populations,
)
def population_fcr(issue: Rows) -> Ratio:
    """Issues of the population whose first answered contact solved them for good, of those answered at least
    once.

    Formula: solved for good in the first answered contact / answered at least once

    Source: as `fcr`
    """
    return outcomes.fcr(issue)


@measure(
    POPULATION,
    N_("Time to resolution, by population"),
    "hours",
    "less",
    basis="issue",
    counted="denominator",
    steady=True,
    used=_has_populations,
)
def population_resolution_time(issue: Rows) -> Ratio:
    """The mean time from the first contact of an issue of the population to its solution, of the solved.

    Formula: time from first contact to solution / solved

    Source: as `resolution_time`
    """
    return outcomes.resolution_time(issue)
