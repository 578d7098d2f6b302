"""The tables of a report, cell by cell as texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sim.measure import MEASURES
from sim.report import amounts
from sim.report.findings import Estimate, Finding, Judgement, estimate, labels, title
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison
    from sim.scenario.people import Attrition

BESIDE = 3  # designs next to the baseline in one table; more go into further tables, so that paper holds them

SCOPES = {
    "tier": N_("Contacts at the first line"),
    "topic": N_("Issues"),
    "population": N_("Populations"),
    "channel": N_("Channels"),
    "pool": N_("People"),
    "centre": N_("The centre"),
}
VERDICTS: dict[Judgement, str] = {
    "better": N_("better"),
    "worse": N_("worse"),
    "changed": N_("different"),
    "same": N_("cannot be told apart"),
    "equal": N_("no difference"),
    "unknown": N_("cannot be said"),
}
OF_POOLS = ("headcount", "signed_in", "occupancy", "seats_filled", "attrition", "hires", "cost_per_year")
# the columns of the table of pools, with heads of their own where the measure's title will not do
POOL_HEADS = {
    "headcount": "",
    "signed_in": "",
    "load": N_("Load"),
    "occupancy": "",
    "seats_filled": "",
    "asked": N_("Attrition a year, asked"),
    "attrition": N_("measured"),
    "hires": "",
    "cost_per_year": "",
}


@dataclass(frozen=True)
class Cell:
    """A figure, its interval below it, and what is to be said of it."""

    text: str
    interval: str = ""
    judgement: Judgement | None = None
    words: str = ""


@dataclass(frozen=True)
class Row:
    name: str
    cells: list[Cell]
    measure: str = ""  # leads to its definition


@dataclass(frozen=True)
class Table:
    """Rows under heads, in named groups, with a note below."""

    heads: list[str]
    groups: dict[str, list[Row]]
    note: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)  # groups that are measures, to their definitions

    @property
    def rows(self) -> list[Row]:
        return [row for rows in self.groups.values() for row in rows]

    @classmethod
    def plain(cls, heads: Sequence[str], rows: Sequence[Row]) -> Table:
        return cls(list(heads), {"": list(rows)})


@dataclass(frozen=True)
class Exhibit:
    """A question, what is to be known of the answer, and the answer; `key` is where links lead."""

    question: str
    note: str
    table: Table
    further: Sequence[Table] = ()
    key: str = ""

    @property
    def tables(self) -> list[Table]:
        return [self.table, *self.further]


def side_by_side(
    comparison: Comparison, kpis: Any, found: dict[str, dict[str, Finding]], only: Collection[str] = ()
) -> list[Table]:
    """Every measure, or only some, of every design, with its difference from the baseline."""
    return [_beside(comparison, kpis, found, others, only) for others in batches(list(found))]


def _beside(
    comparison: Comparison,
    kpis: Any,
    found: dict[str, dict[str, Finding]],
    others: Sequence[str],
    only: Collection[str],
) -> Table:
    groups: dict[str, list[Row]] = {}
    zero = []
    for key in comparison.measures:
        measure = MEASURES[key]
        if only and key not in only:
            continue
        of = {name: estimate(kpis.loc[(name, key)]) for name in (comparison.baseline, *others)}
        if all(each.mean == 0 for each in of.values()):
            zero.append(_(measure.title))
            continue
        currency = comparison.results[comparison.baseline].scenario.currency
        by = amounts.scale(measure.unit, [each.mean for each in of.values()], currency)
        cells = [value(of[comparison.baseline], by)]
        for name in others:
            cells += [value(of[name], by), difference_cell(found[name][key])]
        groups.setdefault(_(SCOPES[measure.scope.name]), []).append(Row(_(measure.title), cells, key))
    called = labels(comparison)
    first = called[comparison.baseline]
    heads = [_("Measure"), _("{name} (baseline)").format(name=first) if others else first]
    for name in others:
        heads += [called[name], _("Difference")]
    return Table(heads, groups, _("Zero in all: {titles}.").format(titles=", ".join(zero)) if zero else "")


def overview(
    comparison: Comparison, kpis: Any, found: dict[str, dict[str, Finding]], keys: Sequence[str]
) -> Table:
    """The baseline's figures, and how each of many designs differs from it: a row for each."""
    name, called = comparison.baseline, labels(comparison)
    currency = comparison.results[name].scenario.currency
    figures = {key: kpis.loc[(name, key)] for key in keys}
    cells = [
        value(estimate(row), amounts.scale(row["unit"], [row["mean"]], currency)) for row in figures.values()
    ]
    rows = [Row(_("{name} (baseline)").format(name=called[name]), cells)]
    rows += [
        Row(called[design], [difference_cell(of_design[key]) for key in keys])
        for design, of_design in found.items()
    ]
    return Table.plain([_("Design"), *(title(key) for key in keys)], rows)


def difference_cell(finding: Finding) -> Cell:
    change, by = finding.difference, finding.difference_scale
    return Cell(
        amounts.difference(change.mean, change.low, change.high, by),
        amounts.interval(change.low, change.high, by),
        finding.judgement,
        _(VERDICTS[finding.judgement]),
    )


def pools(comparison: Comparison) -> Table:
    """How busy each pool is, and whether its people stay."""
    rows, called = [], labels(comparison)
    for design, results in comparison.results.items():
        figures = results.pools()
        for pool, people in results.scenario.pools.items():
            if people.outside:
                continue
            of = {key: estimate(figures.loc[(pool, key)]) for key in OF_POOLS}
            load = of["occupancy"].mean * of["signed_in"].mean
            cells = {key: _bare(key, each, results.scenario.currency) for key, each in of.items()}
            cells |= {"load": Cell(amounts.number(load, 2)), "asked": Cell(_asked(people.attrition))}
            rows.append(Row(f"{called[design]} · {pool}", [cells[key] for key in POOL_HEADS]))
    heads = [_(head) if head else _(MEASURES[key].title) for key, head in POOL_HEADS.items()]
    return Table.plain([_("Design and pool"), *heads], rows)


def _bare(key: str, of: Estimate, currency: str) -> Cell:
    """A share a year without the words, which the column's head has."""
    by = amounts.scale(MEASURES[key].unit, (of.mean,), currency)
    return value(of, replace(by, label="%") if by.label.startswith("%") else by)


def _asked(attrition: Attrition | None) -> str:
    if attrition is None:
        return _("none")
    if attrition.yearly_rate is not None:
        return f"{attrition.yearly_rate:.0%}"
    if attrition.cohort_share is not None:
        return _("{share:.0%} of a cohort").format(share=attrition.cohort_share)
    return _("hazard {hazard:g}").format(hazard=attrition.hazard)


def value(of: Estimate, by: amounts.Scale) -> Cell:
    return Cell(amounts.value(of.mean, of.low, of.high, by), amounts.interval(of.low, of.high, by))


def batches(designs: Sequence[str], most: int = BESIDE) -> list[Sequence[str]]:
    """At least one, even if there is no design."""
    return [designs[start : start + most] for start in range(0, max(len(designs), 1), most)]
