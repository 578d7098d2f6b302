"""What lies around the means of a design: percentiles of times, and how days differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment import quantiles, statistics
from sim.experiment.gathered import Gathered
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
    asked = [
        (times, part) for times in DISTRIBUTIONS.values() for part in times.scope.parts(records[0]) or (None,)
    ]
    pooled = [np.zeros(len(times.upper), np.int64) for times, _part in asked]
    for record in records:
        for (times, part), counts in zip(asked, pooled, strict=True):
            counts += times.counts(record, part)
    shares = np.array(PERCENTILES) / 100
    percentiles = [
        quantiles.Percentiles(counts, times.upper, shares)
        for (times, _part), counts in zip(asked, pooled, strict=True)
    ]
    for record in records:  # again, now that it is known what to look for
        for (times, part), of in zip(asked, percentiles, strict=True):
            of.see(times.counts(record, part))
    rows = {}
    for (times, part), of in zip(asked, percentiles, strict=True):
        for percentile, share, found in zip(PERCENTILES, shares, of.intervals(), strict=True):
            rows[times.key, part or "", percentile] = {
                **_figures(found, meaningless(times, part)),
                "unit": times.unit,
                "events": min(share, 1 - share) * float(of.pooled.sum()) / len(records),
                "kind": times.kind,
            }
    return _table(rows, ["measure", "tier", "percentile"])


def days_table(records: Sequence[Record], meaningless: Meaningless) -> pd.DataFrame:
    """See `Results.days`."""
    rows = {}
    tiers = records[0].tiers
    asked = [(tier, key) for tier in tiers for key in DAILY]
    gathered = Gathered()  # [tier, measure, day]
    for record in records:
        days = record.days
        gathered.put([daily(key, days, tiers.index(tier)) for tier, key in asked])
    per_replication = len(records[0].days)
    for number, (tier, key) in enumerate(asked):
        measure = MEASURES[key]
        values = gathered.read(slice(number * per_replication, (number + 1) * per_replication))
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
