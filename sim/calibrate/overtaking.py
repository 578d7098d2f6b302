"""The order of the line, from who was served before whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

NEIGHBOURS = 25  # pairs further apart in the line say nothing new


def overtaking(
    calls: pd.DataFrame, behind: pd.Series, ahead: pd.Series, edges: tuple[int, ...]
) -> list[tuple[float, int]]:
    """How often a caller `ahead` who joined later was served before one `behind` who was still waiting then.

    Of all such pairs that were answered in the end, by how many seconds later he joined (bins of `edges`):
    the share, and the number of pairs.
    """
    some = calls[(behind | ahead) & calls["answered"] & (calls["wait"] > 0)]
    some = some.assign(behind=behind, ahead=ahead, taken=some["queued"] + some["wait"])
    pairs, overtook = np.zeros(len(edges) - 1, int), np.zeros(len(edges) - 1, int)
    for _day, today in some.sort_values(["day", "queued"], kind="stable").groupby("day"):
        joined, taken = today["queued"].to_numpy(), today["taken"].to_numpy()
        first, second = today["behind"].to_numpy(), today["ahead"].to_numpy()
        for apart in range(1, min(NEIGHBOURS, len(today))):
            gap = joined[apart:] - joined[:-apart]
            both = first[:-apart] & second[apart:] & (gap > 0) & (taken[:-apart] > joined[apart:])
            both &= taken[:-apart] != taken[apart:]
            place = np.searchsorted(edges, gap[both], side="right") - 1
            inside = (place >= 0) & (place < len(pairs))
            np.add.at(pairs, place[inside], 1)
            np.add.at(overtook, place[inside], (taken[apart:] < taken[:-apart])[both][inside])
    return [(float(n / max(m, 1)), int(m)) for n, m in zip(overtook, pairs, strict=True)]
