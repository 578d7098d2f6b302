"""What a solved issue costs, and what for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.accounts import SPENT, TIME, account
from sim.report import amounts, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.findings import called, measured
from sim.report.ranges import Amount, Part, ranges
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results

KINDS = {
    "wages": (TIME, N_("wages"), palette.DESIGNS[6]),
    "people": (SPENT, N_("hiring, training, leads and overtime"), palette.DESIGNS[3]),
    "fees": (("fees",), N_("fees outside"), palette.DESIGNS[4]),
    "before": (("before",), N_("prevention and the bot"), palette.DESIGNS[1]),
}
"""What is paid for: its accounts, what it is called, its colour."""

USUAL = ("wages", "people")  # the others are shown where there are any


def chart(comparison: Comparison) -> Chart:
    """A bar for each design; nothing where scenarios give no wages and no costs, or a line keeps growing."""
    paid = {name: _paid(results) for name, results in called(comparison).items()}
    kinds = [kind for kind in KINDS if kind in USUAL or any(each[kind] for each in paid.values())]
    titles = [_(KINDS[kind][1]) for kind in kinds]
    bars: list[Amount] = []
    rows: list[tuple[str, list[float]]] = []
    for name, results in called(comparison).items():
        of = measured(results, "cost_per_resolved")
        if of.mean > 0:
            shares = [paid[name][kind] / sum(paid[name].values()) for kind in kinds]
            parts = [Part(KINDS[kind][2], share) for kind, share in zip(kinds, shares, strict=True)]
            bars.append(Amount(name, of, parts))
            rows.append((name, [of.mean * share for share in shares]))
    currency = comparison.results[comparison.baseline].scenario.currency
    drawn = ranges(bars, "money", currency)
    by = amounts.scale("money", [each.estimate.mean for each in bars], currency)
    table = Table.plain(
        [_("Design"), _("In all"), *titles],
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
        [Swatch(title, palette.faded(KINDS[kind][2])) for kind, title in zip(kinds, titles, strict=True)],
    )


def _paid(results: Results) -> dict[str, float]:
    """What was paid in all replications together, by kind: the parts of `centre_cost`."""
    return {
        kind: sum(account(record, name) for record in results.records for name in accounts)
        for kind, (accounts, _title, _colour) in KINDS.items()
    }
