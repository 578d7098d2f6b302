"""What a scenario says of its levels of support: who answers, and what is passed on to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field, PositiveInt

from sim.scenario.block import Block, Names
from sim.scenario.channels import Backlog
from sim.scenario.colleagues import Consult, Reassign, Reject
from sim.scenario.distributions import Patience
from sim.scenario.ownership import Owner
from sim.scenario.quality import Pressure
from sim.scenario.routing import Discipline, Dispatch, Route
from sim.scenario.units import Duration, PositiveDuration, Share

if TYPE_CHECKING:
    from sim.scenario.people import Pool
    from sim.scenario.schema import Scenario


class Escalate(Block):
    """When a contact goes up a tier, each optional; what an agent knows he cannot solve goes up anyway."""

    difficulty_above: Share | None = Field(None, description="recognised at the start of handling")
    after: PositiveDuration | None = Field(None, description="of handling")
    waiting: PositiveDuration | None = Field(None, description="in the line, unanswered")
    repeats: PositiveInt | None = Field(
        None, description="seen at the start of handling: the n-th return and later"
    )
    age: PositiveDuration | None = Field(
        None, description="since the first contact: a watchdog over the line"
    )
    avoidable: Share | None = Field(
        None,
        description="of what an agent could solve and may, the share he passes up after triage, unsure",
    )
    triage: Duration = Field(
        1.0, description="handling time before a contact is passed on at the start; assumption: a minute"
    )
    transfer: Literal["cold", "warm"] = Field(
        "cold",
        description="cold: the agent puts down the phone, and the customer tells it again; "
        "warm: the agent stays on the line until the next tier answers, and tells it himself",
    )
    conference: Duration = Field(
        1.0, description="in which the agents of both tiers talk, of a warm transfer; assumption: a minute"
    )


class Tier(Block):
    """A level of support; the first takes every contact."""

    pool: Names = Field(description="who answers: a pool, or several that share one line")
    escalate: Escalate = Field(Escalate(), description="thresholds for passing up")
    owner: Owner | None = Field(
        None, description="the first tier keeps its customers: the tiers above work behind; none: passed up"
    )
    authority: Share | None = Field(
        None,
        description="of all issues, the least sensitive ones that the tier may settle; the rest goes up "
        "after triage; none: all",
    )
    reject: Reject | None = Field(None, description="sends back what ought to have stayed below; none: never")
    reassign: Reassign | None = Field(
        None, description="hands on what another team is to do; none: whoever gets a contact works on it"
    )
    consult: Consult | None = Field(None, description="asks colleagues in mid-call; none: never")
    patience: Patience | None = Field(
        None, description="in this tier's line; default: the customers' patience"
    )
    pressure: Pressure | None = Field(None, description="what its agents are judged by; none: nothing")
    route: Route = Field(
        "longest_idle",
        description="which of the idle takes a contact: who is idle longest; of the pool named first; of the "
        "pool with most idle; the ablest at the topic; the quickest; the likeliest to solve it a minute; who "
        "had it last. Of equals, who is idle longest",
    )
    line: Discipline = Field(
        "fifo",
        description="whom a free agent takes: who came first; the highest `priority`; the same, rising with "
        "the wait; the topic handled fastest; the least time left of the topic's `promise`; the highest "
        "`priority`, for whom the call of a lower one is broken off where nobody is free",
    )
    ageing: PositiveDuration = Field(
        5.0,
        description="in the line `ageing`, waiting worth one step of priority; assumption: five minutes",
    )
    dispatch: Dispatch | None = Field(None, description="a lead reads each contact first; none: nobody does")
    backlog: Backlog = Field(Backlog(), description="work that can wait, against callers")


def pool_names(tier: Tier) -> tuple[str, ...]:
    """The pools of a tier, which share its line."""
    return (tier.pool,) if isinstance(tier.pool, str) else tuple(tier.pool)


def desk_at_most(scenario: Scenario, tier: str) -> int:
    """How many leads the pools of a tier have together; 0 where they have none."""
    pools = [scenario.pools[name] for name in pool_names(scenario.tiers[tier])]
    return sum(pool.leads.of(pool.agents) for pool in pools if pool.leads)


def with_outside(tiers: Mapping[str, Tier], pools: Mapping[str, Pool]) -> bool:
    """Whether any tier is a body outside the centre."""
    return any(is_outside(tier, pools) for tier in tiers.values())


def is_outside(tier: Tier, pools: Mapping[str, Pool]) -> bool:
    """Whether a tier is a body outside the centre."""
    return any(pools[name].outside for name in pool_names(tier))
