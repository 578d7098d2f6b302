"""Erlang B, C and A: Poisson arrivals, n agents, one line; exact in the long run.

All times are in one unit, the caller's choice, and rates are per that unit: with minutes, an arrival rate
of 4 is four contacts a minute and a handle time of 3 is three minutes. Times named here are means.

Erlang A rests on the wait that is *offered*: how long a customer would wait who never hung up. Given that he
must wait at all, and measured in patiences, it has a density in proportion to

    exp(y (1 - e^-s) - x s),     x = agents patience / handle time,     y = arrival rate patience

(Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum 2005, for exponential patience). Everything asked of the
line is a mean over that density, which a quadrature gives to about ten digits, from one agent to many
thousands, at any load.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.theory.domain import (
    require_agents,
    require_inner_share,
    require_not_negative,
    require_positive,
)
from sim.theory.service_level import ServiceLevels, service_levels

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class SteadyState(ABC):
    """The long run of one line. Times in the unit of the inputs, the rest shares or contacts.

    `asa` is the mean wait of the answered, those who did not wait included; `mean_wait` is that of all
    offered, `mean_wait_abandoned` that of those who hung up (nan where nobody does); `mean_queue` counts
    contacts in the line; `p_wait` and `p_abandon` are shares of those offered.
    """

    arrival_rate: float
    handle_time: float
    agents: int
    patience: float
    p_wait: float
    p_abandon: float
    mean_wait: float
    asa: float
    mean_wait_abandoned: float
    mean_queue: float
    occupancy: float

    @property
    def load(self) -> float:
        """Offered load, in erlangs: contacts that would be in service, were there always a free agent."""
        return self.arrival_rate * self.handle_time

    @property
    def stable(self) -> bool:
        """Whether there is a long run: without abandonment the line grows for ever unless load < agents."""
        return self.patience < math.inf or self.load < self.agents

    @abstractmethod
    def _in_line_at(self, t: float) -> tuple[float, float]:
        """Of those offered, who wait longer than t and will be answered, and who will abandon."""

    def answered_within(self, t: float) -> float:
        """Share of those offered who are answered after a wait of at most t."""
        require_not_negative(t=t)
        return max(0.0, 1 - self.p_abandon - self._in_line_at(t)[0])

    def abandoned_within(self, t: float) -> float:
        """Share of those offered who hang up after a wait of at most t."""
        require_not_negative(t=t)
        return max(0.0, self.p_abandon - self._in_line_at(t)[1])

    def service_levels(self, t: float, short: float = 0.0) -> ServiceLevels:
        """All service levels at the target time t; who hangs up within `short` is a short abandon."""
        return service_levels(
            answered=1 - self.p_abandon,
            abandoned=self.p_abandon,
            answered_in_t=self.answered_within(t),
            abandoned_in_t=self.abandoned_within(t),
            short_abandons=self.abandoned_within(short),
        )


class ErlangC(SteadyState):
    """M/M/n: nobody hangs up. Unless `stable`, waits are infinite and nobody is answered in time."""

    def _in_line_at(self, t: float) -> tuple[float, float]:
        if not self.stable:
            return 1.0, 0.0
        return self.p_wait * math.exp(-(self.agents - self.load) * t / self.handle_time), 0.0

    def wait_quantile(self, share: float) -> float:
        """The time within which this share of customers is answered; infinite if not stable.

        Raises `OutOfRangeError` unless 0 < share < 1.
        """
        require_inner_share(share=share)
        if not self.stable:
            return math.inf
        late = self.p_wait / (1 - share)
        return self.handle_time / (self.agents - self.load) * math.log(late) if late > 1 else 0.0


class ErlangA(SteadyState):
    """M/M/n+M: customers hang up after an exponential patience; always stable."""

    def _in_line_at(self, t: float) -> tuple[float, float]:
        x, y = self.agents * self.patience / self.handle_time, self.arrival_rate * self.patience
        s = t / self.patience
        # Seen from s on, the density is that of a line whose arrivals have thinned out to y e^-s.
        offered, later = _offered_wait(x, y), _offered_wait(x, y * math.exp(-s))
        beyond_peak = max(0.0, s - offered.peak)
        offered_longer = float(np.exp(-_fall(x, y, beyond_peak))) * later.area / offered.area
        in_line = self.p_wait * offered_longer * math.exp(-s)
        abandon = float(later.shares @ -np.expm1(-later.waits))
        return in_line * (1 - abandon), in_line * abandon


def erlang_b(load: float, agents: int) -> float:
    """Erlang B: the share of contacts blocked where nobody can wait (M/G/n/n, whatever the law of handling).

    `load` in erlangs. Source: Erlang 1917, by the recursion B(n) = a B(n-1) / (n + a B(n-1)), which is
    stable. Raises `OutOfRangeError` if the load is negative or there is no agent.
    """
    require_not_negative(load=load)
    require_agents(agents)
    blocked = 1.0
    for n in range(1, agents + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def erlang_c(arrival_rate: float, handle_time: float, agents: int) -> ErlangC:
    """Erlang C: exponential handling, nobody hangs up (M/M/n).

    If load >= agents the line grows for ever: `stable` is false, p_wait and occupancy are 1, waits and queue
    infinite. Source: Erlang 1917. Raises `OutOfRangeError` unless all are above 0.
    """
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time)
    require_agents(agents)
    load = arrival_rate * handle_time
    p_wait, mean_wait = 1.0, math.inf
    if load < agents:
        blocked = erlang_b(load, agents)
        p_wait = agents * blocked / (agents - load * (1 - blocked))
        mean_wait = p_wait * handle_time / (agents - load)
    return ErlangC(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        patience=math.inf,
        p_wait=p_wait,
        p_abandon=0.0,
        mean_wait=mean_wait,
        asa=mean_wait,
        mean_wait_abandoned=math.nan,
        mean_queue=arrival_rate * mean_wait,
        occupancy=min(1.0, load / agents),
    )


def erlang_a(arrival_rate: float, handle_time: float, agents: int, patience: float) -> ErlangA:
    """Erlang A: exponential handling, and customers who hang up after an exponential patience (M/M/n+M).

    Source: Palm 1957; Garnett, Mandelbaum & Reiman 2002; Zeltyn & Mandelbaum 2005. Raises `OutOfRangeError`
    unless all are above 0 and finite (for customers who wait for ever, see `erlang_c`).
    """
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time, patience=patience)
    require_agents(agents)
    x, y = agents * patience / handle_time, arrival_rate * patience
    offered = _offered_wait(x, y)
    waits, shares = offered.waits, offered.shares
    # Palm's 1 + y/(x+1) + y^2/((x+1)(x+2)) + ...: all agents busy, over all busy and nobody waiting. It is
    # x times the density's integral; in logarithms, since it may be beyond any number.
    log_palm = y - min(x, y) - x * offered.peak + math.log(x * offered.area)
    blocked = erlang_b(arrival_rate * handle_time, agents)
    p_wait = blocked / (blocked + (1 - blocked) * math.exp(-log_palm))
    stay = np.exp(-waits)
    answered = float(shares @ stay)  # of those who wait
    abandoned = float(shares @ -np.expm1(-waits))
    p_abandon = p_wait * abandoned
    return ErlangA(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        patience=patience,
        p_wait=p_wait,
        p_abandon=p_abandon,
        mean_wait=patience * p_abandon,
        asa=patience * p_wait * float(shares @ (waits * stay)) / (1 - p_wait + p_wait * answered),
        mean_wait_abandoned=patience * float(shares @ (-np.expm1(-waits) - waits * stay)) / abandoned,
        mean_queue=arrival_rate * patience * p_abandon,
        occupancy=min(1.0, arrival_rate * handle_time * (1 - p_abandon) / agents),
    )


def erlang(arrival_rate: float, handle_time: float, agents: int, patience: float = math.inf) -> SteadyState:
    """Erlang A, or Erlang C where patience is infinite."""
    if patience == math.inf:
        return erlang_c(arrival_rate, handle_time, agents)
    return erlang_a(arrival_rate, handle_time, agents, patience)


class _OfferedWait(NamedTuple):
    """The offered wait of those who must wait, in patiences: where its density peaks, the area under it
    when the peak is 1, and points of it with their shares, over which to take means."""

    peak: float
    area: float
    waits: NDArray[np.float64]
    shares: NDArray[np.float64]


def _offered_wait(x: float, y: float) -> _OfferedWait:
    peak = math.log(y / x) if y > x else 0.0
    # Stretches on which the density is not negligible: where its logarithm has fallen by less than 40, since
    # u - 1 + e^-u >= u^2 / (2 + u) to the right, and to the left e^u - 1 - u >= u^2 / 2, or >= e^u / 2
    # beyond 2.
    half = 20 - max(0.0, x - y)
    root = math.hypot(half, math.sqrt(80 * x))
    right = (half + root) / x if half > 0 else 80 / (root - half)
    left = -min(peak, math.sqrt(80 / x), max(2.0, math.log(80 / x)))
    # Beyond 30, e^-u is gone: two scales of time need two stretches when x is small.
    stretches = [(a, b) for a, b in ((left, 0.0), (0.0, min(right, 30.0)), (30.0, right)) if a < b]
    nodes, weights = _legendre()
    u = np.concatenate([(a + b) / 2 + (b - a) / 2 * nodes for a, b in stretches])
    du = np.concatenate([(b - a) / 2 * weights for a, b in stretches])
    density = du * np.exp(-_fall(x, y, u))
    area = float(density.sum())
    return _OfferedWait(peak, area, peak + u, density / area)


def _fall(x: float, y: float, u: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
    """How far the logarithm of the density has fallen at a distance u from its peak; nothing cancels."""
    k = min(x, y)
    return (x - k) * u + k * (u + np.expm1(-u))


@cache
def _legendre() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Gauss-Legendre nodes and weights on [-1, 1]; with 64 the quadrature is exact to rounding."""
    nodes, weights = np.polynomial.legendre.leggauss(64)
    return nodes, weights
