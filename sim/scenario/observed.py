"""Observed durations in CSV: a line for each, or for each duration and how often it was observed."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema

from sim.scenario.durations import LONGEST, NUMBER, read_duration
from sim.scenario.problems import NotAllowedError, Problem, TableError, listed, nearest, shown
from sim.scenario.table_text import FILE, cells_of, lines_of, separator_of, table_text, written_table
from sim.words import _

UNITS: dict[str, Callable[[str], float]] = {  # of a column of durations, by its heading
    "seconds": lambda cell: _figure(cell, LONGEST * 60.0) / 60,
    "minutes": lambda cell: _figure(cell, float(LONGEST)),
    "duration": read_duration,
}
COLUMNS = (*UNITS, "weight")
MOST_WEIGHT = 1e12


@dataclass(frozen=True)
class Observed:
    """Durations in minutes, ascending, each as likely as its weight says; `source` is their file, if any."""

    source: str
    minutes: tuple[float, ...]
    weights: tuple[float, ...]

    @cached_property
    def below(self) -> tuple[float, ...]:
        """The share of all that is at most each duration; the last is 1."""
        whole = math.fsum(self.weights)
        sums = accumulate(self.weights)
        return (*(each / whole for each in list(sums)[:-1]), 1.0)

    @cached_property
    def mean(self) -> float:
        weighed = math.fsum(time * weight for time, weight in zip(self.minutes, self.weights, strict=True))
        return weighed / math.fsum(self.weights)

    def quantile(self, share: float) -> float:
        """The least duration that at least the share of all do not exceed."""
        return self.minutes[bisect_left(self.below, share)]


def observed(source: str, minutes: list[float], weights: list[float] | None) -> Observed:
    """In order, equal durations put together. Raises `NotAllowedError` if no weight is above zero."""
    together: dict[float, float] = {}
    for time, weight in sorted(zip(minutes, weights or [1.0] * len(minutes), strict=True)):
        if weight > 0:
            together[time] = together.get(time, 0.0) + weight
    if not together:
        raise NotAllowedError(_("all weights are zero"), _("a number above 0"))
    return Observed(source, tuple(together), tuple(together.values()))


def read_observed(text: str, source: str, name: str) -> Observed:
    """The durations in the text of a CSV file that users know as `name`.

    One of the columns `seconds`, `minutes` (plain numbers) and `duration` (with units, as in scenarios), and
    `weight` if each stands for several. Raises `TableError`: all bad cells.
    """
    problems: list[Problem] = []

    def problem(line: int, column: int, message: str, allowed: str = "", near: str = "") -> None:
        problems.append(Problem(name, line, column, "", message, allowed, near))

    lines = lines_of(text)
    if not lines:
        problem(1, 1, _("the table is empty"), _("a heading, such as seconds, and a number in each line"))
        raise TableError(problems)
    (first, header), *body = lines
    separator = separator_of(header)
    headings = _read_headings(cells_of(header, separator), first, problem)
    if not body:
        problem(first, 1, _("the table has a header and no rows"), _("a number in each line"))
    minutes: list[float] = []
    weights: list[float] = []
    for line, content in body if not problems else []:
        cells = cells_of(content, separator)
        if len(cells) != len(headings):
            message = _("{n} cells where the header has {m}").format(n=len(cells), m=len(headings))
            problem(line, 1, message)
            continue
        if "weight" not in headings:
            weights.append(1.0)
        for (column, cell), heading in zip(cells, headings, strict=True):
            try:
                if heading == "weight":
                    weights.append(_figure(cell, MOST_WEIGHT))
                else:
                    minutes.append(UNITS[heading](cell))
            except NotAllowedError as error:
                problem(line, column, error.message, error.allowed, error.nearest)
    if not problems and not any(weights):
        problem(first, 1, _("all weights are zero"), _("a number above 0"))
    if problems:
        raise TableError(problems)
    return observed(source, minutes, weights)


def _read_headings(cells: list[tuple[int, str]], line: int, problem: Callable[..., None]) -> list[str]:
    headings = [cell.casefold() for _column, cell in cells]
    for (column, cell), heading in zip(cells, headings, strict=True):
        if heading not in COLUMNS:
            message = _("no column is called {name}").format(name=shown(cell))
            problem(line, column, message, listed(COLUMNS), nearest(cell, COLUMNS))
    units = [heading for heading in headings if heading in UNITS]
    if len(units) != 1 or headings.count("weight") > 1:
        message = _("one column of durations is expected, and one of weights at most")
        problem(line, 1, message, listed(COLUMNS))
    return headings


def _figure(cell: str, most: float) -> float:
    allowed = _("a number such as 4 or 12.5; 0 for none")
    if not re.fullmatch(NUMBER, cell):
        found = _("the cell is empty")
        if cell:
            found = _("{found} is not a number from 0 up").format(found=shown(cell))
        raise NotAllowedError(found, allowed)
    if float(cell) > most:
        raise NotAllowedError(_("{found} is above {most}").format(found=cell, most=f"{most:g}"))
    return float(cell)


def _read(value: Any, info: ValidationInfo) -> Observed:
    if isinstance(value, Observed):
        return value
    found = table_text(value, info, "durations.csv")
    return read_observed(found.text, found.source, found.name)


Observations = Annotated[
    Observed,
    BeforeValidator(_read),
    PlainSerializer(written_table),
    WithJsonSchema(FILE),
]
