"""Distributions that scenarios name: how they are written, their mean and their quantiles."""

from __future__ import annotations

import math
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.scenario.block import Block, low_below_high
from sim.scenario.units import Duration, PositiveDuration, Share


class Exponential(Block):
    """Memoryless: the many short and the few long of unplanned talk."""

    kind: Literal["exponential"]
    mean: PositiveDuration = Field(description="the mean")


class Lognormal(Block):
    """What handling times mostly look like (Brown et al. 2005, on the bank log this project fits)."""

    kind: Literal["lognormal"]
    mean: PositiveDuration = Field(description="the mean")
    cv: float = Field(gt=0, le=10, description="standard deviation / mean")


class Gamma(Block):
    """Between regular and wild, by its cv; 1 is exponential."""

    kind: Literal["gamma"]
    mean: PositiveDuration = Field(description="the mean")
    cv: float = Field(gt=0, le=10, description="standard deviation / mean")


class Weibull(Block):
    """Exponential with a rate that falls or rises with time."""

    kind: Literal["weibull"]
    mean: PositiveDuration = Field(description="the mean")
    shape: float = Field(
        ge=0.1, le=50, description="below 1: many short and a long tail; 1: exponential; above 1: regular"
    )


class Uniform(Block):
    """Anything between two bounds, evenly."""

    kind: Literal["uniform"]
    low: Duration = Field(description="the least")
    high: PositiveDuration = Field(description="the most")

    @model_validator(mode="after")
    def _low_is_below_high(self) -> Self:
        return low_below_high(self)


class Deterministic(Block):
    """Always the same."""

    kind: Literal["deterministic"]
    value: Duration = Field(description="always this")


class Never(Block):
    """Customers who wait for ever."""

    kind: Literal["never"]


Time = Annotated[
    Exponential | Lognormal | Gamma | Weibull | Uniform | Deterministic, Field(discriminator="kind")
]
Patience = Annotated[
    Exponential | Lognormal | Gamma | Weibull | Uniform | Deterministic | Never, Field(discriminator="kind")
]


class UniformDifficulty(Block):
    """Anything between two bounds, evenly."""

    kind: Literal["uniform"]
    low: Share = Field(0.0, description="the easiest")
    high: Share = Field(1.0, description="the hardest")

    @model_validator(mode="after")
    def _low_is_below_high(self) -> Self:
        return low_below_high(self)


class FixedDifficulty(Block):
    """All issues of the topic are equally hard."""

    kind: Literal["deterministic"]
    value: Share = Field(description="every issue of the topic")


Difficulty = Annotated[UniformDifficulty | FixedDifficulty, Field(discriminator="kind")]


Law = (
    Exponential
    | Lognormal
    | Gamma
    | Weibull
    | Uniform
    | Deterministic
    | Never
    | UniformDifficulty
    | FixedDifficulty
)


def mean(law: Law) -> float:
    """Minutes for times, a fraction for difficulties; infinity for `never`."""
    match law:
        case Exponential() | Lognormal() | Gamma() | Weibull():
            return law.mean
        case Uniform() | UniformDifficulty():
            return (law.low + law.high) / 2
        case Deterministic() | FixedDifficulty():
            return law.value
    return math.inf


def quantile(law: Law, share: float) -> float:
    """The value that a share, in (0, 1), of the distribution does not exceed."""
    match law:
        case Exponential():
            return -law.mean * math.log1p(-share)
        case Weibull():
            scale = law.mean / math.gamma(1 + 1 / law.shape)
            return scale * (-math.log1p(-share)) ** (1 / law.shape)
        case Lognormal():
            from scipy.special import ndtri

            variance = math.log1p(law.cv**2)
            return law.mean * math.exp(math.sqrt(variance) * float(ndtri(share)) - variance / 2)
        case Gamma():
            from scipy.special import gammaincinv

            shape = 1 / law.cv**2
            return float(gammaincinv(shape, share)) * law.mean / shape
        case Uniform() | UniformDifficulty():
            return law.low + share * (law.high - law.low)
        case Deterministic() | FixedDifficulty():
            return law.value
    return math.inf
