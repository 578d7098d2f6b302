"""Lines with priorities, exact in the long run: classes of customers who never hang up.

Times are in one unit, the caller's choice, and rates per that unit.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

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
