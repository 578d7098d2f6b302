"""What a scenario says of how people go on learning: topic by topic, in groups, and watched."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, PositiveInt, model_validator

from sim.scenario.block import Block, Count, exactly_one
from sim.scenario.units import Hours, PositiveDuration, Share


class Graded(Block):
    """Newcomers take the commonest topics first, and widen (S1 1.8). Exactly one of `every` and `uses`."""

    first: PositiveInt = Field(
        1, le=64, description="topics taken from the start, the commonest; default: S1's most common"
    )
    every: PositiveDuration | None = Field(None, description="of work, after which there is one topic more")
    uses: Count | None = Field(
        None, description="contacts about the topics taken, handled to the end, after which there is one more"
    )
    takes: Hours | None = Field(
        None,
        description="on shift, off the phone, to learn each further topic; none: learned in passing",
    )
    rest: Literal["others", "up"] = Field(
        "others",
        description="what becomes of the other topics: others of the tier take them; up: who answers passes "
        "them to the next tier, after triage",
    )

    @model_validator(mode="after")
    def _one_pace(self) -> Self:
        return exactly_one(self, "every", "uses")


class GroupTraining(Block):
    """Training in groups that never ends (S3 3.2): so many hours off the phone, time after time."""

    hours: Hours = Field(60.0, description="of a session; assumption: one hour")
    every: PositiveDuration = Field(7 * 1440.0, description="between sessions; assumption: a week")
    group: PositiveInt = Field(
        4,
        le=1000,
        description="people at most in a session; at least half of those on the phone stay there; "
        "assumption: four",
    )
    tenure: PositiveDuration = Field(
        1440.0,
        description="of experience on the pool's learning curve, which an hour is worth; assumption: a day",
    )
    contacts: float = Field(
        10.0,
        ge=0,
        le=1e6,
        description="about the session's topic, which an hour is worth where skill grows with use; topics "
        "take turns; assumption: ten",
    )


class Watch(Block):
    """Someone experienced of the pool listens in on newcomers, week after week (S1 1.8)."""

    lasts: PositiveDuration = Field(
        8 * 10080.0, description="of a newcomer's work; assumption: the first eight weeks"
    )
    takes: Hours = Field(
        120.0,
        description="of someone experienced, off the phone, for each newcomer a week; assumption: two hours",
    )
    caught: Share = Field(
        0.9, description="of errors, caught before the customer leaves; assumption: nine in ten"
    )
