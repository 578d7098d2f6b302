"""M/M/n/K+M: as many lines as trunks, so who calls when all are taken hears the busy signal.

Exponential handling and patience; K lines in all, those in service included. A birth and death chain. Who
comes in behind j others waiting is offered a wait that is the sum of exponentials with rates n mu + k theta,
k = 0 ... j, and e^(-theta wait) has a beta law, so waits are exact too. Source: Palm 1957; Riordan 1962.
Times in one unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.theory.domain import OutOfRangeError, require_agents, require_not_negative, require_positive
from sim.theory.erlang import SteadyState
from sim.words import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.floating]


@dataclass(frozen=True)
class LimitedTrunks(SteadyState):
    """The long run of M/M/n/K+M. All shares and waits are of those who got a line; `arrival_rate` is of all
    who called, `p_blocked` the share of them who found every line taken."""

    lines: int
    p_blocked: float
    found: tuple[float, ...]

    def _in_line_at(self, t: float) -> tuple[float, float]:
        ahead = np.arange(len(self.found))
        wait = in_line(ahead, self.agents / self.handle_time, self.patience, t)
        still, answered = float(self.found @ wait.still), float(self.found @ wait.answered_later)
        return answered, still - answered


def limited_trunks(
    arrival_rate: float, handle_time: float, agents: int, lines: int, patience: float = math.inf
) -> LimitedTrunks:
    """M/M/n/K+M with K `lines`; always stable, since there is no more line than that.

    With as many lines as agents it is Erlang B; with lines without end Erlang A. Raises `OutOfRangeError`
    unless rate and times are above 0 and lines at least as many as agents.
    """
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time)
    require_agents(agents)
    if patience != math.inf:
        require_positive(patience=patience)
    if lines < agents or lines != int(lines):
        raise OutOfRangeError("lines", lines, _("a whole number, as many as agents at least"))
    number = np.arange(1, lines + 1)
    down = np.minimum(number, agents) / handle_time + np.maximum(0, number - agents) / patience
    logs = np.concatenate([[0.0], np.cumsum(np.log(arrival_rate / down))])
    p = np.exp(logs - logs.max())
    p /= p.sum()
    entered = 1 - float(p[-1])
    found = p[agents:-1] / entered  # all agents busy, and so many waiting
    queue = float(p @ np.maximum(0, np.arange(lines + 1) - agents))
    wait = in_line(np.arange(len(found)), agents / handle_time, patience, 0.0)
    p_abandon = queue / patience / (arrival_rate * entered)
    mean_wait = queue / (arrival_rate * entered)
    answered_wait = float(found @ wait.answered_wait)
    return LimitedTrunks(
        arrival_rate=arrival_rate,
        handle_time=handle_time,
        agents=agents,
        patience=patience,
        p_wait=float(found.sum()),
        p_abandon=p_abandon,
        mean_wait=mean_wait,
        asa=answered_wait / (1 - p_abandon),
        mean_wait_abandoned=(mean_wait - answered_wait) / p_abandon if p_abandon > 0 else math.nan,
        mean_queue=queue,
        occupancy=float(p @ np.minimum(np.arange(lines + 1), agents)) / agents,
        lines=lines,
        p_blocked=float(p[-1]),
        found=tuple(found.tolist()),
    )


@dataclass(frozen=True)
class InLine:
    """By the number ahead in the line: the chance to be still in line at t, and that with an answer to come;
    and the mean of the wait counted as 0 for those who hang up."""

    still: Array
    answered_later: Array
    answered_wait: Array


def in_line(ahead: NDArray[np.int_], drain: float, patience: float, t: float) -> InLine:
    """What becomes of customers behind so many others in line, all agents busy: `drain` is the rate at which
    these finish together, which must not change. First come, first served.

    With V the wait offered and theta = 1 / patience, e^(-theta V) is beta distributed with parameters drain /
    theta and ahead + 1. Without abandonment V is a gamma law.
    """
    from scipy.special import betainc, digamma, gammaincc

    require_not_negative(t=t)
    if patience == math.inf:
        longer = gammaincc(ahead + 1, drain * t)
        return InLine(longer, longer, (ahead + 1) / drain)
    a, b = drain * patience, ahead + 1.0
    left = math.exp(-t / patience)
    answered = a / (a + b)
    return InLine(
        still=left * betainc(a, b, left),
        answered_later=answered * betainc(a + 1, b, left),
        answered_wait=patience * answered * (digamma(a + 1 + b) - digamma(a + 1)),
    )
