"""Tiers of support, exactly: a first line that solves what it can, and others for the rest.

Arrivals are Poisson, handling and patience exponential. In a cold transfer what a tier passes on joins the
next one's line at once, and the agent is free again; in a warm one he stays with it until it is answered.
Times in one unit, rates per that unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.theory.chains import NEGLIGIBLE, Move, long_run, longest, on_the_edge
from sim.theory.domain import OutOfRangeError, require_agents, require_positive, require_share
from sim.theory.erlang import ErlangC, erlang_c
from sim.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# With three tiers every state counts: this keeps eight digits and takes a second.
NEGLIGIBLE_OF_THREE = 1e-10


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
class Network:
    """The long run of tiers in a row. The shares are of all contacts that arrived at the first: `solved` by
    each tier, `abandoned` in any line. `covariance` is that of the numbers present at the first two: 0 where
    nobody abandons the first (Burke 1956). `left_out`: what is lost where the lines are cut.
    """

    tiers: tuple[TierState, ...]
    solved: tuple[float, ...]
    abandoned: float
    covariance: float
    left_out: float


def tiers_with_abandonment(arrival_rate: float, tiers: Sequence[Tier]) -> Network:
    """Two or three tiers with abandonment from their lines, as the Markov chain of the numbers present.

    Once a tier loses customers, what it passes on is not Poisson, and no formula is known: the balance
    equations are solved on a grid, cut where longer lines do not happen. What the last passes on, leaves.

    Raises `OutOfRangeError` for an arrival rate not above 0, where a tier but the last escalates nothing, or
    where customers wait so long that a line would grow beyond `LONGEST_LINE` (at the worst the tier before
    can send it).
    """
    require_positive(arrival_rate=arrival_rate)
    if not 2 <= len(tiers) <= 3:
        raise OutOfRangeError("tiers", len(tiers), _("two or three"))
    for tier in tiers[:-1]:
        require_positive(escalated=tier.escalated)
    negligible = NEGLIGIBLE if len(tiers) == 2 else NEGLIGIBLE_OF_THREE
    most, sizes = arrival_rate, []
    for tier in tiers:
        sizes.append(longest(most, tier.handle_time, tier.agents, tier.patience, negligible) + 1)
        # A tier never gets more than what all agents of the one before, busy, pass on.
        most = tier.escalated * tier.agents / tier.handle_time
    present = np.indices(sizes)
    moves: list[Move] = [(_step(len(tiers), up=0), arrival_rate)]
    for place, tier in enumerate(tiers):
        served = np.minimum(present[place], tier.agents) / tier.handle_time
        abandoned = np.maximum(0, present[place] - tier.agents) / tier.patience
        last = place == len(tiers) - 1
        passed = np.zeros(sizes) if last else tier.escalated * served
        # Where the next line is cut, what should join it is lost: it leaves all the same.
        full = np.zeros(sizes, dtype=bool) if last else present[place + 1] == sizes[place + 1] - 1
        moves.append((_step(len(tiers), down=place), served - passed + abandoned + np.where(full, passed, 0)))
        if not last:
            moves.append((_step(len(tiers), down=place, up=place + 1), passed))
    p = long_run(sizes, moves)

    states, solved = [], []
    for place, tier in enumerate(tiers):
        if place == 0:
            arriving = np.full(sizes, arrival_rate)
        else:
            before = tiers[place - 1]
            arriving = before.escalated * np.minimum(present[place - 1], before.agents) / before.handle_time
        states.append(_tier_state(tier, *(_along(place, p * by) for by in (arriving, 1.0))))
        kept = 1.0 if place == len(tiers) - 1 else 1 - tier.escalated
        solved.append(kept * states[-1].offered * (1 - states[-1].p_abandon) / arrival_rate)
    means = [float((p * number).sum()) for number in present]
    return Network(
        tiers=tuple(states),
        solved=tuple(solved),
        abandoned=sum(state.offered * state.p_abandon for state in states) / arrival_rate,
        covariance=float((p * (present[0] - means[0]) * (present[1] - means[1])).sum()),
        left_out=on_the_edge(p),
    )


@dataclass(frozen=True)
class WarmTransfer:
    """The long run of two tiers where the first agent holds on. `first.occupancy` counts those who hold on as
    busy, `second.mean_wait` is how long that takes, of all passed on. `left_out`: lost where lines are
    cut."""

    first: TierState
    second: TierState
    left_out: float


def warm_transfer(arrival_rate: float, first: Tier, second: Tier) -> WarmTransfer:
    """Two tiers where an agent of the first waits with the customer until one of the second answers.

    Nobody hangs up while an agent waits with him, so the second's patience has no meaning and must be
    infinite. A Markov chain of two numbers: customers at the first tier, not counting those waiting for the
    second; customers at the second, those waiting included, who are at most as many as the first's agents. So
    both lines are always stable where customers of the first hang up, however few the second's agents are.

    Raises `OutOfRangeError` where nothing is escalated, the second has a patience, or the first line would
    grow beyond `LONGEST_LINE`.
    """
    require_positive(arrival_rate=arrival_rate, escalated=first.escalated)
    if second.patience != math.inf:
        raise OutOfRangeError("patience", second.patience, _("infinite, where an agent waits with them"))
    # At the worst all agents of the first hold on, and its line lives by abandonment alone.
    sizes = _held_up(arrival_rate, first) + 1, first.agents + second.agents + 1
    here, there = np.indices(sizes)
    held = np.maximum(0, there - second.agents)
    talking = np.minimum(here, first.agents - held)
    served = talking / first.handle_time
    leave = (1 - first.escalated) * served + (here - talking) / first.patience
    depart = np.minimum(there, second.agents) / second.handle_time
    passed = first.escalated * served
    p = long_run(sizes, [((1, 0), arrival_rate), ((-1, 0), leave), ((-1, 1), passed), ((0, -1), depart)])

    offered = float((p * passed).sum())
    waiting, holding = float((p * (here - talking)).sum()), float((p * held).sum())
    return WarmTransfer(
        first=TierState(
            offered=arrival_rate,
            p_wait=float(p[here + held >= first.agents].sum()),
            p_abandon=waiting / first.patience / arrival_rate,
            mean_wait=waiting / arrival_rate,
            occupancy=float((p * (talking + held)).sum()) / first.agents,
        ),
        second=TierState(
            offered=offered,
            p_wait=float((p * passed)[there >= second.agents].sum()) / offered,
            p_abandon=0.0,
            mean_wait=holding / offered,
            occupancy=float((p * np.minimum(there, second.agents)).sum()) / second.agents,
        ),
        left_out=on_the_edge(p, [0]),
    )


def _held_up(arrival_rate: float, tier: Tier) -> int:
    """The number at a tier beyond which states are negligible, were one agent left to work."""
    return longest(arrival_rate, tier.handle_time, 1, tier.patience)


def _step(axes: int, up: int | None = None, down: int | None = None) -> tuple[int, ...]:
    return tuple((axis == up) - (axis == down) for axis in range(axes))


def _along(axis: int, table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums over all other axes."""
    return table.sum(axis=tuple(other for other in range(table.ndim) if other != axis))


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
