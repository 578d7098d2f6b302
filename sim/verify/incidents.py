"""How incidents pass between three support lines: a scenario fitted to half of a log, beside the other half.

The log is not needed: `scenarios/incidents/figures.csv` has what became of its cases, and
`python -m sim.calibrate.incidents` makes it from the log.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from sim.calibrate.incident_figures import FIGURES, Cases, Figure, interval
from sim.experiment.statistics import Floats
from sim.floor.kinds import ASIDE, BACK, ESCALATES
from sim.record import Record
from sim.scenario import Scenario, load
from sim.scenario.colleagues import Reassign
from sim.scenario.files import shipped
from sim.scenario.period import Period
from sim.verify.catalogue import Effort, verified
from sim.verify.outcome import Finding, SkippedError, Value
from sim.verify.reads import CONFIDENCE

if TYPE_CHECKING:
    import plotly.graph_objects as go

WAYS = (ASIDE, BACK, ESCALATES)

FOLDER = shipped() / "incidents"
SOURCE = "Steeman, BPI Challenge 2013, incidents (Volvo IT Belgium), 4TU.ResearchData"

HALVES = (
    "The scenario is fitted to one half of the cases and judged by the other. Both have intervals of 95%; of "
    "those that belong together one pair in 180 does not meet by chance."
)
NO_PAST = (
    "In the scenario a team hands a case on as if it had no past, so each hand-over makes a further one "
    "about as likely. In the log most cases are settled after two at most, and a few go round and round: it "
    "has fewer cases with three or four. So has the half that was fitted."
)
STAYS = (
    "In the scenario a stay that closes a case lasts as long whoever had the case before. In the log what "
    "the first team closes is mostly closed in the call, and what was handed over takes days: the scenario "
    "closes too few of the former within the first day. The half that was fitted says the same."
)


@dataclass(frozen=True)
class Judged:
    """A figure of both halves of the log, and the judging half's interval."""

    fitted: float
    judging: float
    low: float
    high: float


@functools.cache
def log_figures(folder: Path = FOLDER) -> dict[str, Judged]:
    """By key, as shipped. Raises `SkippedError` where scenarios are not beside the program."""
    try:
        lines = (folder / "figures.csv").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SkippedError(f"{folder} is not there") from error
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    names = ("fitted", "judging", "low", "high")
    return {row["figure"]: Judged(*(float(row[name]) for name in names)) for row in rows}


@functools.cache
def fitted_cases(folder: Path = FOLDER) -> int:
    """How many cases the scenario was fitted to, which is how sure it can be."""
    from ruamel.yaml import YAML

    return int(YAML(typ="safe").load(folder / "fit.yaml")["cases"]["fitted"])


