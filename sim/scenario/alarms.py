"""Contacts that machines raise."""

from __future__ import annotations

from pydantic import Field

from sim.scenario.block import Block
from sim.scenario.units import PositiveDuration


class Alarm(Block):
    """Monitoring raises it, again until it is solved: nobody hangs up, tells it again or is lost."""

    again: PositiveDuration = Field(
        60.0, description="when it is raised again if it was not solved; assumption: an hour later"
    )
