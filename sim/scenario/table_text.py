"""The text of tables in CSV: where it is found, its lines and cells."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import SerializationInfo, ValidationInfo

from sim.scenario.files import file_inside, read_text, shown_path
from sim.scenario.nodes import Text
from sim.scenario.problems import NotAllowedError, shown
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
    path = file_inside(root, folder, str(value))
    return TableText(read_text(path), path.relative_to(root).as_posix(), shown_path(path))


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


IN_FULL = {"tables": "in full"}
"""As the context of `model_dump`: tables themselves, instead of the names of their files."""


def written_table(value: Any, info: SerializationInfo) -> Any:
    return asdict(value) if (info.context or {}) == IN_FULL else value.source
