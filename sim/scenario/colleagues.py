"""What a scenario says of what goes on between colleagues and lines: help in mid-call, and sending back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, PositiveInt

from sim.scenario.block import Block
from sim.scenario.distributions import Deterministic, Time
from sim.scenario.units import Duration, PositiveDuration, Share


class Reject(Block):
    """A tier sends back to the line below what an agent there was able to solve, and allowed to."""

    notices: Share = Field(0.8, description="of what ought to have stayed below; assumption: four in five")
    takes: Duration = Field(2.0, description="handling time, explaining included; assumption: two minutes")
    explains: bool = Field(True, description="the sender learns from it; default: as S1 describes")
    lesson: Share = Field(
        0.2,
        description="by this the share falls that the sender passes up of what he could solve "
        "(`escalate.avoidable`), at each explained rejection; assumption: a fifth",
    )
    at_most: PositiveInt = Field(
        1,
        description="how often one contact is sent back; then it stays below unless it is truly too hard; "
        "assumption: once",
    )


class Reassign(Block):
    """Whoever gets a contact sees at the start that another team is to do it, and hands it on.

    Which team is right is drawn anew each time, so a contact may go to and fro. `aside`, `back` and `up`
    together are 95% at most.
    """

    aside: Share = Field(0.0, description="of contacts, those handed on to another team of the same tier")
    back: Share = Field(0.0, description="those handed back to the tier below")
    up: Share = Field(0.0, description="those handed up to the next tier: `difficulty` in what is reported")
    takes: Time = Field(
        Deterministic.model_construct(kind="deterministic", value=5.0),
        description="handling time until that is seen; assumption: five minutes",
    )

    @property
    def share(self) -> float:
        """Of contacts, those that are handed on, whichever way."""
        return self.aside + self.back + self.up


class ConsultLearning(Block):
    """Whoever is stuck learns. Shares are of what he can still learn, his ability up to `up_to`."""

    struggling: Share = Field(0.0, description="by each minute of struggling before he asks")
    answers: Share = Field(0.0, description="by each answer that settles it")
    up_to: Share | None = Field(
        None,
        description="the ability learned at last; default: of the ablest pool at his tier and the next",
    )


class Consult(Block):
    """An agent who knows that he cannot solve it asks in mid-call, before he passes it up."""

    ask: Literal["everyone", "colleague", "lead"] = Field(
        "everyone",
        description="everyone: whoever is able answers; colleague: one whom luck picks, able or not; "
        "idle ones first, else one in a call is slowed; lead: the one at the desk who is free first; "
        "default: as S1 describes",
    )
    of: Literal["own", "next"] = Field(
        "next", description="the tier asked; assumption: those who know more; of leads always the own"
    )
    after: Duration = Field(0.0, description="struggling alone before asking, beyond the usual handling")
    takes: PositiveDuration = Field(3.0, description="of both; assumption: three minutes")
    settles: Share = Field(
        0.8, description="chance that the answer of someone able settles it; assumption: four in five"
    )
    waits: Duration = Field(
        5.0, description="for a lead who is taken, at most; else does without; assumption: five minutes"
    )
    glance: Duration = Field(
        0.0,
        description="by which a question to everyone delays each of those asked who are in a call, "
        "added to their next contact",
    )
    learning: ConsultLearning = Field(ConsultLearning(), description="what the stuck learn")
