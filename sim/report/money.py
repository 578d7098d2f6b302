"""What a solved issue costs: in wages, in hiring, in fees of a body outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure import MEASURES
from sim.report import amounts, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.findings import called, measured
from sim.report.ranges import Amount, Part, ranges
from sim.report.tables import Cell, Row, Table
from sim.scenario.levels import with_outside
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results

WAGES, HIRING, FEES = palette.DESIGNS[6], palette.DESIGNS[3], palette.DESIGNS[4]


def chart(comparison: Comparison) -> Chart:
    """A bar for each design; nothing where scenarios give no wages and no costs, or a line keeps growing."""
    bars: list[Amount] = []
    rows: list[tuple[str, list[float]]] = []
    scenarios = [results.scenario for results in comparison.results.values()]
    outside = any(with_outside(each.tiers, each.pools) for each in scenarios)
    kinds = [(_("wages"), WAGES), (_("hiring and training"), HIRING), (_("fees outside"), FEES)]
    kinds = kinds if outside else kinds[:2]
    for name, results in called(comparison).items():
        of = measured(results, "cost_per_resolved")
        if of.mean > 0:
            hiring, fees = _part(results, "hiring_cost"), _part(results, "fees")
            shares = [1 - hiring - fees, hiring, fees][: len(kinds)]
            parts = [Part(colour, share) for (_title, colour), share in zip(kinds, shares, strict=True)]
            bars.append(Amount(name, of, parts))
            rows.append((name, [of.mean * share for share in shares]))
    currency = comparison.results[comparison.baseline].scenario.currency
    drawn = ranges(bars, "money", currency)
    by = amounts.scale("money", [each.estimate.mean for each in bars], currency)
    table = Table.plain(
        [_("Design"), _("In all"), *(each for each, _colour in kinds)],
        [
            Row(name, [bar.cell, *(Cell(amounts.exact(float(f"{part:.2g}"), by)) for part in of_kind)])
            for bar, (name, of_kind) in zip(drawn, rows, strict=True)
        ],
    )
    return Chart(
        "cost",
        _("What does a solved issue cost?"),
        _("What is paid for each issue solved for good. Black lines are intervals."),
        [Panel("", ranges=drawn)] if drawn else [],
        table,
        [Swatch(each, palette.faded(colour)) for each, colour in kinds],
    )


def _part(results: Results, name: str) -> float:
    """The part of all costs that an amount of the pools' tallies is."""
    costs, _solved = results.sums(MEASURES["cost_per_resolved"])
    return float(sum(record.pool[name].sum() for record in results.records) / costs.sum())
