"""The people week by week: how many there are, whether they fill the seats, how experienced they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.gathered import Sums
from sim.report import amounts, figures, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.figures import Line
from sim.report.findings import called
from sim.report.tables import Cell, Row, Table
from sim.words import _

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiment import Comparison, Results

QUARTER = 13  # weeks between the columns of a table


def headcount(comparison: Comparison) -> Chart:
    return _weekly(
        comparison,
        "headcount",
        _("How many people are on the payroll?"),
        _("Mean people by week, trainees included. Bands are intervals of the mean."),
        "employed",
    )


def seats(comparison: Comparison) -> Chart:
    return _weekly(
        comparison,
        "seats",
        _("Are the seats filled?"),
        _("Seats taken by someone on the rota, mean of the week, against the seats asked for (thin steps)."),
        "filled",
        against="asked",
    )


def tenure(comparison: Comparison) -> Chart:
    return _weekly(
        comparison,
        "tenure",
        _("How experienced are the people?"),
        _("Mean months since training of those on the payroll."),
        "tenure",
    )


def leavers(comparison: Comparison) -> Chart:
    return _weekly(
        comparison,
        "leavers",
        _("How many people have left?"),
        _("People who have left since the first day, trainees included. Bands are intervals of the mean."),
        "left",
        of=_since_the_start,
    )


def _weekly(
    comparison: Comparison,
    key: str,
    question: str,
    note: str,
    column: str,
    against: str | None = None,
    of: Callable[[Results], pd.DataFrame] | None = None,
) -> Chart:
    """A column of `Results.people`, or of the table `of`, over weeks: a panel for each pool, a line for each
    design that has it.
    """
    lines = _lines(comparison, column, of=of)
    wanted = _lines(comparison, against, steps=True) if against else {}
    panels, rows = [], []
    for pool, of_pool in lines.items():
        asked = wanted.get(pool, [])
        if against and not any(any(line.mean) for line in asked):
            continue  # no seats: all who are there are on the phone
        if not any(any(line.mean) for line in of_pool):
            continue
        panels.append(Panel(pool, figures.over_weeks([*asked, *of_pool], 1.08 * _top([*asked, *of_pool]))))
        rows += [Row(f"{line.name} · {pool}", _quarters(line)) for line in of_pool]
    first = next(iter(comparison.results.values())).scenario.calendar.start
    weeks = max((len(line.mean) for of_pool in lines.values() for line in of_pool), default=0)
    days = [(first + timedelta(weeks=week)).isoformat() for week in range(0, weeks, QUARTER)]
    legend = [Swatch(name, *palette.design(number)) for number, name in enumerate(called(comparison))]
    return Chart(key, question, note, panels, Table.plain([_("Mean in the week of"), *days], rows), legend)


def _since_the_start(results: Results) -> pd.DataFrame:
    """Of those who left, as `Results.people` has them by the week: how many up to the end of each week."""
    import pandas as pd

    sums = Sums()
    for record in results.records:
        sums.put(np.cumsum(record.weeks["left"], axis=0), 1.0)  # [week, pool]
    found = sums.ratio()
    weeks = range(len(found.mean))
    index = pd.MultiIndex.from_product([weeks, results.records[0].pools], names=["week", "pool"])
    columns = {"left": found.mean, "left_low": found.low, "left_high": found.high}
    return pd.DataFrame({name: figures.ravel() for name, figures in columns.items()}, index=index)


def _lines(
    comparison: Comparison,
    column: str,
    steps: bool = False,
    of: Callable[[Results], pd.DataFrame] | None = None,
) -> dict[str, list[Line]]:
    """By pool."""
    lines: dict[str, list[Line]] = {}
    for number, (name, results) in enumerate(called(comparison).items()):
        colour, dash = palette.design(number)
        table = of(results) if of else results.people()
        for pool in table.index.unique("pool"):  # none if the run has no whole week
            if results.scenario.pools[pool].outside:
                continue
            of_pool = table.xs(pool, level="pool")
            mean, low, high = (
                [float(each) for each in of_pool[column + end]] for end in ("", "_low", "_high")
            )
            shown = _("{name}, asked").format(name=name) if steps else name
            start = results.scenario.calendar.start
            lines.setdefault(pool, []).append(Line(shown, colour, dash, start, mean, low, high, steps))
    return lines


def _top(lines: Iterable[Line]) -> float:
    heights = (height for line in lines for height in (*line.mean, *line.high) if math.isfinite(height))
    return max(heights, default=0.0) or 1.0


def _quarters(line: Line) -> list[Cell]:
    return [
        Cell(amounts.number(mean, amounts.places(low, high, mean)))
        for mean, low, high in list(zip(line.mean, line.low, line.high, strict=True))[::QUARTER]
    ]
