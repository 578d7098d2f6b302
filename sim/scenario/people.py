"""What a scenario says of people: a payroll, what they can do, how they come and go."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from sim.scenario.block import MOST_PEOPLE, Block, Name, one_or_list
from sim.scenario.distributions import Exponential, Time
from sim.scenario.hiring import Brand, Hiring
from sim.scenario.hours import Activity, Breaks, Flexible, Lateness, Lunch, Overtime
from sim.scenario.leads import Leads
from sim.scenario.learning import GroupTraining, Watch
from sim.scenario.ownership import Outside
from sim.scenario.rota_table import Rota
from sim.scenario.routing import Reserve, Skills
from sim.scenario.staying import Attrition, Bonus, Promotion
from sim.scenario.units import Duration, Hours, Percent, PositiveDuration, Share
from sim.scenario.week_table import Seats


class Learning(Block):
    """A newcomer's distance from the experienced shrinks exponentially with tenure after training."""

    time_constant: PositiveDuration = Field(description="in this time the distance shrinks to 37%")
    ability: Share | None = Field(None, description="of a newcomer; default: as the experienced")
    handle_time: Percent = Field(
        1.0, ge=1, le=100, description="of a newcomer, relative to the experienced: 160%"
    )


Tenure = Annotated[
    Annotated[Time, Tag("(one)")] | Annotated[list[Duration], Field(min_length=1), Tag("(list)")],
    Discriminator(one_or_list),
]


class Pool(Block):
    """People of one kind: a payroll, seats to fill, and a rota between them."""

    agents: int = Field(ge=0, le=MOST_PEOPLE, description="people employed when all posts are filled")
    seats: Seats | None = Field(
        None,
        description="people wanted on the phone: a number, or CSV `from,Sun,...,Sat`; "
        "none: all who are there, always",
    )
    hours: Hours = Field(
        42 * 60.0, description="a person's working week; default: Israel's, 42 hours since 2018"
    )
    shift: Hours = Field(8 * 60.0, description="the longest shift")
    rota: Rota | None = Field(
        None, description="shifts by person: CSV `person,Sun,...,Sat`; none: made each week for the seats"
    )
    rostered: Percent = Field(
        1.0,
        ge=1,
        le=10,
        description="people put on the rota for the seats wanted, so that some may be off the phone: 115%",
    )
    hours_ahead: float = Field(
        0.0,
        ge=-26,
        le=26,
        description="of the centre's clock is the pool's, by which its seats and rota are; negative: behind",
    )
    breaks: Breaks | None = Field(None, description="short rests; none: nobody has any")
    lunch: Lunch | None = Field(None, description="the long break; none: nobody has one")
    meeting: Activity | None = Field(None, description="of the team; none: it has none")
    one_on_one: Activity | None = Field(None, description="with the lead; none: nobody has any")
    study: Activity | None = Field(None, description="training hours of those at work; none: they have none")
    absence: Share = Field(0.0, lt=1, description="of the days on the rota, missed without replacement")
    absence_spell: PositiveDuration | None = Field(
        None, description="how long one absence lasts on average; none: each day is by itself"
    )
    lateness: Lateness | None = Field(None, description="none: nobody comes late")
    overtime: Overtime | None = Field(None, description="none: nobody works longer than `hours`")
    at_shift_end: Literal["finish", "hand_back"] = Field(
        "finish",
        description="with the call in hand: finish it, or hand it back to the front of the line",
    )
    flexible: Flexible | None = Field(None, description="none: everybody's shifts follow the seats")
    ability: Share = Field(1.0, description="of the experienced: the difficulty they still solve")
    errors: Percent = Field(1.0, le=100, description="its errors, relative to the scenario's `errors`")
    tenure: Tenure = Field(
        Exponential.model_construct(kind="exponential", mean=14.3 * 1440 * 365 / 12),
        description="on the first day; default: 14.3 months on average, as the trade prints",
    )
    learning: Learning | None = Field(None, description="none: newcomers are as good as the experienced")
    attrition: Attrition | None = Field(None, description="none: nobody leaves")
    hiring: Hiring | None = Field(Hiring(), description="null: leavers are not replaced")
    promotion: Promotion | None = Field(
        None, description="of people from a pool below to vacancies in this one; none: all are hired"
    )
    bonus: Bonus | None = Field(None, description="pay by performance; none: nobody's pay depends on it")
    brand: Brand | None = Field(None, description="as an employer; none: as the figures say")
    wage: float = Field(0.0, ge=0, le=1e12, description="per paid hour")
    skills: Skills | None = Field(None, description="none: they take every topic and are as able at each")
    group_training: GroupTraining | None = Field(None, description="none: there is none after the first")
    watch: Watch | None = Field(None, description="of newcomers' contacts; none: nobody watches them")
    newcomer: Duration = Field(
        13 * 10080.0,
        description="tenure up to which measures call someone a newcomer; default: a quarter, as the trade",
    )
    languages: list[Name] | None = Field(
        None, min_length=1, max_length=32, description="that they speak; none: every one"
    )
    helps_after: Duration = Field(
        0.0, description="they take only contacts that have waited for so long in the tier's line"
    )
    reserve: Reserve | None = Field(None, description="idle people kept back; none: nobody is")
    leads: Leads | None = Field(None, description="who lead them; none: nobody")
    outside: Outside | None = Field(
        None,
        description="a body outside the centre, with `ability` and no agents; none: people of its own",
    )

    site: Name | None = Field(
        None, description="where they sit, one of `sites`, which goes before what is said here; none: here"
    )

    @model_validator(mode="before")
    @classmethod
    def _nobody_outside(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("outside") is not None:
            return {"agents": 0, **data}
        return data

    @property
    def paid_hour(self) -> float:
        """What an hour costs: the wage, and what is paid by performance."""
        return self.wage * (1 + self.bonus.pays) if self.bonus else self.wage

    @property
    def places(self) -> int:
        """Who can work at once: people, or cases of an outside body."""
        return self.outside.places if self.outside else self.agents


class Site(Block):
    """What a place makes of its people: what is said here goes before what the pools there say."""

    wage: float | None = Field(None, ge=0, le=1e12, description="per paid hour")
    hours: Hours | None = Field(None, description="a person's working week")
    shift: Hours | None = Field(None, description="the longest shift")
    absence: Share | None = Field(None, lt=1, description="of the days on the rota, missed")
    ability: Share | None = Field(None, description="of the experienced: the difficulty they still solve")
    errors: Percent | None = Field(None, le=100, description="their errors, relative to the scenario's")
    languages: list[Name] | None = Field(None, min_length=1, max_length=32, description="that they speak")
    tenure: Tenure | None = Field(None, description="on the first day")
    learning: Learning | None = Field(None, description="the ramp of newcomers")
    attrition: Attrition | None = Field(None, description="how fast people leave")
    hiring: Hiring | None = Field(None, description="how newcomers come, and what they cost")
