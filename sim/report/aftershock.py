"""What follows when people leave at once: waits and further leavers, week by week, beside the baseline."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.statistics import Floats, difference
from sim.record import only
from sim.report import amounts, figures, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.figures import Line
from sim.report.findings import called
from sim.report.people import QUARTER
from sim.report.tables import Cell, Row, Table
from sim.report.twins import twins
from sim.scenario.changes import Leave
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results
    from sim.scenario.schema import Scenario

MONTH = 4  # weeks whose waits are averaged: single weeks differ by luck more than by any aftershock


def chart(comparison: Comparison) -> Chart:
    """Nothing unless a design in which people are told to leave has a twin in which they aren't."""
    pairs = twins(comparison, _nobody_told)
    designs = list(called(comparison))
    panels, rows = [], []
    for title, series in SERIES.items():
        lines = [
            _line(name, designs.index(name), of, _apart(series(of), series(twin))) for name, of, twin in pairs
        ]
        if lines:
            ends = [end for line in lines for end in (*line.low, *line.high, *line.mean)]
            finite = [end for end in ends if math.isfinite(end)]
            top, bottom = 1.08 * max(*finite, 0.1), 1.08 * min(*finite, 0.0)
            panels.append(Panel(_(title), figures.over_weeks(lines, top, bottom)))
            rows += [Row(f"{_(title)}: {line.name}", _quarters(line)) for line in lines]
    weeks = max((len(of.records[0].weeks) for _name, of, _twin in pairs), default=0)
    heads = [_("week {n}").format(n=week + 1) for week in range(0, weeks, QUARTER)]
    return Chart(
        "aftershock",
        _("What follows when people leave at once?"),
        _(
            "Beside the same design in which nobody is told to leave, week by week. Those who were told are "
            "not among the leavers. Waits at the first line are means of four weeks. Where a band holds "
            "zero, there may be nothing."
        ),
        panels,
        Table.plain([_("Difference"), *heads], rows),
        [Swatch(name, *palette.design(designs.index(name))) for name, _of, _twin in pairs],
    )


def _nobody_told(scenario: Scenario) -> Scenario | None:
    changes = [change for change in scenario.changes if not isinstance(change, Leave)]
    return scenario.model_copy(update={"changes": changes}) if len(changes) < len(scenario.changes) else None


def _line(name: str, number: int, of: Results, apart: tuple[list[float], list[float], list[float]]) -> Line:
    return Line(name, *palette.design(number), of.scenario.calendar.start, *apart)


def _waits(results: Results) -> tuple[Floats, Floats]:
    """Minutes and contacts [replication, week] of the first line, running sums over a month."""
    weeks = len(results.records[0].days) // 7
    each = []
    for record in results.records:
        days = record.days[: 7 * weeks, 0]
        each.append([days[name].reshape(weeks, 7).sum(axis=1) for name in ("waited", "offered")])
    by_week = np.array(each, float).swapaxes(0, 1)  # [figure, replication, week]
    minutes, contacts = (
        np.stack([of[:, max(0, week - MONTH + 1) : week + 1].sum(axis=1) for week in range(weeks)], axis=1)
        for of in by_week
    )
    return minutes, contacts


def _left(results: Results) -> tuple[Floats, Floats]:
    """Leavers so far [replication, week], without those who were told to leave."""
    weeks = np.stack([only(record.weeks, "left", "sent_away") for record in results.records])
    left = np.cumsum((weeks["left"] - weeks["sent_away"]).sum(axis=2), axis=1).astype(float)
    return left, np.ones(left.shape)


def _apart(
    of: tuple[Floats, Floats], base: tuple[Floats, Floats]
) -> tuple[list[float], list[float], list[float]]:
    found = difference(of, base)
    return found.mean.tolist(), found.low.tolist(), found.high.tolist()


SERIES = {N_("Minutes waited by each contact"): _waits, N_("People who have left"): _left}


def _quarters(line: Line) -> list[Cell]:
    by = amounts.Scale(1.0, "", "")
    return [
        Cell(amounts.difference(mean, low, high, by), amounts.interval(low, high, by))
        for mean, low, high in list(zip(line.mean, line.low, line.high, strict=True))[::QUARTER]
    ]
