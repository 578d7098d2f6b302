"""What a scenario file may say: every key, its unit, its meaning, its default and where that comes from.

Durations are minutes once read, shares fractions, dates `datetime.date`, times of day minutes after
midnight. Models are frozen and refuse unknown keys; the JSON Schema and the reference page are made
from them, so a key's description here is the only one there is.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveFloat, PositiveInt

from sim.scenario.units import Days, Duration, PositiveDuration, Share, TimeSpan, WeekTable

SCHEMA_VERSION = 1
WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


class Block(BaseModel):
    """A block of the scenario file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


# --- distributions -------------------------------------------------------------------------------


class Exponential(Block):
    """Memoryless: the many short and the few long of unplanned talk."""

    kind: Literal["exponential"]
    mean: PositiveDuration = Field(description="the mean")


class Lognormal(Block):
    """What handling times mostly look like (Brown et al. 2005, on the bank log this project fits)."""

    kind: Literal["lognormal"]
    mean: PositiveDuration = Field(description="the mean")
    cv: PositiveFloat = Field(description="standard deviation / mean")


class Gamma(Block):
    kind: Literal["gamma"]
    mean: PositiveDuration = Field(description="the mean")
    cv: PositiveFloat = Field(description="standard deviation / mean")


class Weibull(Block):
    kind: Literal["weibull"]
    mean: PositiveDuration = Field(description="the mean")
    shape: PositiveFloat = Field(description="below 1: many short and a long tail; 1: exponential; above 1: regular")


class Uniform(Block):
    kind: Literal["uniform"]
    low: Duration = Field(description="the least")
    high: PositiveDuration = Field(description="the most")


class Deterministic(Block):
    kind: Literal["deterministic"]
    value: Duration = Field(description="always this")


class Never(Block):
    """Customers who wait for ever."""

    kind: Literal["never"]


Time = Annotated[
    Exponential | Lognormal | Gamma | Weibull | Uniform | Deterministic, Field(discriminator="kind")
]
Patience = Annotated[
    Exponential | Lognormal | Gamma | Weibull | Uniform | Deterministic | Never, Field(discriminator="kind")
]


class UniformDifficulty(Block):
    kind: Literal["uniform"]
    low: Share = Field(0.0, description="the easiest")
    high: Share = Field(1.0, description="the hardest")


class FixedDifficulty(Block):
    kind: Literal["deterministic"]
    value: Share = Field(description="every issue of the topic")


Difficulty = Annotated[UniformDifficulty | FixedDifficulty, Field(discriminator="kind")]


# --- customers -----------------------------------------------------------------------------------


class Calendar(Block):
    """When, and for how long. Days have 24 hours of local time; the clock is never put forward or back."""

    start: date = Field(date(2026, 1, 4), description="the first day")
    length: PositiveDuration = Field(364 * 1440.0, description="from the first day on")
    time_zone: str | None = Field(None, description="a name such as Asia/Jerusalem, shown in the report")
    interval: Literal[15.0, 30.0, 60.0] | Duration = Field(30.0, description="15min, 30min or 60min: the rows of reports")
    warm_up: Duration = Field(
        1440.0, description="issues that arrive in it are not counted; assumption: a floor settles within a day"
    )
    people: Literal["from_today", "long_run"] = Field(
        "from_today",
        description="from_today: the roster's tenures as given; long_run: as they are after many years",
    )


class Busyness(Block):
    """Some days are busier than others, all day long: the day's volume is multiplied by a gamma variable of mean 1."""

    kind: Literal["gamma"]
    cv: PositiveFloat = Field(description="standard deviation / mean of a day's volume beyond Poisson")


class Demand(Block):
    """Issues that arrive, by weekday and interval. One of `table` and `per_hour`."""

    table: WeekTable | None = Field(None, description="CSV: `from,Sun,Mon,...,Sat`, first contacts per row's time span")
    per_hour: PositiveFloat | None = Field(None, description="first contacts an hour, always")
    scale: float = Field(1.0, ge=0, description="multiplies all volumes")
    busyness: Busyness | None = Field(None, description="differences between days beyond chance; none: Poisson")


class Topic(Block):
    """What issues are about."""

    share: Share = Field(description="of all issues; shares add up to 100%")
    difficulty: Difficulty = Field(
        UniformDifficulty(kind="uniform", low=0.0, high=1.0),
        description="the ability needed to solve an issue of the topic; assumption: evenly spread over 0 to 1",
    )
    handle: Time = Field(description="talk, hold and wrap-up of an experienced agent")
    handle_at: dict[str, Time] = Field({}, description="the same at particular tiers, by tier")


class Resolution(Block):
    """How an agent's ability meets an issue's difficulty: solved where the difficulty is not above the ability."""

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
        Exponential(kind="exponential", mean=2 * 1440.0), description="how long after; assumption: two days on average"
    )
    window: PositiveDuration | None = Field(
        None, description="how long a run goes on to follow issues; default: 99% of returns, in whole days"
    )


class Explanation(Block):
    """Time in which the customer tells it again; added to the handling time."""

    handover: Duration = Field(0.0, description="when someone else takes over")
    repeat: Duration = Field(0.0, description="when the customer comes back")


class ServiceLevel(Block):
    """What a good answer is; 80% in 20 seconds is the trade's convention."""

    within: Duration = Field(20 / 60, description="answered within this is in time")
    share: Share = Field(0.8, description="the target")


# --- the house -----------------------------------------------------------------------------------


