"""The text of tables in CSV: where it is found, its lines and cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import SerializationInfo, ValidationInfo

from sim.scenario.files import file_inside, file_typed, read_text, shown_path
from sim.scenario.nodes import Text
from sim.scenario.problems import NotAllowedError, Problem, TableError, listed, nearest, shown
from sim.words import _

FILE: dict[str, Any] = {"type": "string", "pattern": r"\.csv$", "examples": ["volumes.csv"]}


class TableText(NamedTuple):
    """`source` is the file seen from the folder that holds the study's; `name` is what users know it as."""

    text: str
    source: str
    name: str


def table_text(value: Any, info: ValidationInfo, example: str) -> TableText:
    """The text of the file that a scenario names; raises `NotAllowedError`."""
    if not isinstance(value, str):
        message = _("{found} is not the name of a table").format(found=shown(value))
        raise NotAllowedError(message, _("a CSV file such as {example}").format(example=example))
    place = value.place if isinstance(value, Text) else None
    folder = place.folder if place and place.folder else Path.cwd()
    root = (info.context or {}).get("root") or folder.resolve().parent
    path = file_typed(folder, value) if place and place.typed else file_inside(root, folder, str(value))
    source = path.relative_to(root) if path.is_relative_to(root) else path
    return TableText(read_text(path), source.as_posix(), shown_path(path))


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines that say something, with their numbers; those that begin with # are notes."""
    return [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]


def separator_of(header: str) -> str:
    """What separates the cells, commas or semicolons."""
    return ";" if header.count(";") > header.count(",") else ","


def cells_of(line: str, separator: str) -> list[tuple[int, str]]:
    """The cells of a line with their columns, from 1."""
    cells, column = [], 1
    for cell in line.split(separator):
        cells.append((column + len(cell) - len(cell.lstrip()), cell.strip().strip('"').strip()))
        column += len(cell) + 1
    return cells


class WeekText:
    """A table whose columns are one of its own and the weekdays, in any order. Collects all bad cells.

    `order`: of each column the number of its weekday; None: the table's own column.
    """

    def __init__(self, text: str, name: str, header: str):
        """`name`: what users know the file as; `header`: the columns, separated by commas."""
        self.name, self.header = name, header.split(",")
        self.problems: list[Problem] = []
        lines = lines_of(text)
        if not lines:
            self.problem(1, 1, _("the table is empty"), header)
            self.check()
        (self.first, heads), *self.body = lines
        self.separator = separator_of(heads)
        self.order = self._order(cells_of(heads, self.separator))

    def problem(self, line: int, column: int, message: str, allowed: str = "", near: str = "") -> None:
        self.problems.append(Problem(self.name, line, column, "", message, allowed, near))

    def without_rows(self, example: str) -> None:
        """There is no row: a problem, unless another one is the reason."""
        if not self.problems:
            self.problem(self.first, 1, _("the table has a header and no rows"), example)

    def check(self) -> None:
        """Raises `TableError` with all that is wrong."""
        if self.problems:
            raise TableError(self.problems)

    def rows(self) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        """The number and the cells of each line, none below a bad header."""
        for line, content in self.body if not self.problems else []:
            cells = cells_of(content, self.separator)
            if len(cells) == len(self.order):
                yield line, cells
            else:
                message = _("{n} cells where the header has {m}").format(n=len(cells), m=len(self.order))
                self.problem(line, 1, message)

    def _order(self, cells: list[tuple[int, str]]) -> list[int | None]:
        own, *weekdays = (name.casefold() for name in self.header)
        columns: dict[str, int | None] = {own: None} | {name: day for day, name in enumerate(weekdays)}
        order: list[int | None] = []
        for column, cell in cells:
            if cell.casefold() not in columns:
                message = _("no column is called {name}").format(name=shown(cell))
                self.problem(self.first, column, message, ",".join(self.header), nearest(cell, self.header))
            elif columns[cell.casefold()] in order:
                self.problem(self.first, column, _("the column {name} stands twice").format(name=cell))
            else:
                order.append(columns[cell.casefold()])
        missing = [name for name in self.header if columns[name.casefold()] not in order]
        if missing and len(order) == len(cells):
            message = _("the header has no {names}").format(names=listed(missing))
            self.problem(self.first, 1, message, ",".join(self.header))
        return order


IN_FULL = {"tables": "in full"}
"""As the context of `model_dump`: tables themselves, instead of the names of their files."""


def written_table(value: Any, info: SerializationInfo) -> Any:
    return asdict(value) if (info.context or {}) == IN_FULL else value.source
