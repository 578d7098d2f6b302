"""What a year costs, customers who leave and people idle included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure import MEASURES
from sim.report import amounts, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.findings import called, measured
from sim.report.ranges import Amount, Part, ranges
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results

CENTRE, CHURN, DOWNTIME = palette.DESIGNS[6], palette.DESIGNS[1], palette.DESIGNS[4]
LOSSES = (  # measure, what the chart calls it, colour
    ("value_lost_per_year", N_("customers who leave"), CHURN),
    ("downtime_cost_per_year", N_("downtime"), DOWNTIME),
)


def chart(comparison: Comparison) -> Chart:
    """A bar for each design; nothing where no scenario says what customers lose, or a line keeps growing."""
    used = [loss for loss in LOSSES if loss[0] in comparison.measures]
    bars, rows = [], []
    for name, results in called(comparison).items():
        of = measured(results, "whole_cost_per_year")
        if not used or not of.mean > 0:
            continue
        lost = [_yearly(results, key) for key, _title, _colour in used]
        parts = [of.mean - sum(lost), *lost]
        colours = [CENTRE, *(colour for _key, _title, colour in used)]
        bars.append(
            Amount(name, of, [Part(c, part / of.mean) for c, part in zip(colours, parts, strict=True)])
        )
        rows.append((name, parts))
    currency = comparison.results[comparison.baseline].scenario.currency
    drawn = ranges(bars, "money", currency)
    by = amounts.scale("money", [each.estimate.mean for each in bars], currency)
    titles = [_("the centre"), *(_(title) for _key, title, _colour in used)]
    table = Table.plain(
        [_("Design"), _("In all"), *titles],
        [
            Row(name, [bar.cell, *(Cell(amounts.exact(float(f"{part:.2g}"), by)) for part in parts)])
            for bar, (name, parts) in zip(drawn, rows, strict=True)
        ],
    )
    return Chart(
        "losses",
        _("What does a year cost, with what customers lose?"),
        _(
            "The centre's own cost, and beside it what its customers lose, as far as the "
            "scenario says what that is worth. Black lines are intervals."
        ),
        [Panel("", ranges=drawn)] if drawn else [],
        table,
        [
            Swatch(title, palette.faded(colour))
            for title, colour in zip(titles, [CENTRE, *(loss[2] for loss in used)], strict=True)
        ],
    )


def _yearly(results: Results, key: str) -> float:
    lost, years = results.sums(MEASURES[key])
    return float(lost.sum() / years.sum())
