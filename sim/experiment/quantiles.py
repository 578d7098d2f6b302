"""Percentiles of what all replications hold together, with intervals.

The interval is Woodruff's (1952, "Confidence intervals for medians and other position measures", JASA 47).
The share of times up to the percentile is a ratio of sums, jackknifed over replications
(`sim.experiment.statistics`). The share asked for, less and plus half its interval, names the two percentiles
between which the true one lies. The jackknife of the percentile itself is too narrow with few days, and
erratic where many times are equal, as those of contacts answered at once are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.experiment.statistics import CONFIDENCE, Floats, half_width, pseudo_values

Interval = tuple[float, float, float]  # a percentile, low, high; nan as in `statistics.Estimate`


def of_counts(
    counts: NDArray[np.int64], upper: Floats, share: float, confidence: float = CONFIDENCE
) -> Interval:
    """The time that a share of all times does not exceed, from times counted by bins.

    `counts`: [replication, bin]; `upper`: of each bin, ascending. The times of a bin lie evenly between the
    edge before and its own; those of the first, on its edge. Nan where nothing was counted.
    """
    found = Percentiles(counts.sum(axis=0), upper, [share])
    for row in counts:
        found.see(row)
    (interval,) = found.intervals(confidence)
    return interval


class Percentiles:
    """The same of several shares, seeing one replication at a time."""

    def __init__(self, pooled: NDArray[np.int64], upper: Floats, shares: Sequence[float] | Floats):
        """`pooled`: times of all replications, by bins."""
        self.pooled, self.upper, self.shares = pooled, upper, shares
        self.figures = [_quantile(pooled, upper, share) for share in shares]
        self.not_above: list[Floats] = []  # [share] of each replication seen
        self.totals: list[int] = []

    def see(self, counts: NDArray[np.int64]) -> None:
        """The times of a replication by bins, of each once."""
        self.not_above.append(np.interp(self.figures, self.upper, counts.cumsum()))
        self.totals.append(int(counts.sum()))

    def intervals(self, confidence: float = CONFIDENCE) -> list[Interval]:
        """Of each share, when all replications have been seen."""
        found = []
        for share, figure, not_above in zip(
            self.shares, self.figures, np.transpose(self.not_above), strict=True
        ):
            half = _half_width(not_above, np.array(self.totals), confidence)
            found.append((figure, self._quantile(share - half), self._quantile(share + half)))
        return found

    def _quantile(self, share: float) -> float:
        return _quantile(self.pooled, self.upper, share)


def of_days(values: Floats, share: float, confidence: float = CONFIDENCE) -> Interval:
    """The figure that a share of all days does not exceed; days of one replication may depend on each other.

    `values`: [replication, day], nan where a day has no figure.
    """
    known = values[np.isfinite(values)]
    figure = _quantile_of_days(known, share)
    half = _half_width((values <= figure).sum(axis=1), np.isfinite(values).sum(axis=1), confidence)
    return figure, _quantile_of_days(known, share - half), _quantile_of_days(known, share + half)


def _half_width(
    not_above: Sequence[float] | NDArray[np.int64], of_all: NDArray[np.int64], confidence: float
) -> float:
    """Half the interval of a share over replications: Student's, not the share's own, for it is laid around
    the share asked for, to find the times whose share lies within this distance of it.
    """
    total = of_all.astype(float)
    _share, pseudo = pseudo_values(np.asarray(not_above, float), total)
    return float(half_width(pseudo, confidence, total))


def _quantile(counts: NDArray[np.int64], upper: Floats, share: float) -> float:
    """Of counts[bin]; of shares beyond 0 and 1, the shortest and the longest."""
    cumulated = counts.cumsum()
    total = cumulated[-1]
    if total == 0 or np.isnan(share):
        return float("nan")
    wanted = min(max(share * total, 1), total)
    number = int(np.searchsorted(cumulated, wanted))
    lower = upper[max(number - 1, 0)]
    part = 1 - (cumulated[number] - wanted) / counts[number]
    return float(lower + part * (upper[number] - lower))


def _quantile_of_days(known: Floats, share: float) -> float:
    if known.size == 0 or np.isnan(share):
        return float("nan")
    return float(np.quantile(known, min(max(share, 0), 1)))
