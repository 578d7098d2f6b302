"""What a scenario file may say: every key, its unit, its meaning, its default and where that comes from.

Durations are minutes once read, shares fractions, dates `datetime.date`, times of day minutes after
midnight. Models are frozen and refuse unknown keys; the JSON Schema and the reference page are made
from them, so a key's description here is the only one there is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, PositiveInt, PrivateAttr, Tag, model_validator

from sim.scenario.block import MOST_PEOPLE, Block, Count, Map, Names, dropping_nulls, exactly_one, one_or_list
from sim.scenario.distributions import (
    Difficulty,
    Exponential,
    Never,
    Patience,
    Time,
    UniformDifficulty,
    quantile,
)
from sim.scenario.durations import DAY, WEEK, YEAR
from sim.scenario.problems import Place
from sim.scenario.units import (
    Date,
    Days,
    Duration,
    Hours,
    Percent,
    PositiveDuration,
    Share,
    TimeOfDay,
    TimeSpan,
)
from sim.scenario.week_table import Seats, Volumes
from sim.words import _

SCHEMA_VERSION = 1


# --- customers -----------------------------------------------------------------------------------


class Calendar(Block):
    """When, and for how long. Days have 24 hours of local time; the clock is never put forward or back."""

    start: Date = Field(
        date(2026, 1, 4), ge=date(1900, 1, 1), le=date(2200, 1, 1), description="the first day"
    )
    length: PositiveDuration = Field(364.0 * DAY, le=100.0 * YEAR, description="from the first day on")
    time_zone: str | None = Field(None, description="a name such as Asia/Jerusalem, shown in the report")
    interval: PositiveDuration = Field(
        30.0, description="15min, 30min, 60min...: the rows of reports; divides a day"
    )
    warm_up: Duration = Field(
        1440.0,
        description="issues that arrive in it are not counted; assumption: a floor settles within a day",
    )
    people: Literal["from_today", "long_run"] = Field(
        "from_today",
        description="from_today: the roster's tenures as given; long_run: as they are after many years",
    )


class Busyness(Block):
    """Some days are busier than others, all day long: a day's volume times a gamma variable of mean 1."""

    kind: Literal["gamma"]
    cv: float = Field(gt=0, le=10, description="standard deviation / mean of a day's volume beyond Poisson")


class Demand(Block):
    """Issues that arrive, by weekday and interval. One of `table` and `per_hour`."""

    table: Volumes | None = Field(
        None, description="CSV: `from,Sun,Mon,...,Sat`, first contacts per row's time span"
    )
    per_hour: float | None = Field(None, gt=0, le=1e6, description="first contacts an hour, always")
    scale: float = Field(1.0, ge=0, le=1000, description="multiplies all volumes")
    busyness: Busyness | None = Field(
        None, description="differences between days beyond chance; none: Poisson"
    )

    @model_validator(mode="after")
    def _one_volume(self) -> Self:
        return exactly_one(self, "table", "per_hour")


class Topic(Block):
    """What issues are about."""

    share: Share = Field(description="of all issues; shares add up to 100%")
    difficulty: Difficulty = Field(
        UniformDifficulty(kind="uniform", low=0.0, high=1.0),
        description="the ability needed to solve an issue; assumption: evenly spread over 0 to 1",
    )
    handle: Time = Field(description="talk, hold and wrap-up of an experienced agent")
    handle_at: Map[Time] = Field({}, description="the same at particular tiers, by tier")


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


# --- the house -----------------------------------------------------------------------------------


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
    triage: Duration = Field(
        1.0, description="handling time before a contact is passed on at the start; assumption: a minute"
    )


class Tier(Block):
    """A level of support; the first takes every contact."""

    pool: Names = Field(description="who answers: a pool, or several that share one line")
    escalate: Escalate = Field(Escalate(), description="thresholds for passing up")
    patience: Patience | None = Field(
        None, description="in this tier's line; default: the customers' patience"
    )


class Learning(Block):
    """A newcomer's distance from the experienced shrinks exponentially with tenure after training."""

    time_constant: PositiveDuration = Field(description="in this time the distance shrinks to 37%")
    ability: Share | None = Field(None, description="of a newcomer; default: as the experienced")
    handle_time: Percent = Field(
        1.0, ge=1, le=100, description="of a newcomer, relative to the experienced: 160%"
    )


class Attrition(Block):
    """How fast people leave. One of three figures."""

    yearly_rate: Percent | None = Field(
        None, le=100, description="leavers / mean headcount per year; may exceed 100%"
    )
    cohort_share: Share | None = Field(None, lt=1, description="of those here today, gone in a year")
    hazard: float | None = Field(None, ge=0, le=100, description="per person and year")

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        return exactly_one(self, "yearly_rate", "cohort_share", "hazard")


class Hiring(Block):
    """Whoever leaves is replaced."""

    lead_time: Duration = Field(
        6 * 10080.0, description="from leaving to the first day of training; assumption: six weeks"
    )
    training: Duration = Field(
        4 * 10080.0,
        description="paid, not on the phone; default: the low end of the 4-10 weeks printed for the US",
    )
    cost: float = Field(0.0, ge=0, le=1e12, description="of finding one person")
    training_cost: float = Field(0.0, ge=0, le=1e12, description="of training one person, beside the wage")


Tenure = Annotated[
    Annotated[Time, Tag("(one)")] | Annotated[list[Duration], Field(min_length=1), Tag("(list)")],
    Discriminator(one_or_list),
]


