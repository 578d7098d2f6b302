"""Faults that bring a burst of contacts, and the work that removes causes before they do."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from sim.scenario.block import Block, Name, exactly_one
from sim.scenario.distributions import Exponential, Time
from sim.scenario.units import Date, Duration, Share, TimeOfDay


class Announcement(Block):
    """A recorded message or a banner, 'we know and are at work on it', which spares some the call."""

    after: Duration = Field(
        20.0, description="from the fault to the announcement; assumption: twenty minutes"
    )
    deflects: Share = Field(description="of those who would call after it, how many do not")


class Incident(Block):
    """A fault of which many call at once. One of `per_year` and `on`."""

    topic: str = Field(description="what its contacts are about; one of share 0% has handling of its own")
    per_year: float | None = Field(
        None, gt=0, le=1e5, description="how many, at any time, independent of each other (Poisson)"
    )
    on: list[Date] | None = Field(None, min_length=1, description="the days, where they are known")
    at: TimeOfDay | None = Field(None, description='time of day, quoted: "10:00"; none: at any time')
    contacts: float = Field(
        gt=0, le=100_000, description="who would call, on average (Poisson), beside the usual demand"
    )
    spread: Time = Field(
        Exponential.model_construct(kind="exponential", mean=120.0),
        description="from the fault to a call; assumption: two hours on average, most at once",
    )
    population: Name | None = Field(None, description="whom it strikes; none: all, by their volumes")
    announcement: Announcement | None = Field(None, description="none: everybody calls")

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        return exactly_one(self, "per_year", "on")


class ProblemManagement(Block):
    """Analysing a topic's cases finds their causes and removes these, from the first day of the run."""

    removes: Share = Field(description="of the causes that are left, each month")
    up_to: Share = Field(0.4, description="no more than this share of all; assumption: two in five")
    cost: float = Field(0.0, ge=0, le=1e12, description="a month, such as an analyst's hours")

    def removed(self, months: float) -> float:
        """The share of the causes that is gone after so many months."""
        return min(self.up_to, 1 - (1 - self.removes) ** months)
