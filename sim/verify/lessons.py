"""Results of research as studies: what a lesson simulates, and how it is drawn.

A lesson is a study of `scenarios/lessons`: a design of a textbook, whose exact figures are known, and designs
in which one of the textbook's assumptions is taken away. `docs/lessons.md` tells each in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sim
from sim.experiment import Results
from sim.scenario import Scenario
from sim.scenario.study import load_study
from sim.verify.catalogue import Effort
from sim.verify.outcome import SkippedError, Value, need_compiled_calendar
from sim.verify.reads import Read
from sim.words import _

if TYPE_CHECKING:
    import plotly.graph_objects as go

GROUP = "Lessons"
SEED = 1

TEXTBOOK, LIFTED, THEORY = "#0072B2", "#D55E00", "#1B1F24"

Point = tuple[float | str, Value]


def folder() -> Path:
    """Where the studies are: beside the program in the project, packed with it where it is installed. Raises
    SkippedError where they are not."""
    package = Path(sim.__file__).parent
    for place in (package.parent / "scenarios" / "lessons", package / "shipped" / "lessons"):
        if place.is_dir():
            return place
    raise SkippedError(_("the studies of lessons are not beside the program"))


@cache
def designs(study: str) -> Mapping[str, Scenario]:
    """The designs of a lesson, by name."""
    return load_study(folder() / f"{study}.yaml").designs


def simulate(study: str, effort: Effort, replications: int = 10) -> dict[str, Results]:
    """Every design of a lesson, simulated. Raises SkippedError without the compiled calendar."""
    need_compiled_calendar()
    number = max(4, replications // 3) if effort.quick else replications
    return {
        name: sim.run(scenario, number, SEED, clock="compiled", jobs=1)
        for name, scenario in designs(study).items()
    }


def untaught(read: Read, results: Results) -> Value:
    """A figure on which theory has nothing to say: only the simulated one and its interval have a meaning."""
    return read.beside("", 0.0, results)


def drawn(
    title: str,
    across: str,
    up: str,
    theory: Mapping[str, tuple[Sequence[float | str], Sequence[float]]],
    textbook: Sequence[Point] = (),
    lifted: Mapping[str, Sequence[Point]] | None = None,
    share: bool = True,
) -> go.Figure:
    """Theory as lines, or as bars over names; simulated figures as points with their intervals, those of
    designs in which an assumption is taken away in a colour of their own."""
    import plotly.graph_objects as go

    axis = {"title": up, "rangemode": "tozero"} | ({"tickformat": ".0%"} if share else {})
    figure = go.Figure(layout={"title": title, "xaxis": {"title": across}, "yaxis": axis})
    dashes = ("solid", "dash", "dot", "dashdot")
    for number, (name, (x, y)) in enumerate(theory.items()):
        if x and isinstance(x[0], str):
            figure.add_bar(name=name, x=list(x), y=list(y), marker={"color": "#C9CED6"})
        else:
            line = {"color": THEORY, "dash": dashes[number % len(dashes)], "width": 1.5}
            figure.add_scatter(name=name, x=list(x), y=list(y), mode="lines", line=line)
    groups = {_("simulated"): textbook} | dict(lifted or {})
    symbols = ("circle", "diamond", "square", "cross", "x")
    for number, (name, points) in enumerate(groups.items()):
        if points:
            values = [value for _x, value in points]
            figure.add_scatter(
                name=name,
                x=[x for x, _value in points],
                y=[value.simulated for value in values],
                error_y={
                    "array": [value.high - value.simulated for value in values],
                    "arrayminus": [value.simulated - value.low for value in values],
                },
                mode="markers",
                marker={
                    "color": LIFTED if number else TEXTBOOK,
                    "symbol": symbols[number % len(symbols)],
                    "size": 8,
                },
            )
    return figure
