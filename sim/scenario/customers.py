"""What a scenario says of customers: how many, what about, how patient, and what they expect."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from sim.scenario.alarms import Alarm
from sim.scenario.block import Block, Map, exactly_one
from sim.scenario.distributions import Difficulty, Exponential, Lognormal, Patience, Time, UniformDifficulty
from sim.scenario.durations import DAY
from sim.scenario.populations import Population
from sim.scenario.problems import NotAllowedError
from sim.scenario.quality import Script
from sim.scenario.units import Duration, Percent, PositiveDuration, Share
from sim.scenario.week_table import ShareByTime, Volumes
from sim.words import _


def _whose(value: Any) -> str:
    return "(own)" if isinstance(value, dict | Block) else "(relative)"


OwnPatience = Annotated[
    Annotated[Percent, Field(gt=0, le=100), Tag("(relative)")] | Annotated[Patience, Tag("(own)")],
    Discriminator(_whose),
]


class Busyness(Block):
    """Some days are busier than others, all day long: a day's volume times a gamma variable of mean 1."""

    kind: Literal["gamma"]
    cv: float = Field(gt=0, le=10, description="standard deviation / mean of a day's volume beyond Poisson")


class Demand(Block):
    """Issues that arrive, by weekday and interval. One of `table`, `per_hour`, or populations with theirs."""

    table: Volumes | None = Field(
        None, description="CSV: `from,Sun,Mon,...,Sat`, first contacts per row's time span"
    )
    per_hour: float | None = Field(None, gt=0, le=1e6, description="first contacts an hour, always")
    scale: float = Field(1.0, ge=0, le=1000, description="multiplies all volumes")
    busyness: Busyness | None = Field(
        None,
        description="differences between days beyond chance, of each population by itself; none: Poisson",
    )
    populations: Map[Population] = Field(
        {}, max_length=8, description="kinds of customers or places they call from, by name; none: all alike"
    )

    @model_validator(mode="after")
    def _one_volume(self) -> Self:
        shared = any(each.share is not None for each in self.populations.values())
        if shared or not self.populations:
            return exactly_one(self, "table", "per_hour")
        if self.table is not None or self.per_hour is not None:
            message = _("there are volumes here, and each population has its own")
            raise NotAllowedError(message, _("a population with a share of them, or null here"))
        return self


class Topic(Block):
    """What issues are about."""

    share: ShareByTime = Field(
        description="of all issues; shares add up to 100%. Where the mix changes in the course of the week, "
        "a CSV for each topic: `from,Sun,...,Sat`, its weight at each time, such as its calls"
    )
    difficulty: Difficulty = Field(
        UniformDifficulty(kind="uniform", low=0.0, high=1.0),
        description="the ability needed to solve an issue; assumption: evenly spread over 0 to 1",
    )
    handle: Time = Field(description="talk, hold and wrap-up of an experienced agent")
    handle_at: Map[Time] = Field({}, description="the same at particular tiers, by tier")
    value: float = Field(
        0.0, ge=0, le=1e9, description="what it brings in when an issue of the topic is solved"
    )
    alarm: Alarm | None = Field(None, description="monitoring raises it; none: customers do")
    script: Script | None = Field(None, description="what the first tier goes by; none: what people know")
    priority: int = Field(
        0, ge=-1000, le=1000, description="higher goes first, in a tier whose `line` heeds it; see `tiers`"
    )
    patience: OwnPatience = Field(
        1.0,
        description="of customers who wait with it: relative to the others' patience, or a distribution of "
        "its own, in every line",
    )
    told_ahead: Percent = Field(
        1.0,
        gt=0,
        le=1,
        description="of that patience, what is left for each who stands in the line on joining, up to ten, "
        "where customers are told their place; default: they are not told, or not put off",
    )
    promise: PositiveDuration | None = Field(
        None, description="an answer is promised within this; the line `least_slack` goes by it"
    )
    downtime: float | None = Field(
        None, ge=0, le=1e12, description="cost of an hour in which one is open; default: `downtime.cost`"
    )
    authority: Map[Share] = Field(
        {}, description="of its issues, the share that a tier may settle, by tier; default: as the tier's"
    )
    deferrable: Share = Field(0.0, description="of its issues, those that can wait: see `defer`")


class Resolution(Block):
    """How ability meets difficulty: an issue is solved unless its difficulty is above the agent's ability."""

    kind: Literal["ability", "probability"] = Field(
        "ability",
        description="ability: the difficulty belongs to the issue, so the same agent fails again; "
        "probability: it is drawn anew for each piece of work",
    )
    known: Share = Field(
        0.5, description="of what an agent does not solve, the share he knows about; assumption: half"
    )


class Returns(Block):
    """Customers whose issue was not solved come back, or are lost."""

    share: Share = Field(0.8, description="of those not solved, how many come back; assumption: four in five")
    after: Time = Field(
        Exponential.model_construct(kind="exponential", mean=2 * 1440.0),
        description="how long after; assumption: two days on average",
    )
    window: PositiveDuration | None = Field(
        None, description="how long a run goes on to follow issues; default: 99% of returns, in whole days"
    )


class Redials(Block):
    """Customers whom nobody answered, since they gave up or met busy lines, try again."""

    share: Share = Field(
        0.5,
        description="how many try again, each time; default: an anonymous bank, 1999: of 23,299 known "
        "customers who hung up in the line, half called again that day (34% of those answered did too)",
    )
    after: Time = Field(
        Lognormal.model_construct(kind="lognormal", mean=74.0, cv=3.1),
        description="how long after; default: the same bank, mean 74 minutes, median 23",
    )


class Explanation(Block):
    """Time in which the customer tells it again; added to the handling time."""

    handover: Duration = Field(0.0, description="when someone else takes over")
    repeat: Duration = Field(0.0, description="when the customer comes back")


class ServiceLevel(Block):
    """What a good answer is; 80% in 20 seconds is the trade's convention."""

    within: Duration = Field(20 / 60, description="answered within this is in time")
    share: Share = Field(0.8, description="the target")
    short_abandon: Duration = Field(
        5 / 60,
        description="who gives up within this is excused in two of the service levels; "
        "default: five seconds, assumption: a misdialled number",
    )
    legal_limit: Duration = Field(
        6.0,
        description="a person answers within this, counted from the start of the call; "
        "default: Israel's Consumer Protection Law, six minutes for faults, billing and leaving",
    )
    fcr_window: Duration = Field(
        7.0 * DAY,
        description="no repeat within this looks like a first-contact resolution; assumption: a week",
    )
