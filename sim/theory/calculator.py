"""The Erlang calculator that workforce people know: calls in, agents out. All times in minutes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sim.theory.domain import require_agents, require_positive
from sim.theory.erlang import erlang
from sim.theory.staffing import Target, agents_needed, with_shrinkage
from sim.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

# Above this, agents hardly draw breath between calls; calculators of the trade warn from 85% or 90% on.
ADVISED_OCCUPANCY = 0.85
NEIGHBOURS = 3

EIGHTY_TWENTY = Target(share=0.80, within=20 / 60)


@dataclass(frozen=True)
class Row:
    """What a number of agents gives. `agents` are on the phone, `scheduled` are paid so that they can be;
    `service_level` is in the target's variant; `asa` in minutes, infinite if calls outrun the agents."""

    agents: int
    scheduled: int
    service_level: float
    asa: float
    occupancy: float
    p_wait: float
    p_abandon: float
    meets_target: bool


@dataclass(frozen=True)
class Answer:
    """What the calculator says: the answer's row, a table around it (itself included), warnings in words.

    `load` in erlangs; the service level's name is `VARIANT_NAMES[target.variant]`.
    """

    model: Literal["Erlang A", "Erlang C"]
    load: float
    target: Target
    row: Row
    table: tuple[Row, ...]
    warnings: tuple[str, ...]


def calculate(
    calls: float,
    handle_time: float,
    *,
    period: float = 30.0,
    target: Target = EIGHTY_TWENTY,
    patience: float = math.inf,
    shrinkage: float = 0.0,
    agents: int | None = None,
) -> Answer:
    """How many agents a period needs, or what a given number of `agents` gives.

    `calls` offered in a `period`; `handle_time`: mean talk, hold and wrap-up; `patience`: the mean time
    until customers hang up, by Erlang A, infinite if they never do, by Erlang C; `shrinkage`: share of paid
    time not on the phone. The period counts as if it went on for ever, as in all such calculators.

    Raises `OutOfRangeError` for figures without meaning, with the name of the argument.
    """
    require_positive(calls=calls, handle_time=handle_time, period=period)
    rate = calls / period
    if agents is None:
        agents = agents_needed(rate, handle_time, target, patience)
    require_agents(agents)

    def row(number: int) -> Row:
        line = erlang(rate, handle_time, number, patience)
        return Row(
            agents=number,
            scheduled=with_shrinkage(number, shrinkage),
            service_level=target.level(line),
            asa=line.asa,
            occupancy=line.occupancy,
            p_wait=line.p_wait,
            p_abandon=line.p_abandon,
            meets_target=target.met_by(line),
        )

    answer = row(agents)
    load = rate * handle_time
    return Answer(
        model="Erlang C" if patience == math.inf else "Erlang A",
        load=load,
        target=target,
        row=answer,
        table=tuple(row(number) for number in range(max(1, agents - NEIGHBOURS), agents + NEIGHBOURS + 1)),
        warnings=tuple(_warnings(answer, load)),
    )


def _warnings(row: Row, load: float) -> Iterator[str]:
    if row.asa == math.inf:
        yield _(
            "A load of {load:.1f} erlangs is too much for {agents} on the phone: unless callers hang up, "
            "the line grows for ever."
        ).format(agents=row.agents, load=load)
    elif row.occupancy > ADVISED_OCCUPANCY:
        yield _(
            "Occupancy is {occupancy:.1%}: above {advised:.0%}, agents hardly draw breath between calls."
        ).format(occupancy=row.occupancy, advised=ADVISED_OCCUPANCY)
    if not row.meets_target:
        yield _("The target is missed.")
