"""What a chart of the report is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from sim.report.figures import Figure
from sim.report.ranges import Range
from sim.report.tables import Table


@dataclass(frozen=True)
class Swatch:
    """An entry of a legend; without a dash a block of colour, with one a line."""

    name: str
    colour: str
    dash: str = ""


@dataclass(frozen=True)
class Panel:
    """One of a chart's figures: plotly's, a drawing of our own or bars from zero. `below`: a sentence."""

    caption: str
    figure: Figure | None = None
    svg: Markup | None = None
    ranges: list[Range] = field(default_factory=list)
    below: str = ""


@dataclass(frozen=True)
class Chart:
    """A question, the figures that answer it, and the same in a table."""

    key: str
    question: str
    note: str
    panels: list[Panel]
    table: Table
    legend: list[Swatch] = field(default_factory=list)
    scale: tuple[str, str] | None = None  # the ends of the colour scale of magnitude, as texts
