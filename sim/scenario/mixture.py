"""Mixtures of exponential times: most are short, a few much longer."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from sim.scenario.block import Block, exactly_one
from sim.scenario.problems import NotAllowedError
from sim.scenario.units import PositiveDuration, Share, write_share
from sim.words import _


class Branch(Block):
    """A kind of customer among several, each with exponential times of their own."""

    share: Share = Field(gt=0, description="of all; shares add up to 100%")
    mean: PositiveDuration = Field(description="their mean")


class Hyperexponential(Block):
    """A mixture of exponentials: a few take much longer than the rest. Either `mix`, or `mean` and `cv`.

    `mean` and `cv` stand for two branches with balanced means: the many short ones and the few long ones make
    the same amount of work (Whitt 1982, Approximating a point process by a renewal process).
    """

    kind: Literal["hyperexponential"]
    mix: list[Branch] | None = Field(
        None, min_length=2, max_length=10, description="such as [{share: 90%, mean: 30s}, {share: 10%, ...}]"
    )
    mean: PositiveDuration | None = Field(None, description="the mean")
    cv: float | None = Field(None, gt=1, le=10, description="standard deviation / mean, with `mean`")

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> Self:
        if (self.mean is None) != (self.cv is None):
            raise NotAllowedError(_("mean and cv go together"), _("mix, or mean and cv"))
        exactly_one(self, "mix", "mean")
        if self.mix and abs((total := sum(branch.share for branch in self.mix)) - 1) > 1e-6:
            message = _("shares add up to {total}").format(total=write_share(round(total, 9)))
            raise NotAllowedError(message, "100%")
        return self

    @cached_property
    def branches(self) -> tuple[tuple[float, float], ...]:
        """The share and the mean of each branch, in minutes."""
        if self.mix:
            return tuple((branch.share, branch.mean) for branch in self.mix)
        assert self.mean is not None
        assert self.cv is not None
        tilt = math.sqrt((self.cv**2 - 1) / (self.cv**2 + 1))
        shares = ((1 + tilt) / 2, (1 - tilt) / 2)
        return tuple((share, self.mean / (2 * share)) for share in shares)

    @property
    def average(self) -> float:
        """Minutes, however it was said."""
        return sum(share * mean for share, mean in self.branches)

    def quantile(self, share: float) -> float:
        """The time, in minutes, that a share, in (0, 1), does not exceed.

        Newton's method on the logarithm of the share that does, which is convex: from 0 it never overshoots.
        """
        wanted, time = math.log1p(-share), 0.0
        while True:
            above = [part * math.exp(-time / mean) for part, mean in self.branches]
            rate = sum(part / mean for part, (_share, mean) in zip(above, self.branches, strict=True))
            step = (math.log(sum(above)) - wanted) * sum(above) / rate
            time += step
            if step <= 1e-12 * time:
                return time
