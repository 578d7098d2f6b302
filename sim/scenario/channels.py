"""What a scenario says of the ways in which customers make contact, and of work that can wait."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.scenario.block import Block, Name
from sim.scenario.distributions import Time, Uniform
from sim.scenario.durations import DAY
from sim.scenario.units import Duration, Percent, PositiveDuration, Share

RESERVED = ("callback", "deferred", "survey", "outreach")
"""Names of the channels in which the centre works by itself."""

MOST_CHANNELS = 8  # of customers


class Channel(Block):
    """A way in which customers make contact; an issue that is not solved comes back in the same way."""

    share: Share = Field(description="of all issues; shares add up to 100%")
    kind: Literal["phone", "chat", "written"] = Field(
        "phone",
        description="phone: live, one at a time; chat: live, several of an agent at once; "
        "written: e-mail, tickets: nobody hangs up, and it may wait overnight",
    )
    answer_within: PositiveDuration | None = Field(
        None, description="written: promised to be taken up within this; default a day, assumption"
    )
    handle: Percent = Field(
        1.0, gt=0, le=10, description="handling time relative to the telephone's; assumption: the same"
    )
    at_once: int | None = Field(
        None, ge=1, le=6, description="chat: how many of one agent at once; default 3, assumption"
    )
    slower: Percent | None = Field(
        None,
        le=10,
        description="chat: how much longer each takes, for each chat beside it; default 25%, assumption",
    )


class Backlog(Block):
    """How a tier divides its people between callers and work that can wait."""

    quiet: int = Field(
        0,
        ge=0,
        le=1000,
        description="agents who are kept idle for callers: the backlog waits while no more are idle; "
        "assumption: nobody is kept idle",
    )
    urgent: Duration = Field(
        30.0,
        description="so near to its promised time it goes before callers; assumption: half an hour",
    )


class Callback(Block):
    """A caller who joins a long first line may be called back instead of waiting."""

    above: Duration = Field(
        3.0,
        description="offered where the wait to expect is longer: those in line and oneself, times the mean "
        "handling time of the experienced, over the agents present; assumption: 3 minutes",
    )
    accepted: Share = Field(0.6, description="of those offered; assumption")
    within: PositiveDuration = Field(
        180.0, description="the promised time; default: the three hours of Israel's Consumer Protection Law"
    )
    reached: Share = Field(0.85, description="of attempts, how many reach the customer; assumption")
    attempts: int = Field(2, ge=1, le=20, description="then the customer is given up; assumption")
    attempt_takes: PositiveDuration = Field(1.0, description="an attempt in vain; assumption: a minute")
    again: Duration = Field(30.0, description="from an attempt in vain to the next; assumption: half an hour")


class Defer(Block):
    """Where the first line is long, cases that can wait are noted and put off for quiet hours.

    Which they are, a topic's `deferrable` says.
    """

    above: Duration = Field(
        3.0,
        description="where who calls now would have to expect a longer wait, reckoned as in `callback`; "
        "assumption: 3 minutes",
    )
    takes: PositiveDuration = Field(1.0, description="to note it and to promise a time; assumption: a minute")
    within: PositiveDuration = Field(480.0, description="the promised time; assumption: a working day")


class Survey(Block):
    """Some days after closing, a sample of customers is called and asked; what is not solved is reopened.

    Whoever calls believes the customer. Cases known to be unsolved are not surveyed.
    """

    sample: Share = Field(0.1, description="of the issues closed as solved, rightly or not; assumption")
    after: Time = Field(
        Uniform.model_construct(kind="uniform", low=2.0 * DAY, high=3.0 * DAY),
        description="how long after; default: two to three days (S1)",
    )
    takes: PositiveDuration = Field(5.0, description="the call; assumption: six questions in 5 minutes")
    within: PositiveDuration = Field(
        1.0 * DAY, description="then, and for what it reopens: taken up within this; assumption: a day"
    )
    by: Name | None = Field(
        None, description="the tier whose people call in quiet time; default: the first. The first reopens"
    )
    leads: bool = Field(
        False, description="the tier's leads call instead, when they have nothing to do at their desk"
    )


def answer_within(channel: Channel) -> float:
    """Minutes; what is written and has no promised time is to be taken up within a day."""
    return DAY if channel.answer_within is None else channel.answer_within


def chats_at_once(channel: Channel) -> int:
    return 3 if channel.at_once is None else channel.at_once


def slower(channel: Channel) -> float:
    return 0.25 if channel.slower is None else channel.slower
