"""What a scenario says of who serves whom: skills, languages, routes, the order of the line, dispatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, PositiveInt

from sim.scenario.block import Block, Count, Map
from sim.scenario.learning import Graded
from sim.scenario.units import Percent, PositiveDuration, Share

if TYPE_CHECKING:
    from sim.scenario.people import Pool

Route = Literal[
    "longest_idle", "in_order", "most_idle_pool", "best_skill", "fastest", "p_mu", "last_agent"
]  # in the order of their numbers in `sim.floor.routing`
Discipline = Literal["fifo", "priority", "ageing", "shortest", "least_slack", "preemptive"]  # likewise


class Skills(Block):
    """What the people of a pool know: topics they take, topics each of them has mastered, skill with use."""

    topics: Map[Share] = Field(
        {},
        description="the topics they take, each with their ability at it, relative to the pool's `ability`: "
        "`{mail: 100%, server: 60%}`; a topic not named is not taken; none named: all are, at 100%",
    )
    known: PositiveInt | None = Field(
        None,
        le=64,
        description="how many of these topics each person knows from the start, dealt by luck; none: all",
    )
    unknown: Share = Field(
        0.5, description="ability at a topic one does not know, relative; assumption: half"
    )
    half: Count | None = Field(
        None,
        description="contacts about a topic, handled to the end, after which half of what was missing at the "
        "start is learned; a newcomer starts anew; none: skill does not grow with use",
    )
    fades: PositiveDuration | None = Field(
        None,
        description="in this time what was learned by use counts half, if the topic is not in use; none: "
        "nothing is forgotten; 73 days are a quarter a month, as of the experience of shipyards (Argote, "
        "Beckman & Epple 1990)",
    )
    breadth: Percent = Field(
        0.0,
        le=100,
        description="each topic taken beside it asks for so much more practice; default: a generalist is "
        "slower only because he sees less of each topic (Pinker & Shumsky 2000)",
    )
    graded: Graded | None = Field(
        None, description="a newcomer takes the commonest topics first; none: all from the start"
    )


class Reserve(Block):
    """Idle people kept back for urgent contacts."""

    agents: PositiveInt = Field(description="the last so many idle people of the pool")
    priority: int = Field(description="take only contacts of at least this priority", ge=-1000, le=1000)


class Dispatch(Block):
    """Someone reads each contact and decides who takes it; the customer waits meanwhile."""

    takes: PositiveDuration = Field(description="of a lead's time for each contact")
    leads: int | None = Field(
        None,
        ge=1,
        le=4,
        description="who dispatch at the same time, always; contacts stand in line for them; default: those "
        "at the desk of the `leads` of the tier's pools, else one",
    )


def takes(pool: Pool, topic: str) -> bool:
    """Whether a pool's people take contacts about a topic."""
    return pool.skills is None or not pool.skills.topics or topic in pool.skills.topics


def skill_levels(pool: Pool, topic: str, topics: int, uses: float = 0.0) -> list[tuple[float, float]]:
    """Shares of a pool's people, and their relative ability at a topic that they take, after so many uses."""
    skills = pool.skills
    if skills is None:
        return [(1.0, 1.0)]
    able = skills.topics.get(topic, 1.0)
    taken = len(skills.topics) or topics
    known = min(1.0, (skills.known or taken) / taken)
    left = skills.half / (skills.half + uses) if skills.half else 1.0
    return [
        (part, 1 - (1 - start) * left) for part, start in ((known, able), (1 - known, able * skills.unknown))
    ]
