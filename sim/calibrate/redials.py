"""Who tries again after giving up, and how soon, from callers whom the log knows.

Many call several times a day for other reasons, so what counts is how many more call again after giving up
than after an answer. A caller is known only if he had to wait, the second time too, so each second call
counts for 1 / the share who waited in its half hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.counting import ARTEFACT, FULL_DAYS, HALF_HOUR
from sim.calibrate.observed import ratio

if TYPE_CHECKING:
    import pandas as pd

WITHIN = 3_600  # seconds after which no more call again than after an answer
LAST = 22 * 3_600  # calls that ended later leave less than two hours of the day to call again
EDGES = np.array([0, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200])
LEAST_KNOWN = 0.15  # of callers in a half hour: a single known call stands for no more than some six


@dataclass(frozen=True)
class Redials:
    """Of those who gave up."""

    share: float
    error: float
    """standard error of `share`, days as units"""
    mean: float
    """seconds until they call again"""
    uncorrected: float
    """the share if nobody called again unknown"""
    after: dict[str, list[float]]
    """share who call again by the bins of `EDGES`: after giving up, an answer, being cut off"""
    calls: dict[str, int]


def redials(calls: pd.DataFrame) -> Redials:
    """Share and delay of redials, from callers who are known on full days."""
    import pandas as pd

    full = calls[calls["weekday"] < FULL_DAYS.stop]
    full = full[full["topic"].isin(["regular", "stock", "english"])]
    full = full.assign(slot=full["arrived"] // HALF_HOUR)
    waited = (full["wait"] > 0).groupby([full["day"], full["slot"]]).mean()
    known = full[(full["customer"] != "") & (full["wait"] > 0)]
    known = known.sort_values(["customer", "day", "arrived"], kind="stable")
    again = known.groupby(["customer", "day"])[["arrived", "slot"]].shift(-1)
    ended = known["queued"] + known["wait"] + known["service"].where(known["answered"], 0)
    place = pd.MultiIndex.from_arrays([known["day"], again["slot"]])
    seen = waited.reindex(place).clip(lower=LEAST_KNOWN).to_numpy()
    gap = (again["arrived"] - ended).to_numpy()
    early = (ended < LAST).to_numpy()
    gave_up = (~known["answered"]).to_numpy() & early
    cut = (known["answered"] & (known["service"] <= ARTEFACT)).to_numpy() & early
    heard = known["answered"].to_numpy() & ~cut & early
    groups = {"giving_up": gave_up, "an_answer": heard, "being_cut_off": cut}
    bins = [(gap >= low) & (gap < high) for low, high in pairwise(EDGES)]
    after = {
        name: [
            float((within[group] / seen[group])[within[group]].sum() / max(group.sum(), 1)) for within in bins
        ]
        for name, group in groups.items()
    }
    soon = (gap >= 0) & (gap < WITHIN)
    weight = np.where(soon, 1 / np.where(soon, seen, 1.0), 0.0)
    spent = weight * np.where(soon, gap, 0.0)

    def excess(figure: NDArray[np.float64]) -> float:
        return float(figure[gave_up].mean() - figure[heard].mean())

    share = excess(weight)
    day = pd.factorize(known["day"])[0]
    return Redials(
        share=share,
        error=float(np.hypot(_error(weight, gave_up, day), _error(weight, heard, day))),
        mean=excess(spent) / share,
        uncorrected=excess(soon.astype(float)),
        after=after,
        calls={name: int(group.sum()) for name, group in groups.items()},
    )


def _error(weight: NDArray[np.float64], group: NDArray[np.bool_], day: NDArray[np.int64]) -> float:
    """Standard error of a mean over calls, days as units."""
    above = np.bincount(day[group], weights=weight[group], minlength=day.max() + 1)
    return ratio(above, np.bincount(day[group], minlength=day.max() + 1)).error
