"""A table of shifts by person, in CSV: a row for each person, a column for each weekday."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema

from sim.scenario.problems import NotAllowedError, Problem, TableError, listed, nearest, shown
from sim.scenario.table_text import FILE, cells_of, lines_of, separator_of, table_text, written_table
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
    problems: list[Problem] = []

    def problem(line: int, column: int, message: str, allowed: str = "", near: str = "") -> None:
        problems.append(Problem(name, line, column, "", message, allowed, near))

    lines = lines_of(text)
    if not lines:
        problem(1, 1, _("the table is empty"), HEADER)
        raise TableError(problems)
    (first, header), *body = lines
    separator = separator_of(header)
    order = _read_header(cells_of(header, separator), first, problem)
    names: list[str] = []
    shifts: list[tuple[tuple[Span, ...], ...]] = []
    for line, content in body if not problems else []:
        cells = cells_of(content, separator)
        if len(cells) != len(order):
            message = _("{n} cells where the header has {m}").format(n=len(cells), m=len(order))
            problem(line, 1, message)
            continue
        week: list[tuple[Span, ...]] = [()] * len(WEEKDAYS)
        for (column, cell), day in zip(cells, order, strict=True):
            try:
                if day is None:
                    names.append(_read_name(cell, names))
                else:
                    week[day] = _read_shifts(cell)
            except NotAllowedError as error:
                problem(line, column, error.message, error.allowed)
        shifts.append(tuple(week))
    if not problems and not names:
        problem(first, 1, _("the table has a header and no rows"), "Dana,08:00-16:00,,,,,,")
    if problems:
        raise TableError(problems)
    return RotaTable(source, tuple(names), tuple(shifts))


def _read_header(cells: list[tuple[int, str]], line: int, problem: Callable[..., None]) -> list[int | None]:
    columns: dict[str, int | None] = {"person": None}
    columns |= {name.casefold(): number for number, name in enumerate(WEEKDAYS)}
    order: list[int | None] = []
    for column, cell in cells:
        if cell.casefold() not in columns:
            message = _("no column is called {name}").format(name=shown(cell))
            problem(line, column, message, HEADER, nearest(cell, HEADER.split(",")))
        elif columns[cell.casefold()] in order:
            problem(line, column, _("the column {name} stands twice").format(name=cell))
        else:
            order.append(columns[cell.casefold()])
    missing = [name for name in HEADER.split(",") if columns[name.casefold()] not in order]
    if missing and len(order) == len(cells):
        problem(line, 1, _("the header has no {names}").format(names=listed(missing)), HEADER)
    return order


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
