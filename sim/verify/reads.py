"""How a figure of theory is read from replications: one numerator and one denominator of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.experiment import Results, quantiles
from sim.experiment.statistics import Floats, ratio
from sim.measure import DISTRIBUTIONS, MEASURES
from sim.verify.outcome import Value

CONFIDENCE = 0.999
"""Of each interval of this room: of a thousand right figures one is missed by chance."""

ROUNDING = 2e-5
"""What decks of luck may cost, as a part of the figure."""

NOTHING = 1e-8
"""So small an exact figure is none: what an integral leaves of 0, or of a rate that stands for never."""

Sums = Callable[[Results], tuple[Floats, Floats]]


@dataclass(frozen=True)
class Read:
    """`sums`: numerators and denominators, one each per replication; their ratio is the figure."""

    sums: Sums

    def beside(self, what: str, exact: float, results: Results) -> Value:
        """The figure and its interval, beside the exact one."""
        return beside(what, exact, *self.sums(results))


def beside(what: str, exact: float, numerators: Floats, denominators: Floats) -> Value:
    """A ratio of sums over replications and its interval at `CONFIDENCE`, beside the exact figure."""
    found = ratio(numerators, denominators, confidence=CONFIDENCE)
    slack = ROUNDING * abs(exact) + NOTHING
    low, high = float(found.low) - slack, float(found.high) + slack
    return Value(what, exact, float(found.mean), low, high, chancy=True)


@dataclass(frozen=True)
class Percentile:
    """A percentile of a distribution that `sim.measure` keeps, in minutes."""

    key: str
    share: float

    def beside(self, what: str, exact: float, results: Results) -> Value:
        times = DISTRIBUTIONS[self.key]
        counts = np.stack([times.counts(record) for record in results.records])
        found = quantiles.of_counts(counts, times.upper, self.share, CONFIDENCE)
        figure, low, high = (float(each) / 60 for each in found)
        return Value(what, exact, figure, low, high, chancy=True)


def measured(key: str, part: str | None = None, per: float = 1.0) -> Read:
    """A measure, divided by `per`: 60 makes minutes of seconds."""

    def sums(results: Results) -> tuple[Floats, Floats]:
        numerators, denominators = results.sums(MEASURES[key], part)
        return numerators / per, denominators

    return Read(sums)


def minutes(key: str, part: str | None = None) -> Read:
    """A measure of time, which is in seconds, in minutes."""
    return measured(key, part, 60)


def over(key: str, other: str, per: float = 1.0) -> Read:
    """What one measure counts, for each that another counts."""

    def sums(results: Results) -> tuple[Floats, Floats]:
        return results.sums(MEASURES[key])[0] / per, results.sums(MEASURES[other])[0]

    return Read(sums)


def less(key: str, other: str) -> Read:
    """What one measure counts and another does not, of all that the first is about."""

    def sums(results: Results) -> tuple[Floats, Floats]:
        numerators, denominators = results.sums(MEASURES[key])
        return numerators - results.sums(MEASURES[other])[0], denominators

    return Read(sums)


def of_all(key: str, other: str) -> Read:
    """What one measure counts, of all that another is about."""

    def sums(results: Results) -> tuple[Floats, Floats]:
        return results.sums(MEASURES[key])[0], results.sums(MEASURES[other])[1]

    return Read(sums)


def in_time(key: str, part: str | None = None, per: float = 60) -> Read:
    """What a measure adds up, by minute of the counted period: waits added up so are a mean line (Little)."""

    def sums(results: Results) -> tuple[Floats, Floats]:
        numerators = results.sums(MEASURES[key], part)[0] / per
        return numerators, np.array([record.counted_minutes for record in results.records])

    return Read(sums)
