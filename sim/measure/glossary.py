"""The page of measures, made from their definitions: `python -m sim.measure.glossary > docs/measures.md`."""

from __future__ import annotations

from sim.measure import DAILY, DISTRIBUTIONS, MEASURES, PERCENTILES, UNITS, Distribution, Measure
from sim.words import _

BETTER = {"more": "more is better", "less": "less is better", None: "neither way is better by itself"}
WHOLE = {
    "tier": "the first line",
    "topic": "all issues",
    "population": "all issues",
    "channel": "all channels",
    "pool": "all people",
    "centre": "the centre",
}
BASIS = {"contact": "contacts", "issue": "issues", "day": "days", "person": "people", "money": "money"}

HEAD = """# Measures

Made from the definitions in `sim/measure`; change them there.

Each measure is a ratio. Over replications, numerators and denominators are summed and then divided: a ratio
of expectations, in which a contact weighs the same on a quiet day as on a busy one. The interval is the
jackknife's over replications. A contact belongs to the interval and the day it arrived in; issues that arrive
while counting are followed until the end of the run. Contacts that enter a line are answered, abandoned, or
passed up to the next tier unanswered; those that find the centre closed are blocked.
One that was answered, broken off and then given up is among the answered and among the abandoned.

Some measures are given for single days as well. There each day on which anyone entered the first line has a
figure, and each counts once: the mean of daily figures is another number than the ratio of expectations, and
quiet days weigh more in it. Beside it stand the 10th and the 90th percentile of the daily figures.
"""
PERCENTILES_HEAD = f"""# Percentiles

Percentiles {", ".join(map(str, PERCENTILES))} of the times of all replications together, in which each
contact or issue counts once. Intervals are Woodruff's: those of the share of times up to the percentile,
jackknifed over replications and read as percentiles. Times are counted in bins 2% wide, within which they are
taken to lie evenly.
"""


def page() -> str:
    """The page as Markdown."""
    measures = [section(measure) for measure in MEASURES.values()]
    return "\n".join([HEAD, *measures, PERCENTILES_HEAD, *map(section, DISTRIBUTIONS.values())])


def section(figure: Measure | Distribution) -> str:
    of = WHOLE[figure.scope.name]
    also = "" if figure.scope.name == "centre" else f"; also by {figure.scope.name}"
    kind = figure.kind + ("; also a mean and percentiles of daily figures" if figure.key in DAILY else "")
    return (
        f"## {_(figure.title)}\n\n"
        f"`{figure.key}`\n\n"
        f"{figure.definition}\n\n"
        f"- Formula: {figure.formula_text}\n"
        f"- Unit: {_(UNITS[figure.unit])}; {BETTER[figure.better]}\n"
        f"- Counts: {BASIS[figure.basis]} of {of}{also}\n"
        f"- Kind: {kind}\n"
        f"- Source: {figure.source}\n"
    )


if __name__ == "__main__":
    print(page(), end="")
