"""What a case found: figures beside what they should be, and whether they agree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from sim.words import _

if TYPE_CHECKING:
    import plotly.graph_objects as go

Verdict = Literal["agrees", "off", "differs", "skipped"]
"""`off`: differs from the record of a real centre in a figure of which it is known and said why."""


class SkippedError(Exception):
    """A case cannot be tried here; `str()` says why."""


def need_compiled_calendar() -> None:
    """Raises SkippedError where it is not installed: SimPy's would take hours for what is long."""
    if find_spec("numba") is None:
        raise SkippedError(_("long runs need the compiled calendar: pip install 'moked[fast]'"))


@dataclass(frozen=True)
class Value:
    """One figure beside what it should be.

    `exact` is what theory, a publication or a record says, and `exact_low` to `exact_high` its own interval
    where it has one. `simulated` is the figure tried, `low` to `high` its interval; a figure that is computed
    rather than simulated has the interval of what rounding may cost. All in the unit that `what` names.
    `chancy`: the interval is one of `sim.verify.reads.CONFIDENCE`, which a right figure may miss by chance.
    """

    what: str
    exact: float
    simulated: float
    low: float
    high: float
    exact_low: float = math.nan
    exact_high: float = math.nan
    chancy: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the interval holds the exact figure; of two intervals, whether they meet.

        False where there is no interval: nothing was shown.
        """
        if math.isnan(self.exact_low):
            return self.low <= self.exact <= self.high
        return self.low <= self.exact_high and self.exact_low <= self.high

    def row(self) -> dict[str, Any]:
        """As JSON has it: numbers that are none are null."""
        row = {
            "what": self.what,
            "exact": self.exact,
            "exact_interval": None
            if math.isnan(self.exact_low)
            else [_number(self.exact_low), _number(self.exact_high)],
            "simulated": self.simulated,
            "interval": [_number(self.low), _number(self.high)],
            "verdict": "agrees" if self.agrees else "differs",
        }
        return {key: _number(value) if isinstance(value, float) else value for key, value in row.items()}


@dataclass(frozen=True)
class Finding:
    """What a case gives back. `figure`: one of plotly's, beyond the plot of intervals that each case has.

    `off`: figures, by `Value.what`, in which a scenario is known to differ from the record of a real centre,
    and why. Theory and published simulations allow none.
    """

    values: Sequence[Value]
    note: str = ""
    figure: go.Figure | None = None
    off: Mapping[str, str] = field(default_factory=dict)

    def verdict(self) -> Verdict:
        """Of all figures together; of none, "differs", since nothing was shown."""
        outside = [value.what for value in self.values if not value.agrees]
        if not self.values or any(what not in self.off for what in outside):
            return "differs"
        return "off" if outside else "agrees"

    def said(self) -> str:
        """The note, and why figures are off that are."""
        outside = [value.what for value in self.values if not value.agrees]
        reasons = dict.fromkeys(self.off[what] for what in outside if what in self.off)
        return " ".join(filter(None, (self.note, *reasons)))


@dataclass(frozen=True)
class Outcome:
    """A case that was tried."""

    id: str
    group: str
    title: str
    source: str
    verdict: Verdict
    note: str
    seconds: float
    values: Sequence[Value] = ()
    figure: go.Figure | None = field(default=None, compare=False)

    def row(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "id": self.id,
            "group": self.group,
            "title": self.title,
            "source": self.source,
            "verdict": self.verdict,
            "note": self.note,
            "seconds": round(self.seconds, 2),
            "values": [value.row() for value in self.values],
        }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
