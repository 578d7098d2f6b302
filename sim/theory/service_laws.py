"""Handling that is not exponential: two phases with abandonment, one agent, and handle times all alike.

Times in one unit, rates per that unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.theory.chains import Move, long_run, longest, on_the_edge
from sim.theory.domain import (
    OutOfRangeError,
    require_agents,
    require_not_negative,
    require_positive,
    require_share,
)
from sim.words import _


@dataclass(frozen=True)
class TwoPhases:
    """A handle time of two exponential phases: it starts in the first with probability `starts_first`, else
    in the second; after the first it goes on with the second with probability `goes_on`. Phase times are
    means.

    So it is Erlang-2 if both are alike and all goes on, hyperexponential if nothing does, and Coxian between.
    """

    first: float
    second: float
    starts_first: float = 1.0
    goes_on: float = 1.0

    @property
    def mean(self) -> float:
        return self.starts_first * self.first + (1 - self.starts_first * (1 - self.goes_on)) * self.second


def erlang_2(mean: float) -> TwoPhases:
    """Two phases alike: a coefficient of variation of 0.71."""
    return TwoPhases(mean / 2, mean / 2)


def hyper_2(share: float, first: float, second: float) -> TwoPhases:
    """This share has the first mean, the others the second: a coefficient of variation above 1."""
    return TwoPhases(first, second, starts_first=share, goes_on=0.0)


@dataclass(frozen=True)
class PhaseState:
    """The long run of the line. Shares and waits of all offered; `left_out`: lost where the line is cut."""

    p_wait: float
    p_abandon: float
    mean_wait: float
    occupancy: float
    left_out: float


def two_phases(arrival_rate: float, handle_time: TwoPhases, agents: int, patience: float) -> PhaseState:
    """M/Ph/n+M with two phases: the Markov chain of the number present and of those in the second phase.

    Always stable, since customers hang up. Source: Neuts 1981 (phase laws). Raises `OutOfRangeError` for
    rates and times not above 0 and shares outside 0 to 1.
    """
    require_positive(arrival_rate=arrival_rate, patience=patience)
    require_positive(first=handle_time.first, second=handle_time.second)
    require_share(starts_first=handle_time.starts_first, goes_on=handle_time.goes_on)
    require_agents(agents)
    slowest = max(handle_time.first, handle_time.second, handle_time.mean)
    shape = longest(arrival_rate, slowest, agents, patience) + 1, agents + 1
    number, second = np.indices(shape)
    busy, line = np.minimum(number, agents), np.maximum(0, number - agents)
    first = busy - second
    new = handle_time.starts_first
    free, wait = number < agents, line > 0
    out_1 = first / handle_time.first * (1 - handle_time.goes_on)
    out_2 = second / handle_time.second
    moves: list[Move] = [
        ((1, 0), np.where(free, new, 1.0) * arrival_rate),
        ((1, 1), np.where(free, 1 - new, 0.0) * arrival_rate),
        ((0, 1), first / handle_time.first * handle_time.goes_on),
        # Who takes a free agent's place starts anew, in either phase.
        (
            (-1, 0),
            line / patience + out_1 * np.where(wait, new, 1.0) + np.where(wait, out_2 * (1 - new), 0.0),
        ),
        ((-1, 1), np.where(wait, out_1 * (1 - new), 0.0)),
        ((-1, -1), out_2 * np.where(wait, new, 1.0)),
    ]
    p = long_run(shape, moves, allowed=second <= busy)
    queue = float((p * line).sum())
    return PhaseState(
        p_wait=float(p[agents:].sum()),
        p_abandon=queue / patience / arrival_rate,
        mean_wait=queue / arrival_rate,
        occupancy=float((p * busy).sum()) / agents,
        left_out=on_the_edge(p, [0]),
    )


def one_agent(arrival_rate: float, handle_time: float, cv: float) -> float:
    """The mean wait of M/G/1 by the coefficient of variation of handle times; infinite if load is 1 or more.

    Source: Pollaczek 1930, Khinchine 1932: load handle time (1 + cv^2) / (2 (1 - load)).
    """
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time)
    require_not_negative(cv=cv)
    load = arrival_rate * handle_time
    return load * handle_time * (1 + cv**2) / (2 * (1 - load)) if load < 1 else math.inf


def all_alike(arrival_rate: float, handle_time: float, agents: int) -> float:
    """The mean wait of M/D/n, all handle times alike and nobody hangs up; infinite if load is n or more.

    What is in line after one more handle time is what was, plus arrivals, less n, and not below 0: a random
    walk, whose mean maximum is the sum over k of E[(Poisson(k load) - k n)+] / k. Source: Crommelin 1932;
    Spitzer 1956. To about 1e-12; raises `OutOfRangeError` where the load is within a hundred-thousandth of n,
    and the sum too long.
    """
    from scipy.special import pdtr, pdtrc

    require_positive(arrival_rate=arrival_rate, handle_time=handle_time)
    require_agents(agents)
    load = arrival_rate * handle_time
    if load >= agents:
        return math.inf
    # By Chernoff a term is below e^(-k (load - n + n ln(n / load))).
    decay = load - agents + agents * math.log(agents / load)
    terms = math.ceil(40 / decay) + 1
    if terms > 10**7:
        raise OutOfRangeError("load / agents", load / agents, _("further below 1"))
    k = np.arange(1, terms + 1)
    over = k * load * pdtrc(k * agents - 2, k * load) - k * agents * pdtrc(k * agents - 1, k * load)
    if agents == 1:  # P(Poisson >= 0) is 1, which `pdtrc` does not know
        over[0] = load - 1 + float(pdtr(0, load))
    return float((over / k).sum()) / arrival_rate
