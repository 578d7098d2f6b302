"""What a measure is: a ratio of two sums taken from the record of a replication.

A share, a mean and a rate are all ratios: the service level is answered in time over offered, ASA is minutes
waited over contacts answered. Over replications numerators and denominators are summed before dividing (the
ratio of expectations), so that a contact weighs the same in a quiet run as in a busy one. Figures that are no
ratios of sums are in `sim.measure.percentiles` and `sim.measure.daily`.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario

Unit = Literal["share", "share_per_year", "per_year", "s", "hours", "count", "per_day", "people", "money"]
Better = Literal["more", "less"]
Basis = Literal["issue", "contact", "day", "person", "money"]
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

    name: str  # of the parts: tier, topic, pool; or centre, which has none
    parts: Callable[[Record], tuple[str, ...]]
    given: Callable[[Record, Scenario, str | None], tuple[Any, ...]]  # to a formula; None: the whole


def total(rows: np.ndarray) -> np.ndarray:
    """The sum of structured rows, field by field."""
    summed = np.zeros((), rows.dtype)
    for field in rows.dtype.names or ():
        summed[field] = rows[field].sum(axis=tuple(range(rows.ndim)))
    return summed


def _tier(record: Record, tier: str | None) -> int:
    """Of a tier by its name; the whole is the first line."""
    return 0 if tier is None else record.tiers.index(tier)


def _legs(record: Record, scenario: Scenario, tier: str | None) -> tuple[Rows]:
    return (total(record.slots[:, :, _tier(record, tier)]),)


def contacts_answered(record: Record, scenario: Scenario, tier: int) -> int:
    """Contacts in all channels that a tier, by its number, answered. Calls of the centre's own are none."""
    first = next(iter(scenario.tiers))
    own = {
        "callback": ("failed", first),
        "survey": ("surveyed", scenario.survey.by if scenario.survey else None),
        "outreach": ("called", scenario.outreach.by if scenario.outreach else None),
    }
    answered = int(record.channel_legs["answered"][:, tier].sum())
    for channel, (calls, by) in own.items():
        if channel in record.channels and record.tiers.index(by or first) == tier:
            answered -= int(record.promises[calls][record.channels.index(channel)])
    return answered


def _answered_and_solved(record: Record, scenario: Scenario, tier: str | None) -> tuple[int, int]:
    number = _tier(record, tier)
    return contacts_answered(record, scenario, number), int(record.issues["solved_at"][:, number].sum())


def _solved_at(record: Record, scenario: Scenario, tier: str | None) -> tuple[int, float, int]:
    number = _tier(record, tier)
    solved, minutes = (record.issues[name][:, number].sum() for name in ("solved_at", "solved_at_time"))
    return int(solved), float(minutes), int(record.issues["opened"].sum())


def _days(record: Record, scenario: Scenario, tier: str | None) -> tuple[Rows]:
    return (record.days[:, _tier(record, tier)],)


def _days_and_target(record: Record, scenario: Scenario, tier: str | None) -> tuple[Rows, float]:
    return *_days(record, scenario, tier), scenario.service_level.share


def _issues(record: Record, scenario: Scenario, topic: str | None) -> tuple[Rows]:
    return (total(record.issues) if topic is None else record.issues[record.topics.index(topic)],)


def _people(record: Record, scenario: Scenario, pool: str | None) -> tuple[Rows, float]:
    people = total(record.pool) if pool is None else record.pool[record.pools.index(pool)]
    return people, record.counted_minutes


def _pools(record: Record, scenario: Scenario, pool: str | None) -> tuple[Rows, list[str], Scenario]:
    numbers = [number for number, name in enumerate(record.pools) if pool in (None, name)]
    return record.pool[numbers], [record.pools[number] for number in numbers], scenario


LINE = Scope("tier", lambda record: record.tiers, _legs)
SOLVING = Scope("tier", lambda record: record.tiers, _answered_and_solved)  # contacts, and issues it solved
SOLVED_AT = Scope("tier", lambda record: record.tiers, _solved_at)  # issues, their minutes; of so many opened
DAYS = Scope("tier", lambda record: record.tiers, _days)  # the whole days counted, one by one
TARGET = Scope("tier", lambda record: record.tiers, _days_and_target)  # with the service level asked of them
ISSUES = Scope("topic", lambda record: record.topics, _issues)
PEOPLE = Scope("pool", lambda record: record.pools, _people)  # together, and the minutes counted
POOLS = Scope("pool", lambda record: record.pools, _pools)  # one by one, with their names and the scenario
CENTRE = Scope("centre", lambda record: (), lambda record, scenario, part: (record,))


