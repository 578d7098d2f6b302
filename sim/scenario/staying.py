"""What a scenario says of staying: how fast people leave, at which tenure, and what makes them stay."""

from __future__ import annotations

import math
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.scenario.block import Block, exactly_one
from sim.scenario.durations import WEEK, YEAR, write_duration
from sim.scenario.problems import NotAllowedError
from sim.scenario.units import Duration, Percent, PositiveDuration, Share
from sim.words import _

PositivePercent = Annotated[Percent, Field(ge=0.001, le=100)]


# --- at which tenure -----------------------------------------------------------------------------


class ConstantHazard(Block):
    """Nobody is likelier to leave than anybody else."""

    kind: Literal["constant"]


class WeibullHazard(Block):
    """The hazard falls or rises as a power of tenure."""

    kind: Literal["weibull"]
    shape: float = Field(
        ge=0.2, le=10, description="below 1: the hazard falls with tenure; 1: constant; above 1: it rises"
    )
    at: PositiveDuration = Field(1.0 * YEAR, description="the tenure to which a `hazard` given belongs")


class BathtubHazard(Block):
    """High for newcomers, then low, then rising: 1 + (newcomer - 1) exp(-t / settles) + t / tires."""

    kind: Literal["bathtub"]
    newcomer: Percent = Field(
        3.0,
        ge=1,
        le=100,
        description="the hazard on the first day, relative to the floor; assumption: three times",
    )
    settles: PositiveDuration = Field(
        13.0 * WEEK,
        description="in this time what is above the floor at first shrinks to 37%; assumption: a quarter",
    )
    tires: PositiveDuration | None = Field(
        None, description="after this time the floor has doubled, whatever else; none: it never rises"
    )


class TenureStep(Block):
    """A row of a table of hazards."""

    until: PositiveDuration | None = Field(
        None, description="up to this tenure; none: for ever, the last row"
    )
    times: PositivePercent = Field(description="the hazard, relative to the others")


class TableHazard(Block):
    """Step by step."""

    kind: Literal["table"]
    rows: list[TenureStep] = Field(
        min_length=1, max_length=100, description="`{until: 3 months, times: 300%}`, the last without `until`"
    )

    @model_validator(mode="after")
    def _rows_rise(self) -> Self:
        ends = [math.inf if row.until is None else row.until for row in self.rows]
        if ends != sorted(set(ends)) or ends[-1] < math.inf:
            found = ", ".join("-" if end == math.inf else write_duration(end) for end in ends)
            message = _("the rows end at {ends}").format(ends=found)
            raise NotAllowedError(message, _("rising tenures, and a last row without until"))
        return self


TenureShape = Annotated[
    ConstantHazard | WeibullHazard | BathtubHazard | TableHazard, Field(discriminator="kind")
]


# --- what makes people stay or go ----------------------------------------------------------------


class Burnout(Block):
    """Whoever has been busier than the reference for weeks is likelier to leave; whoever less, less.

    Each person's own occupancy, week by week, smoothed exponentially.
    """

    reference: Share = Field(
        0.85,
        description="the occupancy at which the hazard is as asked; default: where the trade begins to warn",
    )
    by_10_points: Percent = Field(
        0.25, le=10, description="more hazard for 10 points of occupancy above; assumption: a quarter"
    )
    memory: PositiveDuration = Field(
        6.0 * WEEK, description="in this time 63% of a change is felt; assumption: six weeks"
    )


class SkillKeeps(Block):
    """The more professional, the easier to keep (S4 4.13)."""

    reference: Share = Field(description="the ability at which the hazard is as asked")
    by_10_points: Share = Field(
        0.1, lt=1, description="less hazard for 10 points of ability above; assumption: a tenth"
    )


class PayKeeps(Block):
    """Whoever is paid better than elsewhere stays: (wage / market) to the power of -elasticity."""

    market: float = Field(gt=0, le=1e12, description="the wage at which the hazard is as asked")
    elasticity: float = Field(
        0.28,
        ge=0,
        le=10,
        description="default: 20% more pay, 5% less leaving (Emadi & Staats 2020)",
    )


class LeadKeeps(Block):
    """Who leads, and how many of them (S3 3.3)."""

    quality: PositivePercent = Field(
        1.0, description="the hazard under these leads; the best: 90% (Emadi & Staats 2020)"
    )
    span: float | None = Field(None, gt=0, le=1000, description="people to a lead; none: makes no difference")
    reference: float = Field(
        15.0, gt=0, le=1000, description="the span at which the hazard is as asked; assumption: fifteen"
    )
    by_5_people: Percent = Field(
        0.1, le=10, description="more hazard for five people more to a lead; assumption: a tenth"
    )


class Cohesion(Block):
    """A team that fits together stays together (S3 1.3; that it stays is our inference)."""

    fit: Share = Field(description="of the team, those hired because they fit")
    reference: Share = Field(0.5, description="the share at which the hazard is as asked; assumption: half")
    by_10_points: Share = Field(
        0.05, lt=1, description="less hazard for 10 points above; assumption: a twentieth"
    )


class Attrition(Block):
    """How fast people leave. One of three figures; where the hazard depends on tenure, the rest is solved."""

    yearly_rate: Percent | None = Field(
        None, le=100, description="leavers / mean headcount per year; may exceed 100%"
    )
    cohort_share: Share | None = Field(None, lt=1, description="of those here today, gone in a year")
    hazard: float | None = Field(None, ge=0, le=100, description="per person and year")
    shape: TenureShape = Field(
        ConstantHazard(kind="constant"), description="of the hazard by tenure, from the first day of training"
    )
    training: PositivePercent = Field(
        1.0, description="the hazard in training, relative to that of the same tenure at work"
    )
    nesting: PositivePercent = Field(1.0, description="the same while nesting")
    notice: Duration = Field(
        0.0,
        le=YEAR,
        description="who is trained and decides to leave works on for so long; hiring begins at once",
    )
    burnout: Burnout | None = Field(None, description="none: being busy makes nobody leave")
    skill: SkillKeeps | None = Field(None, description="none: the able leave like the others")
    pay: PayKeeps | None = Field(None, description="none: wages keep nobody")
    lead: LeadKeeps | None = Field(None, description="none: leads keep nobody")
    cohesion: Cohesion | None = Field(None, description="none: colleagues keep nobody")
    career: PositivePercent = Field(
        1.0,
        description="the hazard where another pool promotes from this one, relative to one without a path; "
        "default: no effect",
    )

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        exactly_one(self, "yearly_rate", "cohort_share", "hazard")
        if self.yearly_rate and self.yearly_rate * self.notice >= YEAR:
            message = _("who stays for a notice of {notice} cannot leave so often")
            raise NotAllowedError(
                message.format(notice=write_duration(self.notice)),
                _("a shorter notice or a lower yearly_rate"),
            )
        return self