class Pool(Block):
    """People of one kind: a payroll, seats to fill, and a rota between them."""

    agents: int = Field(ge=0, le=MOST_PEOPLE, description="people employed when all posts are filled")
    seats: Seats | None = Field(
        None,
        description="people wanted on the phone: a number, or CSV `from,Sun,...,Sat`; "
        "none: all who are there, always",
    )
    hours: Hours = Field(
        42 * 60.0, description="a person's working week; default: Israel's, 42 hours since 2018"
    )
    shift: Hours = Field(8 * 60.0, description="the longest shift")
    absence: Share = Field(0.0, lt=1, description="of the days on the rota, missed without replacement")
    ability: Share = Field(1.0, description="of the experienced: the difficulty they still solve")
    tenure: Tenure = Field(
        Exponential.model_construct(kind="exponential", mean=14.3 * 1440 * 365 / 12),
        description="on the first day; default: 14.3 months on average, as the trade prints",
    )
    learning: Learning | None = Field(None, description="none: newcomers are as good as the experienced")
    attrition: Attrition | None = Field(None, description="none: nobody leaves")
    hiring: Hiring | None = Field(Hiring(), description="null: leavers are not replaced")
    wage: float = Field(0.0, ge=0, le=1e12, description="per paid hour")


class Leave(Block):
    """People leave on a day."""

    leave: Count = Field(description="how many")
    pool: str = Field(description="of which pool")
    on: Date = Field(description="the day, at midnight")


class AddSeats(Block):
    """Seats more, or fewer."""

    add_seats: int = Field(ge=-MOST_PEOPLE, le=MOST_PEOPLE, description="how many; negative: fewer")
    pool: str = Field(description="of which pool")
    days: Days = Field((0, 1, 2, 3, 4, 5, 6), description="such as Sun-Thu or Mon,Wed")
    from_: TimeOfDay = Field(0, alias="from", description='time of day, quoted: "10:00"')
    to: TimeOfDay = Field(DAY, description='time of day, quoted: "14:00"')
    since: Date | None = Field(None, description="from this day on; default: from the start")


def _which_change(value: Any) -> str | None:
    keys = ("leave", "add_seats")
    said = [key for key in keys if (key in value if isinstance(value, dict) else hasattr(value, key))]
    return f"({said[0]})" if said else None


Change = Annotated[
    Annotated[Leave, Tag("(leave)")] | Annotated[AddSeats, Tag("(add_seats)")], Discriminator(_which_change)
]


@dataclass(frozen=True)
class Origins:
    """Where values stand, by dotted key; it makes no difference between scenarios that say the same."""

    places: dict[str, Place] = field(default_factory=dict, compare=False)


class Scenario(Block):
    """One design of a centre."""

    composing_keys = ("extends",)

    schema_: Literal[1] = Field(1, alias="schema", description="version of the format")
    name: str = Field(description="as reports call it")
    description: str = Field("", description="for the reader of the report")
    currency: str = Field("ILS", description="of wages and costs")
    calendar: Calendar = Field(Calendar(), description="when, and for how long")
    opening: Annotated[dict[Days, TimeSpan], dropping_nulls] = Field(
        {}, description='such as Sun-Thu: "07:00-24:00"; none: round the clock'
    )
    demand: Demand = Field(description="issues that arrive")
    topics: Map[Topic] = Field(min_length=1, max_length=64, description="what they are about, by name")
    patience: Patience = Field(Never(kind="never"), description="how long customers wait")
    resolution: Resolution = Field(Resolution(), description="when an issue is solved")
    returns: Returns = Field(Returns(), description="when it was not")
    explanation: Explanation = Field(Explanation(), description="telling it again")
    service_level: ServiceLevel = Field(ServiceLevel(), description="the target")
    tiers: Map[Tier] = Field(
        min_length=1, max_length=4, description="levels of support, first to last, by name"
    )
    pools: Map[Pool] = Field(min_length=1, description="people, by name")
    changes: list[Change] = Field([], description="what happens on the way")
    overrides: Map[dict[str, Any]] = Field({}, description="named sets of `dotted.key: value` to apply")

    _origins: Origins = PrivateAttr(default_factory=lambda: Origins())

    def origin(self, key: str) -> str | None:
        """Where the value of a key of `flatten` comes from; None for defaults."""
        key = "opening" if key.startswith("opening.") else key  # whose days may be written in other ways
        place = self._origins.places.get(key)
        if place is None:
            return None
        by = " (" + _("override {name}").format(name=place.override) + ")" if place.override else ""
        return str(replace(place, column=None)) + by

    @property
    def repeat_window(self) -> float:
        """How long a run follows issues after the counted period, in minutes."""
        if self.returns.window is not None:
            return self.returns.window
        return math.ceil(quantile(self.returns.after, 0.99) / DAY) * DAY if self.returns.share else 0.0

    @property
    def first_weekday(self) -> int:
        """The weekday of the first day; 0 is Sunday."""
        return (self.calendar.start.weekday() + 1) % 7

    def open_stretches(self) -> list[tuple[int, int]]:
        """When the centre is open: (from, to) in minutes of the week, sorted, neighbours joined."""
        if not self.opening:
            return [(0, WEEK)]
        minutes = sorted(
            stretch
            for days, (start, end) in self.opening.items()
            for day in days
            for stretch in _within_week(day * DAY + start, day * DAY + end)
        )
        joined: list[tuple[int, int]] = []
        for start, end in minutes:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined


def _within_week(start: int, end: int) -> list[tuple[int, int]]:
    return [(start, end)] if end <= WEEK else [(start, WEEK), (0, end - WEEK)]


def pool_names(tier: Tier) -> tuple[str, ...]:
    """The pools of a tier, which share its line."""
    return (tier.pool,) if isinstance(tier.pool, str) else tuple(tier.pool)
