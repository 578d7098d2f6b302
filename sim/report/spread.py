"""How much days differ: the mean of a year does not say how bad its bad days are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure import MEASURES
from sim.report import amounts
from sim.report.findings import called, estimate, measured, title
from sim.report.tables import Cell, Row, Table, value
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison

SHOWN = ("service_level", "asa", "abandonment")
STATISTICS = {  # a column of the table for each of `Results.days`
    "p10": N_("One day in ten is below"),
    "mean": N_("Mean of the days"),
    "p90": N_("One day in ten is above"),
}


def table(comparison: Comparison) -> Table:
    """Of the first line, by measure, a row for each design; last, how many days meet the target."""
    days = {name: results.days() for name, results in called(comparison).items()}
    groups: dict[str, list[Row]] = {}
    for key in SHOWN:
        for name, results in called(comparison).items():
            of = days[name].loc[results.records[0].tiers[0]].loc[key]
            found = {statistic: estimate(of.loc[statistic]) for statistic in STATISTICS}
            by = amounts.scale(MEASURES[key].unit, [each.mean for each in found.values()])
            groups.setdefault(title(key), []).append(Row(name, [value(each, by) for each in found.values()]))
    for name, results in called(comparison).items():
        on_target = value(measured(results, "days_on_target"), amounts.scale("share", []))
        row = Row(name, [Cell(""), on_target, Cell("")])
        groups.setdefault(title("days_on_target"), []).append(row)
    return Table([_("Single days"), *(_(head) for head in STATISTICS.values())], groups)
