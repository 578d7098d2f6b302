"""How newcomers come: posts open, candidates, what a hire costs, and who never gets to work alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.measure.accounts import cost
from sim.measure.registry import PEOPLE, Ratio, Rows, measure
from sim.scenario.durations import YEAR
from sim.words import N_

if TYPE_CHECKING:
    from sim.scenario.hiring import Hiring
    from sim.scenario.schema import Scenario


def _some(says: Callable[[Hiring], object]) -> Callable[[Scenario], bool]:
    """Whether the hiring of some pool says something."""
    return lambda scenario: any(pool.hiring and says(pool.hiring) for pool in scenario.pools.values())


_limited = _some(lambda h: h.policy or h.candidates or h.trainers)
_screened = _some(lambda h: h.candidates)
_staged = _some(lambda h: h.candidates or h.trainers or h.nesting or h.policy)


@measure(PEOPLE, N_("Vacancies"), "people", "less", basis="person", counted=None, used=_limited)
def vacancies(people: Rows, minutes: float) -> Ratio:
    """The mean number of posts that are open: from when somebody is sought until a newcomer's first day.

    Formula: post-minutes open / minutes counted

    Source: S4 4.3: most who grow have trouble finding qualified candidates
    """
    return people["vacancies"], minutes


@measure(PEOPLE, N_("Hiring cycle"), "hours", "less", basis="person", counted="denominator", used=_limited)
def time_to_hire(people: Rows, minutes: float) -> Ratio:
    """The mean time from when somebody is sought until a newcomer's first day, of posts filled.

    Formula: time from opening a post to the first day / hired

    Source: S4 4.7, the hiring cycle
    """
    return people["hire_time"] / 60, people["hired"]


@measure(PEOPLE, N_("Candidates seen"), "per_year", basis="person", counted="numerator", used=_screened)
def candidates_seen(people: Rows, minutes: float) -> Ratio:
    """Candidates seen for posts that were open, a year. Who comes when no post is open is not seen.

    Formula: candidates seen / years counted

    Source: this project
    """
    return people["seen"], minutes / YEAR


@measure(PEOPLE, N_("Screened out"), "share", basis="person", counted="both", used=_screened)
def screened_out(people: Rows, minutes: float) -> Ratio:
    """Candidates turned down for what they lack, of those seen.

    Formula: turned down / candidates seen

    Source: S4 4.2
    """
    return people["screened_out"], people["seen"]


@measure(PEOPLE, N_("Cost per hire"), "money", "less", basis="money", counted=None, used=_limited)
def cost_per_hire(people: Rows, minutes: float) -> Ratio:
    """What finding people costs, seeing candidates included and training not, over those hired.

    Formula: cost of finding people / hired

    Source: the trade's cost per hire
    """
    return cost(people, ("hiring",)), people["hired"]


@measure(
    PEOPLE, N_("Lost before they work alone"), "share", "less", basis="person", counted="both", used=_staged
)
def lost_before_work(people: Rows, minutes: float) -> Ratio:
    """People who left in training or while beside a veteran, over those hired in the same time.

    Formula: left in training or nesting / hired

    Source: this project
    """
    return people["left_early"], people["hired"]


@measure(
    PEOPLE,
    N_("Trainer utilisation"),
    "share",
    basis="person",
    counted=None,
    used=_some(lambda h: h.trainers),
)
def trainer_utilisation(people: Rows, minutes: float) -> Ratio:
    """The share of their time in which trainers have a class.

    Formula: trainer-minutes in class / trainer-minutes

    Source: utilisation of a resource; trainers as S4 4.4 has them
    """
    return people["teaching"], people["trainers"]
