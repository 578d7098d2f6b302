"""What went in: the values in which designs differ, and all the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.report.findings import labels
from sim.report.tables import Cell, Row, Table, batches
from sim.scenario import flatten
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison


def what_differs(comparison: Comparison) -> list[Table]:
    """The values in which designs differ, with as many designs in a table as in `side_by_side`."""
    values = comparison.what_differs()
    tables = []
    for others in _others(comparison):
        beside = values[[comparison.baseline, *others]].astype(str)
        rows = {str(key): row.tolist() for key, row in beside.T.items() if row.nunique() > 1}
        tables.append(_table(comparison, others, rows))
    return tables


def scenarios(comparison: Comparison) -> list[Table]:
    """Every value of every design, defaults included; a list or a CSV table is one value."""
    said = {name: flatten(results.scenario) for name, results in comparison.results.items()}
    tables = []
    for others in _others(comparison):
        designs = [said[name] for name in (comparison.baseline, *others)]
        keys = dict.fromkeys(key for values in designs for key in values)
        rows = {key: [values.get(key, "") for values in designs] for key in keys}
        tables.append(_table(comparison, others, rows))
    return tables


def _others(comparison: Comparison) -> list[Sequence[str]]:
    return batches([name for name in comparison.results if name != comparison.baseline])


def _table(comparison: Comparison, others: Sequence[str], rows: dict[str, list[str]]) -> Table:
    called = labels(comparison)
    heads = [_("Key"), called[comparison.baseline], *(called[name] for name in others)]
    return Table.plain(heads, [Row(key, [Cell(value) for value in row]) for key, row in rows.items()])
