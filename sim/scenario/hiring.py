"""What a scenario says of how newcomers come: candidates, whom to take, when to hire, classes and nesting."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from sim.scenario.block import Block, Count, Map
from sim.scenario.distributions import Exponential, Time
from sim.scenario.durations import WEEK, YEAR
from sim.scenario.units import Duration, Percent, PositiveDuration, Share

MONTH = YEAR / 12


class Replace(Block):
    """Each leaver is replaced by one, at once."""

    kind: Literal["replace"]


_EVERY: Any = Field(4.0 * WEEK, description="between reviews; assumption: four weeks")
_WANTED: Any = Field(None, description="people wanted, those to come included; none: the pool's `agents`")


class Target(Block):
    """A review now and then, which hires back up to a number."""

    kind: Literal["target"]
    every: PositiveDuration = _EVERY
    agents: Count | None = _WANTED


class Ahead(Block):
    """A review that also hires for those who will have left before newcomers are trained."""

    kind: Literal["ahead"]
    every: PositiveDuration = _EVERY
    agents: Count | None = _WANTED
    yearly_rate: Percent | None = Field(
        None, le=100, description="forecast of attrition; none: what was seen since the first day"
    )


class Classes(Block):
    """So many are hired together, again and again, whoever has left."""

    kind: Literal["classes"]
    size: Count = Field(description="newcomers at once; what is not found until the next time lapses")
    every: PositiveDuration = Field(description="between classes")


Policy = Annotated[Replace | Target | Ahead | Classes, Field(discriminator="kind")]


class Stability(Block):
    """Some leave sooner than others, wherever they work; the last stay elsewhere tells a little of it."""

    spread: float = Field(
        0.7, ge=0, le=3, description="of personal hazards, gamma with mean 1: their cv; assumption"
    )
    stay: PositiveDuration = Field(
        14.3 * MONTH,
        description="the mean last stay elsewhere of people with the mean hazard; "
        "default: 14.3 months, as the trade prints",
    )


class Attitude(Block):
    """Who comes with more of it learns faster; an interview tells a little of it."""

    effect: Share = Field(
        0.3,
        lt=1,
        description="the best learn so much faster than the mean, the worst so much slower; assumption",
    )
    validity: Share = Field(
        0.42,
        description="correlation of the interview's mark with it; default: of structured interviews with "
        "performance, Sackett et al. 2022",
    )


class Candidates(Block):
    """People who look for work, one after the other; who comes when no post is open goes elsewhere."""

    per_week: float = Field(gt=0, le=10000, description="how many come, Poisson")
    cost: float = Field(0.0, ge=0, le=1e12, description="of seeing one")
    experience: Time = Field(
        Exponential.model_construct(kind="exponential", mean=float(YEAR)),
        description="in this trade; assumption: a year on average",
    )
    experience_counts: Share = Field(
        0.5, description="of that, what counts as tenure for learning; assumption: half"
    )
    stability: Stability | None = Field(None, description="none: all are as likely to leave")
    attitude: Attitude | None = Field(None, description="none: all learn as fast")
    languages: Map[Share] = Field(
        {},
        max_length=32,
        description="who speaks each, independently; of a pool's `languages` all are needed, and one "
        "not named here everybody speaks",
    )


class Screening(Block):
    """Who is turned down at once."""

    experience: Duration = Field(0.0, description="less of it is turned down")
    stay: Duration = Field(
        0.0, description="a shorter last stay elsewhere is turned down: job-hoppers, 1 years"
    )
    attitude: Share = Field(0.0, lt=1, description="the share with the lowest marks in the interview")


class Profile(Block):
    """Take those who resemble the best hired so far, in experience, last stay and interview.

    Best is who did most in a first stretch of employment: time on the phone times ability at its end. Each
    trait weighs as the best stood above all others in it when they came.
    """

    best: Share = Field(0.25, gt=0, lt=1, description="of those hired so far; assumption: a quarter")
    admits: Share = Field(0.5, gt=0, lt=1, description="the share of candidates taken; assumption: half")
    after: PositiveDuration = Field(
        26.0 * WEEK, description="the stretch that is looked at, from the first day; assumption: half a year"
    )
    every: PositiveDuration = Field(
        13.0 * WEEK, description="between refinements; assumption: a quarter of a year"
    )
    least: int = Field(
        12, ge=4, le=1000, description="hires seen so long before there is a profile; assumption: twelve"
    )


class Trainers(Block):
    """Newcomers begin in classes, each with a trainer; whoever is found waits for a class to start."""

    number: Count = Field(description="classes at once")
    class_size: int = Field(
        20, ge=1, le=20, description="the most in a class; default and limit: 20, source S4 4.4"
    )
    least: int = Field(1, ge=1, le=20, description="a class starts with as many")
    wage: float = Field(
        0.0, ge=0, le=1e12, description="per hour of the pool's working week, class or no class"
    )


class Nesting(Block):
    """Newcomers take calls beside a veteran who helps, which slows both; who has no veteran works alone."""

    length: PositiveDuration = Field(
        2.0 * WEEK, description="after training; default: two weeks of the two to three in source S4 4.5"
    )
    handle_time: Percent = Field(
        1.2, ge=1, le=100, description="of the newcomer, relative to working alone; assumption"
    )
    veteran_handle_time: Percent = Field(
        1.2, ge=1, le=100, description="of the veteran, relative to working alone; assumption"
    )
    help: Share = Field(
        0.5, description="of the newcomer's distance from the experienced, closed meanwhile; assumption"
    )
    checks: Share = Field(0.5, description="of the newcomer's errors, prevented meanwhile; assumption")
    pace: Percent = Field(
        1.0,
        ge=1,
        le=100,
        description="of learning beside a veteran, relative to alone; assumption: no faster",
    )
    veteran: Duration = Field(
        26.0 * WEEK, description="tenure from which someone is a veteran; assumption: half a year"
    )


class Brand(Block):
    """An employer's good name. The 28% of source S4 4.7 are once a shorter cycle, once less turnover."""

    cycle: Percent = Field(
        1.0, gt=0, le=10, description="of `lead_time` and of the time between candidates, relative to without"
    )
    turnover: Percent = Field(1.0, le=10, description="of the hazard of leaving, relative to without")
    cost: Percent = Field(1.0, le=10, description="of finding people, relative to without")


class Hiring(Block):
    """Whoever leaves is replaced, unless a `policy` says otherwise."""

    lead_time: Duration = Field(
        6 * 10080.0,
        description="from leaving to the first day of training; where there are `candidates`, from the "
        "offer; with a `policy`, from the review; assumption: six weeks",
    )
    training: Duration = Field(
        4 * 10080.0,
        description="paid, not on the phone; default: the low end of the 4-10 weeks printed for the US",
    )
    cost: float = Field(0.0, ge=0, le=1e12, description="of finding one person")
    training_cost: float = Field(0.0, ge=0, le=1e12, description="of training one person, beside the wage")
    policy: Policy | None = Field(None, description="none: each leaver is replaced")
    candidates: Candidates | None = Field(None, description="none: there is always someone")
    screening: Screening | None = Field(None, description="of candidates; none: whoever comes is taken")
    profile: Profile | None = Field(None, description="of candidates; none: nobody looks for resemblance")
    trainers: Trainers | None = Field(None, description="none: everyone is trained alone, from the first day")
    nesting: Nesting | None = Field(None, description="none: who has been trained works alone")

    @property
    def replaces(self) -> bool:
        """Whether each leaver's post is filled by one of its own, and not by reviews."""
        return self.policy is None or isinstance(self.policy, Replace)
