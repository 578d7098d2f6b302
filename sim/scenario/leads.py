"""What a scenario says of team leads: how many, their hours, and what the hours go to."""

from __future__ import annotations

import math
from typing import Self

from pydantic import Field, model_validator

from sim.scenario.block import MOST_PEOPLE, Block, Count, exactly_one
from sim.scenario.durations import WEEK
from sim.scenario.units import Hours, Percent, PositiveDuration, Share
from sim.scenario.week_table import Seats


class Coaching(Block):
    """A lead and an agent sit together, off the phone. What it gives fades, and more of it gives ever less.

    Who remembers h hours of it has h / (h + half) of what coaching without end would give.
    """

    every: PositiveDuration = Field(4.0 * WEEK, description="each agent's turn; assumption: four weeks")
    takes: PositiveDuration = Field(60.0, le=8 * 60, description="of both; assumption: an hour")
    half: PositiveDuration = Field(
        4 * 60.0, description="of coaching remembered that gives half of what it can; assumption: four hours"
    )
    lasts: PositiveDuration = Field(
        26.0 * WEEK, description="in this time 37% is left of what is remembered; assumption: half a year"
    )
    handle_time: Percent = Field(
        0.9, le=1, description="of who is coached without end, relative to who never was; assumption: 90%"
    )
    ability: Percent = Field(1.0, ge=1, le=10, description="likewise; default: the same")
    errors: Percent = Field(1.0, le=1, description="likewise: chances of an error; default: the same")
    hazard: Percent = Field(1.0, le=1, description="likewise: of leaving; default: the same")


class LeadsWatch(Block):
    """A lead listens to a newcomer's calls, and notices errors."""

    newcomers: PositiveDuration = Field(
        13.0 * WEEK, description="who works for less than this; assumption: a quarter of a year"
    )
    every: PositiveDuration = Field(1.0 * WEEK, description="each newcomer's turn; assumption: a week")
    takes: PositiveDuration = Field(60.0, le=8 * 60, description="of the lead; assumption: an hour")
    catches: Share = Field(
        0.8, description="of the errors made meanwhile, noticed at once; assumption: four in five"
    )


class Leads(Block):
    """Who lead a pool's people. They do not leave, and do not answer calls themselves.

    On duty a lead takes up the session that is most overdue, coaching or listening; who has none is at the
    desk, dispatches and helps, and when nobody needs that, surveys customers.
    """

    number: Count | None = Field(None, le=100, description="of leads")
    span: float | None = Field(None, ge=1, le=MOST_PEOPLE, description="of control: agents for each lead")
    hours: Hours = Field(
        42 * 60.0, description="a lead's working week, paid; default: Israel's, 42 hours since 2018"
    )
    elsewhere: Share = Field(
        0.0, lt=1, description="of these hours, for meetings, reports and all that is not here"
    )
    seats: Seats | None = Field(
        None,
        description="leads wanted there: a number, or CSV `from,Sun,...,Sat`; none: all, while the centre is "
        "open; they are there as far as their hours reach",
    )
    at_desk: int = Field(
        0, ge=0, le=100, description="of those there, so many stay at the desk whatever session is due"
    )
    ability: Share = Field(1.0, description="the difficulty a lead who helps still solves; assumption: all")
    wage: float = Field(0.0, ge=0, le=1e12, description="per paid hour")
    coaching: Coaching | None = Field(None, description="none: nobody is coached")
    watch: LeadsWatch | None = Field(None, description="none: nobody listens to newcomers")

    @model_validator(mode="after")
    def _number_or_span(self) -> Self:
        return exactly_one(self, "number", "span")

    @property
    def there(self) -> float:
        """Minutes of a lead's week for what is told here."""
        return self.hours * (1 - self.elsewhere)

    def of(self, agents: int) -> int:
        """How many lead so many agents."""
        return self.number if self.number is not None else math.ceil(agents / (self.span or 1))
