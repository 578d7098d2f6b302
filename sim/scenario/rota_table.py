"""A table of shifts by person, in CSV: a row for each person, a column for each weekday."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema

from sim.scenario.problems import NotAllowedError, shown
from sim.scenario.table_text import FILE, WeekText, table_text, written_table
from sim.scenario.units import WEEKDAYS, read_time_span
from sim.words import _

HEADER = ",".join(("person", *WEEKDAYS))
Span = tuple[int, int]  # minutes after midnight; beyond 1440 where it ends on the next day


@dataclass(frozen=True, slots=True)
class RotaTable:
    """`shifts[k][weekday]` are the shifts of person k, the same every week; `source` is its file."""

    source: str
    names: tuple[str, ...]
    shifts: tuple[tuple[tuple[Span, ...], ...], ...]


def read_rota(text: str, source: str, name: str) -> RotaTable:
    """The table in the text of a CSV file that users know as `name`. Raises `TableError`: all bad cells.

    A cell is empty or has spans of time such as `08:00-16:00`, two of them with a space between.
    """
    table = WeekText(text, name, HEADER)
    problem = table.problem
    names: list[str] = []
    shifts: list[tuple[tuple[Span, ...], ...]] = []
    for line, cells in table.rows():
        week: list[tuple[Span, ...]] = [()] * len(WEEKDAYS)
        for (column, cell), day in zip(cells, table.order, strict=True):
            try:
                if day is None:
                    names.append(_read_name(cell, names))
                else:
                    week[day] = _read_shifts(cell)
            except NotAllowedError as error:
                problem(line, column, error.message, error.allowed)
        shifts.append(tuple(week))
    if not names:
        table.without_rows("Dana,08:00-16:00,,,,,,")
    table.check()
    return RotaTable(source, tuple(names), tuple(shifts))


def _read_name(cell: str, names: list[str]) -> str:
    if not cell:
        raise NotAllowedError(_("the cell is empty"), _("a name"))
    if cell in names:
        raise NotAllowedError(_("{name} stands twice").format(name=cell), _("a row for each person"))
    return cell


def _read_shifts(cell: str) -> tuple[Span, ...]:
    spans = sorted(read_time_span(part) for part in cell.split())
    for (_start, end), (start, _end) in itertools.pairwise(spans):
        if start < end:
            raise NotAllowedError(_("{found}: one begins before the other ends").format(found=shown(cell)))
    return tuple(spans)


def _read(value: Any, info: ValidationInfo) -> RotaTable:
    if isinstance(value, RotaTable):
        return value
    found = table_text(value, info, "rota.csv")
    return read_rota(found.text, found.source, found.name)


Rota = Annotated[RotaTable, BeforeValidator(_read), PlainSerializer(written_table), WithJsonSchema(FILE)]