@dataclass(frozen=True)
class Definition:
    """What a figure means. The docstring of its formula says it in words."""

    key: str
    title: str
    unit: Unit
    better: Better | None  # None: neither way is better by itself
    basis: Basis  # what is counted
    scope: Scope
    steady: bool  # says nothing where a line keeps growing
    formula: Callable[..., Any]

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


@dataclass(frozen=True)
class Measure(Definition):
    """One KPI: a ratio of sums."""

    counted: Counted | None  # which of the two are events; both: a share of events
    used: Callable[[Scenario], bool]  # whether a scenario has what it is about; else reports leave it out
    kind = "ratio of expectations"

    def of(self, record: Record, scenario: Scenario, part: str | None = None) -> tuple[float, float]:
        """Numerator and denominator in one replication; of a part (a tier, topic or pool) or of the whole."""
        return self.sums(*self.scope.given(record, scenario, part))

    def sums(self, *given: Any) -> tuple[float, float]:
        """Numerator and denominator, of what its scope gives it."""
        numerator, denominator = self.formula(*given)
        return _added_up(numerator), _added_up(denominator)

    @property
    def most(self) -> float:
        """The largest figure that there can be: 1 of a share."""
        return 1.0 if self.unit == "share" else math.inf

    def events(self, numerator: float, denominator: float) -> float:
        """How many events a figure rests on; nan where it rests on amounts of time or money.

        Of a share, the rarer of what happened and what did not: 99 of 100 is as uncertain as 1 of 100.
        """
        if self.counted == "both":
            return min(numerator, denominator - numerator)
        if self.counted is None:
            return float("nan")
        return numerator if self.counted == "numerator" else denominator


def _added_up(figures: Any) -> float:
    """Most are one figure already, for which numpy's sum takes as long as the formula."""
    one = isinstance(figures, int | float) or getattr(figures, "shape", None) == ()
    return float(figures if one else np.sum(figures))


MEASURES: dict[str, Measure] = {}
"""Every measure by its key, in the order of tables."""


def measures_of(scenarios: Iterable[Scenario]) -> dict[str, Measure]:
    """The measures that say something of any of these scenarios, by key."""
    designs = list(scenarios)
    return {key: each for key, each in MEASURES.items() if any(each.used(design) for design in designs)}


def sums_of(
    record: Record, scenario: Scenario, wanted: Iterable[tuple[Measure, str | None]]
) -> list[tuple[float, float]]:
    """`Measure.of` each measure and part; what many are given is made once."""
    given: dict[tuple[int, str | None], tuple[Any, ...]] = {}
    found = []
    for each, part in wanted:
        key = id(each.scope), part
        if key not in given:
            given[key] = each.scope.given(record, scenario, part)
        found.append(each.sums(*given[key]))
    return found


def always(scenario: Scenario) -> bool:
    return True


def measure(
    scope: Scope,
    title: str,
    unit: Unit,
    better: Better | None = None,
    *,
    basis: Basis,
    counted: Counted | None,
    steady: bool = False,
    used: Callable[[Scenario], bool] = always,
) -> Callable[[Callable[..., Ratio]], Callable[..., Ratio]]:
    """Register a formula, under its function's name.

    The formula is given what its scope has of a replication and returns numerator and denominator, or as many
    of each as it was given rows, to be summed. `used` says which scenarios have what it is about.
    """

    def register(formula: Callable[..., Ratio]) -> Callable[..., Ratio]:
        key = formula.__name__
        if key in MEASURES:
            raise ValueError(f"two measures are called {key}")
        MEASURES[key] = Measure(key, title, unit, better, basis, scope, steady, formula, counted, used)
        return formula

    return register


def _paragraphs(formula: Callable[..., Any]) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in (inspect.getdoc(formula) or "").split("\n\n")]


def _labelled(formula: Callable[..., Any], label: str) -> str:
    for paragraph in _paragraphs(formula):
        if paragraph.startswith(label):
            return paragraph.removeprefix(label).strip()
    return ""
