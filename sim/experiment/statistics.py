"""Intervals for ratios of sums over replications.

Replications are independent and alike, and a measure is a ratio of two sums over them (`sim.measure`). The
jackknife makes of the ratio one figure per replication, the pseudo-value: the ratio of all, plus n - 1 times
what leaving this replication out takes away from it (Miller 1974, "The jackknife: a review"; Law 2015,
"Simulation Modeling and Analysis"). Pseudo-values are treated as a sample of independent figures, and their
spread gives the standard error.

The estimate is the plain ratio of the sums, not the jackknife's mean, which has less bias: readers can
recompute it from the totals, and shares of one whole add up to one. Its bias is of the order of the
interval's width over the square root of the number of replications.

A figure plus and minus its standard error times Student's quantile would cover the truth too seldom where
what is counted is rare or a few replications hold most of it: the error is small just when the figure is.
So the interval holds every figure that is no further away than the error *that figure itself* would have
(a score interval; Wilson 1927, JASA 22): errors of amounts grow as the root of the amount, those of shares as
the root of p (1 - p), as counts of events have it. Where the interval is narrow it is the usual one.

The quantile's degrees of freedom are those of the error's own estimate: n - 1, but fewer where some
replications weigh more than others (Kish 1965, "Survey Sampling") or stand out (Satterthwaite 1946, with the
kurtosis of the pseudo-values). `docs/verification.md` shows how often the intervals cover.

Arrays have replications along their first axis; any further axes are treated one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
LEAST_FREEDOM = 1.0  # of Student's law; its interval is then as good as none
EXACT = 1e-9  # differences smaller than this part of the figures are rounding
FEW = 5  # events a run; with fewer, how much they vary is not left to the runs alone


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
    numerators: Floats,
    denominators: Floats,
    most: float = np.inf,
    confidence: float = CONFIDENCE,
    events: bool = False,
) -> Estimate:
    """The ratio of sums, with its interval.

    `most`: 1 for shares. `events`: whether both sums of a share count events, so that nothing seen in so many
    still leaves room for a small share.
    """
    numerators, denominators = np.asarray(numerators, float), np.asarray(denominators, float)
    mean, pseudo = pseudo_values(numerators, denominators)
    sd = np.sqrt(_variance(pseudo))
    plain = half_width(pseudo, confidence, denominators)
    if most == 1:
        low, high = _share_limits(mean, pseudo, numerators, denominators, confidence, events)
        is_share = (mean > -EXACT) & (mean < 1 + EXACT)  # some are differences of shares
        low, high = np.where(is_share, low, mean - plain), np.where(is_share, high, mean + plain)
    else:
        low, high = _amount_limits(mean, pseudo, plain, numerators, denominators, confidence)
    return Estimate(mean, np.minimum(mean, low), np.maximum(mean, high), sd)


def _share_limits(
    share: Floats,
    pseudo: Floats,
    numerators: Floats,
    denominators: Floats,
    confidence: float,
    events: bool,
) -> tuple[Floats, Floats]:
    """The shares whose own error reaches to this one.

    Of few events the variance is at least the binomial one, for their numbers are too much alike by chance
    too often; of none, it is that.
    """
    n, total = len(pseudo), denominators.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where((share > EXACT) & (share < 1 - EXACT), share * (1 - share), 1)
        per_spread = _variance(pseudo) / n / spread
        if events:
            rarer = np.minimum(numerators.sum(axis=0), total - numerators.sum(axis=0)) / n
            per_spread = np.where(rarer < FEW, np.maximum(per_spread, 1 / total), per_spread)
        width = _quantile(pseudo, confidence, denominators) ** 2 * per_spread
        middle = share + width / 2
        half = np.sqrt(width * share * (1 - share) + width**2 / 4)
        low, high = (middle - half) / (1 + width), (middle + half) / (1 + width)
    return np.maximum(low, 0.0), np.minimum(high, 1.0)  # but for rounding they lie within


def _amount_limits(
    mean: Floats,
    pseudo: Floats,
    plain: Floats,
    numerators: Floats,
    denominators: Floats,
    confidence: float,
) -> tuple[Floats, Floats]:
    """The amounts whose own error reaches to the mean; mean -+ `plain`, where amounts may be negative."""
    n = len(pseudo)
    with np.errstate(divide="ignore", invalid="ignore"):
        left_out = (n * mean - pseudo) / (n - 1)
        logs = n * np.log(mean) - (n - 1) * np.log(left_out)
        error = half_width(logs, confidence, denominators)
        error = np.where((left_out > EXACT * mean).all(axis=0), error, plain / mean)
        factor = _factor(np.where(error > EXACT, error, 0.0 * error))
        positive = (numerators >= 0).all(axis=0) & (mean > 0)
        low = np.where(positive, mean / factor, mean - plain)
        high = np.where(positive, mean * factor, mean + plain)
    return low, high


def _factor(error: Floats) -> Floats:
    """By which amounts are at most larger, or smaller, than a figure with this relative error.

    The solution f of f - 1 = error sqrt(f): that amount's own error, which grows as its root, is as large as
    its distance. For small errors the exponential of it.
    """
    factor: Floats = (error / 2 + np.sqrt(1 + error**2 / 4)) ** 2
    return factor


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
    half = half_width(pseudo - base_pseudo, confidence, of[1], against[1])
    half = np.where(half <= rounding, 0.0, half)  # nor is what rounding leaves a width
    low, high = mean - half, mean + half
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = _variance(pseudo) + _variance(base_pseudo)
        removed = np.where(apart > rounding**2, 2 * _covariance(pseudo, base_pseudo) / apart, np.nan)
    return Difference(mean, low, high, (mean != 0) & ((low > 0) | (high < 0)), removed)


def relative_difference(
    of: tuple[Floats, Floats], against: tuple[Floats, Floats], confidence: float = CONFIDENCE
) -> Estimate:
    """The ratio `of` over the ratio `against`, less one: 0.05 where it is 5% more; jackknifed as a whole.

    The ratio of two amounts above zero has an interval by factors, as amounts have.
    """
    figure, pseudo = pseudo_values(*of)
    base, base_pseudo = pseudo_values(*against)
    n = len(pseudo)
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = figure / base
        left_out = (n * figure - pseudo) / (n * base - base_pseudo)  # (n - 1) times either, without each
        whole, left_out = (np.where(np.isfinite(each), each, np.nan) for each in (whole, left_out))
        plain = n * whole - (n - 1) * left_out
        half = half_width(plain, confidence, of[1], against[1])
        logs = n * np.log(whole) - (n - 1) * np.log(left_out)
        factor = _factor(half_width(logs, confidence, of[1], against[1]))
    positive = np.isfinite(factor)
    low = np.where(positive, whole / factor, whole - half)
    high = np.where(positive, whole * factor, whole + half)
    return Estimate(whole - 1, low - 1, high - 1, np.sqrt(_variance(plain)))


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


def half_width(values: Floats, confidence: float, *weights: Floats) -> Floats:
    """Half of Student's interval for the mean of each column."""
    half: Floats = _quantile(values, confidence, *weights) * np.sqrt(_variance(values) / len(values))
    return half


