"""Times of which percentiles are given, since a mean hides the long ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.floor.kept import EDGES
from sim.measure.registry import CENTRE, LINE, Definition
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record

Counts = NDArray[np.int64]  # [bin]

PERCENTILES = (50, 90, 95)
UPPER = np.concatenate([[0.0], EDGES, EDGES[-1:]])
"""Minutes up to which each bin counts: first those who did not wait, last what is longer than any edge."""
IN_A_MINUTE = {"s": 60.0, "hours": 1 / 60}


@dataclass(frozen=True)
class Distribution(Definition):
    """A kind of time. Its formula counts the times of one replication, of a tier or the whole, by bins."""

    kind = "percentile of all times"

    def counts(self, record: Record, part: str | None = None) -> Counts:
        """How many times of one replication lie in each bin."""
        counts: Counts = self.formula(record, part)
        return counts

    @property
    def upper(self) -> NDArray[np.float64]:
        """The upper edges of the bins, in the distribution's unit."""
        return UPPER * IN_A_MINUTE[self.unit]


def waits(record: Record, tier: str | None) -> Counts:
    """The waits of the contacts that were answered, those answered at once among them.

    Formula: the wait that so many percent of the answered did not exceed

    Source: the quantiles of the wait in queueing theory
    """
    number = 0 if tier is None else record.tiers.index(tier)
    waited = record.waits[number]
    at_once = record.slots["answered"][:, :, number].sum() - waited.sum()
    return np.concatenate([[at_once], waited])


def resolutions(record: Record, part: None) -> Counts:
    """The times from an issue's first contact to its solution, of the solved.

    Formula: the time within which so many percent of the solved were solved

    Source: the trade's time to resolve
    """
    return np.concatenate([[0], record.resolutions])


DISTRIBUTIONS = {
    times.key: times
    for times in (
        Distribution(
            key="waits",
            title=N_("Percentiles of waits"),
            unit="s",
            better="less",
            basis="contact",
            scope=LINE,
            steady=True,
            formula=waits,
        ),
        Distribution(
            key="resolutions",
            title=N_("Percentiles of times to resolution"),
            unit="hours",
            better="less",
            basis="issue",
            scope=CENTRE,
            steady=True,
            formula=resolutions,
        ),
    )
}
