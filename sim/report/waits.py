"""When do callers wait? A heat map of the week for each design."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.report import amounts, figures
from sim.report.chart import Chart, Panel
from sim.report.findings import called
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiment import Comparison, Results

DARKEST = 0.98  # of the cells of all heat maps: the few above it share the darkest colour
WEEKDAYS = {
    "Sun": N_("Sun"), "Mon": N_("Mon"), "Tue": N_("Tue"), "Wed": N_("Wed"), "Thu": N_("Thu"),
    "Fri": N_("Fri"), "Sat": N_("Sat"),
}  # fmt: skip


def chart(comparison: Comparison) -> Chart:
    """The mean wait of the answered at the first line, by weekday and hour; of a growing line, nothing."""
    of = {
        name: _by_hour(results)
        for name, results in called(comparison).items()
        if _first_tier(results) not in results.unstable
    }
    hours_used = sorted({hour for hours in of.values() for hour in hours.dropna(how="all").index})
    if hours_used:  # a night without a contact in any design is left out
        of = {name: hours.loc[hours_used[0] : hours_used[-1]] for name, hours in of.items()}
    cells = [cell for hours in of.values() for cell in hours.to_numpy().ravel() if math.isfinite(cell)]
    most = float(np.quantile(cells, DARKEST)) if cells else 0.0
    by = amounts.scale("s", [most])
    top = float(f"{most * by.factor:.2g}") or 1.0
    panels = [Panel(name, figures.heat_map(hours * by.factor, top, by.label)) for name, hours in of.items()]
    rows = [
        Row(f"{name} · {hour}", [Cell(_figure(cell * by.factor)) for cell in week])
        for name, hours in of.items()
        for hour, week in zip(hours.index, hours.to_numpy(), strict=True)
    ]
    weekdays = list(dict.fromkeys(day for hours in of.values() for day in hours.columns))
    return Chart(
        "waits",
        _("When do callers wait?"),
        _(
            "Mean wait of the contacts answered by the first line, by weekday and hour of arrival; "
            "all maps share one scale. Grey: nobody was answered."
        ),
        panels,
        Table.plain([_("Mean wait, {unit}").format(unit=by.label), *weekdays], rows),
        scale=(
            amounts.with_unit("0", by.label),
            _("{most} or more").format(most=amounts.with_unit(f"{top:g}", by.label)),
        ),
    )


def _first_tier(results: Results) -> str:
    return next(iter(results.scenario.tiers))


def _by_hour(results: Results) -> pd.DataFrame:
    """Mean wait in seconds: hours in rows, weekdays in columns; nan where nobody was answered."""
    week = results.intervals().xs(_first_tier(results), level="tier")
    week["waited"] = (week["asa_s"] * week["answered"]).fillna(0.0)  # nobody answered: nobody waited
    week["hour"] = week.index.get_level_values("from").str[:2] + ":00"
    sums = week.groupby(["weekday", "hour"], sort=False)[["waited", "answered"]].sum()
    hours = (sums["waited"] / sums["answered"]).unstack("weekday", sort=False)
    return hours.rename(columns={day: _(name) for day, name in WEEKDAYS.items()})


def _figure(value: float) -> str:
    """Two significant digits: a cell of a week has few contacts."""
    if not math.isfinite(value):
        return amounts.number(math.nan, 0)
    return amounts.number(value, 1 - math.floor(math.log10(abs(value)))) if value else "0"