class Escalate(Block):
    """When a contact goes up a tier. Each threshold is optional; what an agent knows he cannot solve goes up anyway."""

    difficulty_above: Share | None = Field(None, description="recognised at the start of handling")
    after: PositiveDuration | None = Field(None, description="of handling")
    waiting: PositiveDuration | None = Field(None, description="in the line, unanswered")
    repeats: PositiveInt | None = Field(None, description="seen at the start of handling: the n-th return and later")
    age: PositiveDuration | None = Field(None, description="since the first contact: a watchdog over the line")
    triage: Duration = Field(
        1.0, description="handling time before a contact is passed on at the start; assumption: a minute"
    )


class Tier(Block):
    """A level of support; the first takes every contact."""

    pool: str | list[str] = Field(description="who answers: a pool, or several that share one line")
    escalate: Escalate = Field(Escalate(), description="thresholds for passing up")
    patience: Patience | None = Field(None, description="in this tier's line; default: the customers' patience")


class Learning(Block):
    """A newcomer's distance from the experienced shrinks exponentially with tenure after training."""

    time_constant: PositiveDuration = Field(description="in this time the distance shrinks to 37%")
    ability: Share | None = Field(None, description="of a newcomer; default: as the experienced")
    handle_time: Annotated[float, Share] = Field(1.0, description="of a newcomer, relative to the experienced: 160%")


class Attrition(Block):
    """How fast people leave. One of three figures."""

    yearly_rate: Share | None = Field(None, description="leavers / mean headcount per year; may exceed 100%")
    cohort_share: Share | None = Field(None, description="of those here today, gone in a year")
    hazard: float | None = Field(None, ge=0, description="per person and year")


class Hiring(Block):
    """Whoever leaves is replaced."""

    lead_time: Duration = Field(6 * 10080.0, description="from leaving to the first day of training; assumption: six weeks")
    training: Duration = Field(
        4 * 10080.0, description="paid, not on the phone; default: the low end of the 4-10 weeks printed for the US"
    )
    cost: float = Field(0.0, ge=0, description="of finding one person")
    training_cost: float = Field(0.0, ge=0, description="of training one person, beside the wage")


class Pool(Block):
    """People of one kind: a payroll, seats to fill, and a rota between them."""

    agents: int = Field(ge=0, description="people employed when all posts are filled")
    seats: WeekTable | PositiveInt | None = Field(
        None, description="people wanted on the phone: a number, or CSV `from,Sun,...,Sat`; none: all who are there, always"
    )
    hours: PositiveDuration = Field(
        42 * 60.0, description="a person's working week; default: Israel's, 42 hours since 2018"
    )
    shift: PositiveDuration = Field(8 * 60.0, description="the longest shift")
    absence: Share = Field(0.0, description="of the days on the rota, missed without replacement")
    ability: Share = Field(1.0, description="of the experienced: the difficulty they still solve")
    tenure: Time | list[Duration] = Field(
        Exponential(kind="exponential", mean=14.3 * 1440 * 365 / 12),
        description="on the first day; default: 14.3 months on average, as the trade prints",
    )
    learning: Learning | None = Field(None, description="none: newcomers are as good as the experienced")
    attrition: Attrition | None = Field(None, description="none: nobody leaves")
    hiring: Hiring | None = Field(Hiring(), description="null: leavers are not replaced")
    wage: float = Field(0.0, ge=0, description="per paid hour")


class Leave(Block):
    """People leave on a day."""

    leave: PositiveInt = Field(description="how many")
    pool: str = Field(description="of which pool")
    on: date = Field(description="the day, at midnight")


class AddSeats(Block):
    """Seats more, or fewer."""

    add_seats: int = Field(description="how many; negative: fewer")
    pool: str = Field(description="of which pool")
    days: Days = Field((0, 1, 2, 3, 4, 5, 6), description="such as Sun-Thu or Mon,Wed")
    from_: int = Field(0, alias="from", description="time of day, quoted: \"10:00\"")
    to: int = Field(1440, description="time of day, quoted: \"14:00\"")
    since: date | None = Field(None, description="from this day on; default: from the start")


class Scenario(Block):
    """One design of a centre."""

    schema_: Literal[1] = Field(1, alias="schema", description="version of the format")
    name: str = Field(description="as reports call it")
    description: str = Field("", description="for the reader of the report")
    currency: str = Field("ILS", description="of wages and costs")
    calendar: Calendar = Field(Calendar(), description="when, and for how long")
    opening: dict[Days, TimeSpan] = Field({}, description="such as Sun-Thu: \"07:00-24:00\"; none: round the clock")
    demand: Demand = Field(description="issues that arrive")
    topics: dict[str, Topic] = Field(min_length=1, description="what they are about, by name")
    patience: Patience = Field(Never(kind="never"), description="how long customers wait")
    resolution: Resolution = Field(Resolution(), description="when an issue is solved")
    returns: Returns = Field(Returns(), description="when it was not")
    explanation: Explanation = Field(Explanation(), description="telling it again")
    service_level: ServiceLevel = Field(ServiceLevel(), description="the target")
    tiers: dict[str, Tier] = Field(min_length=1, description="levels of support, first to last, by name")
    pools: dict[str, Pool] = Field(min_length=1, description="people, by name")
    changes: list[Leave | AddSeats] = Field([], description="what happens on the way")
    overrides: dict[str, dict[str, Any]] = Field({}, description="named sets of `dotted.key: value` to apply")
