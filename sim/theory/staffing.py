"""How many agents: by search over Erlang C or A, and by the square-root rule."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.theory.domain import (
    require_agents,
    require_inner_share,
    require_not_negative,
    require_positive,
    require_share,
    require_share_below_one,
)
from sim.theory.erlang import erlang

if TYPE_CHECKING:
    from sim.theory.erlang import SteadyState
    from sim.theory.service_level import Variant


@dataclass(frozen=True)
class Target:
    """What a line must reach: this service level, in one of its variants, and no more than this occupancy.

    `share` strictly between 0 and 1; `within` and `short` in the unit of the line's times (who hangs up
    within `short` is a short abandon, for the two variants that excuse them); `max_occupancy` above 0, at
    most 1. Raises `OutOfRangeError` for others.
    """

    share: float
    within: float
    variant: Variant = "of_offered"
    short: float = 0.0
    max_occupancy: float = 1.0

    def __post_init__(self) -> None:
        require_inner_share(service_level=self.share)
        require_not_negative(within=self.within, short=self.short)
        require_positive(max_occupancy=self.max_occupancy)
        require_share(max_occupancy=self.max_occupancy)

    def level(self, line: SteadyState) -> float:
        """The service level of a line, in the target's variant."""
        return line.service_levels(self.within, self.short).by(self.variant)

    def met_by(self, line: SteadyState) -> bool:
        """Whether a line is stable and reaches the target."""
        return line.stable and line.occupancy <= self.max_occupancy and self.level(line) >= self.share


def agents_needed(arrival_rate: float, handle_time: float, target: Target, patience: float = math.inf) -> int:
    """The fewest agents that meet the target, by Erlang A, or by Erlang C where patience is infinite.

    Times in one unit, the target's as well. Raises `OutOfRangeError` unless rate and times are above 0.
    """
    require_positive(arrival_rate=arrival_rate, handle_time=handle_time)

    def enough(agents: int) -> bool:
        return target.met_by(erlang(arrival_rate, handle_time, agents, patience))

    most = math.ceil(arrival_rate * handle_time) + 1
    while not enough(most):
        most *= 2
    # Service rises and occupancy falls with every agent, so what is enough stays enough.
    return bisect_left(range(1, most), True, key=enough) + 1


def with_shrinkage(agents: int, shrinkage: float) -> int:
    """People to schedule so that so many agents are on the phone: agents / (1 - shrinkage), rounded up.

    Shrinkage is the share of paid time not on the phone: 70 agents at 30% need 100 people, not 91.
    Raises `OutOfRangeError` unless there is an agent and 0 <= shrinkage < 1.
    """
    require_agents(agents)
    require_share_below_one(shrinkage=shrinkage)
    people = agents / (1 - shrinkage)
    return math.ceil(people - 1e-9 * people)  # 63 / (1 - 0.3) is 90, though not quite to a computer


def square_root_staffing(load: float, grade: float) -> int:
    """Agents by the square-root rule: load + grade sqrt(load), rounded up, and at least one.

    The safety over the load (erlangs) grows as its root, which is why large centres are cheap. The grade
    may be negative where customers hang up. Source: Erlang 1924; Halfin & Whitt 1981. Raises
    `OutOfRangeError` unless the load is above 0.
    """
    require_positive(load=load)
    return max(1, math.ceil(load + grade * math.sqrt(load)))


def p_wait_by_grade(grade: float, relative_patience: float = math.inf) -> float:
    """The share who wait in a large centre staffed by the square-root rule at this grade.

    `relative_patience`: mean patience / mean handle time; infinite where nobody hangs up, and then the
    share is 1 for a grade of 0 or less. Source: Halfin & Whitt 1981; with abandonment Garnett, Mandelbaum &
    Reiman 2002. Raises `OutOfRangeError` unless the patience is above 0.
    """
    if relative_patience == math.inf:
        return 1 / (1 + grade / _normal_hazard(-grade)) if grade > 0 else 1.0
    require_positive(relative_patience=relative_patience)
    root = math.sqrt(relative_patience)
    return 1 / (1 + _normal_hazard(grade * root) / (root * _normal_hazard(-grade)))


def _normal_hazard(z: float) -> float:
    """Density over upper tail of the standard normal distribution."""
    from scipy.special import erfcx

    return math.sqrt(2 / math.pi) / float(erfcx(z / math.sqrt(2)))
