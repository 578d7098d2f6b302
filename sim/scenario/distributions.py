"""Distributions that scenarios name: how they are written, their mean and their quantiles."""

from __future__ import annotations

import math
from functools import cached_property
from statistics import NormalDist
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.scenario.block import Block, exactly_one, low_below_high
from sim.scenario.mixture import Hyperexponential
from sim.scenario.observed import Observations, Observed, observed
from sim.scenario.problems import NotAllowedError, shown
from sim.scenario.units import Duration, PositiveDuration, Share
from sim.words import _

NORMAL = NormalDist()  # scipy's takes long to import, and `explain` needs no more than this


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


class Erlang(Block):
    """Several exponential stages, one after the other: more regular than one."""

    kind: Literal["erlang"]
    mean: PositiveDuration = Field(description="of all stages together")
    shape: int = Field(ge=1, le=1000, description="how many stages; 1 is exponential")


class Uniform(Block):
    """Anything between two bounds, evenly."""

    kind: Literal["uniform"]
    low: Duration = Field(description="the least")
    high: PositiveDuration = Field(description="the most")

    @model_validator(mode="after")
    def _low_is_below_high(self) -> Self:
        return low_below_high(self)


class Triangular(Block):
    """What people say who have no figures: at least, mostly, at most."""

    kind: Literal["triangular"]
    low: Duration = Field(description="the least")
    mode: Duration = Field(description="the most common")
    high: PositiveDuration = Field(description="the most")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        low_below_high(self)
        if not self.low <= self.mode <= self.high:
            said = {key: shown(value) for key, value in self.model_dump(mode="json").items()}
            message = _("mode is {mode}, not from {low} to {high}")
            raise NotAllowedError(message.format(**said))
        return self


class Deterministic(Block):
    """Always the same."""

    kind: Literal["deterministic"]
    value: Duration = Field(description="always this")


class Empirical(Block):
    """Durations as they were observed, each as likely as it was often. One of `table` and `values`."""

    kind: Literal["empirical"]
    table: Observations | None = Field(
        None,
        description="CSV: a column headed `seconds`, `minutes` (plain numbers) or `duration` (with units), "
        "and `weight` if a line stands for several",
    )
    values: list[Duration] | None = Field(
        None, min_length=1, max_length=10_000, description="such as [3min, 4m30s, 11min]"
    )
    weights: list[Annotated[float, Field(ge=0)]] | None = Field(
        None, description="how often each of the values was observed; default: once"
    )

    @model_validator(mode="after")
    def _one_sample(self) -> Self:
        exactly_one(self, "table", "values")
        if self.weights is not None:
            if self.values is None:
                raise NotAllowedError(_("weights go with values; a table has a column of them"))
            if len(self.weights) != len(self.values):
                message = _("{n} weights for {m} values")
                raise NotAllowedError(message.format(n=len(self.weights), m=len(self.values)))
            if not any(self.weights):
                raise NotAllowedError(_("all weights are zero"), _("a number above 0"))
        return self

    @cached_property
    def sample(self) -> Observed:
        return self.table or observed("", self.values or [], self.weights)


class Never(Block):
    """Customers who wait for ever."""

    kind: Literal["never"]


_Times = (
    Exponential
    | Lognormal
    | Gamma
    | Weibull
    | Erlang
    | Hyperexponential
    | Uniform
    | Triangular
    | Deterministic
    | Empirical
)
Time = Annotated[_Times, Field(discriminator="kind")]
Patience = Annotated[_Times | Never, Field(discriminator="kind")]


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


Law = _Times | Never | UniformDifficulty | FixedDifficulty


def mean(law: Law) -> float:
    """Minutes for times, a fraction for difficulties; infinity for `never`."""
    match law:
        case Exponential() | Lognormal() | Gamma() | Weibull() | Erlang():
            return law.mean
        case Hyperexponential():
            return law.average
        case Triangular():
            return (law.low + law.mode + law.high) / 3
        case Empirical():
            return law.sample.mean
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
            variance = math.log1p(law.cv**2)
            return law.mean * math.exp(math.sqrt(variance) * NORMAL.inv_cdf(share) - variance / 2)
        case Gamma() | Erlang():
            from scipy.special import gammaincinv

            shape = 1 / law.cv**2 if isinstance(law, Gamma) else law.shape
            return float(gammaincinv(shape, share)) * law.mean / shape
        case Hyperexponential():
            return law.quantile(share)
        case Triangular():
            width, peak = law.high - law.low, law.mode - law.low
            if share * width < peak:
                return law.low + math.sqrt(share * width * peak)
            return law.high - math.sqrt((1 - share) * width * (width - peak))
        case Empirical():
            return law.sample.quantile(share)
        case Uniform() | UniformDifficulty():
            return law.low + share * (law.high - law.low)
        case Deterministic() | FixedDifficulty():
            return law.value
    return math.inf
