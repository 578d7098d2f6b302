"""How long people stay: the survival curve of tenure, from all who were there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.statistics import CONFIDENCE
from sim.workforce.ledger import LEFT, MONTH

if TYPE_CHECKING:
    import pandas as pd

    from sim.record import Record

FEW = 5  # at risk: with fewer the curve is no longer drawn


def survival_table(records: Sequence[Record]) -> pd.DataFrame:
    """See `Results.survival`.

    Kaplan and Meier 1958, with delayed entry: who was there on the first day is at risk from his tenure of
    that day on, and who is still there in the end, or moved up, until then. All replications together.
    Intervals: Greenwood's variance on the scale of log(-log S) (Kalbfleisch and Prentice 2002, 1.4).
    """
    import pandas as pd

    tables = {}
    for number, pool in enumerate(records[0].pools):
        careers = [record.careers[record.careers["pool"] == number] for record in records]
        of = np.concatenate(careers)
        if not len(of):
            continue
        entered = np.maximum(records[0].start - of["hired"], 0.0) / MONTH
        tables[pool] = _curve(entered, (of["until"] - of["hired"]) / MONTH, of["how"] == LEFT)
    if not tables:
        index = pd.MultiIndex.from_arrays([[], []], names=["pool", "months"])
        return pd.DataFrame(columns=["share", "low", "high", "at_risk"], index=index, dtype=float)
    return pd.concat(tables, names=["pool"])


def _curve(entered: np.ndarray, until: np.ndarray, left: np.ndarray) -> pd.DataFrame:
    """By month of tenure. Months before anybody was at risk, and after few are, have no figures."""
    import pandas as pd
    from scipy.special import ndtri

    moments = np.unique(until[left])
    at_risk = np.searchsorted(np.sort(entered), moments, side="left") - np.searchsorted(
        np.sort(until), moments, side="left"
    )
    gone = np.bincount(np.searchsorted(moments, until[left]), minlength=len(moments))
    enough = at_risk >= FEW
    with np.errstate(divide="ignore", invalid="ignore"):
        stay = np.cumprod(np.where(enough, 1 - gone / at_risk, 1.0))
        spread = np.cumsum(np.where(enough & (gone < at_risk), gone / (at_risk * (at_risk - gone)), 0.0))
        width = ndtri((1 + CONFIDENCE) / 2) * np.sqrt(spread) / np.abs(np.log(stay))
    months = np.arange(int(np.max(until, initial=0.0)) + 1)
    there = np.searchsorted(np.sort(entered), months, side="right") - np.searchsorted(
        np.sort(until), months, side="right"
    )
    last = np.searchsorted(moments, months, side="right") - 1
    share = np.where(last >= 0, stay[last] if len(stay) else 1.0, 1.0)
    half = np.where(last >= 0, width[last] if len(width) else 0.0, 0.0)
    low = np.where(share < 1, share ** np.exp(half), share)
    high = np.where(share < 1, share ** np.exp(-half), share)
    table = pd.DataFrame({"share": share, "low": low, "high": high, "at_risk": there}, index=months)
    ends = np.argmax(there[1:] < FEW) + 1 if (there[1:] < FEW).any() else len(months)
    return table.iloc[:ends].rename_axis("months")
