"""The bank's record: what its callers met in June and July, months to which nothing was fitted.

Twice: with the calls and agents of these months themselves, which tests the queue, and with those of January
to May, which is a forecast. Both intervals are of 95%: the simulation's (the jackknife's, over replications),
and that of the log, whose days are its units. No log says how many agents there were; `docs/bank.md` has the
error of that estimate, and what it does to waits.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import sim
from sim.experiment.statistics import ratio
from sim.scenario.files import shipped
from sim.scenario.table_text import lines_of
from sim.verify.catalogue import Effort, verified
from sim.verify.outcome import Finding, Value, need_compiled_calendar
from sim.words import N_, _

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from sim.experiment import Results

GROUP = N_("The record")
SOURCE = "call log of the Anonymous Bank, June and July 1999, Mandelbaum & Guedj, Technion"
REPLICATIONS, SEED = 20, 1
CONFIDENCE = 0.95
Z = 1.959964  # of a normal figure, at this confidence
FULL_DAYS = slice(0, 5)  # Sunday to Thursday


@dataclass(frozen=True)
class Kind:
    """A figure: its column in the log's table, and the numerator's field in the record of a replication."""

    column: str
    field: str
    words: str
    per: float = 1.0


KINDS = (
    Kind("waited", "delayed", N_("P(wait)")),
    Kind("abandoned", "abandoned", N_("P(abandon)")),
    Kind("mean_wait", "waited", N_("mean wait, s"), 60.0),
)


def folder() -> Path:
    return shipped() / "bank"


@cache
def observed() -> dict[str, dict[str, float]]:
    """What was counted in the log: by span of time, each figure and its standard error (`..._error`)."""
    lines = [line for _number, line in lines_of((folder() / "june_july" / "observed.csv").read_text("utf-8"))]
    return {
        row["when"]: {name: float(text) for name, text in row.items() if name != "when"}
        for row in csv.DictReader(lines)
    }


def simulate(file: str, effort: Effort, *overrides: str) -> Results:
    """Replications of a scenario of the bank. Raises SkippedError without the compiled calendar."""
    need_compiled_calendar()
    scenario = sim.load(str(folder() / file), apply=["whole_days", *overrides])
    return sim.run(scenario, REPLICATIONS // (4 if effort.quick else 1), SEED, clock="compiled", jobs=1)


def places(when: str, slots: Any) -> Any:
    """The tallies of a span of time as the log's table names it; `slots`: by weekday, half hour and tier."""
    if when == "all days":
        return slots[..., 0]
    if when == "Sun-Thu":
        return slots[FULL_DAYS, :, 0]
    hour = int(when[:2])
    return slots[FULL_DAYS, 2 * hour : 2 * hour + 2, 0]


def beside(when: str, kind: Kind, results: Results) -> Value:
    """A figure of all who called in a span of time, beside the log's."""
    tallies = [places(when, record.slots) for record in results.records]
    above = np.array([kind.per * float(each[kind.field].sum()) for each in tallies])
    below = np.array([float((each["offered"] - each["blocked"]).sum()) for each in tallies])
    found = ratio(above, below, confidence=CONFIDENCE)
    exact, half = observed()[when][kind.column], Z * observed()[when][f"{kind.column}_error"]
    figures = float(found.mean), float(found.low), float(found.high)
    return Value(f"{_(kind.words)}, {when}", exact, *figures, exact - half, exact + half)


def hours() -> Iterator[str]:
    return (when for when in observed() if when[0].isdigit())


def judged(results: Results, off: dict[str, str]) -> Finding:
    """The overall figures, and in a figure each hour of full days. `off`: why kinds of figures are so."""
    overall = [beside(when, kind, results) for when in ("all days", "Sun-Thu") for kind in KINDS]
    by_hour = {kind: [beside(when, kind, results) for when in hours()] for kind in KINDS}
    counts = [sum(value.agrees for value in by_hour[kind]) for kind in KINDS]
    note = _(
        "By hour, intervals of simulation and log meet for P(wait) in {wait} of {all} hours, for P(abandon) "
        "in {abandon} and for the mean wait in {mean}."
    )
    words = dict(zip(("wait", "abandon", "mean"), counts, strict=True)) | {"all": len(list(hours()))}
    known = {value.what: why for value in overall for kind, why in off.items() if kind in value.what}
    return Finding(overall, note.format(**words), figure(by_hour), known)


def figure(by_hour: dict[Kind, list[Value]]) -> go.Figure:
    """Simulation and log by hour, each with its interval."""
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    drawn = make_subplots(rows=len(by_hour), shared_xaxes=True, subplot_titles=[_(k.words) for k in by_hour])
    at = [when[:5] for when in hours()]
    for row, values in enumerate(by_hour.values(), 1):
        for name, symbol, points in (
            (_("log"), "circle", [(v.exact, v.exact_low, v.exact_high) for v in values]),
            (_("simulation"), "diamond", [(v.simulated, v.low, v.high) for v in values]),
        ):
            middle, low, high = (np.array(each) for each in zip(*points, strict=True))
            drawn.add_trace(
                go.Scatter(
                    x=at,
                    y=middle,
                    name=name,
                    mode="lines+markers",
                    marker={"symbol": symbol, "color": "#1f6feb" if name == _("log") else "#d9480f"},
                    line={"color": "#1f6feb" if name == _("log") else "#d9480f"},
                    error_y={"array": high - middle, "arrayminus": middle - low},
                    showlegend=row == 1,
                ),
                row=row,
                col=1,
            )
    drawn.update_layout(height=760, margin={"t": 40, "b": 30})
    return drawn


LONG = (
    "Those who wait, wait too long: agents pause less as the line grows, and take breaks when it is short, "
    "and the scenario's do not."
)
SHORTER = "Calls were shorter than from January to May: see the queue with services of its own."


@verified("bank.queue", group=GROUP, title=N_("June and July with their own calls and agents"), source=SOURCE)
def queue(effort: Effort) -> Finding:
    """Services, patience, redials and priority as fitted to January to May."""
    off = {"abandon": f"{SHORTER} {LONG}", "mean wait": f"{SHORTER} {LONG}"}
    return judged(simulate("june_july.yaml", effort), off)


@verified(
    "bank.queue_and_services",
    group=GROUP,
    title=N_("June and July with their own calls, agents and services"),
    source=SOURCE,
)
def queue_and_services(effort: Effort) -> Finding:
    """What is left when services are not those of January to May."""
    return judged(simulate("june_july.yaml", effort, "own_services"), {})


@verified("bank.forecast", group=GROUP, title=N_("June and July as forecast in May"), source=SOURCE)
def forecast(effort: Effort) -> Finding:
    """All from January to May; only the dates are those of June and July."""
    return judged(simulate("bank.yaml", effort), {"abandon": LONG})
