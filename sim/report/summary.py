"""What a terminal shows of a comparison: its headline figures, and the verdict in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.report import split
from sim.report.conclusion import SPOKEN, conclude
from sim.report.findings import findings
from sim.report.tables import Table, side_by_side

if TYPE_CHECKING:
    from sim.experiment import Comparison


@dataclass(frozen=True)
class Summary:
    """Tables, sentences and warnings, in this order."""

    tables: list[Table]
    sentences: list[str]
    warnings: list[str]


def summary(comparison: Comparison) -> Summary:
    """The headline of the report on a comparison of one design or several."""
    kpis, found = comparison.kpis(), findings(comparison)
    concluded = conclude(comparison, kpis, found)
    several = len(comparison.results) > 1
    if concluded.overview:
        tables, said = [concluded.overview], concluded.overall
    else:
        tables = side_by_side(comparison, kpis, found, only=SPOKEN)
        said = [text for each in concluded.verdicts for text in (each.summary, each.cost)]
    if comparison.chain:
        tables.append(split.table(comparison, SPOKEN))
    standing = concluded.standing if several else concluded.standing[:1]  # the rest is in the table
    return Summary(
        tables,
        [*said, *standing, " ".join(concluded.sureness)],
        [f"{', '.join(names)}: {text}" if several else text for text, names in concluded.warnings.items()],
    )
