"""The charts: tables in, plotly figures out. Each answers one question, which the page gives as its title.

Figures keep no title, legend or colour bar of their own: the page writes those in HTML, where they wrap on a
phone and can be translated.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.statistics import Floats
from sim.report import palette

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
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


def heat_map(cells: pd.DataFrame, light: float, dark: float, unit: str) -> go.Figure:
    """Figures by hour of day (rows) and weekday (columns); `light` and `dark` have the lightest and darkest
    colour in all maps of a chart. Cells without a figure stay empty.
    """
    import plotly.graph_objects as go

    steps = palette.MAGNITUDE if dark > light else palette.MAGNITUDE[::-1]
    colours = [[step / (len(steps) - 1), colour] for step, colour in enumerate(steps)]
    figure = go.Figure(
        go.Heatmap(
            x=list(cells.columns),
            y=list(cells.index),
            z=[
                [None if math.isnan(cell) else float(f"{cell:.3g}") for cell in row]
                for row in cells.to_numpy()
            ],
            zmin=min(light, dark),
            zmax=max(light, dark),
            colorscale=colours,
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate=f"%{{x}} %{{y}}: %{{z:.3g}} {unit}<extra></extra>",
        )
    )
    layout = _layout(height=70 + 15 * len(cells))
    layout["plot_bgcolor"] = "#F1F2F4"
    layout["margin"] = {"l": 48, "r": 4, "t": 26, "b": 6}
    figure.update_layout(layout)
    figure.update_xaxes(side="top", type="category", showgrid=False, tickangle=0, tickfont={"size": 10})
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False, nticks=9, ticklabelstandoff=4)
    return figure


def stacked_bars(shares: pd.DataFrame, colours: Mapping[str, str]) -> go.Figure:
    """One bar for each row, made of the columns' shares; the row's name stands above its bar."""
    import plotly.graph_objects as go

    rows = list(range(len(shares)))
    figure = go.Figure()
    for ending in shares.columns:
        of_ending = [float(share) for share in shares[ending]]
        figure.add_bar(
            x=of_ending,
            y=rows,
            orientation="h",
            name=ending,
            width=0.5,
            marker={"color": colours[ending], "line": {"color": palette.PAPER, "width": 1}},
            text=[f"{share:.0%}" if share >= LABELLED else "" for share in of_ending],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": _on(colours[ending])},
            hovertemplate=f"{ending}: %{{x:.2%}}<extra></extra>",
        )
    for row, name in zip(rows, shares.index, strict=True):
        figure.add_annotation(
            x=0, y=row - 0.26, text=_plain(str(name)), xref="paper", xanchor="left", yanchor="bottom",
            showarrow=False, font={"size": 13, "color": palette.INK},
        )  # fmt: skip
    layout = _layout(height=40 + 54 * len(rows))
    layout["margin"] = {"l": 10, "r": 22, "t": 4, "b": 26}
    figure.update_layout(layout, barmode="stack")
    figure.update_xaxes(range=[0, 1], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    figure.update_yaxes(range=[len(rows) - 0.6, -0.72], visible=False)
    return figure


def over_weeks(lines: Sequence[Line], top: float, bottom: float = 0.0) -> go.Figure:
    """Lines over the weeks, from `bottom` to `top`, with their bands where these are few."""
    import plotly.graph_objects as go

    figure = go.Figure()
    measured = [line for line in lines if not line.steps]
    for line in lines:
        if not line.steps and len(measured) <= BANDED:
            weeks = [(line.start + timedelta(weeks=week)).isoformat() for week in range(len(line.mean))]
            figure.add_scatter(
                x=weeks + weeks[::-1],
                y=_rounded(line.high) + _rounded(line.low)[::-1],
                fill="toself",
                fillcolor=palette.translucent(line.colour, 0.18),
                line={"width": 0},
                hoverinfo="skip",
                mode="lines",
            )
        drawn = (
            {"dash": "solid", "width": 1.2, "shape": "hv"} if line.steps else {"dash": line.dash, "width": 2}
        )
        figure.add_scatter(
            x0=line.start.isoformat(),  # first and step: dates of all weeks would take most of the file
            dx=WEEK,
            y=_rounded(line.mean),
            name=_plain(line.name),
            mode="lines",
            line={"color": line.colour, **drawn},
            hovertemplate=f"{_plain(line.name)}: %{{y:.1f}}<extra></extra>",
        )
    figure.update_layout(_layout(height=230), hovermode="x unified")
    figure.update_yaxes(range=[bottom, top], nticks=5, zeroline=bottom < 0)
    figure.update_xaxes(**_weeks())
    return figure


def layers(of: Sequence[Line], top: float) -> go.Figure:
    """Quantities over the weeks, one on top of the other."""
    import plotly.graph_objects as go

    figure = go.Figure()
    for line in of:
        figure.add_scatter(
            x0=line.start.isoformat(),
            dx=WEEK,
            y=_rounded(line.mean),
            name=_plain(line.name),
            stackgroup="all",
            mode="lines",
            line={"color": line.colour, "width": 0.5},
            fillcolor=palette.translucent(line.colour, 0.6),
            hovertemplate=f"{_plain(line.name)}: %{{y:.1f}}<extra></extra>",
        )
    figure.update_layout(_layout(height=230), hovermode="x unified")
    figure.update_yaxes(range=[0, top], nticks=5)
    figure.update_xaxes(**_weeks())
    return figure


def over_months(curves: Sequence[tuple[str, str, str, Floats]], last: float) -> go.Figure:
    """Shares by month up to `last`, as steps: name, colour, dash and float64[4, months]: month, share, ends
    of the interval.
    """
    import plotly.graph_objects as go

    figure = go.Figure()
    for name, colour, dash, (months, share, low, high) in curves:
        if len(curves) <= BANDED:
            figure.add_scatter(
                x=[*months, *months[::-1]],
                y=[*_rounded(high), *_rounded(low)[::-1]],
                fill="toself",
                fillcolor=palette.translucent(colour, 0.18),
                line={"width": 0},
                hoverinfo="skip",
                mode="lines",
            )
        figure.add_scatter(
            x=list(months),
            y=_rounded(share),
            name=_plain(name),
            mode="lines",
            line={"color": colour, "dash": dash, "width": 2},
            hovertemplate=f"{_plain(name)}: %{{y:.0%}}<extra></extra>",
        )
    figure.update_layout(_layout(height=230), hovermode="x unified")
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%", nticks=5)
    figure.update_xaxes(range=[0, last], dtick=12 if last > 24 else 6)
    return figure


def load_of_week(work: Floats, people: Floats, step: float, top: float, weekdays: Sequence[str]) -> go.Figure:
    """Work as bars, what exceeds the people in a colour of its own, and the people as a line.

    `step`: hours from one figure to the next.
    """
    import plotly.graph_objects as go

    within = np.minimum(work, people)
    beyond = work - within
    figure = go.Figure()
    for heights, colour in ((within, palette.WORK), (beyond, palette.JUDGEMENTS["worse"])):
        figure.add_bar(
            x0=0, dx=step, y=_rounded(heights), width=step, offset=0, hoverinfo="skip",
            marker={"color": colour, "line": {"width": 0}},
        )  # fmt: skip
    figure.add_scatter(
        x0=0,
        dx=step,
        y=_rounded([*people, people[-1]]),
        mode="lines",
        line={"color": palette.INK, "width": 1.2, "shape": "hv"},
        hoverinfo="skip",
    )
    layout = _layout(height=174)
    layout["margin"]["b"] = 24
    figure.update_layout(layout, barmode="stack", bargap=0)
    figure.update_yaxes(range=[0, top], nticks=5)
    figure.update_xaxes(
        range=[0, 168],
        tickvals=[24 * day for day in range(7)],
        ticktext=list(weekdays),
        ticklabelposition="outside right",
        tickangle=0,
        tickfont={"size": 10},
    )
    return figure


def _weeks() -> dict:
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


def _layout(height: int) -> dict:
    return {
        "height": height,
        "margin": {"l": 36, "r": 10, "t": 8, "b": 40},
        "paper_bgcolor": palette.PAPER,
        "plot_bgcolor": palette.PAPER,
        "font": {"family": FONT, "size": 12, "color": palette.INK},
        "showlegend": False,
        "dragmode": False,
        "template": {"layout": {"xaxis": _axis(), "yaxis": _axis()}},
    }


def _axis() -> dict:
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
