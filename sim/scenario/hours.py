"""What a scenario says of hours: time off the phone, overtime, fixed and flexible shifts, holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from sim.scenario.block import Block
from sim.scenario.distributions import Exponential, Time
from sim.scenario.problems import NotAllowedError
from sim.scenario.units import Date, Days, Hours, Percent, PositiveDuration, Share, TimeOfDay
from sim.words import _

if TYPE_CHECKING:
    from sim.scenario.people import Pool


class Lateness(Block):
    """Some shifts begin late. Drawn by person and day; nothing is made up for."""

    share: Share = Field(description="of shifts")
    by: Time = Field(
        Exponential.model_construct(kind="exponential", mean=10.0),
        description="how late; default: an assumption, ten minutes on average",
    )


class Breaks(Block):
    """Short rests within a shift. They are staggered, so that not all go at once."""

    length: PositiveDuration = Field(10.0, description="of one; default: an assumption")
    every: PositiveDuration = Field(
        120.0,
        description="nobody works longer without a break or lunch; default: an assumption, two hours",
    )
    paid: bool = Field(True, description="whether it is working time")


class Lunch(Block):
    """The long break in the middle of a shift, staggered as breaks are."""

    length: PositiveDuration = Field(
        45.0, description="default: Israel's Hours of Work and Rest Law 1951, section 20"
    )
    shifts_from: PositiveDuration = Field(
        360.0, description="in shifts at least so long; default: the same law's six hours"
    )
    paid: bool = Field(
        False, description="default: the same law, where people are free to leave; it lengthens the day"
    )


class Activity(Block):
    """Paid time off the phone, planned on the rota: once every so many weeks in one of a person's shifts."""

    length: PositiveDuration = Field(description="of one")
    every: int = Field(1, ge=1, le=52, description="weeks from one to the next; people take turns")
    day: Days | None = Field(
        None, description="one weekday, such as Sun; default: any, a time for each person"
    )
    at: TimeOfDay | None = Field(
        None, description="time of day, quoted: all of them on shift at once; goes with `day`"
    )

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.day is None) != (self.at is None) or (self.day and len(self.day) > 1):
            raise NotAllowedError(
                _("day and at go together: one weekday and a time"), 'day: Sun, at: "14:00"'
            )
        return self


class Overtime(Block):
    """Seats that would stay empty are offered to people with hours to spare, at a higher wage."""

    weekly: Hours = Field(
        16 * 60.0, description="a person's most in a week; default: Israel's general permit of 2018"
    )
    yearly: Hours | None = Field(None, description="a person's most in a calendar year; none: no limit")
    pay: Percent = Field(
        1.25,
        ge=1,
        le=10,
        description="of the wage, for the first two hours of a day's overtime; "
        "default: Hours of Work and Rest Law 1951, section 16",
    )
    pay_after: Percent = Field(
        1.5, ge=1, le=10, description="of the wage, for the hours after these; default: the same section"
    )
    covers_absence: bool = Field(
        True, description="whether it is also offered for the shifts of the absent, known in time"
    )


class Flexible(Block):
    """Whose shifts may be moved and cut so that they fit the seats.

    The others work `shift` hours a day from the same time of day all week, wherever that fits best.
    """

    share: Share = Field(description="of the people")
    hazard: Percent = Field(
        1.0, le=10, description="of leaving, of those with flexible hours relative to the others"
    )


class Holiday(Block):
    """A day on which fewer contacts come and fewer people are wanted."""

    on: Date = Field(description="the day")
    name: str = Field("", description="for the reader")
    demand: Percent = Field(0.0, le=100, description="of the weekday's contacts; default: nobody calls")
    seats: Percent = Field(0.0, le=100, description="of the weekday's seats, rounded up; default: closed")


ACTIVITIES = ("meeting", "one_on_one", "study")
"""The keys of a pool that are activities; each is a cause in the ledger as well."""


def activities_of(pool: Pool) -> dict[str, Activity]:
    """Those of a pool, by cause."""
    said = {name: getattr(pool, name) for name in ACTIVITIES}
    return {name: each for name, each in said.items() if each is not None}


def has_rota(pool: Pool) -> bool:
    """Whether people of the pool have shifts; else whoever is there works whenever the centre is open."""
    return pool.seats is not None or pool.rota is not None


def pauses_in(pool: Pool, length: float) -> list[tuple[str, float]]:
    """(cause, minutes) of the breaks and lunch in a shift of so many minutes, in order.

    Nobody works longer than `breaks.every` without one; lunch takes the middle one's place.
    """
    breaks, lunch = pool.breaks, pool.lunch
    count = max(0, -int(-length // breaks.every) - 1) if breaks else 0
    pauses = [("break", breaks.length)] * count if breaks else []
    if lunch and length >= lunch.shifts_from:
        middle = len(pauses) // 2
        pauses[middle : middle + 1] = [("lunch", lunch.length)]
    return pauses


def unpaid_causes(pool: Pool) -> tuple[str, ...]:
    """Those of `pauses_in` that are no working time."""
    pauses = {"break": pool.breaks, "lunch": pool.lunch}
    return tuple(cause for cause, block in pauses.items() if block is not None and not block.paid)


def unpaid_in(pool: Pool, length: float) -> float:
    """Minutes of a shift that are no working time."""
    unpaid = unpaid_causes(pool)
    return sum(minutes for cause, minutes in pauses_in(pool, length) if cause in unpaid)


def planned_off_phone(pool: Pool) -> float:
    """The share of the time on the rota that is planned off the phone, in shifts as long as they may be."""
    length = pool.shift
    off = sum(minutes for _cause, minutes in pauses_in(pool, length)) / length
    return off + sum(each.length / each.every for each in activities_of(pool).values()) / pool.hours
