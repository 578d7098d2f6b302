"""What a comparison found, one measure of one design at a time: the figures that the words are made from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sim.measure import MEASURES
from sim.report import amounts
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results

Judgement = Literal["better", "worse", "changed", "same", "equal", "unknown"]


@dataclass(frozen=True)
class Estimate:
    """A mean with its confidence interval, in the measure's unit; nan where there is none."""

    mean: float
    low: float
    high: float

    @property
    def known(self) -> bool:
        return all(math.isfinite(figure) for figure in (self.mean, self.low, self.high))


@dataclass(frozen=True)
class Finding:
    """One measure of one design beside the baseline's."""

    measure: str
    title: str
    unit: str
    currency: str
    baseline: Estimate
    value: Estimate
    difference: Estimate
    distinguishable: bool
    better: bool | None  # whether the difference is for the better; None where neither way is
    variance_removed: float = math.nan  # share of the variance of the difference that pairing took away

    @property
    def judgement(self) -> Judgement:
        """`same`: the difference cannot be told apart from zero; `equal`: it is zero in every replication."""
        if not self.difference.known:
            return "unknown"
        if self.difference.mean == self.difference.low == self.difference.high == 0:
            return "equal"
        if not self.distinguishable:
            return "same"
        return "changed" if self.better is None else "better" if self.better else "worse"

    @property
    def scale(self) -> amounts.Scale:
        """To show the values in."""
        return amounts.scale(self.unit, (self.baseline.mean, self.value.mean), self.currency)

    @property
    def difference_scale(self) -> amounts.Scale:
        """To show the difference in: a difference of seconds between long times stays in seconds."""
        largest = (abs(self.difference.low), abs(self.difference.high))
        return amounts.scale(self.unit, largest, self.currency)


def labels(comparison: Comparison) -> dict[str, str]:
    """What each design is called in a report: by its scenario's name, unless two share one."""
    names = {design: results.scenario.name for design, results in comparison.results.items()}
    return names if len(set(names.values())) == len(names) else {design: design for design in names}


def called(comparison: Comparison) -> dict[str, Results]:
    """The designs, by what they are called."""
    names = labels(comparison)
    return {names[design]: results for design, results in comparison.results.items()}


def findings(comparison: Comparison) -> dict[str, dict[str, Finding]]:
    """By design other than the baseline, by measure, in the order of the tables."""
    kpis, differences = comparison.kpis(), comparison.differences()
    found: dict[str, dict[str, Finding]] = {
        name: {} for name in comparison.results if name != comparison.baseline
    }
    for (design, measure), row in zip(differences.index, differences.to_dict("records"), strict=True):
        found[design][measure] = Finding(
            measure=measure,
            title=title(measure),
            unit=row["unit"],
            currency=comparison.results[design].scenario.currency,
            baseline=estimate(kpis.loc[(comparison.baseline, measure)]),
            value=estimate(kpis.loc[(design, measure)]),
            difference=estimate(row),
            distinguishable=bool(row["distinguishable"]),
            better={"yes": True, "no": False}.get(row["better"]),
            variance_removed=float(row["variance_removed"]),
        )
    return found


def steps(comparison: Comparison) -> dict[tuple[int, str], Finding]:
    """By step of the split (0: the whole) and measure; the baseline of a step is the design before it."""
    table, kpis = comparison.split(), comparison.kpis()
    return {
        (number, measure): Finding(
            measure=measure,
            title=title(measure),
            unit=row["unit"],
            currency=comparison.results[row["to"]].scenario.currency,
            baseline=estimate(kpis.loc[(row["from"], measure)]),
            value=estimate(kpis.loc[(row["to"], measure)]),
            difference=estimate(row),
            distinguishable=bool(row["distinguishable"]),
            better={"yes": True, "no": False}.get(row["better"]),
        )
        for (number, measure), row in zip(table.index, table.to_dict("records"), strict=True)
    }


def estimate(row: Any) -> Estimate:
    """Of a row of a table with the columns mean, low and high."""
    return Estimate(float(row["mean"]), float(row["low"]), float(row["high"]))


def measured(results: Results, measure: str) -> Estimate:
    """A measure of the whole."""
    found = results.estimate(measure)
    return Estimate(float(found.mean), float(found.low), float(found.high))


def title(measure: str) -> str:
    return _(MEASURES[measure].title)
