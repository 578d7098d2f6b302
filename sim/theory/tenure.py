"""How long people stay: hazards that depend on tenure, and what follows from them in the long run.

A law says how likely people are to leave at each tenure, relative to a reference at which it is 1; times a
scale, the hazard at the reference, that is a person's hazard. T, the stay, has P(T > t) = exp(-scale H(t)),
where H is the law's cumulated hazard. Each has H and its inverse exactly, so a stay follows exactly from one
exponential number. Times are in any one unit, scales in one over it.

The long run is that of renewal: leavers are replaced one by one, by newcomers of tenure 0. Then leavers over
mean headcount are 1 / E[T], however long a vacancy lasts, and a person met on some day has been there for a
time of density P(T > t) / E[T]. Source: Whitt 2006, "The impact of increased employee retention on
performance"; Cox, Renewal Theory (1962), chapter 5.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np

from sim.theory.domain import OutOfRangeError, require_positive, require_share_below_one
from sim.words import _

Array = Any


class Law(Protocol):
    """A hazard relative to its reference, cumulated from tenure 0."""

    @property
    def bends(self) -> tuple[float, ...]:
        """Tenures at which the hazard jumps."""
        ...

    def cumulated(self, tenure: Array) -> Array: ...

    def reached(self, cumulated: Array) -> Array:
        """The tenure at which so much is cumulated."""
        ...

    def __hash__(self) -> int: ...


@dataclass(frozen=True)
class Constant:
    """Nobody is likelier to leave than anybody else: stays are exponential."""

    bends = ()

    def cumulated(self, tenure: Array) -> Array:
        return tenure

    def reached(self, cumulated: Array) -> Array:
        return cumulated


@dataclass(frozen=True)
class Weibull:
    """A hazard that falls (shape below 1) or rises (above) as a power of tenure: (t / at)^(shape - 1)."""

    shape: float
    at: float = 1.0  # the tenure at which the hazard is the reference's
    bends = ()

    def cumulated(self, tenure: Array) -> Array:
        return (tenure / self.at) ** self.shape * (self.at / self.shape)

    def reached(self, cumulated: Array) -> Array:
        return (cumulated * (self.shape / self.at)) ** (1 / self.shape) * self.at


@dataclass(frozen=True)
class Bathtub:
    """High at first, then low, then rising: 1 + (newcomer - 1) exp(-t / settles) + t / tires.

    The reference is the floor between the two, which it comes near where `settles` is well below `tires`.
    """

    newcomer: float
    settles: float
    tires: float = math.inf
    bends = ()

    def cumulated(self, tenure: Array) -> Array:
        first = (self.newcomer - 1) * self.settles * -np.expm1(-tenure / self.settles)
        return tenure + first + tenure * tenure / (2 * self.tires)

    def reached(self, cumulated: Array) -> Array:
        """By bisection, then Newton: the tenure lies below the cumulated hazard, since the floor is 1."""
        low, high = np.zeros_like(cumulated, dtype=float), np.array(cumulated, dtype=float)
        for _step in range(30):
            middle = (low + high) / 2
            below = self.cumulated(middle) < cumulated
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        tenure = (low + high) / 2
        for _step in range(4):
            rate = 1 + (self.newcomer - 1) * np.exp(-tenure / self.settles) + tenure / self.tires
            tenure = np.clip(tenure - (self.cumulated(tenure) - cumulated) / rate, low, high)
        return tenure


@dataclass(frozen=True)
class Steps:
    """As a table says: `times` the reference up to each tenure of `until`; the last is infinity."""

    until: tuple[float, ...]
    times: tuple[float, ...]

    @property
    def bends(self) -> tuple[float, ...]:
        return self.until[:-1]

    @cached_property
    def _corners(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where each step begins: tenure and cumulated hazard; and its height."""
        begins, times = np.array([0.0, *self.until[:-1]]), np.array(self.times)
        return begins, np.concatenate(([0.0], np.cumsum(np.diff(begins) * times[:-1]))), times

    def cumulated(self, tenure: Array) -> Array:
        begins, sums, times = self._corners
        step = np.searchsorted(begins, tenure, "right") - 1
        return sums[step] + (tenure - begins[step]) * times[step]

    def reached(self, cumulated: Array) -> Array:
        begins, sums, times = self._corners
        step = np.searchsorted(sums, cumulated, "right") - 1
        return begins[step] + (cumulated - sums[step]) / times[step]


