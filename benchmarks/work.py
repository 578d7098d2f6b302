"""The work that is measured: centres so simple that every engine can express them, and what is counted.

All laws are exponential and times are minutes. Each centre is also a scenario of Moked's, beside this file.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.theory import tiers as theory
from sim.theory.erlang import erlang_a

FOLDER = Path(__file__).parent
DAY = 1440.0
TARGET = 20 / 60  # answered within this is within the service level, minutes
COUNTED = ("offered", "abandoned", "within", "waited", "handled")
"""By tier: contacts that joined; that gave up waiting; that were answered within TARGET; minutes that all who
joined waited; minutes of handling begun."""


@dataclass(frozen=True)
class Tier:
    agents: int
    handle: float  # mean, minutes
    patience: float  # mean, minutes
    escalates: float  # share of what was handled that goes on to the next tier


@dataclass(frozen=True)
class Work:
    """Calls come in a Poisson stream, wait in one line per tier, first come first served, and may give up."""

    name: str
    rate: float  # calls a minute
    tiers: tuple[Tier, ...]

    @property
    def scenario(self) -> Path:
        return FOLDER / f"{self.name}.yaml"

    def kpis(self, counts: np.ndarray, days: int) -> dict[str, float]:
        """Of COUNTED by tier: what engines must agree about, waits in seconds."""
        told = {}
        for number, (tier, row) in enumerate(zip(self.tiers, counts, strict=True), start=1):
            offered, abandoned, within, waited, handled = row
            told[f"abandonment {number}"] = abandoned / offered
            told[f"service_level {number}"] = within / offered
            told[f"mean_wait {number}"] = 60 * waited / offered
            told[f"occupancy {number}"] = handled / (days * DAY * tier.agents)
        return told

    def exact(self) -> dict[str, float]:
        """The long run by theory: Erlang A, and the Markov chain of two tiers, which has no service level."""
        first = self.tiers[0]
        pool = erlang_a(self.rate, first.handle, first.agents, first.patience)
        states: list = [pool]
        if len(self.tiers) > 1:
            tiers = [theory.Tier(t.handle, t.agents, t.patience, t.escalates) for t in self.tiers]
            states.append(theory.tiers_with_abandonment(self.rate, tiers).tiers[1])
        told = {"service_level 1": pool.answered_within(TARGET)}
        for number, state in enumerate(states, start=1):
            told[f"abandonment {number}"] = state.p_abandon
            told[f"mean_wait {number}"] = 60 * state.mean_wait
            told[f"occupancy {number}"] = state.occupancy
        return told


FIRST = Tier(agents=30, handle=4.5, patience=3.0, escalates=0.3)
SECOND = Tier(agents=12, handle=6.0, patience=6.0, escalates=0.0)
WORKS = {
    "one_pool": Work("one_pool", 6.0, (Tier(30, 4.5, 3.0, 0.0),)),
    "two_tiers": Work("two_tiers", 6.0, (FIRST, SECOND)),
}
