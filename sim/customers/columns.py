"""Issues before the floor: a column for each thing that is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np


@dataclass
class Columns:
    """Issues of some days."""

    identity: np.ndarray  # int64; the same customer in every design
    fortune: np.ndarray  # int64
    time: np.ndarray  # float64, minutes on the simulation's clock
    topic: np.ndarray  # int64
    difficulty: np.ndarray  # float64
    day: np.ndarray  # int64, of the run: on which it was dealt, whenever it comes
    more: dict[str, np.ndarray] = field(default_factory=dict)  # fields of the floor's rows, by name

    def __len__(self) -> int:
        return len(self.identity)

    @property
    def own(self) -> dict[str, np.ndarray]:
        """What the floor knows of every issue, by name."""
        return {name: getattr(self, name) for name in OWN if name != "day"}

    def where(self, chosen: np.ndarray | slice) -> Columns:
        """These issues only; `chosen`: a mask, or numbers in the order wanted, or a slice."""
        if isinstance(chosen, np.ndarray) and chosen.dtype == bool:
            chosen = np.flatnonzero(chosen)  # found once for all columns
        own: dict[str, Any] = {name: getattr(self, name)[chosen] for name in OWN}
        return Columns(**own, more={name: column[chosen] for name, column in self.more.items()})

    def by_time(self) -> Columns:
        """In order of arrival at the floor, whatever day they were dealt on."""
        return self.where(np.argsort(self.time, kind="stable"))


OWN = tuple(each.name for each in fields(Columns) if each.name != "more")


def together(parts: Sequence[Columns]) -> Columns:
    """All issues of several sources, which know the same of theirs."""
    if len(parts) == 1:
        return parts[0]
    own: dict[str, Any] = {name: np.concatenate([getattr(part, name) for part in parts]) for name in OWN}
    more = {name: np.concatenate([part.more[name] for part in parts]) for name in parts[0].more}
    return Columns(**own, more=more)
