"""Tables of a week: a column per weekday, a row per time of day, in CSV."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, SerializationInfo, ValidationInfo, WithJsonSchema

from sim.scenario.durations import DAY, NUMBER
from sim.scenario.problems import NotAllowedError, shown
from sim.scenario.table_text import (
    FILE,
    TableText,
    WeekText,
    table_text,
    written_table,
)
from sim.scenario.units import JSON_SHAPES as UNITS
from sim.scenario.units import WEEKDAYS, read_share, read_time, write_share, write_time
from sim.words import _

HEADER = ",".join(("from", *WEEKDAYS))
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class WeekTable:
    """Figures by weekday and time of day.

    `starts` are minutes after midnight, ascending; `rows[k][weekday]` is the figure from `starts[k]` until
    the next start, the last until midnight; before the first it is zero. `source` is its file, seen from the
    folder that holds the study's.
    """

    source: str
    starts: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]

    def volumes(self, interval: float) -> list[list[float]]:
        """Seven lists of figures, one per `interval` minutes; a row's figure spreads evenly over its span."""
        slots = round(DAY / interval)
        spread = [[0.0] * slots for _day in WEEKDAYS]
        for start, end, row in self._spans():
            for slot in range(int(start // interval), math.ceil(end / interval)):
                overlap = min(end, (slot + 1) * interval) - max(start, slot * interval)
                for day, figure in enumerate(row):
                    spread[day][slot] += figure * overlap / (end - start)
        return spread

    def figures(self, interval: float) -> list[list[float]]:
        """Seven lists, of the figure that holds at the start of each interval."""
        slots = round(DAY / interval)
        held = [[0.0] * slots for _day in WEEKDAYS]
        for start, end, row in self._spans():
            for slot in range(math.ceil(start / interval), math.ceil(end / interval)):
                for day, figure in enumerate(row):
                    held[day][slot] = figure
        return held

    def levels(self, interval: float) -> list[list[int]]:
        """The same as whole numbers."""
        return [[round(figure) for figure in day] for day in self.figures(interval)]

    def _spans(self) -> list[tuple[int, int, tuple[float, ...]]]:
        ends = pairwise((*self.starts, DAY))
        return [(start, end, row) for (start, end), row in zip(ends, self.rows, strict=True)]


def read_week_table(text: str, source: str, name: str, whole: bool) -> WeekTable:
    """The table in the text of a CSV file that users know as `name`.

    Separated by commas or semicolons; lines that begin with # are notes. Raises `TableError`: all bad cells.
    """
    table = WeekText(text, name, HEADER)
    starts: list[int] = []
    rows: list[tuple[float, ...]] = []
    for line, cells in table.rows():
        row = _read_row(cells, table, starts, whole, line)
        rows.append(tuple(row[day] for day in range(len(WEEKDAYS))))
    if not rows:
        table.without_rows(_("rows such as {row}").format(row="07:00" + ",4" * 7))
    table.check()
    return WeekTable(source, tuple(starts), tuple(rows))


def _read_row(
    cells: list[tuple[int, str]], table: WeekText, starts: list[int], whole: bool, line: int
) -> dict[int, float]:
    """A row's figures by weekday, 0 where one is bad; its time joins the starts."""
    row = dict.fromkeys(range(len(WEEKDAYS)), 0.0)
    for (column, cell), day in zip(cells, table.order, strict=True):
        try:
            if day is None:
                starts.append(_read_start(cell, starts))
            else:
                row[day] = _read_figure(cell, whole)
        except NotAllowedError as error:
            table.problem(line, column, error.message, error.allowed)
    return row


def _read_start(cell: str, starts: list[int]) -> int:
    start = read_time(cell)
    if start == DAY or (starts and start <= starts[-1]):
        message = _("{time} does not come after {last}") if starts else _("nothing begins at {time}")
        last = write_time(starts[-1]) if starts else ""
        raise NotAllowedError(message.format(time=cell, last=last))
    return start


def _read_figure(cell: str, whole: bool) -> float:
    allowed = _("a whole number such as 4") if whole else _("a number such as 4 or 12.5; 0 for none")
    if not cell:
        raise NotAllowedError(_("the cell is empty"), allowed)
    if not re.fullmatch(NUMBER, cell):
        raise NotAllowedError(_("{found} is not a number from 0 up").format(found=shown(cell)), allowed)
    figure = float(cell)
    if whole and figure != round(figure):
        raise NotAllowedError(_("{found} is not a whole number").format(found=cell), allowed)
    if figure > LARGEST:
        raise NotAllowedError(_("{found} is above {most}").format(found=cell, most=LARGEST))
    return figure


def _table(value: Any, info: ValidationInfo, whole: bool) -> WeekTable:
    if isinstance(value, WeekTable):
        return value
    found: TableText = table_text(value, info, "volumes.csv")
    return read_week_table(found.text, found.source, found.name, whole)


def _read_volumes(value: Any, info: ValidationInfo) -> WeekTable:
    return _table(value, info, whole=False)


def _read_seats(value: Any, info: ValidationInfo) -> WeekTable | int:
    if isinstance(value, int) and not isinstance(value, bool):
        if not 1 <= value <= LARGEST:
            raise NotAllowedError(
                _("{found} is not a number of seats").format(found=value), _("a whole number from 1 up")
            )
        return value
    if isinstance(value, str | WeekTable):
        return _table(value, info, whole=True)
    found = _("{found} is neither a number of seats nor the name of a table").format(found=shown(value))
    raise NotAllowedError(found, _("a whole number such as 4, or a CSV file such as seats.csv"))


def _read_share(value: Any, info: ValidationInfo) -> WeekTable | float:
    if isinstance(value, WeekTable) or (isinstance(value, str) and value.strip().endswith(".csv")):
        return _table(value, info, whole=False)
    return read_share(value)


def _write(value: WeekTable | int, info: SerializationInfo) -> Any:
    return written_table(value, info) if isinstance(value, WeekTable) else value


def _write_share(value: WeekTable | float, info: SerializationInfo) -> Any:
    return written_table(value, info) if isinstance(value, WeekTable) else write_share(value)


JSON_SHAPES: dict[str, dict[str, Any]] = {
    "CSV file": FILE,
    "whole number or CSV file": {
        "anyOf": [{"type": "integer", "minimum": 1}, {**FILE, "examples": ["seats.csv"]}]
    },
    "share or CSV file": {"anyOf": [*UNITS["share"]["anyOf"], {**FILE, "examples": ["regular.csv"]}]},
}
"""What editors know of tables; the reference names them by these keys."""

Volumes = Annotated[
    WeekTable,
    BeforeValidator(_read_volumes),
    PlainSerializer(_write),
    WithJsonSchema(JSON_SHAPES["CSV file"]),
]
Seats = Annotated[
    WeekTable | int,
    BeforeValidator(_read_seats),
    PlainSerializer(_write),
    WithJsonSchema(JSON_SHAPES["whole number or CSV file"]),
]
ShareByTime = Annotated[
    WeekTable | float,
    BeforeValidator(_read_share),
    PlainSerializer(_write_share),
    WithJsonSchema(JSON_SHAPES["share or CSV file"]),
]
