"""Where does a difference come from? The steps from the first design of a chain to the last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from sim.measure import MEASURES
from sim.report import amounts, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.findings import Finding, Judgement, labels, steps, title
from sim.report.tables import VERDICTS, Row, Table, difference_cell, value
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison

DRAWN = (
    "fcr",
    "issues_solved",
    "handovers_per_issue",
    "resolution_time",
    "explaining_time",
    "cost_per_resolved",
)
LEGEND: tuple[Judgement, ...] = ("better", "worse", "changed", "same")
WIDTH, HIGH, LEFT, RIGHT = 470.0, 23.0, 175.0, 80.0  # of a drawing; a bar; room for names and for figures
LONGEST = 26  # letters of a name that there is room for


def chart(comparison: Comparison) -> Chart:
    """A panel for each of some measures that changes, nothing without a chain."""
    found = steps(comparison)
    panels = [
        Panel(title(key), svg=drawing(comparison, [found[n, key] for n in range(len(comparison.chain))]))
        for key in DRAWN
        if (0, key) in found and _moves([found[n, key] for n in range(len(comparison.chain))])
    ]
    return Chart(
        "split",
        _("Where does the difference come from?"),
        _(
            "From the first design to the last, one change at a time, on the same customers with the same "
            "luck. The steps add up to the whole. In another order they would be others: what two changes do "
            "together belongs to the later one. Thin lines are intervals of the step alone."
        ),
        panels,
        table(comparison, comparison.measures),
        [Swatch(_(VERDICTS[name]), palette.JUDGEMENTS[name]) for name in LEGEND],
    )


def table(comparison: Comparison, keys: Collection[str]) -> Table:
    """Of each measure: the first design's figure, each step, the whole difference."""
    if not comparison.chain:
        return Table.plain([], [])
    found, called = steps(comparison), labels(comparison)
    first, *others = comparison.chain
    rows = []
    for key in comparison.measures:
        of = [found[number, key] for number in range(len(comparison.chain))]
        if key in keys and _moves(of):
            by = amounts.scale(of[0].unit, (of[0].baseline.mean, of[0].value.mean), of[0].currency)
            cells = [difference_cell(each) for each in (*of[1:], of[0])]
            rows.append(Row(_(MEASURES[key].title), [value(of[0].baseline, by), *cells], key))
    heads = [_("Step by step"), called[first], *(f"→ {called[name]}" for name in others), _("In all")]
    return Table.plain(heads, rows)


def _moves(of: Sequence[Finding]) -> bool:
    return all(each.difference.known for each in of) and any(each.judgement != "equal" for each in of)


def drawing(comparison: Comparison, of: Sequence[Finding]) -> Markup:
    """A waterfall: the first design's figure, and a bar for each step, from where the last one ended."""
    called = [labels(comparison)[name] for name in comparison.chain]
    whole, each_step = of[0], of[1:]
    ends = [whole.baseline.mean]
    for step in each_step:
        ends.append(ends[-1] + step.difference.mean)
    reach = [before + end for before, step in zip(ends, each_step, strict=False) for end in _interval(step)]
    low, high = min(*ends, *reach), max(*ends, *reach)
    across = (WIDTH - LEFT - RIGHT) / ((high - low) or 1.0)

    def x(figure: float) -> float:
        return LEFT + (figure - low) * across

    by = amounts.scale(whole.unit, (whole.baseline.mean, whole.value.mean), whole.currency)
    rows = [_row(0, called[0], value(whole.baseline, by).text, x(ends[0]), x(ends[0]), palette.INK)]
    for number, step in enumerate(each_step, 1):
        colour = palette.JUDGEMENTS.get(step.judgement, palette.INK)
        interval = tuple(x(ends[number - 1] + end) for end in _interval(step))
        name, figure = f"→ {called[number]}", difference_cell(step).text
        rows.append(_row(number, name, figure, x(ends[number - 1]), x(ends[number]), colour, interval))
    last = x(ends[-1])
    rows.append(_row(len(rows), called[-1], value(whole.value, by).text, last, last, palette.INK))
    told = f"{whole.title}: " + ", ".join(
        f"{name} {difference_cell(step).text}" for name, step in zip(called[1:], each_step, strict=True)
    )
    return Markup(
        '<svg class="split" viewBox="0 0 {w:.0f} {h:.0f}" role="img" aria-label="{told}">{rows}</svg>'
    ).format(w=WIDTH, h=HIGH * len(rows), told=told, rows=Markup("").join(rows))


def _interval(step: Finding) -> tuple[float, float]:
    return step.difference.low, step.difference.high


def _row(
    number: int,
    name: str,
    figure: str,
    start: float,
    end: float,
    colour: str,
    interval: tuple[float, ...] = (),
) -> Markup:
    y = number * HIGH
    line = Markup("")
    if interval:
        line = Markup(
            '<line x1="{a:.1f}" x2="{b:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{ink}" stroke-width="1"/>'
        ).format(a=interval[0], b=interval[1], y=y + HIGH / 2, ink=palette.INK)
    return Markup(
        '<text x="0" y="{text:.1f}">{name}</text>'
        '<text x="{right:.1f}" y="{text:.1f}" text-anchor="end">{figure}</text>'
        '<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.0f}" fill="{colour}"/>{line}'
    ).format(
        text=y + 16, name=escape(_short(name)), right=WIDTH, figure=figure, x=min(start, end) - 1, y=y + 4,
        w=abs(end - start) + 2, h=HIGH - 8, colour=colour, line=line,
    )  # fmt: skip


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
