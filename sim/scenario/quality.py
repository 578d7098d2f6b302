"""What a scenario says of right and wrong: errors, scripts, and what agents are judged by."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.scenario.block import Block
from sim.scenario.durations import DAY
from sim.scenario.units import Duration, Hours, Percent, PositiveDuration, Share


class Errors(Block):
    """An agent who could solve an issue gets it wrong. Caught, it is put right at once; else the customer
    comes back, and putting it right takes longer.

    The chance of an error is `share` times the newcomer's factor times the issue's: from 1 to `sensitive`,
    evenly over issues.
    """

    share: Share = Field(
        0.03,
        description="of an experienced agent's solutions of the least sensitive issues; "
        "assumption: three in a hundred",
    )
    newcomer: Percent = Field(
        3.0,
        ge=1,
        le=100,
        description="errors of a newcomer, relative to the experienced; assumption: three times as many",
    )
    time_constant: PositiveDuration | None = Field(
        None,
        description="in this time the distance shrinks to 37%; default: the pool's learning curve, "
        "where it has none newcomers err like the experienced",
    )
    sensitive: Percent = Field(
        3.0,
        ge=1,
        le=100,
        description="errors in the most sensitive issues, relative to the least; assumption: three times as "
        "many; 100%: all issues alike",
    )
    caught: Share = Field(0.5, description="of errors, seen before the customer leaves; assumption: half")
    rework: Duration = Field(5.0, description="to put right what is caught; assumption: five minutes")
    dearer: Percent = Field(
        1.5,
        ge=1,
        le=100,
        description="work on what comes back because of an error, relative to other work; "
        "assumption: half as long again",
    )


class Script(Block):
    """What the first tier goes by when it handles a topic; tiers above know better."""

    mode: Literal["rigid", "guideline", "living"] = Field(
        description="rigid: recited, so where it does not fit the answer is partial and taken for a "
        "solution; guideline: left where it does not fit; living: a guideline that is revised from use"
    )
    off_script: Share = Field(
        0.15,
        description="of handlings, those that it does not fit, at first; what comes back is a question "
        "of its own; assumption: 15%",
    )
    handle: Percent = Field(
        0.9, gt=0, le=10, description="mean handling time with it, relative to without; assumption: 90%"
    )
    spread: Share | None = Field(
        None,
        description="handling times' distance from their mean, relative to without; default: 60% where it is "
        "rigid, else 80%; assumption, the source does not say that a script evens out",
    )
    longer: Percent = Field(
        1.3, ge=1, le=100, description="work of who leaves it, relative to who does not; assumption: 130%"
    )
    training: Percent = Field(
        1.0,
        le=1,
        description="training of newcomers in the first tier for this topic's share of it; default: as "
        "without, a script does not replace training (S3 3.4)",
    )
    revision: PositiveDuration = Field(
        14.0 * DAY,
        description="of a living script, as the two below: time between revisions; assumption: two weeks",
    )
    improves: Share = Field(
        0.1, description="of what it does not fit, what a revision adds to it; assumption: a tenth"
    )
    takes: Hours = Field(
        4 * 60.0,
        description="time of an agent of the first tier for a revision, off the phone; assumption: half "
        "a day",
    )

    @property
    def evenness(self) -> float:
        """`spread`, or its default."""
        if self.spread is not None:
            return self.spread
        return 0.6 if self.mode == "rigid" else 0.8


class HandleTimePressure(Block):
    """Agents judged by their handle time get rid of customers unsolved (S4 4.11)."""

    limit: PositiveDuration = Field(description="what the agents are held to, the telling again included")
    cut: Share = Field(
        0.5,
        description="of handlings that would last longer, those ended at the limit: the customer is told "
        "that it is solved; assumption: half",
    )


class ResolutionPressure(Block):
    """Agents judged by what they resolve hold on to what should go up (S4 4.11)."""

    hold: Share = Field(
        0.5,
        description="of what a threshold or the agent's own knowledge would pass up, what is kept; "
        "assumption: half",
    )
    longer: Percent = Field(
        1.5, ge=1, le=100, description="work on what is kept, relative to other work; assumption: 150%"
    )


class Pressure(Block):
    """What the agents of a tier are judged by."""

    aht: HandleTimePressure | None = Field(None, description="handle time; none: nobody hurries")
    fcr: ResolutionPressure | None = Field(None, description="resolution; none: nobody holds on")
