"""The tables of a report, cell by cell as texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sim.report import amounts
from sim.report.findings import Estimate, Finding, Judgement, estimate
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment.comparison import Comparison
    from sim.scenario.schema import Attrition

BESIDE = 3  # designs next to the baseline in one table; more go into further tables, so that paper holds them

SCOPES = {
    "tier": N_("Contacts at the first line"),
    "topic": N_("Issues"),
    "pool": N_("People"),
    "centre": N_("The centre"),
}
VERDICTS: dict[Judgement, str] = {
    "better": N_("better"),
    "worse": N_("worse"),
    "changed": N_("different"),
    "same": N_("cannot be told apart"),
    "unknown": N_("cannot be said"),
}
OF_POOLS = ("headcount", "signed_in", "occupancy", "seats_filled", "attrition", "hires", "cost_per_year")


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

    @classmethod
    def plain(cls, heads: Sequence[str], rows: Sequence[Row]) -> Table:
        return cls(list(heads), {"": list(rows)})


def side_by_side(comparison: Comparison, kpis: Any, found: dict[str, dict[str, Finding]]) -> list[Table]:
    """Every measure of every design, with its difference from the baseline."""
    return [_beside(comparison, kpis, found, others) for others in _batches(list(found), BESIDE)]


def _beside(
    comparison: Comparison, kpis: Any, found: dict[str, dict[str, Finding]], others: Sequence[str]
) -> Table:
    from sim.measure import MEASURES

    groups: dict[str, list[Row]] = {}
    zero = []
    for key, measure in MEASURES.items():
        of = {name: estimate(kpis.loc[(name, key)]) for name in (comparison.baseline, *others)}
        if all(each.mean == 0 for each in of.values()):
            zero.append(_(measure.title))
            continue
        currency = comparison.results[comparison.baseline].scenario.currency
        by = amounts.scale(measure.unit, [each.mean for each in of.values()], currency)
        cells = [_value(of[comparison.baseline], by)]
        for name in others:
            cells += [_value(of[name], by), difference_cell(found[name][key])]
        groups.setdefault(_(SCOPES[measure.scope.name]), []).append(Row(_(measure.title), cells, key))
    heads = [_("Measure"), _("{name} (baseline)").format(name=comparison.baseline) if others else comparison.baseline]
    for name in others:
        heads += [name, _("Difference")]
    return Table(heads, groups, _("Zero in all: {titles}.").format(titles=", ".join(zero)) if zero else "")


def difference_cell(finding: Finding) -> Cell:
    change, by = finding.difference, finding.difference_scale
    words = _(VERDICTS[finding.judgement])
    if finding.judgement == "unknown":
        return Cell(amounts.number(change.mean, 0), "", "unknown", words)
    if change.mean == change.low == change.high == 0:
        return Cell(amounts.with_unit("0", by.difference_label), "", "same", _("no difference"))
    text = amounts.difference(change.mean, change.low, change.high, by)
    return Cell(text, amounts.interval(change.low, change.high, by), finding.judgement, words)


def pools(comparison: Comparison) -> Table:
    """How busy each pool is, and whether its people stay."""
    from sim.measure import MEASURES

    rows = []
    for design, results in comparison.results.items():
        figures = results.pools()
        for pool, people in results.scenario.pools.items():
            of = {key: estimate(figures.loc[(pool, key)]) for key in OF_POOLS}
            cells = {
                key: _value(each, amounts.scale(MEASURES[key].unit, (each.mean,), results.scenario.currency))
                for key, each in of.items()
            }
            load = Cell(amounts.number(of["occupancy"].mean * of["signed_in"].mean, 2))
            cells = _inserted(cells, after="signed_in", load=load)
            cells = _inserted(cells, after="seats_filled", asked=Cell(_asked(people.attrition)))
            rows.append(Row(f"{design} · {pool}", list(cells.values())))
    titles = {key: _(MEASURES[key].title) for key in OF_POOLS} | {"attrition": _("Attrition measured")}
    heads = _inserted(titles, after="signed_in", load=_("Load"))
    heads = _inserted(heads, after="seats_filled", asked=_("Attrition asked"))
    return Table.plain([_("Design and pool"), *heads.values()], rows)


def _inserted(items: dict[str, Any], after: str, **new: Any) -> dict[str, Any]:
    return {key: item for old in items for key, item in ([(old, items[old])] + (list(new.items()) if old == after else []))}


def _asked(attrition: Attrition | None) -> str:
    if attrition is None:
        return _("none")
    if attrition.yearly_rate is not None:
        return _("{rate:.0%} a year").format(rate=attrition.yearly_rate)
    if attrition.cohort_share is not None:
        return _("{share:.0%} of a cohort in a year").format(share=attrition.cohort_share)
    return _("hazard {hazard:g} a year").format(hazard=attrition.hazard)


def what_differs(comparison: Comparison) -> Table:
    """The values in which the scenarios differ; a key that one has not and the other leaves unset is no difference."""
    table = comparison.what_differs()
    rows = [
        Row(str(key), [Cell(str(value)) for value in values])
        for key, values in zip(table.index, table.to_numpy(), strict=True)
        if any(str(value) not in ("", "null") for value in values)
    ]
    return Table.plain([_("Key"), *map(str, table.columns)], rows)


def _value(of: Estimate, by: amounts.Scale) -> Cell:
    exact = of.low == of.mean == of.high
    return Cell(amounts.value(of.mean, of.low, of.high, by), "" if exact else amounts.interval(of.low, of.high, by))


def _batches(names: list[str], size: int) -> Iterator[list[str]]:
    if not names:
        yield []
    for start in range(0, len(names), size):
        yield names[start : start + size]
