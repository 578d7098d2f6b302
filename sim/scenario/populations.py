"""Customers of several kinds or in several places who come to one desk."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from sim.scenario.block import Block, Map, Name, exactly_one
from sim.scenario.units import Share
from sim.scenario.week_table import Volumes


class Population(Block):
    """Customers with volumes of their own. One of `share`, `table` and `per_hour`."""

    share: Share | None = Field(
        None, description="of the volumes of `demand`, read in the population's own time"
    )
    table: Volumes | None = Field(
        None, description="CSV: `from,Sun,Mon,...,Sat`, its first contacts, in its own time"
    )
    per_hour: float | None = Field(None, gt=0, le=1e6, description="its first contacts an hour, always")
    hours_ahead: float = Field(
        0.0,
        ge=-26,
        le=26,
        description="of the centre's clock; negative: behind, so that its morning comes later",
    )
    topics: Map[Share] = Field(
        {}, description="its mix: topic to share, adding up to 100%; default: the topics' own shares"
    )
    language: Name | None = Field(
        None, description="what they speak: only people who have it among `languages` take them; none: any"
    )
    priority: int = Field(0, ge=-1000, le=1000, description="added to that of the topic")

    @model_validator(mode="after")
    def _one_volume(self) -> Self:
        return exactly_one(self, "share", "table", "per_hour")
