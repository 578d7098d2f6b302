"""Reading the log of an incident desk, and what became of its cases.

The log known so far is that of Volvo IT's incident management (Steeman, BPI Challenge 2013, incidents,
4TU.ResearchData 2013): one row for each change of a case's status, with the team that has it and that team's
support line.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.calibrate.logs import LogError
from sim.words import _

if TYPE_CHECKING:
    import pandas as pd

LINES = {"L1": 1, "L2": 2, "L2/L3": 2, "L3": 3}
COLUMNS = ("case", "time", "status", "team", "line")
CLOSED = "Completed"

END, ASIDE, BACK, UP = "ended", "aside", "back", "up"


@dataclass(frozen=True)
class Stay:
    """A case with a team, waiting included, and how it left: closed, or to a team of some line."""

    line: int
    hours: float
    next_line: int | None

    @property
    def left(self) -> str:
        if self.next_line is None:
            return END
        return ASIDE if self.next_line == self.line else UP if self.next_line > self.line else BACK


@dataclass
class Case:
    """A case: its stays until it was closed, and again each time it was reopened."""

    number: str
    rounds: list[list[Stay]] = field(default_factory=list)
    reopened_after: list[float] = field(default_factory=list)
    """hours from a closing until it was open again; a reopened case is closed once more"""

    @property
    def first_line(self) -> int:
        return self.rounds[0][0].line

    @property
    def is_for_fit(self) -> bool:
        """Half of the cases, as if by a coin: by a checksum, since odd and even numbers differ."""
        return zlib.crc32(self.number.encode()) % 2 == 0


def read_cases(path: Path) -> list[Case]:
    """Cases in the order of the log, but those never closed. Raises `LogError` where it cannot be read."""
    import pandas as pd

    try:
        log = pd.read_csv(path, usecols=list(COLUMNS), dtype=str)
        log["seconds"] = (
            pd.to_datetime(log["time"], utc=True, format="ISO8601").dt.as_unit("s").astype("int64")
        )
    except (OSError, EOFError, ValueError) as error:
        raise LogError(_("{path} cannot be read: {error}").format(path=path, error=error)) from error
    unknown = sorted(set(log["line"].fillna("")) - set(LINES))
    if unknown:
        raise LogError(_("{path} has a line called {line}").format(path=path, line=unknown[0]))
    cases = [_case(str(number), rows) for number, rows in log.groupby("case", sort=False)]
    return [case for case in cases if case.rounds]


def _case(number: str, rows: pd.DataFrame) -> Case:
    hours = (rows["seconds"] - rows["seconds"].iloc[0]).to_numpy() / 3600
    teams = rows["team"].tolist()
    lines = [LINES[line] for line in rows["line"]]
    case = Case(number)
    for first, last, again in _rounds((rows["status"] == CLOSED).tolist()):
        case.rounds.append(list(_stays(hours, teams, lines, first, last)))
        if again is not None:
            case.reopened_after.append(float(hours[again] - hours[last]))
    case.reopened_after = case.reopened_after[: max(len(case.rounds) - 1, 0)]
    return case


def _rounds(closed: Sequence[bool]) -> Iterator[tuple[int, int, int | None]]:
    """From the first row of a round to the one that closes it; then the row that opens it again, if any."""
    first: int | None = 0
    while first is not None and True in closed[first:]:
        last = closed.index(True, first)
        again = closed.index(False, last) if False in closed[last:] else None
        yield first, last, again
        first = again


def _stays(
    hours: NDArray[np.float64], teams: list[str], lines: list[int], first: int, last: int
) -> Iterator[Stay]:
    began = first
    for row in range(first + 1, last + 1):
        if teams[row] != teams[row - 1]:
            yield Stay(lines[began], float(hours[row] - hours[began]), lines[row])
            began = row
    yield Stay(lines[began], float(hours[last] - hours[began]), None)
