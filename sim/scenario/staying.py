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
    span: float | None = Field(
        None,
        gt=0,
        le=1000,
        description="people to a lead; default: as the pool's `leads` say, if any",
    )
    reference: float = Field(
        15.0, gt=0, le=1000, description="the span at which the hazard is as asked; assumption: fifteen"
    )
    by_5_people: Percent = Field(
        0.1, le=10, description="more hazard for five people more to a lead; assumption: a tenth"
    )


class Cohesion(Block):
    """A team that fits together stays together (S1 1.3; that it stays is our inference)."""

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


# --- pay by performance --------------------------------------------------------------------------


class Bonus(Block):
    """Pay by performance: it makes people try harder at what is measured, and tempts to the measure.

    It takes the place of its tier's pressure of the same kind.
    """

    on: Literal["aht", "fcr"] = Field(description="what is paid for: short handling, or resolution")
    pays: Percent = Field(0.1, le=10, description="of the wage, on top of it; assumption: a tenth")
    effort: Share = Field(
        0.05,
        lt=1,
        description="shorter handling (`aht`), or fewer errors (`fcr`); assumption: a twentieth",
    )
    tempted: Share = Field(
        0.2,
        description="of handlings beyond the limit, cut short (`aht`); of what should go up, held on to "
        "(`fcr`); assumption: a fifth",
    )
    limit: PositiveDuration | None = Field(
        None, description="the handle time that is paid for; needed with `aht`, and only there"
    )
    longer: Percent = Field(
        1.5, ge=1, le=100, description="work on what is held on to, relative to other work; assumption: 150%"
    )
    hazard: PositivePercent = Field(
        0.95, description="of leaving, relative to without: it cuts burnout (S4 4.8); assumption: 95%"
    )

    @model_validator(mode="after")
    def _limit_of_aht(self) -> Self:
        if (self.limit is not None) != (self.on == "aht"):
            found = _("no limit is given") if self.on == "aht" else _("a limit is of handle times")
            raise NotAllowedError(found, _("limit together with on: aht"))
        return self

    @property
    def handle_time(self) -> float:
        """Relative to without."""
        return 1 - self.effort if self.on == "aht" else 1.0

    @property
    def errors(self) -> float:
        """Relative to without."""
        return 1 - self.effort if self.on == "fcr" else 1.0


class Promotion(Block):
    """A vacancy is filled from the tier below if somebody is ready, which leaves one there to refill."""

    from_: str = Field(alias="from", description="the pool whose people move up; of a lower tier")
    by: Literal["skill", "tenure"] = Field("skill", description="who first: the ablest, or the longest there")
    least: Duration = Field(
        26.0 * WEEK, description="work below that is asked of them; assumption: half a year"
    )
    training: Duration = Field(
        2.0 * WEEK,
        description="before they work above, for who is on no bench; assumption: two weeks",
    )
    counts: Share = Field(
        0.5, description="of their experience below, what counts above; assumption: half of it"
    )
    bench: int = Field(
        0,
        ge=0,
        le=1000,
        description="the first so many of those who may are prepared beforehand: they need no training",
    )
    cross_cover: bool = Field(
        False,
        description="who is on the bench and on the phone works above while people are missing there",
    )
    keeps: int = Field(
        1, ge=0, le=1000, description="so many stay on the phone below whoever covers; assumption: one"
    )

    @model_validator(mode="after")
    def _cover_needs_a_bench(self) -> Self:
        if self.cross_cover and not self.bench:
            raise NotAllowedError(_("nobody is on the bench to cover"), _("a bench of at least 1"))
        return self
