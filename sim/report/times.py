"""How long it takes: percentiles of waits and of times to resolution, which a mean hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure import DISTRIBUTIONS, PERCENTILES
from sim.report import palette
from sim.report.chart import Chart, Panel
from sim.report.findings import called, estimate
from sim.report.ranges import Amount, Part, ranges
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiment import Comparison

OF = {  # how a percentile is said
    50: N_("Half"),
    90: N_("Nine in ten"),
    95: N_("19 in 20"),
}


def waits(comparison: Comparison) -> Chart:
    return _percentiles(
        comparison,
        "waits",
        "how_long",
        _("How long do callers wait?"),
        _(
            "Of the contacts answered by the first line, those answered at once among them. "
            "Black lines are intervals; each part has a scale of its own, from zero."
        ),
        _("{share} wait no longer than"),
    )


def resolutions(comparison: Comparison) -> Chart:
    return _percentiles(
        comparison,
        "resolutions",
        "resolution",
        _("How long until an issue is solved?"),
        _(
            "From the first contact of an issue until it is solved for good, the days until a customer calls "
            "again included. Black lines are intervals; each part has a scale of its own, from zero."
        ),
        _("{share} are solved within"),
    )


def _percentiles(
    comparison: Comparison, measure: str, key: str, question: str, note: str, caption: str
) -> Chart:
    """A panel for each percentile, a bar for each design."""
    tables = {name: results.percentiles() for name, results in called(comparison).items()}
    panels, cells = [], dict[str, list[Cell]]()
    for percentile in PERCENTILES:
        bars = ranges(
            [
                Amount(name, estimate(_row(table, measure, percentile)), [Part(palette.design(number)[0], 1)])
                for number, (name, table) in enumerate(tables.items())
            ],
            DISTRIBUTIONS[measure].unit,
        )
        if bars:
            panels.append(Panel(caption.format(share=_(OF[percentile])), ranges=bars))
        for bar in bars:
            cells.setdefault(bar.name, []).append(bar.cell)
    heads = [_("Design"), *(panel.caption for panel in panels)]
    return Chart(key, question, note, panels, Table.plain(heads, [Row(*each) for each in cells.items()]))


def _row(table: pd.DataFrame, measure: str, percentile: int) -> pd.Series:
    """Of the whole centre, or of its first line."""
    return table.xs((measure, percentile), level=("measure", "percentile")).iloc[0]
