"""M/M/n+G: exponential handling, and a patience of any law (Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum
2005).

The wait that is *offered* (how long a customer would wait who never hung up) has, given that he must wait at
all, a density in proportion to

    exp(arrival rate H(x) - agents x / handle time),     H(x) = integral of the survival of patience from 0 to
    x,

and everything asked of the line is a mean over it. Its logarithm is concave, so its one hill is found by
bisection and integrated by Gauss-Legendre on panels that get narrower towards the top. Times in one unit,
rates per that unit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from sim.theory.domain import OutOfRangeError, require_agents, require_positive, require_share
from sim.theory.erlang import SteadyState, erlang_b
from sim.words import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


class Patience(Protocol):
    """A law of patience: who is still there after so long, and what that adds up to."""

    @property
    def bends(self) -> tuple[float, ...]:
        """Times at which the survival jumps or has a kink, or that tell its scale."""
        ...

    @property
    def mean(self) -> float:
        """Infinite where some never hang up."""
        ...

    def survival(self, t: Array) -> Array:
        """P(patience > t), t >= 0."""
        ...

    def upto(self, t: Array) -> Array:
        """The integral of the survival from 0 to t: the mean of the shorter of patience and t."""
        ...


@dataclass(frozen=True)
class Deterministic:
    """All hang up after the same time."""

    time: float

    @property
    def mean(self) -> float:
        return self.time

    @property
    def bends(self) -> tuple[float, ...]:
        return (self.time,)

    def survival(self, t: Array) -> Array:
        return np.where(t < self.time, 1.0, 0.0)

    def upto(self, t: Array) -> Array:
        return np.minimum(t, self.time)


@dataclass(frozen=True)
class Uniform:
    """Any time from `low` to `high` is as likely."""

    low: float
    high: float

    @property
    def mean(self) -> float:
        return (self.low + self.high) / 2

    @property
    def bends(self) -> tuple[float, ...]:
        return self.low, self.high

    def survival(self, t: Array) -> Array:
        return np.clip((self.high - t) / (self.high - self.low), 0, 1)

    def upto(self, t: Array) -> Array:
        beyond = np.clip(t, self.low, self.high) - self.low
        return np.minimum(t, self.low) + beyond - beyond**2 / (2 * (self.high - self.low))


@dataclass(frozen=True)
class Exponential:
    """Who has waited is as patient as who has not."""

    mean: float

    @property
    def bends(self) -> tuple[float, ...]:
        return (self.mean,)

    def survival(self, t: Array) -> Array:
        return np.exp(-t / self.mean)

    def upto(self, t: Array) -> Array:
        return -self.mean * np.expm1(-t / self.mean)


@dataclass(frozen=True)
class Erlang:
    """The sum of `shape` exponential times, `mean` in all: more alike than exponential ones."""

    mean: float
    shape: int = 2

    @property
    def bends(self) -> tuple[float, ...]:
        return (self.mean,)

    def survival(self, t: Array) -> Array:
        from scipy.special import gammaincc

        return np.asarray(gammaincc(self.shape, t * self.shape / self.mean))

    def upto(self, t: Array) -> Array:
        from scipy.special import gammainc

        # P(patience > x) is the sum of Poisson terms below `shape`, each of which integrates to a gamma law.
        x = t * self.shape / self.mean
        terms = [gammainc(stage, x) for stage in range(1, self.shape + 1)]
        return np.asarray(sum(terms)) * self.mean / self.shape


@dataclass(frozen=True)
class Mixture:
    """Customers of several kinds: each with its share and its law. Shares below 1 in all: the rest never hang
    up."""

    shares: tuple[float, ...]
    laws: tuple[Patience, ...]

    @property
    def mean(self) -> float:
        if math.fsum(self.shares) < 1:
            return math.inf
        return sum(share * law.mean for share, law in zip(self.shares, self.laws, strict=True))

    @property
    def bends(self) -> tuple[float, ...]:
        return tuple(bend for law in self.laws for bend in law.bends)

    def survival(self, t: Array) -> Array:
        rest = 1 - math.fsum(self.shares)
        parts = zip(self.shares, self.laws, strict=True)
        return np.asarray(rest + 0.0 * t + sum(share * law.survival(t) for share, law in parts))

    def upto(self, t: Array) -> Array:
        rest = 1 - math.fsum(self.shares)
        parts = zip(self.shares, self.laws, strict=True)
        return np.asarray(rest * t + sum(share * law.upto(t) for share, law in parts))


def hyperexponential(shares: Sequence[float], means: Sequence[float]) -> Mixture:
    """A mixture of exponential patiences: less alike than exponential ones."""
    return Mixture(tuple(shares), tuple(Exponential(mean) for mean in means))


def with_balking(share: float, law: Patience) -> Mixture:
    """This share hangs up at once on hearing that it must wait; the others by the law."""
    require_share(share=share)
    return Mixture((share, 1 - share), (Deterministic(0.0), law))


@dataclass(frozen=True)
class GeneralPatience(SteadyState):
    """The long run of M/M/n+G, as of Erlang A; `patience` is the mean of the law.

    `p_busy` is the share who find all agents busy, `p_wait` those of them who do not hang up at that.
    """

    law: Patience
    p_busy: float

    @property
    def stable(self) -> bool:
        return True  # or `erlang_g` would have raised

    def _in_line_at(self, t: float) -> tuple[float, float]:
        offered = _offered(self.arrival_rate, self.handle_time, self.agents, self.law, (t,))
        later = offered.shares * (offered.waits > t)
        stay = self.law.survival(offered.waits)
        at_t = float(self.law.survival(np.array([t]))[0])
        answered = self.p_busy * float(later @ stay)
        return answered, self.p_busy * float(later.sum()) * at_t - answered


def erlang_g(arrival_rate: float, handle_time: float, agents: int, law: Patience) -> GeneralPatience:
    """M/M/n+G: exponential handling, and customers who hang up after a patience of any law.

    Raises `OutOfRangeError` unless rate and times are above 0, and where the line has no long run: those who
    never hang up are too many for the agents.
    """
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time)
    require_agents(agents)
    offered = _offered(arrival_rate, handle_time, agents, law)
    # All agents busy with nobody waiting has the probability Erlang B would give it, against which the
    # waiting are measured; in logarithms, since the hill may be beyond any number.
    blocked = erlang_b(arrival_rate * handle_time, agents - 1) if agents > 1 else 1.0
    waiting = math.log(arrival_rate * blocked) + offered.log_area
    p_busy = 1 / (1 + math.exp(-waiting)) if waiting > -700 else 0.0
    stay, hang_up = law.survival(offered.waits), 1 - law.survival(offered.waits)
    waits, upto = offered.waits, law.upto(offered.waits)
    p_abandon = p_busy * float(offered.shares @ hang_up)
    mean_wait = p_busy * float(offered.shares @ upto)
    total_served = p_busy * float(offered.shares @ (waits * stay))
    served = 1 - p_abandon
    return GeneralPatience(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        patience=law.mean,
        p_wait=p_busy * float(law.survival(np.zeros(1))[0]),
        p_abandon=p_abandon,
        mean_wait=mean_wait,
        asa=total_served / served,
        mean_wait_abandoned=(mean_wait - total_served) / p_abandon if p_abandon > 0 else math.nan,
        mean_queue=arrival_rate * mean_wait,
        occupancy=min(1.0, arrival_rate * handle_time * served / agents),
        law=law,
        p_busy=p_busy,
    )


@dataclass(frozen=True)
class _Offered:
    """Points of the offered wait of those who must wait, with their shares, and the logarithm of the area."""

    waits: Array
    shares: Array
    log_area: float


def _offered(
    arrival_rate: float, handle_time: float, agents: int, law: Patience, more: Iterable[float] = ()
) -> _Offered:
    drain = agents / handle_time

    def height(t: float | Array) -> Array:
        return arrival_rate * law.upto(np.atleast_1d(np.asarray(t, dtype=float))) - drain * np.atleast_1d(t)

    def rises(t: float) -> bool:
        return arrival_rate * float(law.survival(np.array([t]))[0]) > drain

    far = handle_time
    while rises(far):
        far *= 2
        if far > 1e9 * handle_time:
            raise OutOfRangeError("agents", agents, _("more: those who never hang up are too many for them"))
    peak = 0.0
    if rises(0.0):
        low, high = 0.0, far
        for _step in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if rises(middle) else (low, middle)
        peak = (low + high) / 2
    top = float(height(peak)[0])

    def fallen(t: float) -> bool:
        return top - float(height(t)[0]) > 45  # beyond, less than 1e-19 of the top

    reach = handle_time / agents
    while not fallen(peak + reach):
        reach *= 2
        if reach > 1e9 * handle_time:
            raise OutOfRangeError("agents", agents, _("more: those who never hang up are too many for them"))
    halves = 2.0 ** -np.arange(30)
    ends = {0.0, peak, *(peak + reach * halves), *(peak * (1 - halves))}
    ends |= {t for t in (*law.bends, *more) if 0 < t < peak + reach}
    edges = np.array(sorted(ends))
    nodes, weights = np.polynomial.legendre.leggauss(24)
    middles, widths = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
    waits = (middles[:, None] + widths[:, None] * nodes).ravel()
    density = (widths[:, None] * weights).ravel() * np.exp(height(waits) - top)
    area = float(density.sum())
    return _Offered(waits, density / area, top + math.log(area))
