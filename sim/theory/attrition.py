"""The three figures in which attrition is given, and the one that drives the model: the hazard.

The hazard is the rate at which a person leaves, per year, as long as he is there. Where it is the same for
all and leavers are replaced at once, it equals leavers / mean headcount per year. A year is 365 days.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.theory.domain import require_not_negative, require_share_below_one


def hazard_of(
    yearly_rate: float | None = None, cohort_share: float | None = None, hazard: float | None = None
) -> float:
    """The hazard per year, from exactly one of three figures.

    yearly_rate: leavers / mean headcount per year; it may exceed 1, and is the hazard itself.
    cohort_share: of those here today, gone in a year: hazard = -ln(1 - cohort_share).
    hazard: per person and year.

    Raises `OutOfRangeError` if a figure is negative or a cohort share is not below 1; TypeError unless one
    is given.
    """
    figures = {"yearly_rate": yearly_rate, "cohort_share": cohort_share, "hazard": hazard}
    given = {name: figure for name, figure in figures.items() if figure is not None}
    if len(given) != 1:
        raise TypeError("give one of yearly_rate, cohort_share, hazard")
    if cohort_share is not None:
        require_share_below_one(cohort_share=cohort_share)
        return -math.log1p(-cohort_share)
    require_not_negative(**given)
    return next(iter(given.values()))


def cohort_share_of(hazard: float, years: float = 1.0) -> float:
    """Of those here today, the share gone within so many years: 1 - exp(-hazard years).

    Raises `OutOfRangeError` if either is negative.
    """
    require_not_negative(hazard=hazard, years=years)
    return -math.expm1(-hazard * years)


@dataclass(frozen=True)
class MonthlyAttrition:
    """A monthly share of leavers, carried to the year in three ways that are often taken for one another.

    `simple`: twelve times the month. `cohort_share`: of those here today, gone in a year. `hazard`: per year.
    """

    simple: float
    cohort_share: float
    hazard: float


def yearly_of_monthly(share: float) -> MonthlyAttrition:
    """What the same share of people gone every month makes of a year: 4% are 48%, 38.7% or 0.490.

    Raises `OutOfRangeError` unless 0 <= share < 1.
    """
    require_share_below_one(share=share)
    hazard = 12 * hazard_of(cohort_share=share)
    return MonthlyAttrition(simple=12 * share, cohort_share=cohort_share_of(hazard), hazard=hazard)
