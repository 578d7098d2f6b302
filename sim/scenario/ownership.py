"""What a scenario says of who keeps a customer, and of help from outside."""

from __future__ import annotations

from pydantic import Field, PositiveInt

from sim.scenario.block import Block
from sim.scenario.durations import DAY
from sim.scenario.units import Duration

PLACES = 1000  # cases at once where an outside body has no limit


class Owner(Block):
    """Whoever answers keeps the customer: what he cannot solve is worked on behind, and he calls back."""

    note: Duration = Field(
        2.0, description="of writing it down, before the customer hangs up; assumption: two minutes"
    )
    follow_up: Duration = Field(
        3.0, description="of the call with the answer, by the owner if he is free; assumption: three minutes"
    )
    promise: Duration = Field(1.0 * DAY, description="until the answer is due; assumption: a day")


class Outside(Block):
    """A body outside the centre, such as a vendor: no rota, no wage, no one waits on the phone for it."""

    cases: PositiveInt | None = Field(
        None, le=PLACES, description=f"worked on at once; none: no limit (in fact {PLACES:,})"
    )
    fee: float = Field(0.0, ge=0, le=1e12, description="per case")

    @property
    def places(self) -> int:
        return PLACES if self.cases is None else self.cases
