"""Someone on the payroll, and the stages of a career."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import simpy

NEVER = math.inf

TRAINING, NESTING, WORKING = STAGES = ("training", "nesting", "working")
"""Where someone on the payroll stands; everyone is in one of them. The ledger has a level for each."""

# What a person's draws are for. Whatever comes later is named: see `purpose_named`.
STAYING, TENURE, CYCLE, CHOICE = range(4)
ABSENCE = 16  # from here on, one a day


@dataclass
class Exposure:
    """How near someone is to leaving."""

    spent: float = 0.0  # hazard cumulated until `since`, of the person's threshold
    since: float = NEVER
    factor: float = 1.0  # on the hazard of his tenure, from then on
    plan: int = 0  # number of the last one: an earlier one no longer holds
    strain: float = math.nan  # occupancy smoothed over weeks
    seen: tuple = (0.0, 0.0)  # minutes present and busy when last looked at
    burnout: float = 1.0  # the part of the factor that is due to it


@dataclass(eq=False)
class Person:
    """Someone on the payroll. Times on the simulation's clock, minutes."""

    place: int
    number: int  # of the agent's row on the floor
    fortune: int
    threshold: float  # leaves when the cumulated hazard reaches it: an exponential number of mean 1
    skilled: float  # when training ends or ended: tenure counts from here
    vacant_since: float = NEVER  # since when nobody worked there; NEVER if that is not known
    hired: float = NEVER  # the first day, of training where there is any: attrition's tenure counts from here
    decided: float = NEVER  # when the person gave notice
    moves_up: bool = False  # to another crew, at this moment
    exposure: Exposure = field(default_factory=Exposure)
    stage: str = ""
    hazard_factor: float = 1.0  # of leaving, relative to others of the pool
    ahead: float = 0.0  # minutes of experience beyond tenure
    pace: float = 1.0  # of learning, relative to others
    career: simpy.Process | None = None
    newcomer: bool = False
    known: Any = None  # contacts handled by topic in the post before: array[topic], or None
    topics: int = 0  # taken, the commonest first, where that is graded
    coached: float = 0.0  # minutes of coaching remembered ...
    coached_until: float = 0.0  # ... when the last session ended

    @property
    def trained(self) -> bool:
        return self.stage in (NESTING, WORKING)

    def practice(self, moment):
        """Minutes of experience, as learning counts them: before training ends, negative."""
        return (moment - self.skilled + self.ahead) * self.pace
