"""A bot in front of the people."""

from __future__ import annotations

from pydantic import Field

from sim.scenario.block import Block, Name
from sim.scenario.units import Duration, Share


class Bot(Block):
    """Everybody's first contact meets it; who comes back asks for a person at once (assumption)."""

    topics: list[Name] = Field([], description="what it is asked about; none: all topics but alarms")
    ability: Share = Field(0.3, description="the difficulty it understands; assumption: the simplest third")
    settles: Share = Field(0.6, description="of what it understands, how much; assumption: three in five")
    annoys: Share = Field(
        0.1, description="of those it does not settle, how many hang up on it; assumption: one in ten"
    )
    takes: Duration = Field(1.0, description="the customer's time with it; assumption: a minute")
    cost: float = Field(0.0, ge=0, le=1e6, description="of each contact it hears")
