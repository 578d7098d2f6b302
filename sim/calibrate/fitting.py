"""Fitting service times and patience. Times go in and come out in the same unit, whichever it is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Lognormal:
    """The logarithm is normal with mean `centre` and standard deviation `spread`."""

    centre: float
    spread: float

    @property
    def mean(self) -> float:
        return math.exp(self.centre + self.spread**2 / 2)

    @property
    def cv(self) -> float:
        """Standard deviation / mean."""
        return math.sqrt(math.expm1(self.spread**2))

    @property
    def median(self) -> float:
        return math.exp(self.centre)

    def log_survival(self, times: Times) -> Times:
        from scipy.special import log_ndtr

        return log_ndtr((self.centre - np.log(times)) / self.spread)

    def log_density(self, times: Times) -> Times:
        logs = np.log(times)
        constant = math.log(self.spread * math.sqrt(2 * math.pi))
        return -logs - constant - ((logs - self.centre) / self.spread) ** 2 / 2


@dataclass(frozen=True)
class Weibull:
    """Survival is exp(-(t/scale)^shape); with shape 1 the exponential."""

    shape: float
    scale: float

    @property
    def mean(self) -> float:
        return self.scale * math.gamma(1 + 1 / self.shape)

    @property
    def cv(self) -> float:
        """Standard deviation / mean."""
        return math.sqrt(math.gamma(1 + 2 / self.shape) / math.gamma(1 + 1 / self.shape) ** 2 - 1)

    @property
    def median(self) -> float:
        return self.scale * math.log(2) ** (1 / self.shape)

    def log_survival(self, times: Times) -> Times:
        return -((times / self.scale) ** self.shape)

    def log_density(self, times: Times) -> Times:
        constant = math.log(self.shape) - self.shape * math.log(self.scale)
        return constant + (self.shape - 1) * np.log(times) + self.log_survival(times)


@dataclass(frozen=True)
class Survival:
    """Kaplan and Meier's estimate: `share[i]` last longer than `times[i]`, judged by `at_risk[i]` of them."""

    times: Times
    share: Times
    at_risk: NDArray[np.int64]

    def after(self, time: float) -> float:
        """Share that lasts longer than `time`."""
        index = int(np.searchsorted(self.times, time, side="right")) - 1
        return float(self.share[index]) if index >= 0 else 1.0

    def median(self) -> float:
        """The first time that at most half outlast; infinite where the estimate stays above."""
        below = np.flatnonzero(self.share <= 0.5)
        return float(self.times[below[0]]) if below.size else math.inf


def kaplan_meier(times: Times, observed: Flags) -> Survival:
    """Survival from times that ended (`observed`) or were cut short; in a tie the ends come first."""
    steps, index = np.unique(times, return_inverse=True)
    gone = np.bincount(index)
    at_risk = len(times) - np.concatenate([[0], np.cumsum(gone)[:-1]])
    return Survival(steps, np.cumprod(1 - np.bincount(index, weights=observed) / at_risk), at_risk)


def distance(fit: Lognormal | Weibull, estimate: Survival, least_at_risk: int = 1) -> float:
    """The largest difference in survival at a step of the estimate that rests on `least_at_risk` or more.

    With every time observed and nothing left out, the distance of Kolmogorov and Smirnov to a step.
    """
    firm = estimate.at_risk >= least_at_risk
    return float(np.abs(np.exp(fit.log_survival(estimate.times[firm])) - estimate.share[firm]).max())


def log_likelihood(fit: Lognormal | Weibull, times: Times, observed: Flags) -> float:
    """Of times that ended (`observed`) or were cut short; two fits to the same times are compared by it."""
    return float(fit.log_density(times[observed]).sum() + fit.log_survival(times[~observed]).sum())


def fit_lognormal(times: Times) -> Lognormal:
    """The lognormal of greatest likelihood for times that all ended, above zero."""
    logs = np.log(times)
    return Lognormal(float(logs.mean()), float(logs.std()))


def fit_lognormal_censored(times: Times, observed: Flags) -> Lognormal:
    """The lognormal of greatest likelihood for times above zero that ended (`observed`) or were cut short."""
    from scipy.optimize import minimize

    start = fit_lognormal(times)

    def against(x: Times) -> float:
        return -log_likelihood(Lognormal(float(x[0]), math.exp(x[1])), times, observed) / len(times)

    x = np.array([start.centre, math.log(start.spread)])
    best = minimize(against, x, method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12}).x
    return Lognormal(float(best[0]), math.exp(best[1]))


@dataclass(frozen=True)
class Told:
    """Patience of callers who are told how many stand before them."""

    alone: Lognormal
    """of whoever stands first"""
    factor: float
    """times this for each ahead"""

    def log_likelihood(self, times: Times, observed: Flags, ahead: Times) -> float:
        """A time t with n ahead is as likely as t / factor^n with none, less the logarithm of the stretch."""
        stretch = ahead * math.log(self.factor)
        alone = log_likelihood(self.alone, times * np.exp(-stretch), observed)
        return alone - float(stretch[observed].sum())


def fit_told(times: Times, observed: Flags, ahead: Times) -> Told:
    """Of greatest likelihood for times above zero that ended (`observed`) or were cut short.

    `ahead`: how many stood before each.
    """
    from scipy.optimize import minimize

    start = fit_lognormal_censored(times, observed)

    def against(x: Times) -> float:
        fit = Told(Lognormal(float(x[0]), math.exp(x[1])), math.exp(x[2]))
        return -fit.log_likelihood(times, observed, ahead) / len(times)

    x = np.array([start.centre, math.log(start.spread), -0.1])
    best = minimize(against, x, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-11}).x
    return Told(Lognormal(float(best[0]), math.exp(best[1])), math.exp(best[2]))


def fit_exponential(times: Times, observed: Flags) -> Weibull:
    """The exponential of greatest likelihood: its mean is all time / those that ended."""
    return _weibull_of_shape(1.0, times, observed)


def fit_weibull(times: Times, observed: Flags) -> Weibull:
    """The Weibull of greatest likelihood for times above zero that ended (`observed`) or were cut short.

    The shape k solves 1/k + mean of log t over those that ended = sum of t^k log t / sum of t^k over all
    (Lawless, Statistical Models and Methods for Lifetime Data, 2003, section 5.2).
    """
    from scipy.optimize import brentq

    logs = np.log(times)
    ended, longest = float(logs[observed].mean()), float(logs.max())

    def slope(shape: float) -> float:
        powers = np.exp(shape * (logs - longest))
        return 1 / shape + ended - float((powers * logs).sum() / powers.sum())

    return _weibull_of_shape(float(brentq(slope, 0.05, 20)), times, observed)


def _weibull_of_shape(shape: float, times: Times, observed: Flags) -> Weibull:
    return Weibull(shape, float(((times**shape).sum() / observed.sum()) ** (1 / shape)))
