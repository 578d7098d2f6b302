"""The page of measures, made from their definitions: `python -m sim.measure.glossary > docs/measures.md`."""

from __future__ import annotations

from sim.measure import MEASURES, UNITS, Measure
from sim.words import _

BETTER = {"more": "more is better", "less": "less is better", None: "neither way is better by itself"}
WHOLE = {"tier": "the first line", "topic": "all issues", "pool": "all people", "centre": "the centre"}
BASIS = {"contact": "contacts", "issue": "issues", "person": "people", "money": "money"}

HEAD = """# Measures

Made from the definitions in `sim/measure`; change them there.

Each measure is a ratio. Over replications, numerators and denominators are summed and then divided, and the
interval is the jackknife's over replications. A contact belongs to the interval and the day it arrived in;
issues that arrive while counting are followed until the end of the run. Contacts that enter a line are
answered, abandoned, or passed up to the next tier unanswered; those that find the centre closed are blocked.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join([HEAD, *(section(measure) for measure in MEASURES.values())])


def section(measure: Measure) -> str:
    of = WHOLE[measure.scope.name]
    also = "" if measure.scope.name == "centre" else f"; also by {measure.scope.name}"
    return (
        f"## {_(measure.title)}\n\n"
        f"`{measure.key}`\n\n"
        f"{measure.definition}\n\n"
        f"- Formula: {measure.formula_text}\n"
        f"- Unit: {_(UNITS[measure.unit])}; {BETTER[measure.better]}\n"
        f"- Counts: {BASIS[measure.basis]} of {of}{also}\n"
        f"- Source: {measure.source}\n"
    )


if __name__ == "__main__":
    print(page(), end="")
