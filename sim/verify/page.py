"""The page of what was verified: one HTML file that needs nothing else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from sim.report import page as report
from sim.report import palette
from sim.verify.glossary import in_words
from sim.verify.outcome import Outcome, Value, Verdict
from sim.verify.reads import CONFIDENCE
from sim.words import N_, _

if TYPE_CHECKING:
    from jinja2 import Environment

SPAN = 2.5  # half widths of an interval to either side of it, on a plot


@dataclass(frozen=True)
class Mark:
    """A value on its plot, in percent of the width: the interval, the figure, and what it should be."""

    low: float
    high: float
    simulated: float
    exact: float
    exact_low: float
    exact_high: float


def page(outcomes: Sequence[Outcome]) -> str:
    """The page as HTML."""
    environment = _environment()
    groups = {name: list(each) for name, each in groupby(outcomes, lambda outcome: outcome.group)}
    folder = files("sim.report")
    return environment.get_template("verified.html").render(
        groups=groups,
        summary=summary(outcomes),
        mark=mark,
        in_words=in_words,
        figure_of=figure_of,
        palette=palette,
        not_verified=not_verified(outcomes),
        css=(folder / "templates" / "report.css").read_text(encoding="utf-8"),
        script=(folder / "templates" / "report.js").read_text(encoding="utf-8"),
        plotly=(folder / "static" / report.PLOTLY).read_text(encoding="utf-8")
        if any(outcome.figure for outcome in outcomes)
        else "",
    )


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sim.verify"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_)
    environment.filters.update(figure_json=lambda figure: report.figure_json(figure.to_plotly_json()))
    return environment


def summary(outcomes: Sequence[Outcome]) -> list[str]:
    """What came out, in a few sentences."""
    verdicts = [outcome.verdict for outcome in outcomes]
    count = {verdict: verdicts.count(verdict) for verdict in get_args(Verdict)}
    values = [value for outcome in outcomes for value in outcome.values]
    chancy = sum(value.chancy for value in values)
    told = [
        _("{agrees} of {all} cases agree; {differs} differ; {skipped} were skipped.").format(
            all=len(outcomes), **count
        )
    ]
    if count["off"]:
        told.append(_("{off} are off the record of a real centre, and it is said why.").format(**count))
    told.append(
        _("{values} figures were compared; {missed} lie outside of their interval.").format(
            values=len(values), missed=sum(not value.agrees for value in values)
        )
    )
    if chancy:
        text = _(
            "{n} have simulated intervals of {confidence}: were all right, chance would miss {expected:.2g}."
        )
        told.append(text.format(n=chancy, confidence=f"{CONFIDENCE:.1%}", expected=chancy * (1 - CONFIDENCE)))
    return told


def not_verified(outcomes: Sequence[Outcome]) -> list[str]:
    """What nobody has tried, said plainly: what stands in docs/verification.md, and what was skipped."""
    skipped = [f"{outcome.id}: {outcome.note}" for outcome in outcomes if outcome.verdict == "skipped"]
    return [*map(_, NOT_VERIFIED), *skipped]


NOT_VERIFIED = (
    N_("What people do in a call: most such figures are assumptions, and scenarios name them as such."),
    N_("Attrition, learning and hiring against a real centre: no public record holds them beside its calls."),
    N_("Resolution against the bank's record, which does not say what a call came to."),
    N_("Handling times against the record of incidents, which holds none."),
)


def figure_of(number: float, value: Value) -> str:
    """A number of a value, in as many digits as its interval bears."""
    if not math.isfinite(number):
        return "–"
    width = value.high - value.low
    if number == round(number) and abs(number) < 1e9 and width == 0:
        return f"{number:.0f}"
    digits = 2 - math.floor(math.log10(width)) if width > 0 and math.isfinite(width) else 6
    return f"{number:.{min(8, max(0, digits))}f}"


def mark(value: Value) -> Mark:
    """Where a value stands on its plot: the middle is the simulated figure's interval."""
    half = (value.high - value.low) / 2
    middle = (value.high + value.low) / 2
    if not math.isfinite(half):
        half, middle = 0.0, value.simulated
    reach = SPAN * half or abs(value.exact - value.simulated) or 1.0

    def at(number: float) -> float:
        return (
            round(min(99.0, max(1.0, 50 + 50 * (number - middle) / reach)), 2)
            if math.isfinite(number)
            else 50.0
        )

    ends = (
        (value.exact_low, value.exact_high) if math.isfinite(value.exact_low) else (value.exact, value.exact)
    )
    return Mark(at(value.low), at(value.high), at(value.simulated), at(value.exact), *map(at, ends))