@dataclass(frozen=True)
class Begun:
    """Another law, but multiplied in stages at the beginning: training and nesting."""

    law: Law
    until: tuple[float, ...]  # tenures at which the stages end, rising
    times: tuple[float, ...]  # the hazard in each, relative to the law's

    @property
    def bends(self) -> tuple[float, ...]:
        return tuple(sorted({*self.until, *self.law.bends}))

    def cumulated(self, tenure: Array) -> Array:
        total, begins = 0.0, 0.0
        for ends, times in zip((*self.until, math.inf), (*self.times, 1.0), strict=True):
            part = np.clip(tenure, begins, ends)
            total = total + times * (self.law.cumulated(part) - self.law.cumulated(begins))
            begins = ends
        return total

    def reached(self, cumulated: Array) -> Array:
        left, begins = np.array(cumulated, dtype=float), 0.0
        found = np.full_like(left, np.nan)
        for ends, times in zip((*self.until, math.inf), (*self.times, 1.0), strict=True):
            before = self.law.cumulated(begins)
            whole = times * (self.law.cumulated(ends) - before) if ends < math.inf else math.inf
            here = np.isnan(found) & (left < whole)
            if times > 0:
                found = np.where(here, self.law.reached(before + np.where(here, left, 0.0) / times), found)
            left, begins = left - whole, ends
        return found


def after(law: Law, tenure: float, cumulated: float) -> float:
    """How long from this tenure on until so much more has been cumulated."""
    if isinstance(law, Constant):
        return cumulated
    return max(0.0, float(law.reached(law.cumulated(tenure) + cumulated)) - tenure)


def survival(law: Law, scale: float, tenure: Array) -> Array:
    """The share of newcomers who are still there at this tenure."""
    return np.exp(-scale * law.cumulated(tenure))


@dataclass(frozen=True)
class Stays:
    """The long run under a law and a scale, by numerical integration to about 1e-9.

    Whoever decides to leave at a tenure above `trained` stays for the `notice`; T is the tenure at the
    decision. `edges`: tenures; `sums`: the integral of survival from 0 to each, whose last is E[T].
    """

    law: Law
    scale: float
    edges: np.ndarray
    sums: np.ndarray
    notice: float = 0.0
    trained: float = 0.0

    @property
    def mean(self) -> float:
        """From the first day to the last, notice included: E[T] + notice P(T > trained)."""
        return float(self.sums[-1]) + self.notice * self.serving

    @property
    def serving(self) -> float:
        """The share of newcomers who come to serve a notice period."""
        return float(survival(self.law, self.scale, self.trained))

    @property
    def mean_age(self) -> float:
        """Mean tenure of those met on some day, but for a notice period: E[T^2] / (2 E[T])."""
        return self._mean_of(lambda tenure: tenure)

    def mean_of_curve(self, new: float, experienced: float, time_constant: float) -> float:
        """The mean over those met on some day of experienced + (new - experienced) exp(-t / time_constant).

        With a constant hazard that is `sim.theory.learning.mean_over_people`.
        """
        require_positive(time_constant=time_constant)
        distance = self._mean_of(lambda tenure: np.exp(-tenure / time_constant))
        return experienced + (new - experienced) * distance

    def gone_within(self, time: float) -> float:
        """Of those met on some day, the share gone after this time: the integral up to it of the probability
        of a stay that long / the mean stay."""
        before = min(time, self.trained)
        served = min(max(time - self.trained, 0.0), self.notice) * self.serving
        rest = self._upto(max(time - self.notice, before)) - self._upto(before)
        return (self._upto(before) + served + rest) / self.mean

    def age(self, share: float) -> float:
        """The tenure that this share of those met on some day, and not on notice, has not reached."""
        if isinstance(self.law, Constant):
            return -float(np.log1p(-share)) / self.scale
        wanted = share * float(self.sums[-1])
        panel = min(int(np.searchsorted(self.sums, wanted, "right")) - 1, len(self.edges) - 2)
        low, high = self.edges[panel : panel + 2]
        tenure = low
        for _step in range(50):  # Newton on a concave function: from the left it never overshoots
            step = (wanted - self._upto(tenure)) / float(survival(self.law, self.scale, tenure))
            tenure = min(max(tenure + step, low), high)
            if abs(step) <= 1e-12 * high:
                break
        return float(tenure)

    def _upto(self, time: float) -> float:
        """The integral of survival."""
        panel = min(int(np.searchsorted(self.edges, time, "right")) - 1, len(self.edges) - 2)
        low, width = self.edges[panel], min(time, self.edges[-1]) - self.edges[panel]
        part = (survival(self.law, self.scale, low + width * _POINTS) * _WEIGHTS).sum()
        return float(self.sums[panel] + part * width)

    def _mean_of(self, figure: Callable[[np.ndarray], np.ndarray]) -> float:
        widths = np.diff(self.edges)[:, None]
        points = self.edges[:-1, None] + widths * _POINTS
        density = survival(self.law, self.scale, points)
        return float((density * figure(points) * _WEIGHTS * widths).sum()) / float(self.sums[-1])


