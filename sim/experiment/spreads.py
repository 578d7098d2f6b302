"""What lies around the means of a design: percentiles of times, and how days differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment import quantiles, statistics
from sim.experiment.statistics import Floats
from sim.measure import DAILY, DISTRIBUTIONS, MEASURES, PERCENTILES, Definition, daily

if TYPE_CHECKING:
    import pandas as pd

    from sim.record import Record

Meaningless = Callable[[Definition, str | None], bool]  # as `Results.meaningless`

DAYS = (10, 90)  # percentiles of daily figures
COLUMNS = ("mean", "low", "high")
NOTHING = float("nan")


def percentiles_table(records: Sequence[Record], meaningless: Meaningless) -> pd.DataFrame:
    """See `Results.percentiles`."""
    rows = {}
    for key, times in DISTRIBUTIONS.items():
        for part in times.scope.parts(records[0]) or (None,):
            counts = np.stack([times.counts(record, part) for record in records])
            for percentile in PERCENTILES:
                share = percentile / 100
                rows[key, part or "", percentile] = {
                    **_figures(quantiles.of_counts(counts, times.upper, share), meaningless(times, part)),
                    "unit": times.unit,
                    "events": min(share, 1 - share) * float(counts.sum()) / len(records),
                    "kind": times.kind,
                }
    return _table(rows, ["measure", "tier", "percentile"])


def days_table(records: Sequence[Record], meaningless: Meaningless) -> pd.DataFrame:
    """See `Results.days`."""
    rows = {}
    tiers = records[0].tiers
    daily_figures: dict[tuple[str, str], list[Floats]] = {(tier, key): [] for tier in tiers for key in DAILY}
    for record in records:
        for number, tier in enumerate(tiers):
            for key in DAILY:
                daily_figures[tier, key].append(daily(key, record.days, number))
    for tier in tiers:
        for key in DAILY:
            measure, values = MEASURES[key], np.stack(daily_figures[tier, key])  # [replication, day]
            known = np.isfinite(values).sum(axis=1)
            mean = statistics.ratio(np.nansum(values, axis=1), known, measure.most)
            found = {"mean": (float(mean.mean), float(mean.low), float(mean.high))}
            found |= {f"p{percentile}": quantiles.of_days(values, percentile / 100) for percentile in DAYS}
            for statistic, figures in found.items():
                rows[tier, key, statistic] = {
                    **_figures(figures, meaningless(measure, tier)),
                    "unit": measure.unit,
                    "days": known.sum() / len(records),
                    "kind": f"{'mean' if statistic == 'mean' else 'percentile'} of daily figures",
                }
    return _table(rows, ["tier", "measure", "statistic"])


def _figures(found: quantiles.Interval, nothing: bool) -> dict[str, float]:
    """By column; nan if there is nothing to say."""
    return {name: NOTHING if nothing else figure for name, figure in zip(COLUMNS, found, strict=True)}


def _table(rows: dict[Any, dict[str, Any]], names: list[str]) -> pd.DataFrame:
    import pandas as pd

    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index = pd.MultiIndex.from_tuples(rows, names=names)
    return table
