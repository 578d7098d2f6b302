"""One HTML file that needs nothing else: texts, tables and charts put into the template."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sim.experiment.statistics import CONFIDENCE
from sim.experiment.whole import write_whole
from sim.measure import MEASURES, UNITS
from sim.report import (
    aftershock,
    amounts,
    attrition,
    careers,
    differences,
    endings,
    exceptions,
    flow,
    hours,
    inputs,
    ledger,
    load,
    losses,
    money,
    palette,
    parts,
    people,
    skills,
    split,
    spread,
    tables,
    times,
    week,
)
from sim.report.conclusion import SPOKEN, conclude
from sim.report.figures import Figure
from sim.report.findings import findings, labels
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison

PLOTLY = "plotly-cartesian.min.js"


def write(comparison: Comparison, path: str | Path) -> Path:
    """Write the report of one design or several as one HTML file, whole or not at all; where it is."""
    return write_whole(Path(path), page(comparison))


def page(comparison: Comparison) -> str:
    """The report as HTML."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sim.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_)
    environment.filters.update(figure_json=figure_json, coded=_coded)
    return environment.get_template("report.html").render(_content(comparison))


def _content(comparison: Comparison) -> dict[str, Any]:
    kpis = comparison.kpis()
    found = findings(comparison)
    concluded = conclude(comparison, kpis, found)
    return {
        "comparison": comparison,
        "called": labels(comparison),
        "concluded": concluded,
        "side_by_side": tables.side_by_side(comparison, kpis, found),
        "days": spread.table(comparison),
        "parts": parts.parts(comparison),
        "bars": differences.bars(found, SPOKEN if concluded.overview else comparison.measures),
        "bar_text": tables.difference_cell,
        "charts": [
            chart
            for make in (
                split.chart,
                week.waits,
                week.in_time,
                times.waits,
                load.chart,
                endings.chart,
                flow.chart,
                times.resolutions,
                money.chart,
                losses.chart,
                hours.chart,
                people.headcount,
                careers.stages,
                people.seats,
                people.tenure,
                careers.experience,
                skills.chart,
                people.leavers,
                careers.survival,
                aftershock.chart,
            )
            if (chart := make(comparison)).panels
        ],
        "money": [*ledger.exhibits(comparison), *attrition.exhibit(comparison)],
        "exceptions": exceptions.worst(comparison),
        "pools": tables.pools(comparison),
        "what_differs": inputs.what_differs(comparison) if found else [],
        "scenarios": inputs.scenarios(comparison),
        "measures": _measures(comparison),
        "facts": _facts(comparison),
        "palette": palette,
        "confidence": f"{CONFIDENCE:.0%}",
        "css": (files("sim.report") / "templates" / "report.css").read_text(encoding="utf-8"),
        "script": (files("sim.report") / "templates" / "report.js").read_text(encoding="utf-8"),
        "plotly": (files("sim.report") / "static" / PLOTLY).read_text(encoding="utf-8"),
    }


def _measures(comparison: Comparison) -> list[dict[str, str]]:
    better = {
        "more": _("more is better"),
        "less": _("less is better"),
        None: _("neither way is better by itself"),
    }
    return [
        {
            "key": key,
            "title": _(measure.title),
            "definition": _(measure.definition),
            "formula": _(measure.formula_text),
            "unit": _(UNITS[measure.unit]),
            "better": better[measure.better],
            "source": _(measure.source),
        }
        for key, measure in ((key, MEASURES[key]) for key in comparison.measures)
    ]


def _facts(comparison: Comparison) -> dict[str, str]:
    """How the figures were made, as names and texts."""
    made, calendar = comparison.provenance, comparison.results[comparison.baseline].scenario.calendar
    facts = {
        _("Seed"): str(made.seed),
        _("Replications"): _("{done} of {asked}").format(done=made.replications, asked=made.asked),
        _("Interrupted"): _("yes") if comparison.interrupted else _("no"),
        _("First day simulated"): calendar.start.isoformat(),
        _("Length"): amounts.exact(60 * calendar.length, amounts.scale("s", [60 * calendar.length])),
        _("Time zone"): calendar.time_zone or _("not said"),
        _("Event calendar"): made.clock,
        _("Run time"): _("{seconds:.0f} s").format(seconds=made.seconds),
        _("Finished"): made.date,
        _("Machine"): made.machine,
    }
    return facts | made.versions


def _coded(text: str) -> Markup:
    """A text with `names` of the scenario as code."""
    parts = enumerate(text.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in parts)


def figure_json(figure: Figure) -> str:
    """A figure as JSON that can stand in a script element."""
    return json.dumps(figure, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
