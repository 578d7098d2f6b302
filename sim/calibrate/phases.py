"""Mixtures of exponentials: for times from minutes to months, of which a mean says little."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.fitting import Times

ROUNDS = 3_000


@dataclass(frozen=True)
class Phases:
    """A time is exponential with one of these means, each with its share; the shortest mean first."""

    shares: Times
    means: Times

    @property
    def mean(self) -> float:
        return float(self.shares @ self.means)

    def log_survival(self, times: Times) -> Times:
        return np.log(np.exp(-times[:, None] / self.means) @ self.shares)

    def median(self) -> float:
        from scipy.optimize import brentq

        def above(time: float) -> float:
            return float(np.exp(-time / self.means) @ self.shares) - 0.5

        return float(brentq(above, 0.0, 40 * self.means.max()))


def fit_phases(times: Times, number: int) -> Phases:
    """The mixture of `number` exponentials of greatest likelihood, by the EM algorithm.

    Begins with the means of as many equal parts of the sorted times; nothing is left to chance. Source:
    Dempster, Laird and Rubin, Maximum likelihood from incomplete data via the EM algorithm, JRSS B 39 (1977).
    """
    means = np.array([max(part.mean(), 1e-9) for part in np.array_split(np.sort(times), number)])
    shares = np.full(number, 1 / number)
    for _ in range(ROUNDS):
        weights = _weights(times, shares, means)
        shares = weights.mean(axis=0)
        means = (weights * times[:, None]).sum(axis=0) / weights.sum(axis=0)
    order = np.argsort(means)
    return Phases(shares[order], means[order])


def _weights(times: Times, shares: Times, means: Times) -> NDArray[np.float64]:
    """The chance that a time is of a phase, shape (times, phases)."""
    logs = np.log(shares / means) - times[:, None] / means
    densities = np.exp(logs - logs.max(axis=1, keepdims=True))
    return densities / densities.sum(axis=1, keepdims=True)
