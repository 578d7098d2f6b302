"""What a scenario says of calls that the centre makes before its customers do."""

from __future__ import annotations

from pydantic import Field

from sim.scenario.block import Block, Map, Name
from sim.scenario.durations import DAY
from sim.scenario.units import PositiveDuration, Share


class Foreseeable(Block):
    """A topic of which a share can be seen coming."""

    preventable: Share = Field(description="of its issues, those that a call in time may prevent")


class Outreach(Block):
    """Calls in quiet time to customers who would call some days later."""

    topics: Map[Foreseeable] = Field(min_length=1, description="what can be seen coming, by topic")
    lead: PositiveDuration = Field(5.0 * DAY, le=60.0 * DAY, description="known so long ahead; assumption")
    takes: PositiveDuration = Field(4.0, description="the call; assumption: 4 minutes")
    prevents: Share = Field(0.6, description="of calls, how many prevent the issue; assumption")
    by: Name | None = Field(None, description="the tier whose people call; default: the first")
