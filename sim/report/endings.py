"""Where do issues end? A bar for each design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.record import together
from sim.report import amounts, figures, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.findings import called
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results

NOT_SOLVED = {
    "abandoned": N_("given up in the line"),
    "lost": N_("answered, not solved, lost"),
    "blocked": N_("turned away"),
    "open": N_("still open"),
}


def chart(comparison: Comparison) -> Chart:
    """Solved at which tier, or not: shares of all issues opened, where no line keeps growing."""
    import pandas as pd

    steady = {name: results for name, results in called(comparison).items() if not results.unstable}
    shares = pd.DataFrame.from_dict(
        {name: _shares(results) for name, results in steady.items()}, orient="index"
    )
    shares = shares.loc[:, (shares > 0).any()]
    titles = {ending: _title(ending) for ending in shares.columns}
    rows = [
        Row(str(name), [Cell(amounts.number(100 * share, 1)) for share in of_design])
        for name, of_design in zip(shares.index, shares.to_numpy(), strict=True)
    ]
    colours = {titles[ending]: palette.ENDINGS[ending] for ending in titles}
    return Chart(
        "endings",
        _("Where do issues end?"),
        _("Shares of all issues that arrived in the counted time, followed until the end of the run."),
        [Panel("", figures.stacked_bars(shares.rename(columns=titles), colours))] if steady else [],
        Table.plain([_("% of issues"), *titles.values()], rows),
        [Swatch(title, colour) for title, colour in colours.items()],
    )


def _title(ending: str) -> str:
    if ending == "bot":
        return _("settled by the bot")
    if ending in NOT_SOLVED:
        return _(NOT_SOLVED[ending])
    return _("solved at tier {number}").format(number=ending.removeprefix("solved_"))


def _shares(results: Results) -> dict[str, float]:
    """Of sums over replications, so that the shares of a design add up to one."""
    issues = together(record.issues for record in results.records)
    counts = {f"solved_{tier}": count for tier, count in enumerate(issues["solved_at"].sum(axis=0), start=1)}
    counts["bot"] = issues["settled_by_bot"].sum()
    counts |= {ending: issues[ending].sum() for ending in ("abandoned", "lost", "blocked")}
    opened = issues["opened"].sum()
    counts["open"] = opened - sum(counts.values())
    return {ending: float(count / max(opened, 1)) for ending, count in counts.items()}
