"""What a measure is: a ratio of two sums taken from the record of a replication.

A share, a mean and a rate are all ratios: the service level is answered in time over offered, ASA is minutes
waited over contacts answered. Over replications numerators and denominators are summed before dividing (the
ratio of expectations), so that a contact weighs the same in a quiet run as in a busy one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sim.words import N_

if TYPE_CHECKING:
    from sim.centre import Record

Unit = Literal["share", "share_per_year", "per_year", "s", "hours", "count", "per_day", "people", "money"]
Better = Literal["more", "less"]
Basis = Literal["issue", "contact", "person", "money"]
Counted = Literal["numerator", "denominator", "both"]
Ratio = tuple[Any, Any]  # numerator and denominator
Rows = Any  # one row of a structured array, or an array of them: formulas work on both

UNITS: dict[str, str] = {
    "share": N_("share"),
    "share_per_year": N_("share a year"),
    "per_year": N_("a year"),
    "s": N_("seconds"),
    "hours": N_("hours"),
    "count": N_("number"),
    "per_day": N_("a day"),
    "people": N_("people"),
    "money": N_("money"),
}


@dataclass(frozen=True)
class Scope:
    """Whose figures a measure gives: the centre's as a whole, and those of its parts by name."""

    name: str
    parts: Callable[[Record], tuple[str, ...]]
    sums: Callable[[Record, str | None], tuple[Any, ...]]  # what a formula is given; None: the whole


def total(rows: np.ndarray) -> np.ndarray:
    """The sum of structured rows, field by field."""
    summed = np.zeros((), rows.dtype)
    for field in rows.dtype.names or ():
        summed[field] = rows[field].sum(axis=tuple(range(rows.ndim)))
    return summed


def _legs(record: Record, tier: str | None) -> tuple[Rows]:
    return (total(record.slots[:, :, 0 if tier is None else record.tiers.index(tier)]),)


def _issues(record: Record, topic: str | None) -> tuple[Rows]:
    return (total(record.issues) if topic is None else record.issues[record.topics.index(topic)],)


def _pool(record: Record, pool: str | None) -> tuple[Rows, float]:
    people = total(record.pool) if pool is None else record.pool[record.pools.index(pool)]
    return people, record.counted_minutes


LINE = Scope("tier", lambda record: record.tiers, _legs)  # the whole: the first line
ISSUES = Scope("topic", lambda record: record.topics, _issues)
PEOPLE = Scope("pool", lambda record: record.pools, _pool)
CENTRE = Scope("centre", lambda record: (), lambda record, part: (record,))


@dataclass(frozen=True)
class Measure:
    """One KPI. Its formula's docstring is its definition."""

    key: str
    title: str
    unit: Unit
    better: Better | None  # None: neither way is better by itself
    basis: Basis  # what is counted
    scope: Scope
    formula: Callable[..., Ratio]
    counted: Counted | None  # which of the two are events; both: a share of events
    steady: bool  # says nothing where a line keeps growing

    def of(self, record: Record, part: str | None = None) -> tuple[float, float]:
        """Numerator and denominator in one replication; of a part (a tier, topic or pool) or of the whole."""
        numerator, denominator = self.formula(*self.scope.sums(record, part))
        return float(numerator), float(denominator)

    def events(self, numerator: float, denominator: float) -> float:
        """How many events a figure rests on; nan where it rests on amounts of time or money.

        Of a share, the rarer of what happened and what did not: 99 of 100 is as uncertain as 1 of 100.
        """
        if self.counted == "both":
            return min(numerator, denominator - numerator)
        if self.counted is None:
            return float("nan")
        return numerator if self.counted == "numerator" else denominator

    @property
    def definition(self) -> str:
        """In plain words."""
        return _paragraphs(self.formula)[0]

    @property
    def formula_text(self) -> str:
        return _labelled(self.formula, "Formula:")

    @property
    def source(self) -> str:
        return _labelled(self.formula, "Source:")


MEASURES: dict[str, Measure] = {}
"""Every measure by its key, in the order of tables."""


def measure(
    scope: Scope,
    title: str,
    unit: Unit,
    better: Better | None = None,
    *,
    basis: Basis,
    counted: Counted | None,
    steady: bool = False,
) -> Callable[[Callable[..., Ratio]], Callable[..., Ratio]]:
    """Register a formula, under its function's name.

    The formula is given the sums of its scope (a tier's or a topic's tally; a pool's tally and the minutes
    counted; or the whole record) and returns numerator and denominator.
    """

    def register(formula: Callable[..., Ratio]) -> Callable[..., Ratio]:
        key = formula.__name__
        if key in MEASURES:
            raise ValueError(f"two measures are called {key}")
        MEASURES[key] = Measure(key, title, unit, better, basis, scope, formula, counted, steady)
        return formula

    return register


def _paragraphs(formula: Callable[..., Any]) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in (inspect.getdoc(formula) or "").split("\n\n")]


def _labelled(formula: Callable[..., Any], label: str) -> str:
    for paragraph in _paragraphs(formula):
        if paragraph.startswith(label):
            return paragraph.removeprefix(label).strip()
    return ""
