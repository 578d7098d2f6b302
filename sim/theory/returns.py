"""Customers who call again: redials after hanging up, repeats after an answer that was none.

Poisson arrivals, exponential handling and patience. Whoever will call again waits a while outside, in the
*orbit*, and comes back as a customer like any other. Source: Falin & Templeton, Retrial Queues (1997); for
both kinds Ding, Remerova, van der Mei & Zwart 2015. Times in one unit, rates per that unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.theory.chains import long_run, longest, on_the_edge
from sim.theory.domain import (
    OutOfRangeError,
    require_agents,
    require_not_negative,
    require_positive,
    require_share,
    require_share_below_one,
)
from sim.theory.erlang import SteadyState, erlang
from sim.words import _


@dataclass(frozen=True)
class WithReturns:
    """The long run. `contact_rate`: of first calls and those again; `p_wait`, `p_abandon` and `mean_wait` are
    of all contacts; `orbit`: how many will call again; `left_out`: lost where the chain is cut."""

    contact_rate: float
    p_wait: float
    p_abandon: float
    mean_wait: float
    mean_queue: float
    occupancy: float
    orbit: float
    left_out: float = 0.0


def contact_rate(arrival_rate: float, redial: float, repeat: float, p_abandon: float) -> float:
    """Contacts that come of so many issues: arrival rate / (1 - redial P(ab) - repeat (1 - P(ab))).

    Infinite where every contact makes another one.
    """
    require_share(redial=redial, repeat=repeat, p_abandon=p_abandon)
    new = 1 - redial * p_abandon - repeat * (1 - p_abandon)
    return arrival_rate / new if new > 0 else math.inf


def long_delays(
    arrival_rate: float,
    handle_time: float,
    agents: int,
    patience: float = math.inf,
    redial: float = 0.0,
    repeat: float = 0.0,
) -> tuple[float, SteadyState]:
    """The contact rate and the line where calls again come so much later that they are Poisson, too.

    The fix point of Erlang A (Erlang C where nobody hangs up) and `contact_rate`. Where nobody hangs up and
    the repeats are more than the agents can take, the line is not `stable` and its waits are infinite.

    Raises `OutOfRangeError` for rates not above 0, or shares outside 0 to below 1.
    """
    require_share_below_one(redial=redial, repeat=repeat)
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time)
    if patience == math.inf:
        rate = contact_rate(arrival_rate, redial, repeat, 0.0)
        return rate, erlang(rate, handle_time, agents)
    from scipy.optimize import brentq

    def missing(rate: float) -> float:
        p_abandon = erlang(rate, handle_time, agents, patience).p_abandon
        again = redial * p_abandon + repeat * (1 - p_abandon)
        return rate * (1 - again) - arrival_rate

    # What comes back is at most the larger share of all, at least the smaller one.
    low, high = arrival_rate / (1 - min(redial, repeat)), arrival_rate / (1 - max(redial, repeat))
    rate = low
    if low < high:
        rate = brentq(missing, low * (1 - 1e-12), high * (1 + 1e-12), xtol=1e-14, rtol=1e-14)
    return rate, erlang(rate, handle_time, agents, patience)


def orbit(
    arrival_rate: float,
    handle_time: float,
    agents: int,
    patience: float,
    delay: float,
    redial: float = 0.0,
    repeat: float = 0.0,
) -> WithReturns:
    """Redials and repeats after an exponential `delay`, as the Markov chain of numbers present and in orbit.

    Raises `OutOfRangeError` for rates and times not above 0 or infinite, shares outside 0 to below 1, or a
    delay so long that the orbit has more than thousands in it: `long_delays` is right then.
    """
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time, patience=patience, delay=delay)
    require_agents(agents)
    require_share_below_one(redial=redial, repeat=repeat)
    require_not_negative(redial=redial, repeat=repeat)
    settled, _line = long_delays(arrival_rate, handle_time, agents, patience, redial, repeat)
    outside = (settled - arrival_rate) * delay
    away = int(outside + 12 * math.sqrt(outside + 1) + 30)
    if away > 3000:
        raise OutOfRangeError("delay", delay, _("shorter: the orbit is too large"))
    # Bursts from the orbit go beyond the Poisson line of the same rate, so the line is cut later.
    inside = longest(1.5 * settled, handle_time, agents, patience) + 1
    shape = inside, away if max(redial, repeat) > 0 else 1
    here, there = np.indices(shape)
    served = np.minimum(here, agents) / handle_time
    abandoned = np.maximum(0, here - agents) / patience
    back = redial * abandoned + repeat * served
    gone = abandoned + served - back
    called = there / delay
    p = long_run(shape, [((1, 0), arrival_rate), ((-1, 0), gone), ((-1, 1), back), ((1, -1), called)])
    outside = float((p * there).sum())
    contacts = arrival_rate + outside / delay
    queue = float((p * np.maximum(0, here - agents)).sum())
    return WithReturns(
        contact_rate=contacts,
        p_wait=float((p * (arrival_rate + called))[agents:].sum()) / contacts,
        p_abandon=queue / patience / contacts,
        mean_wait=queue / contacts,
        mean_queue=queue,
        occupancy=float((p * np.minimum(here, agents)).sum()) / agents,
        orbit=outside,
        left_out=on_the_edge(p),
    )
