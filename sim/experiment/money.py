"""Where the money goes, and what each design is worth: all in money a year, beside the baseline's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.statistics import Floats, difference, ratio
from sim.measure import MEASURES
from sim.measure.accounts import ACCOUNTS, account, centre_cost
from sim.scenario.durations import YEAR

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiment.results import Results

LOSSES = {"churn": "value_lost_per_year", "downtime": "downtime_cost_per_year"}
"""What customers lose, and the measure that says it."""

LINES = (*ACCOUNTS, "centre", *LOSSES, "whole", "value", "net")
"""Accounts and their sum; what customers lose, and all of it; what solved issues bring, and what is left."""


def money_table(designs: Mapping[str, Results], baseline: str) -> pd.DataFrame:
    """See `Comparison.money`."""
    import pandas as pd

    sums = {name: _sums(results) for name, results in designs.items()}
    used = [line for line in LINES if any(line in of for of in sums.values())]
    rows = {}
    for name, of in sums.items():
        years = designs[name].records[0].counted_minutes / YEAR
        base_years = designs[baseline].records[0].counted_minutes / YEAR
        for line in used:
            nothing = np.zeros(len(designs[name].records))
            figures, base = of.get(line, nothing), sums[baseline].get(line, nothing)
            found = ratio(figures, np.full(len(figures), years))
            apart = difference(
                (figures, np.full(len(figures), years)), (base, np.full(len(base), base_years))
            )
            rows[name, line] = {
                "mean": float(found.mean),
                "low": float(found.low),
                "high": float(found.high),
                "difference": float(apart.mean),
                "difference_low": float(apart.low),
                "difference_high": float(apart.high),
                "distinguishable": bool(apart.distinguishable),
            }
    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index = pd.MultiIndex.from_tuples(rows, names=["design", "line"])
    return table


def _sums(results: Results) -> dict[str, Floats]:
    """By line, money of each replication; without what is always nothing, and what a growing line hides."""
    found = {name: np.array([account(record, name) for record in results.records]) for name in ACCOUNTS}
    centre = np.array([centre_cost(record) for record in results.records])
    found = {name: money for name, money in found.items() if money.any()} | {"centre": centre}
    lost = {name: results.sums(MEASURES[key])[0] for name, key in LOSSES.items() if _said(results, key)}
    if lost:
        found |= lost | {"whole": centre + sum(lost.values())}
    if _said(results, "value_less_cost"):
        left = results.sums(MEASURES["value_less_cost"])[0]
        found |= {"value": left + centre, "net": left - sum(lost.values())}
    return found


def _said(results: Results, key: str) -> bool:
    measure = MEASURES[key]
    return measure.used(results.scenario) and not results.meaningless(measure)
