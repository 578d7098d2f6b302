"""How experienced people are, what newcomers get wrong, and the time that goes on learning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.registry import LINE, PEOPLE, Ratio, Rows, measure
from sim.words import N_

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def _comes_and_goes(scenario: Scenario) -> bool:
    return any(pool.attrition for pool in scenario.pools.values())


def _widens_or_watches(scenario: Scenario) -> bool:
    """Beyond a learning curve, which plain centres have too: these count contacts by who answers."""
    return bool(scenario.errors) or any(pool.skills for pool in scenario.pools.values())


def _errs(scenario: Scenario) -> bool:
    return bool(scenario.errors)


def _trains(scenario: Scenario) -> bool:
    return any(
        pool.group_training or (pool.skills and pool.skills.graded and pool.skills.graded.takes)
        for pool in scenario.pools.values()
    )


def _watches(scenario: Scenario) -> bool:
    return any(pool.watch for pool in scenario.pools.values())


def _passes_up(scenario: Scenario) -> bool:
    return any(
        pool.skills and pool.skills.graded and pool.skills.graded.rest == "up"
        for pool in scenario.pools.values()
    )


@measure(PEOPLE, N_("Newcomers"), "share", "less", basis="person", counted=None, used=_comes_and_goes)
def newcomers(people: Rows, minutes: float) -> Ratio:
    """People whose tenure is below their pool's `newcomer`, of all who have been trained.

    Formula: person-minutes of newcomers / person-minutes of those who work

    Source: experience mix: Whitt 2006, performance by tenure; the trade's first 90 days
    """
    return people["newcomers"], people["working"]


@measure(
    LINE,
    N_("Answered by newcomers"),
    "share",
    "less",
    basis="contact",
    counted="both",
    used=_widens_or_watches,
)
def by_newcomers(leg: Rows) -> Ratio:
    """Contacts answered by people whose tenure is below their pool's `newcomer`, of those answered.

    Formula: answered by newcomers / answered

    Source: as the share of newcomers
    """
    return leg["by_newcomers"], leg["answered"]


@measure(LINE, N_("Errors of newcomers"), "share", "less", basis="contact", counted="both", used=_errs)
def errors_of_newcomers(leg: Rows) -> Ratio:
    """Contacts that a newcomer who could have solved the issue got wrong, of those newcomers answered.

    Formula: handlings in error by newcomers / answered by newcomers

    Source: S1 1.8, new people's quality is watched closely
    """
    return leg["newcomers_errors"], leg["by_newcomers"]


@measure(LINE, N_("Passed up untaught"), "share", "less", basis="contact", counted="both", used=_passes_up)
def passed_up_untaught(leg: Rows) -> Ratio:
    """Contacts passed up since the agent had not been taught the topic yet, of those answered.

    Formula: passed up untaught / answered

    Source: S1 1.8, newcomers start with the most common problems
    """
    return leg["escalated"][..., -1], leg["answered"]


@measure(PEOPLE, N_("Training after the first"), "share", "less", basis="person", counted=None, used=_trains)
def training_time(people: Rows, minutes: float) -> Ratio:
    """Time on shift that goes on group training and on lessons in further topics, of all time on shift spent
    on the phone or in these.

    Formula: time in group training and lessons / (that + signed-in time)

    Source: S3 3.2, group training never ends
    """
    training = people["group_training"] + people["lesson"]
    return training, training + people["present"]


@measure(PEOPLE, N_("Quality watch"), "share", "less", basis="person", counted=None, used=_watches)
def watching_time(people: Rows, minutes: float) -> Ratio:
    """Time on shift in which experienced people listen in on newcomers, of that and signed-in time.

    Formula: time of watching / (that + signed-in time)

    Source: S1 1.8
    """
    return people["quality_watch"], people["quality_watch"] + people["present"]
