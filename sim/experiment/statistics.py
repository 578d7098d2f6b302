"""Intervals for ratios of sums over replications.

Replications are independent and alike, and a measure is a ratio of two sums over them (`sim.measure`). The
jackknife makes of the ratio one figure per replication, the pseudo-value: the ratio of all, plus n - 1 times
what leaving this replication out takes away from it (Miller 1974, "The jackknife: a review"; Law 2015,
"Simulation Modeling and Analysis"). Pseudo-values are treated as a sample of independent figures. Where the
denominator is the same in all replications they are the replications' own ratios, and the interval is the
usual one of Student.

The estimate is the plain ratio of the sums, not the jackknife's mean, which has less bias: readers can
recompute it from the totals, and shares of one whole add up to one. Its bias is of the order of the
interval's width over the square root of the number of replications.

Arrays have replications along their first axis; any further axes are treated one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
EXACT = 1e-9  # differences smaller than this part of the figures are rounding


@dataclass(frozen=True)
class Estimate:
    """A figure and its interval; each an array, or a scalar array if there was one figure per replication.

    `sd` is the standard deviation of the pseudo-values: the standard error times the square root of the
    number of replications. What cannot be said is nan: the mean where the denominators sum to zero; the rest
    also with one replication, or where all that the measure is about happened in a single one.
    """

    mean: Floats
    low: Floats
    high: Floats
    sd: Floats


def ratio(
    numerators: Floats, denominators: Floats, most: float = np.inf, confidence: float = CONFIDENCE
) -> Estimate:
    """The ratio of sums, with its interval, cut to 0 and `most` (1 for shares) if the ratio lies between."""
    mean, pseudo = pseudo_values(numerators, denominators)
    half, sd = _half_width(pseudo, confidence)
    low, high = np.clip(mean - half, 0, most), np.clip(mean + half, 0, most)
    return Estimate(mean, np.minimum(mean, low), np.maximum(mean, high), sd)


@dataclass(frozen=True)
class Difference:
    """A paired difference: its interval, and what pairing did for it.

    `variance_removed` is the part of the variance of a difference between independent runs that running both
    on the same luck took away: 1 - var(a - b) / (var a + var b). It is negative where pairing added some, and
    nan where neither figure varies.
    """

    mean: Floats
    low: Floats
    high: Floats
    distinguishable: NDArray[np.bool_]
    variance_removed: Floats


def difference(
    of: tuple[Floats, Floats], against: tuple[Floats, Floats], confidence: float = CONFIDENCE
) -> Difference:
    """The ratio `of` less the ratio `against`, each (numerators, denominators) of the same replications.

    The pseudo-values are paired by replication (the paired-t interval of Law 2015, chapter 10). The
    difference is distinguishable from zero where its interval leaves zero out. Of twenty true zeros one will.
    """
    figure, pseudo = pseudo_values(*of)
    base, base_pseudo = pseudo_values(*against)
    mean = figure - base
    rounding = EXACT * np.maximum(np.abs(figure), np.abs(base))
    mean = np.where(np.abs(mean) <= rounding, 0.0, mean)
    half, _sd = _half_width(pseudo - base_pseudo, confidence)
    half = np.where(half <= rounding, 0.0, half)  # nor is what rounding leaves a width
    low, high = mean - half, mean + half
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = _variance(pseudo) + _variance(base_pseudo)
        removed = np.where(apart > rounding**2, 2 * _covariance(pseudo, base_pseudo) / apart, np.nan)
    return Difference(mean, low, high, (mean != 0) & ((low > 0) | (high < 0)), removed)


def relative_difference(
    of: tuple[Floats, Floats], against: tuple[Floats, Floats], confidence: float = CONFIDENCE
) -> Estimate:
    """The ratio `of` over the ratio `against`, less one: 0.05 where it is 5% more; jackknifed as a whole."""
    figure, pseudo = pseudo_values(*of)
    base, base_pseudo = pseudo_values(*against)
    n = len(pseudo)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = figure / base - 1
        left_out = (n * figure - pseudo) / (n * base - base_pseudo) - 1  # (n - 1) times either, without each
    mean = np.where(np.isfinite(mean), mean, np.nan)
    half, sd = _half_width(n * mean - (n - 1) * left_out, confidence)
    return Estimate(mean, mean - half, mean + half, sd)


def pseudo_values(numerators: Floats, denominators: Floats) -> tuple[Floats, Floats]:
    """The ratio of the sums, and the jackknife's pseudo-values of the same shape as the arguments.

    n R - (n - 1) R_i, with R_i the ratio without replication i, is computed as
    R + (n - 1) (a_i - R b_i) / (B - b_i), which loses no digits.
    """
    numerators, denominators = np.asarray(numerators, float), np.asarray(denominators, float)
    n = len(numerators)
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = numerators.sum(axis=0) / denominators.sum(axis=0)
        whole = np.where(np.isfinite(whole), whole, np.nan)
        left = denominators.sum(axis=0) - denominators
        pseudo = whole + (n - 1) * (numerators - whole * denominators) / left
    return whole, np.where(np.isfinite(pseudo), pseudo, np.nan)


def _half_width(values: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Half of Student's interval for the mean of each column, and its standard deviation."""
    from scipy.special import stdtrit

    n = len(values)
    sd = np.sqrt(_variance(values))
    if n < 2:
        return sd, sd
    return stdtrit(n - 1, (1 + confidence) / 2) * sd / np.sqrt(n), sd


def _variance(values: Floats) -> Floats:
    return _covariance(values, values)


def _covariance(a: Floats, b: Floats) -> Floats:
    """Of each column; nan for one replication."""
    n = len(a)
    if n < 2:
        return np.full(a.shape[1:], np.nan)
    return ((a - a.mean(axis=0)) * (b - b.mean(axis=0))).sum(axis=0) / (n - 1)