_POINTS, _WEIGHTS = (column / 2 for column in np.polynomial.legendre.leggauss(8))
_POINTS = _POINTS + 0.5
_EXPOSURES = np.concatenate(([0.0], np.geomspace(1e-12, 1e-2, 60), np.geomspace(1.2e-2, 60.0, 240)))


@lru_cache(maxsize=256)
def stays(law: Law, scale: float, notice: float = 0.0, trained: float = 0.0) -> Stays:
    """The long run under a law; raises `OutOfRangeError` unless the scale is positive."""
    require_positive(scale=scale)
    edges = law.reached(_EXPOSURES / scale)
    bends = [bend for bend in (*law.bends, trained) if 0 < bend < edges[-1]]
    edges = np.unique(np.concatenate((edges, bends)))
    widths = np.diff(edges)
    points = edges[:-1, None] + widths[:, None] * _POINTS
    parts = (survival(law, scale, points) * _WEIGHTS).sum(axis=1) * widths
    return Stays(law, scale, edges, np.concatenate(([0.0], np.cumsum(parts))), notice, trained)


@lru_cache(maxsize=256)
def scale_for_mean(law: Law, mean: float, notice: float = 0.0, trained: float = 0.0) -> float:
    """The scale at which people stay so long on average: leavers / headcount are 1 / mean."""
    require_positive(mean=mean)
    return _solved(lambda scale: stays(law, scale, notice, trained).mean - mean, 1 / mean)


@lru_cache(maxsize=256)
def scale_for_cohort(law: Law, share: float, time: float, notice: float = 0.0, trained: float = 0.0) -> float:
    """The scale at which of those met on some day this share is gone after this time."""
    require_positive(time=time)
    require_share_below_one(share=share)
    if share == 0:
        return 0.0
    near = -math.log1p(-share) / time
    return _solved(lambda scale: share - stays(law, scale, notice, trained).gone_within(time), near)


def _solved(above: Callable[[float], float], near: float) -> float:
    """Where a falling function of the scale crosses 0. Raises `OutOfRangeError` if it doesn't."""
    from scipy.optimize import brentq

    low = high = near
    for _step in range(60):
        if above(low) > 0:
            break
        low /= 8
    for _step in range(60):
        if above(high) < 0:
            break
        high *= 8
    else:
        raise OutOfRangeError("the figure asked", near, _("one that some hazard gives"))
    found = brentq(lambda log: above(math.exp(log)), math.log(low), math.log(high), xtol=1e-13, rtol=1e-13)
    return math.exp(found)
