"""The N-design: one class has its own agents and may overflow to another's, who take their own first.

Poisson arrivals, exponential patience of each class, and handling that is exponential and alike for all.
Times in one unit, rates per that unit. Source: Gans & Zhou 2003; Gurvich & Whitt 2010 (the chain).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.theory.chains import Move, long_run, longest, on_the_edge
from sim.theory.domain import require_agents, require_positive


@dataclass(frozen=True)
class NDesign:
    """The long run, the class that may overflow first: shares and waits of all offered of a class, occupancy
    of a pool. `left_out`: lost where the lines are cut."""

    p_abandon: tuple[float, float]
    mean_waits: tuple[float, float]
    occupancy: tuple[float, float]
    left_out: float


def n_design(
    arrival_rates: tuple[float, float],
    handle_time: float,
    agents: tuple[int, int],
    patiences: tuple[float, float],
) -> NDesign:
    """Class 1 is taken by pool 1 if it can, else by pool 2; class 2 by pool 2 alone, which takes it first.

    Nobody is moved once served. The state: the busy of pool 1 and class 1's line, which exists only when both
    pools are full; the busy of pool 2 and class 2's line. Raises `OutOfRangeError` unless rates and times are
    above 0.
    """
    for rate, patience, number in zip(arrival_rates, patiences, agents, strict=True):
        require_positive(arrival_rate=rate, patience=patience)
        require_agents(number)
    require_positive(handle_time=handle_time)
    # A line is never longer than if both classes came for the smaller pool alone.
    rate, few = sum(arrival_rates), min(agents)
    most = longest(rate, handle_time, few, max(patiences)) - few
    shape = agents[0] + most + 1, agents[1] + most + 1
    first, second = np.indices(shape)
    full_1, full_2 = first >= agents[0], second >= agents[1]
    line_1, line_2 = np.maximum(0, first - agents[0]), np.maximum(0, second - agents[1])
    done_1 = np.minimum(first, agents[0]) / handle_time
    done_2 = np.minimum(second, agents[1]) / handle_time
    helps = (line_1 > 0) & (line_2 == 0)  # an agent of pool 2 who gets free takes class 1
    moves: list[Move] = [
        ((1, 0), np.where(~full_1 | full_2, arrival_rates[0], 0.0)),
        ((0, 1), arrival_rates[1] + np.where(full_1 & ~full_2, arrival_rates[0], 0.0)),
        ((-1, 0), done_1 + line_1 / patiences[0] + np.where(helps, done_2, 0.0)),
        ((0, -1), line_2 / patiences[1] + np.where(helps, 0.0, done_2)),
    ]
    p = long_run(shape, moves, allowed=(line_1 == 0) | full_2)
    queues = float((p * line_1).sum()), float((p * line_2).sum())
    return NDesign(
        p_abandon=(
            queues[0] / patiences[0] / arrival_rates[0],
            queues[1] / patiences[1] / arrival_rates[1],
        ),
        mean_waits=(queues[0] / arrival_rates[0], queues[1] / arrival_rates[1]),
        occupancy=(
            float((p * done_1).sum()) * handle_time / agents[0],
            float((p * done_2).sum()) * handle_time / agents[1],
        ),
        left_out=on_the_edge(p),
    )
