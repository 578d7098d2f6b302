"""What is wrong with a scenario, and where: the errors that users see."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.words import _, ngettext

MOST_SHOWN = 20
MOST_LIKE = 500  # names that one is compared with, letter by letter
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: in a file, or in what the caller gave (`--set`, a mapping).

    `file` is what users are shown; `line` and `column` count from 1. Paths that stand in a value are
    relative to `folder`. `override` names the override that brought the value. `typed`: whoever runs Moked
    wrote it on the way, and may name any file.
    """

    file: str
    line: int | None = None
    column: int | None = None
    folder: Path | None = None
    override: str = ""
    typed: bool = False

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, at which dotted key, what was found, what is allowed, the nearest name."""

    file: str
    line: int | None
    column: int | None
    key: str
    message: str
    allowed: str = ""
    nearest: str = ""

    @classmethod
    def at(cls, place: Place, key: str, message: str, allowed: str = "", nearest: str = "") -> Problem:
        return cls(place.file, place.line, place.column, key, message, allowed, nearest)

    def __str__(self) -> str:
        place = Place(self.file, self.line, self.column)
        text = ": ".join(part for part in (str(place), self.key, self.message) if part)
        if self.nearest:
            text += _("; did you mean {name}?").format(name=self.nearest)
        if self.allowed:
            text += "\n    " + _("allowed: {what}").format(what=self.allowed)
        return text


class ScenarioError(Exception):
    """A scenario or study that cannot be read; `problems` has everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]):
        found = dict.fromkeys(problems)  # a parent's problem is met once per design that extends it
        self.problems = sorted(found, key=lambda p: (p.file, p.line or 0, p.column or 0))
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        lines = [
            ngettext("{n} problem in the scenario", "{n} problems in the scenario", count).format(n=count),
            "",
        ]
        lines += [str(problem) for problem in self.problems[:MOST_SHOWN]]
        if count > MOST_SHOWN:
            more = count - MOST_SHOWN
            lines.append(ngettext("... and {n} more", "... and {n} more", more).format(n=more))
        return "\n".join(lines)

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[list[Problem]]]:
        return type(self), (self.problems,)


class NotAllowedError(ValueError):
    """A value that is not allowed; whoever knows where it stands makes a `Problem` of it.

    `place` is given where the fault stands elsewhere, such as in the file that the value names.
    """

    def __init__(self, message: str, allowed: str = "", nearest: str = "", place: Place | None = None):
        super().__init__(message)
        self.message, self.allowed, self.nearest, self.place = message, allowed, nearest, place


class TableError(ValueError):
    """A table with problems at places of its own."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`, or nothing; among very many nobody looks for it."""
    known = list(known)
    if len(known) > MOST_LIKE:
        return ""
    by_case = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(name.casefold()[:LONGEST_NAME], by_case, n=1, cutoff=0.6)
    return by_case[close[0]] if close else ""


def listed(names: Sequence[str]) -> str:
    """Names for a sentence."""
    return ", ".join(names)


def shown(value: Any, longest: int = 40) -> str:
    """A value found, for an error message: as YAML would have it, and short."""
    names = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return names[value]
    if isinstance(value, dict):
        return _("a map")
    if isinstance(value, list | tuple):
        return _("a list")
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    text = text if len(text) <= longest else text[: longest - 3] + "..."
    return text or '""'


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
