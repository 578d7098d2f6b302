"""Lines with priorities, exact in the long run: a free agent takes the most urgent class there is.

Handling is exponential and alike for all classes. Times are in one unit, the caller's choice, and rates per
that unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from sim.theory.chains import Move, long_run, longest, on_the_edge
from sim.theory.domain import OutOfRangeError, require_agents, require_not_negative, require_positive
from sim.theory.erlang import erlang_c
from sim.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence


def waits_by_class(arrival_rates: Sequence[float], handle_time: float, agents: int) -> tuple[float, ...]:
    """The mean wait of each class, the most urgent first: a free agent takes the most urgent class there is,
    and nobody is interrupted.

    With handling exponential and alike for all, the wait of class k is (Cobham 1954; Kella & Yechiali 1985)

        W0 / ((1 - s[k-1]) (1 - s[k])),    W0 = P(wait) handle time / agents,

    where s[k] is the share of the agents' time that classes 1 to k take, and P(wait) is Erlang C's of all.
    """
    require_positive(handle_time=handle_time)
    require_agents(agents)
    for rate in arrival_rates:
        require_not_negative(arrival_rate=rate)
    whole = sum(arrival_rates) * handle_time / agents
    if whole >= 1:
        raise OutOfRangeError("load / agents", whole, _("below 1, since nobody hangs up"))
    p_wait = erlang_c(sum(arrival_rates), handle_time, agents).p_wait
    busy = [0.0, *accumulate(rate * handle_time / agents for rate in arrival_rates)]
    return tuple(
        p_wait * handle_time / agents / ((1 - before) * (1 - until)) for before, until in pairwise(busy)
    )


def waits_if_interrupted(
    arrival_rates: Sequence[float], handle_time: float, agents: int
) -> tuple[float, ...]:
    """The mean wait of each class, the most urgent first, where whoever is served makes way for a more urgent
    one and goes on later: all time in line counts, before and after.

    The most urgent classes see nothing of the others, and with handling alike the line is as long as in any
    other order: so classes 1 to k together wait as in Erlang C, and what is not class 1 to k-1 is class k.

    Raises `OutOfRangeError` where all together are too much for the agents, since nobody hangs up.
    """
    require_positive(handle_time=handle_time)
    require_agents(agents)
    for rate in arrival_rates:
        require_positive(arrival_rate=rate)
    whole = sum(arrival_rates) * handle_time / agents
    if whole >= 1:
        raise OutOfRangeError("load / agents", whole, _("below 1, since nobody hangs up"))
    lines = [0.0, *(erlang_c(rate, handle_time, agents).mean_queue for rate in accumulate(arrival_rates))]
    return tuple(
        (until - before) / rate for (before, until), rate in zip(pairwise(lines), arrival_rates, strict=True)
    )


@dataclass(frozen=True)
class TwoClasses:
    """The long run of two classes who hang up, the most urgent first. `p_wait` and `occupancy` of all
    together; mean waits of all offered of a class; `left_out`: lost where the lines are cut."""

    p_wait: float
    occupancy: float
    mean_waits: tuple[float, float]
    p_abandon: tuple[float, float]
    left_out: float


def two_classes_with_abandonment(
    arrival_rates: tuple[float, float], handle_time: float, agents: int, patiences: tuple[float, float]
) -> TwoClasses:
    """Two classes, each with its exponential patience; nobody is interrupted.

    A Markov chain: how many are busy while there are free agents, and else how many of either class wait.

    Raises `OutOfRangeError` for rates and times not above 0, and where a line would be beyond all measure.
    """
    for rate, patience in zip(arrival_rates, patiences, strict=True):
        require_positive(arrival_rate=rate, patience=patience)
    require_positive(handle_time=handle_time)
    require_agents(agents)
    both = sum(arrival_rates)
    # Neither line is longer than one in which all are of the more patient class.
    most = longest(both, handle_time, agents, max(patiences)) - agents
    # Along the first axis: the busy up to all agents, then the urgent in line; along the second: the others.
    shape = agents + most + 1, most + 1
    first, others = np.indices(shape)
    full = first >= agents
    urgent = np.maximum(0, first - agents)
    served = np.minimum(first, agents) / handle_time
    moves: list[Move] = [
        ((1, 0), np.where(full, arrival_rates[0], both)),
        ((0, 1), np.where(full, arrival_rates[1], 0.0)),
        (
            (-1, 0),
            np.where(urgent + others == 0, served, np.where(urgent > 0, served, 0)) + urgent / patiences[0],
        ),
        ((0, -1), np.where(full & (urgent == 0), served, 0.0) + others / patiences[1]),
    ]
    p = long_run(shape, moves, allowed=full | (others == 0))
    queues = float((p * urgent).sum()), float((p * others).sum())
    return TwoClasses(
        p_wait=float(p[full].sum()),
        occupancy=float((p * np.minimum(first, agents)).sum()) / agents,
        mean_waits=(queues[0] / arrival_rates[0], queues[1] / arrival_rates[1]),
        p_abandon=(
            queues[0] / patiences[0] / arrival_rates[0],
            queues[1] / patiences[1] / arrival_rates[1],
        ),
        left_out=on_the_edge(p),
    )
