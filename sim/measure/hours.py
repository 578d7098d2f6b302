"""Where paid hours go: shrinkage by cause, whose parts add up to it, adherence and overtime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.measure.registry import PEOPLE, POOLS, Ratio, Rows, measure
from sim.scenario.durations import WEEK
from sim.scenario.hours import ACTIVITIES
from sim.words import N_
from sim.workforce.levels import CAUSES

if TYPE_CHECKING:
    from sim.scenario.people import Pool
    from sim.scenario.schema import Scenario


BY_ROTA = ("absent", "late", "break", "lunch", *ACTIVITIES)  # causes that nobody takes people off for


def any_pool(said: Callable[[Pool], Any]) -> Callable[[Scenario], bool]:
    """Whether any pool of a scenario has something."""
    return lambda scenario: any(bool(said(pool)) for pool in scenario.pools.values())


def in_hours(pool: Pool) -> bool:
    """Whether a pool says anything of its hours beyond seats."""
    said = (pool.rota, pool.breaks, pool.lunch, pool.lateness, pool.overtime, pool.flexible)
    off = any(getattr(pool, name) for name in ACTIVITIES)
    return off or pool.absence > 0 or any(each is not None for each in said)


USED = any_pool(in_hours)


def contracted(people: Rows, pools: Sequence[str]) -> Any:
    """Minutes of contracts of those who are no trainees; overtime is not in them."""
    regular = people["paid"] - people["overtime_time"]
    share = np.divide(regular, people["employed"], out=np.zeros(len(pools)), where=people["employed"] > 0)
    return share * (people["employed"] - people["training"])


def off_phone(people: Rows) -> Any:
    """Minutes on the rota that somebody was off the phone for a cause."""
    return sum(people[cause] for cause in CAUSES)


@measure(PEOPLE, N_("Shrinkage by absence"), "share", "less", basis="person", counted=None, used=USED)
def shrinkage_absent(people: Rows, minutes: float) -> Ratio:
    """The part of paid time that people on the rota were absent.

    Formula: person-minutes absent / paid time

    Source: the trade's unplanned shrinkage
    """
    return people["absent"], people["paid"]


@measure(PEOPLE, N_("Nobody there"), "share", "less", basis="person", counted=None, used=USED)
def unattended(people: Rows, minutes: float) -> Ratio:
    """The part of the time in which a pool has seats to fill that nobody of it is on the phone or ready.

    Formula: time with a seat wanted and nobody signed in / time with a seat wanted

    Source: this project; S1 1.7, a small team is one absence from being unavailable
    """
    return people["unattended"], people["wanted"]


@measure(
    PEOPLE,
    N_("Shrinkage by lateness"),
    "share",
    "less",
    basis="person",
    counted=None,
    used=any_pool(lambda p: p.lateness),
)
def shrinkage_late(people: Rows, minutes: float) -> Ratio:
    """The part of paid time by which shifts began late.

    Formula: person-minutes late / paid time

    Source: the trade's unplanned shrinkage
    """
    return people["late"], people["paid"]


@measure(
    PEOPLE,
    N_("Shrinkage by breaks"),
    "share",
    basis="person",
    counted=None,
    used=any_pool(lambda p: p.breaks or p.lunch),
)
def shrinkage_breaks(people: Rows, minutes: float) -> Ratio:
    """The part of paid time that breaks and lunch take, where they are paid.

    Formula: paid person-minutes in breaks and at lunch / paid time

    Source: the trade's planned shrinkage
    """
    return people["break"] + people["lunch"] - people["unpaid"], people["paid"]


@measure(
    PEOPLE,
    N_("Shrinkage by activities"),
    "share",
    basis="person",
    counted=None,
    used=any_pool(lambda p: any(getattr(p, n) for n in ACTIVITIES)),
)
def shrinkage_activities(people: Rows, minutes: float) -> Ratio:
    """The part of paid time that meetings, one-on-ones and training hours on the rota take.

    Formula: person-minutes in activities / paid time

    Source: the trade's planned shrinkage
    """
    return sum(people[name] for name in ACTIVITIES), people["paid"]


@measure(PEOPLE, N_("Shrinkage by coaching"), "share", basis="person", counted=None, used=USED)
def shrinkage_coaching(people: Rows, minutes: float) -> Ratio:
    """The part of paid time for which people were taken off the phone: to be coached, to be taught, to watch
    others.

    Formula: person-minutes taken off the phone / paid time

    Source: the trade's planned shrinkage
    """
    return sum(people[name] for name in CAUSES if name not in BY_ROTA), people["paid"]


@measure(POOLS, N_("Shrinkage by training"), "share", basis="person", counted=None, used=USED)
def shrinkage_training(people: Rows, pools: Sequence[str], scenario: Scenario) -> Ratio:
    """The part of paid time that trainees are paid for before they begin to work.

    Formula: contracted time of trainees / paid time

    Source: the trade's shrinkage
    """
    regular = people["paid"] - people["overtime_time"]
    return regular - contracted(people, pools), people["paid"]


@measure(POOLS, N_("Shrinkage by unplanned hours"), "share", "less", basis="person", counted=None, used=USED)
def shrinkage_unplanned(people: Rows, pools: Sequence[str], scenario: Scenario) -> Ratio:
    """The part of paid time for which the rota had no shift: hours of contracts that seats, rest between days
    or a start in mid-week leave over.

    Formula: (contracted time of those at work - time on the rota without unpaid breaks and overtime) / paid

    Source: this project
    """
    planned = people["rostered"] - people["unpaid"] - people["overtime_time"]
    return contracted(people, pools) - planned, people["paid"]


@measure(PEOPLE, N_("Calls beyond the plan"), "share", basis="person", counted=None, used=USED)
def overrun(people: Rows, minutes: float) -> Ratio:
    """Time signed in while the rota says otherwise, a call in hand at the end of a shift or the start of a
    break, as a part of paid time. Shrinkage is the sum of its parts less this.

    Formula: (signed-in time - time on the rota and off the phone for no cause) / paid time

    Source: this project
    """
    return people["present"] - (people["rostered"] - off_phone(people)), people["paid"]


@measure(PEOPLE, N_("Adherence"), "share", "more", basis="person", counted=None, used=USED)
def adherence(people: Rows, minutes: float) -> Ratio:
    """Of the shifts that people turn up for, the part in which they do what the rota says: not late, and not
    on a call when it says otherwise.

    Formula: 1 - (time late + time signed in beyond the plan) / (time on the rota - time absent)

    Source: the trade's schedule adherence
    """
    there = people["rostered"] - people["absent"]
    beyond = people["present"] - (people["rostered"] - off_phone(people))
    return there - people["late"] - beyond, there


@measure(
    PEOPLE,
    N_("Overtime a week"),
    "hours",
    "less",
    basis="person",
    counted=None,
    used=any_pool(lambda p: p.overtime),
)
def overtime(people: Rows, minutes: float) -> Ratio:
    """Hours of overtime that a person on the payroll works a week.

    Formula: hours of overtime / person-weeks on the payroll

    Source: this project
    """
    return people["overtime_time"] / 60, people["employed"] / WEEK


@measure(
    POOLS,
    N_("Overtime in wages"),
    "share",
    "less",
    basis="money",
    counted=None,
    used=any_pool(lambda p: p.overtime),
)
def overtime_in_wages(people: Rows, pools: Sequence[str], scenario: Scenario) -> Ratio:
    """The part of wages that is paid for overtime, its supplement included.

    Formula: (hours of overtime + its supplements as hours) x wage / wages

    Source: the supplements of Israel's Hours of Work and Rest Law 1951, section 16, or the scenario's own
    """
    wage = np.array([scenario.pools[name].wage for name in pools])
    paid = people["overtime_time"] / 60 * wage + people["cost_overtime"]
    return paid, people["paid"] / 60 * wage + people["cost_overtime"]
