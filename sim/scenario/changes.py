"""What happens on the way, on days known beforehand."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from sim.scenario.block import MOST_PEOPLE, Block, Count
from sim.scenario.durations import DAY
from sim.scenario.units import Date, Days, TimeOfDay


class Leave(Block):
    """People leave on a day."""

    leave: Count = Field(description="how many")
    pool: str = Field(description="of which pool")
    on: Date = Field(description="the day, at midnight")


class AddSeats(Block):
    """Seats more, or fewer."""

    add_seats: int = Field(ge=-MOST_PEOPLE, le=MOST_PEOPLE, description="how many; negative: fewer")
    pool: str = Field(description="of which pool")
    days: Days = Field((0, 1, 2, 3, 4, 5, 6), description="such as Sun-Thu or Mon,Wed")
    from_: TimeOfDay = Field(0, alias="from", description='time of day, quoted: "10:00"')
    to: TimeOfDay = Field(DAY, description='time of day, quoted: "14:00"')
    since: Date | None = Field(None, description="from this day on; default: from the start")


def _which_change(value: Any) -> str | None:
    keys = ("leave", "add_seats")
    said = [key for key in keys if (key in value if isinstance(value, dict) else hasattr(value, key))]
    return f"({said[0]})" if said else None


Change = Annotated[
    Annotated[Leave, Tag("(leave)")] | Annotated[AddSeats, Tag("(add_seats)")], Discriminator(_which_change)
]
