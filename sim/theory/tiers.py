"""Two tiers of support, exactly: a first line that solves what it can, and a second for the rest.

Arrivals are Poisson, handling and patience exponential; what the first tier passes on joins the second's
line at once, and the first agent is free again (a cold transfer). Times in one unit, rates per that unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.theory.domain import OutOfRangeError, require_agents, require_positive, require_share
from sim.theory.erlang import ErlangC, erlang_c
from sim.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

# The chain is cut where a state is this much less likely than the likeliest.
NEGLIGIBLE = 1e-18
LONGEST_LINE = 5_000


@dataclass(frozen=True)
class Tier:
    """One tier: mean handle time, agents, mean patience in its line (infinite: nobody hangs up), and the
    share of what it handles that it passes on to the next.

    Raises `OutOfRangeError` unless times are above 0, agents 1 or more, and the share within 0 and 1.
    """

    handle_time: float
    agents: int
    patience: float = math.inf
    escalated: float = 0.0

    def __post_init__(self) -> None:
        require_positive(handle_time=self.handle_time)
        require_agents(self.agents)
        require_share(escalated=self.escalated)
        if self.patience != math.inf:
            require_positive(patience=self.patience)


@dataclass(frozen=True)
class TierState:
    """The long run of one tier. `offered` is its arrival rate; shares are of those offered to it, as they
    find it; `mean_wait` is that of all offered."""

    offered: float
    p_wait: float
    p_abandon: float
    mean_wait: float
    occupancy: float


@dataclass(frozen=True)
class TwoTiers:
    """The long run of two tiers. The shares are of all contacts that arrived at the first: solved there,
    solved by the second, abandoned in either line. `covariance` is that of the numbers present at both
    tiers: 0 where nobody abandons the first (Burke 1956).
    """

    first: TierState
    second: TierState
    solved_first: float
    solved_second: float
    abandoned: float
    covariance: float


def two_tiers(arrival_rate: float, first: Tier, second: Tier) -> TwoTiers:
    """Two tiers with abandonment from both lines, as the Markov chain of the numbers present.

    Once the first tier loses customers, what it passes on is not Poisson, and no formula is known: the
    balance equations are solved on a grid, cut where longer lines do not happen.

    Raises `OutOfRangeError` for an arrival rate not above 0, where nothing is escalated, or where customers
    wait so long that a line would grow beyond `LONGEST_LINE` (the second's, at the worst the first can send
    it).
    """
    require_positive(arrival_rate=arrival_rate, escalated=first.escalated)
    # The second tier never gets more than what all agents of the first, busy, pass on.
    most_escalated = first.escalated * first.agents / first.handle_time
    served_first, abandoned_first = _rates_down(first, arrival_rate)
    served_second, abandoned_second = _rates_down(second, most_escalated)
    passed_on_first = first.escalated * served_first
    rates = _rates_between(
        arrival_rate,
        served_first - passed_on_first + abandoned_first,
        passed_on_first,
        served_second + abandoned_second,
    )
    size = len(served_first), len(served_second)
    common_first = min(first.agents, int(arrival_rate * first.handle_time))
    common_second = min(second.agents, int(first.escalated * arrival_rate * second.handle_time))
    p = _stationary(rates, common_first * size[1] + common_second).reshape(size)

    at_first, at_second = p.sum(axis=1), p.sum(axis=0)
    arriving_second = passed_on_first @ p  # rate, by the number found at the second tier
    here = _tier_state(first, arrival_rate * at_first, at_first)
    there = _tier_state(second, arriving_second, at_second)
    number_first, number_second = np.arange(size[0]), np.arange(size[1])
    return TwoTiers(
        first=here,
        second=there,
        solved_first=(1 - first.escalated) * (1 - here.p_abandon),
        solved_second=there.offered * (1 - there.p_abandon) / arrival_rate,
        abandoned=here.p_abandon + there.offered * there.p_abandon / arrival_rate,
        covariance=float(
            number_first @ p @ number_second - (number_first @ at_first) * (number_second @ at_second)
        ),
    )


def tiers_in_series(arrival_rate: float, tiers: Sequence[Tier]) -> list[ErlangC]:
    """Tiers where nobody hangs up: each is an Erlang C of its own, with what the tier before it passes on.

    Source: Burke 1956 (what leaves M/M/n is Poisson, and its past says nothing of the line); Jackson 1957.
    A tier that is not `stable` passes on what its agents can handle.
    Raises `OutOfRangeError` for rates not above 0 and tiers with finite patience.
    """
    states = []
    for tier in tiers:
        if tier.patience != math.inf:
            raise OutOfRangeError("patience", tier.patience, _("infinite, where tiers are taken one by one"))
        state = erlang_c(arrival_rate, tier.handle_time, tier.agents)
        states.append(state)
        arrival_rate = tier.escalated * min(arrival_rate, tier.agents / tier.handle_time)
    return states


def _rates_down(tier: Tier, arrival_rate: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """By the number present, from 0 on: the rates at which contacts are handled and abandon.

    As many numbers as are not negligible when contacts arrive at this rate.
    """
    served, abandoned = [0.0], [0.0]
    likelihood = likeliest = 0.0  # logarithms, against that of an empty tier
    while len(served) <= tier.agents or likelihood > likeliest + math.log(NEGLIGIBLE):
        number = len(served)
        if number > tier.agents + LONGEST_LINE:
            raise OutOfRangeError(
                "patience", tier.patience, _("shorter, or the agents more: the line has no end")
            )
        served.append(min(number, tier.agents) / tier.handle_time)
        abandoned.append(max(0, number - tier.agents) / tier.patience)
        likelihood += math.log(arrival_rate / (served[-1] + abandoned[-1]))
        likeliest = max(likeliest, likelihood)
    return np.array(served), np.array(abandoned)


def _rates_between(
    arrival_rate: float,
    leave: NDArray[np.float64],
    pass_on: NDArray[np.float64],
    depart: NDArray[np.float64],
) -> csr_array:
    """Rates between states, row to column; a state is (number at the first tier, number at the second).

    Down from each number at the first tier, out of the centre (`leave`) and to the second (`pass_on`), and
    from each number at the second (`depart`).
    """
    from scipy.sparse import csr_array, diags_array, eye_array, kron

    size = len(leave), len(depart)
    arrive = diags_array(np.full(size[0] - 1, float(arrival_rate)), offsets=1)
    one_more = np.minimum(np.arange(1, size[1] + 1), size[1] - 1)  # at the edge of the grid: no more
    join = csr_array((np.ones(size[1]), (np.arange(size[1]), one_more)), shape=(size[1], size[1]))
    at_first = kron(arrive + diags_array(leave[1:], offsets=-1), eye_array(size[1]))
    between = kron(diags_array(pass_on[1:], offsets=-1), join)
    at_second = kron(eye_array(size[0]), diags_array(depart[1:], offsets=-1))
    return csr_array(at_first + between + at_second)


def _stationary(rates: csr_array, common: int) -> NDArray[np.float64]:
    """The long-run probabilities of a chain with these rates between states (row to column).

    The balance equations add up to nothing, so one may be left out: that of a `common` state, to which the
    others are measured.
    """
    from scipy.sparse import diags_array
    from scipy.sparse.linalg import spsolve

    balance = (rates - diags_array(rates.sum(axis=1))).T.tocsc()
    others = np.delete(np.arange(balance.shape[0]), common)
    p = np.ones(balance.shape[0])
    p[others] = spsolve(balance[others][:, others], -balance[others][:, [common]].toarray().ravel())
    return p / p.sum()


def _tier_state(tier: Tier, arriving: NDArray[np.float64], present: NDArray[np.float64]) -> TierState:
    """From arrival rates by the number found present, and the probabilities of the numbers present."""
    number = np.arange(len(present))
    offered = float(arriving.sum())
    queue = float(present @ np.maximum(0, number - tier.agents))
    return TierState(
        offered=offered,
        p_wait=float(arriving[tier.agents :].sum()) / offered,
        p_abandon=queue / tier.patience / offered,
        mean_wait=queue / offered,
        occupancy=float(present @ np.minimum(number, tier.agents)) / tier.agents,
    )
