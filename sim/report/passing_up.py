"""What was passed up that could have been solved below: by topic, and by agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.statistics import ratio
from sim.measure import MEASURES
from sim.report import amounts
from sim.report.findings import Estimate, called, estimate
from sim.report.tables import Cell, Row, Table, value
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results

HEADS = N_("Passed up"), N_("Of them, in vain"), N_("Share")
COLUMNS = "passed_up", "avoidable", "share"


def by_topic(comparison: Comparison) -> Table:
    """A group of rows for each design in which anything was passed up in vain, the worst topics first."""
    return _grouped(_("Topic"), {name: _topics(each) for name, each in called(comparison).items()})


def by_agent(comparison: Comparison, most: int) -> Table:
    """So many agents of each design, those who passed up most in vain first."""
    designs = called(comparison)
    return _grouped(_("Agent"), {name: _agents(each)[:most] for name, each in designs.items()})


def _grouped(head: str, groups: dict[str, list[Row]]) -> Table:
    found = {name: rows for name, rows in groups.items() if rows}
    if len(groups) == 1:
        found = {"": next(iter(groups.values()))}
    return Table([head, *(_(each) for each in HEADS)], found)


def _topics(results: Results) -> list[Row]:
    measure, rows = MEASURES["avoidable"], []
    if not measure.used(results.scenario):
        return []
    kpis = results.topics()
    for topic in results.scenario.topics:
        in_vain, passed_up = results.sums(measure, topic)
        if in_vain.any():
            share = _share(estimate(kpis.loc[(topic, measure.key)]))
            row = Row(topic, [_count(passed_up), _count(in_vain), share])
            rows.append((float(in_vain.sum()), row))
    return [row for _amount, row in sorted(rows, key=lambda each: -each[0])]


def _agents(results: Results) -> list[Row]:
    table = results.escalations().sort_values("avoidable", ascending=False, kind="stable")
    rows = []
    for row in table[table["avoidable"] > 0].reset_index().to_dict("records"):
        found = {n: Estimate(float(row[n]), float(row[f"{n}_low"]), float(row[f"{n}_high"])) for n in COLUMNS}
        counts = [value(found[name], amounts.scale("count", [])) for name in COLUMNS[:2]]
        rows.append(Row(f"{row['pool']} {row['place']}", [*counts, _share(found["share"])]))
    return rows


def _count(numbers: np.ndarray) -> Cell:
    """A replication, on average."""
    found = ratio(numbers, np.ones(len(numbers)))
    return value(Estimate(float(found.mean), float(found.low), float(found.high)), amounts.scale("count", []))


def _share(of: Estimate) -> Cell:
    return value(of, amounts.scale("share", [of.mean]))
