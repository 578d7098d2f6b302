"""What a scenario file may say: every key, its unit, its meaning, its default and where that comes from.

Durations are minutes once read, shares fractions, dates `datetime.date`, times of day minutes after
midnight. Models are frozen and refuse unknown keys; the JSON Schema and the reference page are made
from them, so a key's description here is the only one there is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, PositiveInt, PrivateAttr

from sim.scenario.block import Block, Map, dropping_nulls
from sim.scenario.bot import Bot
from sim.scenario.changes import Change
from sim.scenario.channels import MOST_CHANNELS, Callback, Channel, Defer, Survey
from sim.scenario.customers import Demand, Explanation, Redials, Resolution, Returns, ServiceLevel, Topic
from sim.scenario.distributions import Never, Patience, quantile
from sim.scenario.durations import DAY, WEEK, YEAR
from sim.scenario.experience import Churn, Difficult, Downtime, Satisfaction
from sim.scenario.hours import Holiday
from sim.scenario.incidents import Incident, ProblemManagement
from sim.scenario.levels import Tier
from sim.scenario.outreach import Outreach
from sim.scenario.people import Pool, Site
from sim.scenario.populations import Population
from sim.scenario.problems import Place
from sim.scenario.quality import Errors
from sim.scenario.units import Date, Days, Duration, PositiveDuration, Share, TimeSpan
from sim.scenario.week_table import Volumes
from sim.words import _

SCHEMA_VERSION = 1


class Calendar(Block):
    """When, and for how long. Days have 24 hours of local time, also where clocks are put forward or back."""

    start: Date = Field(
        date(2026, 1, 4), ge=date(1900, 1, 1), le=date(2200, 1, 1), description="the first day"
    )
    length: PositiveDuration = Field(364.0 * DAY, le=100.0 * YEAR, description="from the first day on")
    time_zone: str | None = Field(
        None, description="a name such as Asia/Jerusalem; `moked explain` tells when its clocks change"
    )
    interval: PositiveDuration = Field(
        30.0, ge=1, description="15min, 30min, 60min...: the rows of reports; divides a day"
    )
    warm_up: Duration = Field(
        1440.0,
        description="issues that arrive in it are not counted; assumption: a floor settles within a day",
    )
    people: Literal["from_today", "long_run"] = Field(
        "from_today",
        description="from_today: the roster's tenures as given; long_run: as they are after many years",
    )


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
    holidays: list[Holiday] = Field([], description="days that are not like their weekday")
    demand: Demand = Field(description="issues that arrive")
    bot: Bot | None = Field(None, description="in front of the people; none: people take every contact")
    incidents: Map[Incident] = Field({}, description="faults that bring a burst of contacts, by name")
    problem_management: Map[ProblemManagement] = Field(
        {}, description="by topic: causes are found and removed, those of its incidents too"
    )
    topics: Map[Topic] = Field(min_length=1, max_length=64, description="what they are about, by name")
    pace: Volumes | None = Field(
        None,
        description="CSV: `from,Sun,...,Sat`, how long handling takes that begins at each time, relative to "
        "what the topics say, such as 1.1; where it says 0, and none: as they say",
    )
    patience: Patience = Field(Never(kind="never"), description="how long customers wait")
    lines: PositiveInt | None = Field(
        None, description="contacts that can be under way at once, waiting or answered; none: no limit"
    )
    balking: Share = Field(0.0, description="of those who would have to wait, how many hang up at once")
    redials: Redials | None = Field(None, description="trying again; none: who is not answered is gone")
    resolution: Resolution = Field(Resolution(), description="when an issue is solved")
    returns: Returns = Field(Returns(), description="when it was not")
    explanation: Explanation = Field(Explanation(), description="telling it again")
    errors: Errors | None = Field(None, description="of agents who could have solved it; none: nobody errs")
    service_level: ServiceLevel = Field(ServiceLevel(), description="the target")
    difficult: Difficult | None = Field(
        None, description="a minority that is hard to please; none: all alike"
    )
    satisfaction: Satisfaction | None = Field(None, description="what customers make of it; none: not asked")
    churn: Churn | None = Field(None, description="who leaves for good; none: nobody. Needs satisfaction")
    downtime: Downtime | None = Field(None, description="what open issues cost; none: not counted")
    tiers: Map[Tier] = Field(
        min_length=1, max_length=4, description="levels of support, first to last, by name"
    )
    pools: Map[Pool] = Field(min_length=1, description="people, by name")
    sites: Map[Site] = Field({}, description="profiles of places where pools may sit, by name")
    channels: Map[Channel] = Field(
        {},
        max_length=MOST_CHANNELS,
        description="ways in which customers make contact, by name, the telephone first; none: all call",
    )
    callback: Callback | None = Field(None, description="being called back instead of waiting")
    defer: Defer | None = Field(None, description="cases put off for quiet hours")
    outreach: Outreach | None = Field(None, description="calls that prevent issues, in quiet time")
    survey: Survey | None = Field(None, description="customers asked some days later whether it is solved")
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
        laws = [self.returns.after] if self.returns.share else []
        laws += [self.redials.after] if self.redials else []
        return max((math.ceil(quantile(law, 0.99) / DAY) * DAY for law in laws), default=0.0)

    @property
    def channel_names(self) -> tuple[str, ...]:
        """Of customers, then of the kinds of work that the centre puts off or does by itself."""
        own = {
            "callback": self.callback,
            "deferred": self.defer,
            "survey": self.survey,
            "outreach": self.outreach,
        }
        return (*(self.channels or ("phone",)), *(name for name, block in own.items() if block is not None))

    @property
    def populations(self) -> dict[str, Population]:
        """Of customers, by name; none where all are alike."""
        return self.demand.populations

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
