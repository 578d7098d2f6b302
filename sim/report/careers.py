"""Careers: who learns, who is on his own, how experienced people are, how long they stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.report import amounts, figures, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.figures import Line
from sim.report.findings import called
from sim.report.people import QUARTER
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison

STAGES = {
    "working": (N_("on their own"), palette.DESIGNS[6]),
    "nesting": (N_("beside a veteran"), palette.DESIGNS[2]),
    "training": (N_("in training"), palette.DESIGNS[4]),
    "vacancies": (N_("posts open"), palette.DESIGNS[9]),
}
EXPERIENCE = {
    "later": (N_("a year and more"), palette.DESIGNS[0]),
    "first_year": (N_("three months to a year"), palette.DESIGNS[6]),
    "first_quarter": (N_("under three months, or in training"), palette.DESIGNS[4]),
}
MOST_MONTHS = 60
TOLD = (3, 6, 12, 24, 36)  # months, in the table


def stages(comparison: Comparison) -> Chart:
    """Nothing where nobody is ever in training and no post is open."""
    chart = _layered(
        comparison,
        "stages",
        _("Where do people stand?"),
        _("People of each pool by week: in training, beside a veteran, on their own; and open posts."),
        STAGES,
    )
    return chart if len(chart.legend) > 1 else _empty(chart)


def experience(comparison: Comparison) -> Chart:
    """Nothing where nobody comes or goes, for then everybody's tenure just grows."""
    chart = _layered(
        comparison,
        "experience",
        _("How many are new?"),
        _("People of each pool at the end of the week, by how long ago their training ended."),
        EXPERIENCE,
    )
    left = any(record.pool["left"].any() for of in comparison.results.values() for record in of.records)
    return chart if left else _empty(chart)


def survival(comparison: Comparison) -> Chart:
    """A panel for each pool that anybody left, a curve for each design."""
    curves: dict[str, list[tuple]] = {}
    rows = []
    for number, (name, results) in enumerate(called(comparison).items()):
        table = results.survival()
        colour, dash = palette.design(number)
        for pool in table.index.unique("pool"):
            of = table.loc[pool].loc[:MOST_MONTHS]
            if not (of["share"] < 1).any():
                continue
            drawn = np.array([of.index, of["share"], of["low"], of["high"]], float)
            curves.setdefault(str(pool), []).append((name, colour, dash, drawn))
            at = {month: of.loc[month] for month in TOLD if month in of.index}
            cells = [_share(at[month]) if month in at else Cell(amounts.UNKNOWN) for month in TOLD]
            rows.append(Row(f"{name} · {pool}", cells))
    last = max((float(drawn[0, -1]) for of in curves.values() for *_n, drawn in of), default=0.0)
    heads = [_("{n} months").format(n=month) for month in TOLD]
    return Chart(
        "survival",
        _("How long do people stay?"),
        _(
            "The share of people still there, by months since the first day of training. Who was there at "
            "the start counts from his tenure of then on; who is there in the end counts until then. Bands "
            "are intervals."
        ),
        [Panel(pool, figures.over_months(of, last)) for pool, of in curves.items()],
        Table.plain([_("Still there after"), *heads], rows),
        [Swatch(name, *palette.design(number)) for number, name in enumerate(called(comparison))],
    )


def _share(row) -> Cell:
    by = amounts.scale("share", [row["share"]])
    return Cell(
        amounts.value(row["share"], row["low"], row["high"], by),
        amounts.interval(row["low"], row["high"], by),
    )


def _layered(comparison: Comparison, key: str, question: str, note: str, columns: dict) -> Chart:
    """A panel for each design and pool, of the columns of `Results.people` one on top of the other."""
    panels, rows, used = [], [], set()
    tables = {name: results.people() for name, results in called(comparison).items()}
    weeks = 0
    for name, results in called(comparison).items():
        table, start = tables[name], results.scenario.calendar.start
        for pool in table.index.unique("pool"):
            of = table.xs(pool, level="pool")
            if results.scenario.pools[pool].outside or not of["employed"].any():
                continue
            lines = [
                Line(_(title), colour, "", start, *([float(each) for each in of[column]],) * 3)
                for column, (title, colour) in columns.items()
                if of[column].any()
            ]
            used |= {line.name for line in lines}
            weeks = max(weeks, len(of))
            top = 1.08 * float(of[list(columns)].to_numpy().sum(axis=1).max())
            panels.append(Panel(f"{name} · {pool}", figures.layers(lines, top)))
            for column, (title, _colour) in columns.items():
                if of[column].any():
                    cells = [
                        Cell(amounts.number(mean, amounts.places(low, high, mean)))
                        for mean, low, high in zip(
                            *(of[column + end].iloc[::QUARTER] for end in ("", "_low", "_high")), strict=True
                        )
                    ]
                    rows.append(Row(f"{name} · {pool}: {_(title)}", cells))
    heads = [_("week {n}").format(n=week + 1) for week in range(0, weeks, QUARTER)]
    legend = [Swatch(_(title), colour) for title, colour in columns.values() if _(title) in used]
    return Chart(key, question, note, panels, Table.plain([_("Mean"), *heads], rows), legend)


def _empty(chart: Chart) -> Chart:
    return Chart(chart.key, chart.question, chart.note, [], chart.table)
