"""What a solved issue costs, in wages and in hiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure import MEASURES
from sim.report import amounts, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.findings import called, measured
from sim.report.ranges import Amount, Part, ranges
from sim.report.tables import Cell, Row, Table
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results

WAGES, HIRING = palette.DESIGNS[6], palette.DESIGNS[3]


def chart(comparison: Comparison) -> Chart:
    """A bar for each design; nothing where scenarios give no wages and no costs, or a line keeps growing."""
    bars, rows = [], []
    for name, results in called(comparison).items():
        of = measured(results, "cost_per_resolved")
        if of.mean > 0:
            hiring = _hiring(results)
            bars.append(Amount(name, of, [Part(WAGES, 1 - hiring), Part(HIRING, hiring)]))
            rows.append((name, of.mean * (1 - hiring), of.mean * hiring))
    currency = comparison.results[comparison.baseline].scenario.currency
    drawn = ranges(bars, "money", currency)
    by = amounts.scale("money", [each.estimate.mean for each in bars], currency)
    table = Table.plain(
        [_("Design"), _("In all"), _("wages"), _("hiring and training")],
        [
            Row(name, [bar.cell, *(Cell(amounts.exact(float(f"{part:.2g}"), by)) for part in parts)])
            for bar, (name, *parts) in zip(drawn, rows, strict=True)
        ],
    )
    return Chart(
        "cost",
        _("What does a solved issue cost?"),
        _("Wages, hiring and training, for each issue solved for good. Black lines are intervals."),
        [Panel("", ranges=drawn)] if drawn else [],
        table,
        [
            Swatch(title, palette.faded(colour))
            for title, colour in ((_("wages"), WAGES), (_("hiring and training"), HIRING))
        ],
    )


def _hiring(results: Results) -> float:
    """The part of all costs that is not wages."""
    hiring, _years = results.sums(MEASURES["hiring_cost_per_year"])
    costs, _solved = results.sums(MEASURES["cost_per_resolved"])
    return float(hiring.sum() / costs.sum())
