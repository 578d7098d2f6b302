"""How much a day's service level differs from day to day, where days are alike: more than chance over
callers.

Callers who wait together are no independent trials. For the share answered at once, which the chain of the
numbers present decides, the spread is exact for long days. Times in one unit, rates per that unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.theory.chains import longest
from sim.theory.domain import require_agents, require_positive


@dataclass(frozen=True)
class DailyShare:
    """The share of a day's callers who are answered at once: mean and standard deviation over days, and what
    the latter would be if callers were independent."""

    mean: float
    sd: float
    sd_if_independent: float


def answered_at_once(
    arrival_rate: float, handle_time: float, agents: int, patience: float, length: float
) -> DailyShare:
    """The daily share that finds an agent free, under Erlang A (Erlang C where patience is infinite).

    Each arrival gains what it differs from the mean by, and the sum is a martingale but for a function of the
    number present that solves Poisson's equation; on birth and death its differences are sums over
    the states on one side. To the first order in handle times per day. Source: Whitt 1991, "A review of L =
    lambda W" (asymptotic variances); Roubos, Koole & Stolletz 2012 (the question). Raises `OutOfRangeError`
    for rates and times not above 0, and where a line grows for ever.
    """
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time, length=length)
    require_agents(agents)
    if patience != math.inf:
        require_positive(patience=patience)
    number = np.arange(longest(arrival_rate, handle_time, agents, patience) + 1)
    down = np.minimum(number, agents) / handle_time + np.maximum(0, number - agents) / patience
    logs = np.concatenate([[0.0], np.cumsum(np.log(arrival_rate / down[1:]))])
    p = np.exp(logs - logs.max())
    p /= p.sum()
    mean = float(p[:agents].sum())
    gain = (number < agents) - mean
    below = np.cumsum(p * gain)  # all gains add up to 0, so either side will do: take the smaller
    above = np.cumsum((p * gain)[::-1])[::-1] - p * gain
    rise = np.where(number < agents, -below, above) / p  # of Poisson's equation, from a state to the next
    variance = arrival_rate * float(p @ (gain + rise) ** 2) + float((p * down)[1:] @ rise[:-1] ** 2)
    callers = arrival_rate * length
    return DailyShare(
        mean=mean,
        sd=math.sqrt(variance * length) / callers,
        sd_if_independent=math.sqrt(mean * (1 - mean) / callers),
    )
