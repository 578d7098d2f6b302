"""The measures of parts of a centre side by side: of populations, and of channels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sim.experiment import Results
from sim.measure import MEASURES
from sim.report import amounts
from sim.report.findings import called, estimate, title
from sim.report.tables import Cell, Exhibit, Row, Table, value
from sim.words import _

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiment import Comparison


def parts(comparison: Comparison) -> list[Exhibit]:
    """Those that any design has."""
    found = [
        Exhibit(
            _("How is each population served?"),
            _("Of the issues of each; means with their intervals."),
            _table(comparison, Results.populations, lambda results: bool(results.scenario.populations)),
            key="populations",
        ),
        Exhibit(
            _("How is each channel served?"),
            _(
                "Of what comes to the first tier in each way, and of what the centre puts off or does by "
                "itself. A dash: nothing there to measure."
            ),
            _table(comparison, Results.channels, lambda results: len(results.scenario.channel_names) > 1),
            key="channels",
        ),
    ]
    return [part for part in found if part.table.rows]


def _table(
    comparison: Comparison, kpis: Callable[[Results], pd.DataFrame], has: Callable[[Results], bool]
) -> Table:
    """A column for each part; for each measure a row, or of several designs a group with a row for each."""
    of = {name: kpis(results) for name, results in called(comparison).items() if has(results)}
    names = list(dict.fromkeys(name for table in of.values() for name in table.index.unique(0)))
    known = {key for table in of.values() for key in table.index.unique(1)}
    groups: dict[str, list[Row]] = {}
    leads: dict[str, str] = {}
    for key in (key for key in MEASURES if key in known):
        rows = {name: [_row(table, part, key) for part in names] for name, table in of.items()}
        by = [_scale(key, column) for column in zip(*rows.values(), strict=True)]
        cells = {name: list(map(_cell, each, by)) for name, each in rows.items()}
        if len(called(comparison)) == 1:
            groups.setdefault("", []).extend(Row(title(key), each, key) for each in cells.values())
        else:
            groups[title(key)] = [Row(name, each) for name, each in cells.items()]
            leads[title(key)] = key
    return Table([_("Measure"), *names], groups, leads=leads)


def _row(table: pd.DataFrame, part: str, key: str) -> Any:
    """The measure of the part; None where the design has no such part."""
    return table.loc[(part, key)] if (part, key) in table.index else None


def _scale(key: str, rows: Iterable[Any]) -> amounts.Scale:
    """Of a part in all designs: a letter is answered in hours, a call in seconds."""
    return amounts.scale(MEASURES[key].unit, [row["mean"] for row in rows if row is not None])


def _cell(row: Any, by: amounts.Scale) -> Cell:
    return Cell(amounts.UNKNOWN) if row is None else value(estimate(row), by)
