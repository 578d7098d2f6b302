"""What attrition costs: a design beside the same one in which nobody leaves by himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment.money import money_table
from sim.experiment.statistics import Floats, difference
from sim.report import amounts
from sim.report.tables import Cell, Exhibit, Row, Table
from sim.report.twins import twins
from sim.scenario.durations import YEAR
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results
    from sim.scenario.schema import Scenario


def exhibit(comparison: Comparison) -> list[Exhibit]:
    """One, if a design has a twin in which nobody leaves; else none."""
    rows = [Row(name, _cost(of, twin)) for name, of, twin in twins(comparison, _nobody_leaves)]
    if not rows:
        return []
    note = _(
        "Beside the same design with the same customers, in which nobody leaves by himself. Customers wait "
        "because posts are empty and newcomers slow; the centre pays for finding and training people, and "
        "pays less where posts are empty."
    )
    heads = [_("Design"), _("Cost of the centre a year"), _("Hours waited a year"), _("Wait of each contact")]
    return [Exhibit(_("What does attrition cost?"), note, Table.plain(heads, rows))]


def _nobody_leaves(scenario: Scenario) -> Scenario | None:
    if not any(pool.attrition for pool in scenario.pools.values()):
        return None
    staying = {name: pool.model_copy(update={"attrition": None}) for name, pool in scenario.pools.items()}
    return scenario.model_copy(update={"pools": staying})


def _cost(results: Results, twin: Results) -> list[Cell]:
    money: Any = money_table({"twin": twin, "of": results}, "twin")
    cost = [float(money.loc[("of", "centre"), f"difference{end}"]) for end in ("", "_low", "_high")]
    hours, waits = (_apart(sums(results), sums(twin)) for sums in (_hours, _waits))
    return [
        _cell(cost, amounts.scale("money", cost[1:], results.scenario.currency)),
        _cell(hours, amounts.Scale(1.0, "", "")),
        _cell(waits, amounts.scale("s", waits[1:])),
    ]


def _apart(of: tuple[Floats, Floats], twin: tuple[Floats, Floats]) -> list[float]:
    found = difference(of, twin)
    return [float(found.mean), float(found.low), float(found.high)]


def _cell(figures: list[float], by: amounts.Scale) -> Cell:
    mean, low, high = figures
    return Cell(amounts.difference(mean, low, high, by), amounts.interval(low, high, by))


def _hours(results: Results) -> tuple[Floats, Floats]:
    """Waited in all lines, and years counted."""
    waited = np.array([record.slots["waited"].sum() / 60 for record in results.records])
    return waited, np.array([record.counted_minutes / YEAR for record in results.records])


def _waits(results: Results) -> tuple[Floats, Floats]:
    """Seconds waited at the first line, and contacts there."""
    waited = np.array([60 * record.slots["waited"][:, :, 0].sum() for record in results.records])
    return waited, np.array([float(record.slots["offered"][:, :, 0].sum()) for record in results.records])
