"""When a claim holds: where the interval of a figure lies beside the range in which the claim wants it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sim.experiment import statistics
from sim.experiment.results import Results
from sim.measure import MEASURES
from sim.scenario.claims import Claim
from sim.scenario.quantities import difference_in_unit, in_unit

Verdict = Literal["holds", "fails", "can't tell"]


@dataclass(frozen=True)
class Wanted:
    """The range, both ends in it, in which the figure of a claim lies if the claim is true.

    The figure is a measure in one design, in the measure's unit; or, of a pair of designs, the first one's
    less the second's; or that as a part of the second's, if the least difference is given in percent.
    """

    low: float
    high: float
    relative: bool = False

    def verdict(self, low: float, high: float) -> Verdict:
        """Of the interval of the figure; one can't tell where there is none."""
        if self.low <= low and high <= self.high:
            return "holds"
        if high < self.low or self.high < low:
            return "fails"
        return "can't tell"

    def margin(self, figure: float) -> float:
        """How far inside the range the figure lies; below zero: outside."""
        return min(figure - self.low, self.high - figure)


def wanted(claim: Claim, unit: str) -> Wanted:
    """What a claim wants of a measure in this unit.

    `more, by: d` wants the difference above d, not at it, so that designs that are alike to the last bit are
    not more than each other. `same, by: d` wants it from -d to d.
    """
    if claim.between:
        low, high = (in_unit(limit, unit) for limit in claim.between)
        return Wanted(low, high)
    least, relative = difference_in_unit(claim.by, unit)
    if claim.same:
        return Wanted(-least, least, relative)
    above = math.nextafter(least, math.inf)
    return Wanted(above, math.inf, relative) if claim.more else Wanted(-math.inf, -above, relative)


def simultaneous(confidence: float, claims: int) -> float:
    """The confidence of each interval that makes so many hold together with at least this confidence.

    Bonferroni's: the errors allowed are shared out evenly (Miller 1981, "Simultaneous Statistical
    Inference").
    """
    return 1 - (1 - confidence) / claims


def figure(
    claim: Claim,
    about: Mapping[str, Results],
    relative: bool,
    confidence: float = statistics.CONFIDENCE,
) -> tuple[float, float, float]:
    """The figure of a claim and its interval, from the results of the designs it is about, in the order said.

    Nan where there is none, or a line that keeps growing makes it meaningless.
    """
    measure = MEASURES[claim.measure]
    if any(results.meaningless(measure, claim.part) for results in about.values()):
        return math.nan, math.nan, math.nan
    sums = [results.sums(measure, claim.part) for results in about.values()]
    found: statistics.Estimate | statistics.Difference
    if len(sums) == 1:
        found = statistics.ratio(*sums[0], measure.most, confidence, measure.counted == "both")
    elif relative:
        found = statistics.relative_difference(sums[0], sums[1], confidence)
    else:
        found = statistics.difference(sums[0], sums[1], confidence)
    return float(found.mean), float(found.low), float(found.high)
