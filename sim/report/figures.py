"""The charts: tables in, plotly figures out. Each answers one question, which the page gives as its title.

Figures keep no title, legend or colour bar of their own: the page writes those in HTML, where they wrap on a
phone and can be translated. They are what plotly.js reads, without plotly's Python classes: making these took
a quarter of a second for a report.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment.statistics import Floats
from sim.report import palette

if TYPE_CHECKING:
    import pandas as pd
Figure = dict[str, Any]  # `data`: its traces; `layout`
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
MARGIN = {"l": 36, "r": 10, "t": 8, "b": 40}
LABELLED = 0.05  # share of a bar that is wide enough to carry its figure
WEEK = 7 * 86400 * 1000  # in plotly's milliseconds
BANDED = 3  # lines in one chart that can carry bands and still be told apart


@dataclass(frozen=True)
class Line:
    """A quantity over weeks, with its interval; `steps` for what was asked for rather than measured."""

    name: str
    colour: str
    dash: str
    start: date  # of the first week
    mean: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    steps: bool = False


def heat_map(cells: pd.DataFrame, light: float, dark: float, unit: str) -> Figure:
    """Figures by hour of day (rows) and weekday (columns); `light` and `dark` have the lightest and darkest
    colour in all maps of a chart. Cells without a figure stay empty.
    """
    steps = palette.MAGNITUDE if dark > light else palette.MAGNITUDE[::-1]
    colours = [[step / (len(steps) - 1), colour] for step, colour in enumerate(steps)]
    trace = {
        "type": "heatmap",
        "x": list(cells.columns),
        "y": list(cells.index),
        "z": [
            [None if math.isnan(cell) else float(f"{cell:.3g}") for cell in row] for row in cells.to_numpy()
        ],
        "zmin": min(light, dark),
        "zmax": max(light, dark),
        "colorscale": colours,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hovertemplate": f"%{{x}} %{{y}}: %{{z:.3g}} {unit}<extra></extra>",
    }
    names = {"type": "category", "showgrid": False, "ticks": ""}
    layout = _layout(
        height=70 + 15 * len(cells),
        margin={"l": 48, "r": 4, "t": 26, "b": 6},
        plot_bgcolor="#F1F2F4",
        xaxis=names | {"side": "top", "tickangle": 0, "tickfont": {"size": 10}},
        yaxis=names | {"autorange": "reversed", "nticks": 9, "ticklabelstandoff": 4},
    )
    return {"data": [trace], "layout": layout}


def stacked_bars(shares: pd.DataFrame, colours: Mapping[str, str]) -> Figure:
    """One bar for each row, made of the columns' shares; the row's name stands above its bar."""
    rows = list(range(len(shares)))
    traces = []
    for ending in shares.columns:
        of_ending = [float(share) for share in shares[ending]]
        traces.append(
            {
                "type": "bar",
                "x": of_ending,
                "y": rows,
                "orientation": "h",
                "name": ending,
                "width": 0.5,
                "marker": {"color": colours[ending], "line": {"color": palette.PAPER, "width": 1}},
                "text": [f"{share:.0%}" if share >= LABELLED else "" for share in of_ending],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": _on(colours[ending])},
                "hovertemplate": f"{ending}: %{{x:.2%}}<extra></extra>",
            }
        )
    above = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "showarrow": False}
    font = {"size": 13, "color": palette.INK}
    layout = _layout(
        height=40 + 54 * len(rows),
        margin={"l": 10, "r": 22, "t": 4, "b": 26},
        barmode="stack",
        annotations=[
            {"x": 0, "y": row - 0.26, "text": _plain(str(name)), "font": font, **above}
            for row, name in zip(rows, shares.index, strict=True)
        ],
        xaxis={"range": [0, 1], "tickformat": ".0%", "tickvals": [0, 0.25, 0.5, 0.75, 1]},
        yaxis={"range": [len(rows) - 0.6, -0.72], "visible": False},
    )
    return {"data": traces, "layout": layout}


def over_weeks(lines: Sequence[Line], top: float, bottom: float = 0.0) -> Figure:
    """Lines over the weeks, from `bottom` to `top`, with their bands where these are few."""
    traces = []
    measured = [line for line in lines if not line.steps]
    for line in lines:
        if not line.steps and len(measured) <= BANDED:
            weeks = [(line.start + timedelta(weeks=week)).isoformat() for week in range(len(line.mean))]
            traces.append(_band(weeks, line.low, line.high, line.colour))
        drawn = (
            {"dash": "solid", "width": 1.2, "shape": "hv"} if line.steps else {"dash": line.dash, "width": 2}
        )
        traces.append(_weekly(line) | {"line": {"color": line.colour, **drawn}})
    yaxis = {"range": [bottom, top], "nticks": 5, "zeroline": bottom < 0}
    layout = _layout(height=230, hovermode="x unified", xaxis=_weeks(), yaxis=yaxis)
    return {"data": traces, "layout": layout}


def layers(of: Sequence[Line], top: float) -> Figure:
    """Quantities over the weeks, one on top of the other."""
    traces = [
        _weekly(line)
        | {
            "stackgroup": "all",
            "line": {"color": line.colour, "width": 0.5},
            "fillcolor": palette.translucent(line.colour, 0.6),
        }
        for line in of
    ]
    yaxis = {"range": [0, top], "nticks": 5}
    layout = _layout(height=230, hovermode="x unified", xaxis=_weeks(), yaxis=yaxis)
    return {"data": traces, "layout": layout}


def over_months(curves: Sequence[tuple[str, str, str, Floats]], last: float) -> Figure:
    """Shares by month up to `last`, as steps: name, colour, dash and float64[4, months]: month, share, ends
    of the interval.
    """
    traces = []
    for name, colour, dash, (months, share, low, high) in curves:
        if len(curves) <= BANDED:
            traces.append(_band(months.tolist(), low, high, colour))
        traces.append(
            {
                "type": "scatter",
                "x": months.tolist(),
                "y": _rounded(share),
                "name": _plain(name),
                "mode": "lines",
                "line": {"color": colour, "dash": dash, "width": 2},
                "hovertemplate": f"{_plain(name)}: %{{y:.0%}}<extra></extra>",
            }
        )
    layout = _layout(
        height=230,
        hovermode="x unified",
        xaxis={"range": [0, last], "dtick": 12 if last > 24 else 6},
        yaxis={"range": [0, 1.02], "tickformat": ".0%", "nticks": 5},
    )
    return {"data": traces, "layout": layout}


def load_of_week(work: Floats, people: Floats, step: float, top: float, weekdays: Sequence[str]) -> Figure:
    """Work as bars, what exceeds the people in a colour of its own, and the people as a line.

    `step`: hours from one figure to the next.
    """
    within = np.minimum(work, people)
    beyond = work - within
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x0": 0,
            "dx": step,
            "y": _rounded(heights),
            "width": step,
            "offset": 0,
            "hoverinfo": "skip",
            "marker": {"color": colour, "line": {"width": 0}},
        }
        for heights, colour in ((within, palette.WORK), (beyond, palette.JUDGEMENTS["worse"]))
    ]
    traces.append(
        {
            "type": "scatter",
            "x0": 0,
            "dx": step,
            "y": _rounded([*people, people[-1]]),
            "mode": "lines",
            "line": {"color": palette.INK, "width": 1.2, "shape": "hv"},
            "hoverinfo": "skip",
        }
    )
    layout = _layout(
        height=174,
        margin={**MARGIN, "b": 24},
        barmode="stack",
        bargap=0,
        xaxis={
            "range": [0, 168],
            "tickvals": [24 * day for day in range(7)],
            "ticktext": list(weekdays),
            "ticklabelposition": "outside right",
            "tickangle": 0,
            "tickfont": {"size": 10},
        },
        yaxis={"range": [0, top], "nticks": 5},
    )
    return {"data": traces, "layout": layout}


def _weekly(line: Line) -> dict[str, Any]:
    """A trace with a figure for each week."""
    return {
        "type": "scatter",
        "x0": line.start.isoformat(),  # first and step: dates of all weeks would take most of the file
        "dx": WEEK,
        "y": _rounded(line.mean),
        "name": _plain(line.name),
        "mode": "lines",
        "hovertemplate": f"{_plain(line.name)}: %{{y:.1f}}<extra></extra>",
    }


def _band(x: list[Any], low: Iterable[float], high: Iterable[float], colour: str) -> dict[str, Any]:
    """A trace that fills what lies between two lines."""
    return {
        "type": "scatter",
        "x": x + x[::-1],
        "y": _rounded(high) + _rounded(low)[::-1],
        "fill": "toself",
        "fillcolor": palette.translucent(colour, 0.18),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "mode": "lines",
    }


def _weeks() -> dict[str, Any]:
    """An axis of dates."""
    months = {"dtickrange": ["M1", None], "value": "%b\n%Y"}
    days = {"dtickrange": [None, 2 * WEEK], "value": "%d %b\n%Y"}
    return {
        "type": "date",
        "tickformatstops": [days, months],
        "nticks": 4,
        "tickangle": 0,
        "hoverformat": "%d %b %Y",
    }


def _plain(name: str) -> str:
    """A user's text, of which plotly would else take tags for its own."""
    return html.escape(name, quote=False)


def _layout(height: int, **own: Any) -> dict[str, Any]:
    """What figures have in common, and what one has of its own."""
    return {
        "height": height,
        "margin": MARGIN,
        "paper_bgcolor": palette.PAPER,
        "plot_bgcolor": palette.PAPER,
        "font": {"family": FONT, "size": 12, "color": palette.INK},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"align": "left"},
        "template": {"layout": {"xaxis": _axis(), "yaxis": _axis()}},
        **own,
    }


def _axis() -> dict[str, Any]:
    # a fixed range: a finger that scrolls the page must not drag the chart
    return {"gridcolor": palette.GRID, "zeroline": False, "fixedrange": True, "automargin": False}


def _rounded(values: Iterable[float]) -> list[float | None]:
    return [None if math.isnan(value) else float(f"{value:.3g}") for value in values]


def _on(colour: str) -> str:
    """Dark or light text, whichever can be read on the colour (relative luminance, WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return palette.INK if luminance > 0.18 else palette.PAPER