@functools.cache
def simulated(replications: int) -> Cases:
    """What becomes of cases in the scenario, of all replications together."""
    from sim.centre import replicate

    scenario = load(FOLDER / "incidents.yaml")
    clock = "compiled" if _is_compiled() else "simpy"
    until = Period.of(scenario).counts_until
    runs = (replicate(scenario, 1, n, clock, record=True) for n in range(replications))
    parts = [cases_of_record(run, until) for run in runs]
    names = Cases.__dataclass_fields__
    return Cases(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _is_compiled() -> bool:
    from importlib.util import find_spec

    return find_spec("numba") is not None


def cases_of_record(record: Record, until: float) -> Cases:
    """Those of issues that began before a moment and are over, from a record with its legs.

    The run goes on for a year after that moment, so few are open still.
    """
    assert record.legs is not None
    assert record.ended is not None
    ended = np.sort(record.ended[record.ended["opened"] < until], order="identity")
    legs = record.legs[(record.legs["visit"] == 0) & np.isin(record.legs["identity"], ended["identity"])]
    place = np.searchsorted(ended["identity"], legs["identity"])
    passed = {way: np.bincount(place[legs["outlook"] == way], minlength=len(ended)) for way in WAYS}
    last = ~np.isin(legs["outlook"], WAYS)  # of the first contact: whoever has it closes it
    closed, line = np.zeros(len(ended)), np.zeros(len(ended))
    closed[place[last]], line[place[last]] = legs["ended"][last], legs["tier"][last] + 1
    return Cases(
        ended_at=line,
        handovers=np.sum([passed[way] for way in WAYS], axis=0).astype(float),
        aside=passed[ASIDE].astype(float),
        back=passed[BACK].astype(float),
        reopened=ended["visits"] - 1.0,
        hours=(closed - ended["opened"]) / 60,
    )


def chain(scenario: Scenario) -> tuple[Floats, float]:
    """Of cases by line, how many it closes, and the mean number of hand-overs: exactly."""
    handed_on = [tier.reassign.share if tier.reassign else 0.0 for tier in scenario.tiers.values()]
    times = visits(scenario)
    return times * (1 - np.array(handed_on)), float(times.sum() - 1)


def visits(scenario: Scenario) -> Floats:
    """How often a case comes to each line until it is closed.

    It moves between lines as a Markov chain does: with the chances Q of a move, the visits are the first row
    of (I - Q)^-1 (Kemeny and Snell, Finite Markov Chains, 1960, chapter 3).
    """
    tiers = [tier.reassign or Reassign() for tier in scenario.tiers.values()]
    moves = np.diag([tier.aside for tier in tiers])
    moves += np.diag([tier.up for tier in tiers[:-1]], 1) + np.diag([tier.back for tier in tiers[1:]], -1)
    found: Floats = np.linalg.inv(np.eye(len(tiers)) - moves)[0]
    return found


def beside(figures: Iterable[Figure], effort: Effort) -> list[Value]:
    """Each figure simulated, with the interval of as many cases as were fitted, beside the judging half's.

    A scenario fitted to few cases knows no more than these do, however many cases it simulates; so its
    interval is that of the cases fitted and of the simulated ones together.
    """
    cases = simulated(1 if effort.quick else 4)
    judged = log_figures()
    values = []
    for figure in figures:
        value, deviation, number = figure.estimate(cases)
        fitted = fitted_cases() * number / len(cases)  # those to which it applies
        low, high = interval(value, deviation, round(1 / (1 / fitted + 1 / number)), figure.unit)
        log = judged[figure.key]
        values.append(Value(named(figure), log.judging, value, low, high, log.low, log.high))
    return values


def named(figure: Figure) -> str:
    return figure.what if figure.unit == "share" else f"{figure.what} ({figure.unit})"


def chosen(*beginnings: str) -> list[Figure]:
    """Those whose key begins so."""
    return [figure for figure in FIGURES if figure.key.startswith(beginnings)]


def bars(values: Sequence[Value], title: str) -> go.Figure:
    """The log and the simulation side by side, with what chance does to each."""
    import plotly.graph_objects as go

    figure = go.Figure(layout={"title": title, "barmode": "group", "yaxis": {"tickformat": ".0%"}})
    names = [value.what for value in values]
    log = [(value.exact, value.exact_low, value.exact_high) for value in values]
    simulation = [(value.simulated, value.low, value.high) for value in values]
    for name, rows in (("log, the other half", log), ("simulated", simulation)):
        heights = [height for height, _low, _high in rows]
        error = {
            "array": [high - height for height, _low, high in rows],
            "arrayminus": [height - low for height, low, _high in rows],
        }
        figure.add_bar(name=name, x=names, y=heights, error_y=error)
    return figure


@verified(
    "record.incidents.chain",
    group="The record",
    title="Incidents: hand-overs as a Markov chain",
    source="Kemeny and Snell, Finite Markov Chains (1960), chapter 3",
    quick=True,
)
def as_a_chain(effort: Effort) -> Finding:
    """What the scenario's own chances come to, whatever the log says."""
    log_figures()
    cases = simulated(1 if effort.quick else 4)
    ended, handovers = chain(load(FOLDER / "incidents.yaml"))
    exact = {**{f"ended_{line}": share for line, share in enumerate(ended, 1)}, "handovers": handovers}
    values = []
    for figure in FIGURES:
        if figure.key in exact:
            value, deviation, number = figure.estimate(cases)
            half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * deviation / np.sqrt(number)
            values.append(
                Value(named(figure), exact[figure.key], value, value - half, value + half, chancy=True)
            )
    return Finding(values)


@verified(
    "record.incidents.lines",
    group="The record",
    title="Incidents: the line that closes them, and reopening",
    source=SOURCE,
    quick=True,
)
def lines(effort: Effort) -> Finding:
    """Where cases end, and how many are opened again."""
    values = beside(chosen("ended", "reopened"), effort)
    return Finding(values, HALVES, bars(values[:3], "Share of cases closed at each line"))


@verified(
    "record.incidents.handovers",
    group="The record",
    title="Incidents: hand-overs and ping-pong",
    source=SOURCE,
)
def handovers(effort: Effort) -> Finding:
    """How often cases go from team to team, aside and back."""
    values = beside(chosen("handovers", "aside", "back"), effort)
    off = {"3 or 4 hand-overs": NO_PAST}
    return Finding(values, HALVES, bars(values[1:7], "Hand-overs until a case is closed"), off)


@verified(
    "record.incidents.time",
    group="The record",
    title="Incidents: time until they are closed",
    source=SOURCE,
)
def elapsed(effort: Effort) -> Finding:
    """How long it takes, by stays that know nothing of each other."""
    values = beside(chosen("within", "days", "day_"), effort)
    early = ("an hour", "8 hours", "a day", "a day, never handed over")
    off = {f"closed within {time}": STAYS for time in early}
    return Finding(values, HALVES, bars(values[:6], "Share of cases closed within"), off)
