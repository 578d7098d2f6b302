"""The week hour by hour, a heat map for each design: when callers wait, when too few are answered in time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from sim.measure import MEASURES
from sim.report import amounts, figures
from sim.report.chart import Chart, Panel
from sim.report.findings import called
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiment import Comparison, Results

OUTLYING = 0.02  # of the cells of all heat maps: the few beyond share the darkest colour
WEEKDAYS = (N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"))


@dataclass(frozen=True)
class Shade:
    """The colours' scale: figures at its light end and at its dark end, which is the bad one."""

    by: amounts.Scale
    light: float
    dark: float


def waits(comparison: Comparison) -> Chart:
    """The mean wait of the answered at the first line; of a growing line, nothing."""

    def shade(cells: list[float]) -> Shade:
        most = float(np.quantile(cells, 1 - OUTLYING)) if cells else 0.0
        by = amounts.scale("s", [most])
        return Shade(by, 0.0, float(f"{most * by.factor:.2g}") or 1.0)

    return _chart(
        comparison,
        "waits",
        "asa",
        _("When do callers wait?"),
        _(
            "Mean wait of the contacts answered by the first line, by weekday and hour of arrival; "
            "all maps share one scale. Grey: nobody was answered."
        ),
        shade,
    )


def in_time(comparison: Comparison) -> Chart:
    """The service level of the first line; of a growing line, nothing."""

    def shade(cells: list[float]) -> Shade:
        least = float(np.quantile(cells, OUTLYING)) if cells else 0.0
        return Shade(amounts.scale("share", cells), 100.0, min(10.0 * math.floor(10 * least), 90.0))

    return _chart(
        comparison,
        "in_time",
        "service_level",
        _("When are callers answered in time?"),
        _(
            "Service level of the first line, by weekday and hour of arrival; all maps share one scale. "
            "Dark: few are answered in time. Grey: nobody called."
        ),
        shade,
    )


def _chart(
    comparison: Comparison,
    key: str,
    measure: str,
    question: str,
    note: str,
    shade_of: Callable[[list[float]], Shade],
) -> Chart:
    of = {
        name: by_hour(results, measure)
        for name, results in called(comparison).items()
        if not results.meaningless(MEASURES[measure])
    }
    hours_used = sorted({hour for hours in of.values() for hour in hours.dropna(how="all").index})
    if hours_used:  # a night without a contact in any design is left out
        of = {name: hours.loc[hours_used[0] : hours_used[-1]] for name, hours in of.items()}
    shade = shade_of(
        [cell for hours in of.values() for cell in hours.to_numpy().ravel() if math.isfinite(cell)]
    )
    by = shade.by
    rows = [
        Row(f"{name} · {hour}", [Cell(_figure(cell * by.factor)) for cell in week])
        for name, hours in of.items()
        for hour, week in zip(hours.index, hours.to_numpy(), strict=True)
    ]
    weekdays = list(dict.fromkeys(day for hours in of.values() for day in hours.columns))
    beyond = _("{most} or more") if shade.dark > shade.light else _("{most} or less")
    light, dark = (amounts.with_unit(f"{end:g}", by.label) for end in (shade.light, shade.dark))
    return Chart(
        key,
        question,
        note,
        [
            Panel(name, figures.heat_map(hours * by.factor, shade.light, shade.dark, by.label))
            for name, hours in of.items()
        ],
        Table.plain([f"{_(MEASURES[measure].title)}, {by.label}", *weekdays], rows),
        scale=(light, beyond.format(most=dark) if shade.dark else dark),
    )


def by_hour(results: Results, measure: str) -> pd.DataFrame:
    """A measure of the first line: hours in rows, counted weekdays in columns; nan where nothing was."""
    import pandas as pd

    of = MEASURES[measure]
    both = reduce(
        np.add, (np.array(of.formula(record.slots[..., 0]), float) for record in results.records)
    )  # numerators and denominators, [weekday, interval]
    counted = np.sum([record.slot_days for record in results.records], axis=0) > 0
    hours = (np.arange(both.shape[-1]) * results.records[0].interval // 60).astype(int)
    first = np.flatnonzero(np.diff(hours, prepend=-1))  # interval of each hour
    numerators, denominators = (np.add.reduceat(sums[counted], first, axis=-1) for sums in both)
    cells = np.divide(numerators, denominators, out=np.full(numerators.shape, np.nan), where=denominators > 0)
    weekdays = [_(name) for name, is_counted in zip(WEEKDAYS, counted, strict=True) if is_counted]
    return pd.DataFrame(cells.T, index=[f"{hour:02}:00" for hour in hours[first]], columns=weekdays)


def _figure(value: float) -> str:
    """Two significant digits: a cell of a week has few contacts."""
    if not math.isfinite(value):
        return amounts.number(math.nan, 0)
    return amounts.number(value, 1 - math.floor(math.log10(abs(value)))) if value else "0"
