"""Where do paid hours go? A bar for each design and pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.measure.accounts import paid_hours
from sim.report import amounts, figures, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.findings import called
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison

TITLES = {
    "handling": N_("handling contacts"),
    "ready": N_("waiting for contacts"),
    "pauses": N_("breaks"),
    "meeting": N_("meetings"),
    "one_on_one": N_("one-on-ones"),
    "study": N_("hours of study"),
    "coaching": N_("coaching"),
    "group_training": N_("group training"),
    "lesson": N_("learning a topic"),
    "quality_watch": N_("watching newcomers"),
    "late": N_("late"),
    "absent": N_("absent"),
    "learning": N_("in training"),
    "rest": N_("not on the rota"),
}
COLOURS = {
    "handling": palette.DESIGNS[0],
    "ready": palette.DESIGNS[6],
    "learning": palette.DESIGNS[4],
    "rest": "#BBBBBB",
}


def chart(comparison: Comparison) -> Chart:
    """Shares of the paid hours, which add up to one; nothing where nobody is paid."""
    import pandas as pd

    shares = {}
    for name, results in called(comparison).items():
        each = [paid_hours(record) for record in results.records]
        hours = np.maximum(0.0, [sum(of[kind] for of in each) for kind in TITLES])
        for pool, of_pool in zip(results.records[0].pools, hours.T, strict=True):
            if of_pool.sum() > 0:
                shares[f"{name} · {pool}"] = of_pool / of_pool.sum()
    table = pd.DataFrame.from_dict(shares, orient="index", columns=list(TITLES))
    table = table.loc[:, (table > 0).any()]
    titles = {kind: _(TITLES[kind]) for kind in table.columns}
    others = iter(palette.DESIGNS[1:4] + palette.DESIGNS[5:6] + palette.DESIGNS[7:])
    colours = {titles[kind]: COLOURS.get(kind) or next(others, palette.FAINT) for kind in table.columns}
    rows = [
        Row(str(name), [Cell(amounts.number(100 * share, 1)) for share in of])
        for name, of in zip(table.index, table.to_numpy(), strict=True)
    ]
    return Chart(
        "hours",
        _("Where do paid hours go?"),
        _("Shares of all hours paid in the counted time. Who is on shift and off the phone is told by why."),
        [Panel("", figures.stacked_bars(table.rename(columns=titles), colours))] if len(table) else [],
        Table.plain([_("% of paid hours"), *titles.values()], rows),
        [Swatch(title, colour) for title, colour in colours.items()],
    )
