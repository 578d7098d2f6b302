"""Each chart with its question, its legend and its table, from a comparison."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from sim.report import amounts, figures, palette
from sim.report.findings import Finding
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from sim.experiment.comparison import Comparison
    from sim.experiment.results import Results

QUARTER = 13  # weeks between the rows of a table over time
DARKEST = 0.98  # of the cells of all heat maps: the few above it share the darkest colour
WEEKDAYS = {
    "Sun": N_("Sun"), "Mon": N_("Mon"), "Tue": N_("Tue"), "Wed": N_("Wed"), "Thu": N_("Thu"),
    "Fri": N_("Fri"), "Sat": N_("Sat"),
}  # fmt: skip


@dataclass(frozen=True)
class Swatch:
    """An entry of a legend; without a dash a block of colour, with one a line."""

    name: str
    colour: str
    dash: str = ""


@dataclass(frozen=True)
class Panel:
    """One of the figures of a chart."""

    caption: str
    figure: go.Figure


@dataclass(frozen=True)
class Chart:
    """A question, the figures that answer it, and the same in a table."""

    key: str
    question: str
    note: str
    panels: list[Panel]
    table: Table
    legend: list[Swatch] = field(default_factory=list)
    scale: tuple[str, str] | None = None  # the ends of the colour scale of magnitude, as texts


@dataclass(frozen=True)
class Bar:
    """A difference as a line on a scale of its own: zero in the middle, ends in percent of the width."""

    finding: Finding
    low: float
    mean: float
    high: float


def difference_bars(found: Mapping[str, Mapping[str, Finding]]) -> dict[str, list[Bar]]:
    """By design; a measure has one scale for all designs. Measures that are the same everywhere are left out."""
    largest: dict[str, float] = {}
    for of_design in found.values():
        for key, finding in of_design.items():
            if finding.judgement != "unknown":
                reach = max(abs(finding.difference.low), abs(finding.difference.high))
                largest[key] = max(largest.get(key, 0.0), reach)
    return {
        design: [
            Bar(finding, *(50 + 46 * end / largest[key] for end in _ends(finding)))
            for key, finding in of_design.items()
            if largest.get(key) and finding.judgement != "unknown"
        ]
        for design, of_design in found.items()
    }


def _ends(finding: Finding) -> tuple[float, float, float]:
    return finding.difference.low, finding.difference.mean, finding.difference.high


# --- waits ---------------------------------------------------------------------------------------


def waits(comparison: Comparison) -> Chart:
    """The mean wait of the answered at the first line, by weekday and hour."""
    of = {name: _by_hour(results) for name, results in comparison.results.items()}
    busy = np.flatnonzero(np.any([hours.notna().any(axis="columns") for hours in of.values()], axis=0))
    if len(busy):  # nights without a contact in any design are left out
        of = {name: hours.iloc[busy[0] : busy[-1] + 1] for name, hours in of.items()}
    cells = np.concatenate([hours.to_numpy().ravel() for hours in of.values()])
    cells = cells[np.isfinite(cells)]
    most = float(np.quantile(cells, DARKEST)) if len(cells) else 0.0
    by = amounts.scale("s", [most])
    top = float(f"{most * by.factor:.2g}") or 1.0
    panels = [Panel(name, figures.heat_map(hours * by.factor, top, by.label)) for name, hours in of.items()]
    rows = [
        Row(f"{name} · {hour}", [Cell(_figure(cell * by.factor)) for cell in week])
        for name, hours in of.items()
        for hour, week in zip(hours.index, hours.to_numpy(), strict=True)
    ]
    weekdays = next(iter(of.values())).columns
    return Chart(
        "waits",
        _("When do callers wait?"),
        _(
            "Mean wait of the contacts answered by the first line, by weekday and hour of arrival; all maps share one "
            "scale. Grey: nobody was answered."
        ),
        panels,
        Table.plain([_("Mean wait, {unit}").format(unit=by.label), *weekdays], rows),
        scale=(amounts.with_unit("0", by.label), _("{most} or more").format(most=amounts.with_unit(f"{top:g}", by.label))),
    )


def _by_hour(results: Results) -> pd.DataFrame:
    """Mean wait in seconds: hours in rows, weekdays in columns; nan where nobody was answered."""
    week = results.intervals().xs(next(iter(results.scenario.tiers)), level="tier")
    week = week.assign(waited=(week["asa_s"] * week["answered"]).fillna(0.0), hour=week.index.get_level_values("from").str[:2] + ":00")
    sums = week.groupby(["weekday", "hour"], sort=False)[["waited", "answered"]].sum()
    hours = (sums["waited"] / sums["answered"]).unstack("weekday", sort=False)
    return hours.rename(columns={day: _(name) for day, name in WEEKDAYS.items()})


# --- issues --------------------------------------------------------------------------------------


def endings(comparison: Comparison) -> Chart:
    """Solved at which tier, or not: shares of all issues opened."""
    import pandas as pd

    shares = pd.DataFrame({name: _endings(results) for name, results in comparison.results.items()}).T.fillna(0.0)
    shares = shares.loc[:, (shares > 0).any()]
    known = _ending_colours()
    rows = [
        Row(str(name), [Cell(amounts.number(100 * share, 1)) for share in of_design])
        for name, of_design in zip(shares.index, shares.to_numpy(), strict=True)
    ]
    return Chart(
        "endings",
        _("Where do issues end?"),
        _("Shares of all issues that arrived in the counted time, followed until the end of the run."),
        [Panel("", figures.stacked_bars(shares, known))],
        Table.plain([_("% of issues"), *shares.columns], rows),
        [Swatch(ending, known[ending]) for ending in shares.columns],
    )


def _ending_colours() -> dict[str, str]:
    solved = {_solved_at(tier): colour for tier, colour in enumerate(palette.SOLVED)}
    others = {
        _("given up in the line"): "abandoned",
        _("answered, not solved, lost"): "lost",
        _("turned away"): "blocked",
        _("still open"): "open",
    }
    return solved | {title: palette.ENDINGS[ending] for title, ending in others.items()}


def _solved_at(tier: int) -> str:
    return _("solved at tier {number}").format(number=tier + 1)


def _endings(results: Results) -> dict[str, float]:
    """Sums over replications, so that the shares of a design add up to one."""
    issues = np.concatenate([record.issues for record in results.records])
    opened = issues["opened"].sum()
    solved = issues["solved_at"].sum(axis=0)
    ended = {name: issues[name].sum() for name in ("abandoned", "lost", "blocked")}
    ended["open"] = opened - solved.sum() - sum(ended.values())
    of = {_solved_at(tier): solved[tier] for tier in range(len(palette.SOLVED))}
    of |= dict(zip(list(_ending_colours())[len(of) :], ended.values(), strict=True))
    return {ending: float(count / opened) if opened else math.nan for ending, count in of.items()}


# --- people --------------------------------------------------------------------------------------


def headcount(comparison: Comparison) -> Chart:
    return _weekly(
        comparison,
        "headcount",
        _("How many people are on the payroll?"),
        _("Mean people by week, trainees included; bands are 95% intervals of the mean."),
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


def _weekly(
    comparison: Comparison, key: str, question: str, note: str, column: str, against: str | None = None
) -> Chart:
    """A column of `Results.people` over weeks: a panel for each pool, a line for each design that has it."""
    people = {name: results.people() for name, results in comparison.results.items()}
    panels, rows = [], []
    weeks = max(len(table.index.levels[0]) for table in people.values())
    shown = range(0, weeks, QUARTER)
    start = next(iter(comparison.results.values())).scenario.calendar.start
    for pool in dict.fromkeys(pool for table in people.values() for pool in table.index.levels[1]):
        lines: list[figures.Line] = []
        for number, (name, table) in enumerate(people.items()):
            if pool not in table.index.levels[1]:
                continue
            of_pool = table.xs(pool, level="pool")
            if against and not of_pool[against].any():
                continue
            colour, dash = palette.design(number)
            if against:
                asked = list(of_pool[against])
                lines.append(figures.Line(_("{name}, asked").format(name=name), colour, "solid", asked, asked, asked, True))
            of = (list(of_pool[column + suffix]) for suffix in ("", "_low", "_high"))
            lines.append(line := figures.Line(name, colour, dash, *of))
            cells = [
                Cell(amounts.number(line.mean[week], amounts.places(line.low[week], line.high[week], line.mean[week])))
                for week in shown
                if week < len(line.mean)
            ]
            rows.append(Row(f"{name} · {pool}", cells))
        if lines:
            top = max((height for line in lines for height in (*line.mean, *line.high) if math.isfinite(height)), default=1.0)
            panels.append(Panel(pool, figures.over_weeks(lines, start, 1.08 * top or 1.0)))
    heads = [_("Mean in the week of"), *((start + timedelta(weeks=week)).isoformat() for week in shown)]
    legend = [Swatch(name, *palette.design(number)) for number, name in enumerate(people)]
    return Chart(key, question, note, panels, Table.plain(heads, rows), legend)


def _figure(value: float) -> str:
    """Two significant digits: a cell of a week has few contacts."""
    if not math.isfinite(value):
        return amounts.number(math.nan, 0)
    return amounts.number(value, 1 - math.floor(math.log10(abs(value)))) if value else "0"
