"""What was passed up that could have been solved below, by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure import MEASURES
from sim.report import amounts
from sim.report.findings import called, estimate
from sim.report.tables import Cell, Row, Table, value
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results


def avoidable(comparison: Comparison) -> Table:
    """A group of rows for each design in which anything was passed up in vain, the worst topics first."""
    groups = {name: rows for name, results in called(comparison).items() if (rows := _topics(results))}
    if len(called(comparison)) == 1:
        groups = dict.fromkeys([""], next(iter(groups.values()), []))
    return Table([_("Topic"), _("Passed up"), _("Of them, in vain"), _("Share")], groups)


def _topics(results: Results) -> list[Row]:
    measure, rows = MEASURES["avoidable"], []
    if not measure.used(results.scenario):
        return []
    kpis = results.topics()
    for topic in results.scenario.topics:
        in_vain, passed_up = (float(sums.mean()) for sums in results.sums(measure, topic))
        if in_vain:
            found = estimate(kpis.loc[(topic, measure.key)])
            share = value(found, amounts.scale(measure.unit, [found.mean]))
            cells = [Cell(amounts.number(passed_up, 0)), Cell(amounts.number(in_vain, 0)), share]
            rows.append((in_vain, Row(topic, cells)))
    return [row for _amount, row in sorted(rows, key=lambda each: -each[0])]