def _quantile(values: Floats, confidence: float, *weights: Floats) -> Floats:
    """Student's, with the degrees of freedom that the standard error of the mean of each column has.

    At most n - 1; at most one less than as many replications of equal weight would tell as much; at most what
    the kurtosis of the values leaves, as far as it is beyond the normal law's.
    """
    from scipy.special import stdtrit

    n = len(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = np.full(values.shape[1:], n - 1.0)
        for weight in weights:
            weight = np.asarray(weight, float)
            equal = weight.sum(axis=0) ** 2 / (weight**2).sum(axis=0)
            freedom = np.fmin(freedom, np.maximum(equal - 1, LEAST_FREEDOM))
        squares = (values - values.mean(axis=0)) ** 2
        excess = np.fmax((squares**2).mean(axis=0) / squares.mean(axis=0) ** 2 - 3, 0)
        freedom = np.fmin(freedom, (n - 1) / (1 + excess / 2))
    quantile: Floats = stdtrit(freedom, (1 + confidence) / 2)
    return quantile


def _variance(values: Floats) -> Floats:
    return _covariance(values, values)


def _covariance(a: Floats, b: Floats) -> Floats:
    """Of each column; nan for one replication."""
    n = len(a)
    if n < 2:
        return np.full(a.shape[1:], np.nan)
    return ((a - a.mean(axis=0)) * (b - b.mean(axis=0))).sum(axis=0) / (n - 1)
