"""Figures of single days: the service level of a year does not say how bad its bad days are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.measure.registry import MEASURES, Rows
from sim.measure.waits import entered

DAILY = ("service_level", "asa", "abandonment", "contacts_per_day")
"""The measures of which each day has a figure worth reading."""


def daily(key: str, days: Rows, tier: int) -> NDArray[np.float64]:
    """A measure of `DAILY` on each day by itself, at a tier.

    `days`: LegTally[..., day, tier], as `Record.days`; the figures are [..., day]. Nan is a day that has
    none: on which nobody entered the first line, or that has nothing to divide by.
    """
    numerators, denominators = MEASURES[key].formula(days[..., tier])
    counts = (entered(days[..., 0]) > 0) & (denominators > 0)
    return np.divide(numerators, denominators, out=np.full(counts.shape, np.nan), where=counts)
