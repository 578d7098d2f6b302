"""Designs side by side, run on the same customers with the same luck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.experiment import statistics
from sim.experiment.money import money_table
from sim.experiment.provenance import Provenance
from sim.experiment.results import Results
from sim.experiment.tables import write_tables
from sim.experiment.whole import aside
from sim.measure import MEASURES, measures_of
from sim.scenario import Scenario, flatten

if TYPE_CHECKING:
    import pandas as pd

DIFFERENCES = [  # columns
    "baseline",
    "value",
    "mean",
    "low",
    "high",
    "unit",
    "distinguishable",
    "better",
    "variance_removed",
]
NOTHING = frozenset(("", "null", "{}", "[]"))  # values that say nothing
TEXTS = ("name", "description")  # keys that differ without the designs differing


@dataclass
class Comparison:
    """Designs, run on the same luck; each has the same replications."""

    title: str
    results: dict[str, Results]
    baseline: str  # the design that the others are held against
    provenance: Provenance
    chain: tuple[str, ...] = ()  # designs in an order in which each changes one thing

    @property
    def interrupted(self) -> bool:
        """Whether fewer replications finished than were asked for."""
        return any(results.interrupted for results in self.results.values())

    @property
    def warnings(self) -> list[str]:
        """What a reader has to know before trusting the figures, and of which designs."""
        said: dict[str, list[str]] = {}
        for name, results in self.results.items():
            for text in results.warnings:
                said.setdefault(text, []).append(name)
        return [f"{', '.join(names)}: {text}" for text, names in said.items()]

    @property
    def measures(self) -> list[str]:
        """The keys of the measures that say something of any of the designs."""
        return list(measures_of(results.scenario for results in self.results.values()))

    def kpis(self) -> pd.DataFrame:
        """`Results.kpis` of each design. Index: `design`, `measure`."""
        return _stacked({name: results.kpis(self.measures) for name, results in self.results.items()})

    def differences(self) -> pd.DataFrame:
        """Each design's measures less the baseline's.

        Index: `design` (without the baseline), `measure`. Columns: `baseline`, `value`: the two figures;
        `mean`: value less baseline; `low`, `high`: its 95% interval, paired by replication; `unit`;
        `distinguishable`: whether the interval leaves zero out; `better`: "yes" or "no" where it does and the
        measure has a better way, else None; `variance_removed`: the part of the variance that pairing took
        away, negative where it added some.
        """
        import pandas as pd

        others = [name for name in self.results if name != self.baseline]
        rows = {
            (name, key): self._difference(name, self.baseline, key)
            for name in others
            for key in self.measures
        }
        table = pd.DataFrame(rows.values(), columns=DIFFERENCES, dtype=object)
        table.index = pd.MultiIndex.from_product([others, self.measures], names=["design", "measure"])
        figures = ["baseline", "value", "mean", "low", "high", "variance_removed"]
        return table.astype(dict.fromkeys(figures, float) | {"distinguishable": bool})

    def split(self) -> pd.DataFrame:
        """The difference between the first and the last design of the study's `split`, step by step.

        Index: `step` (from 1; 0 is the whole), `measure`. Columns: `from`, `to`: designs; then as in
        `differences`, the baseline being the design before. A measure's steps add up to the whole exactly;
        their intervals, each of its own, do not. In another order of the same changes the steps would differ:
        what two changes do together belongs to the later one. Empty without a `split`.
        """
        import pandas as pd

        steps = list(zip(self.chain, self.chain[1:], strict=False))
        numbered = [(0, self.chain[0], self.chain[-1])] if steps else []
        numbered += [(number, *step) for number, step in enumerate(steps, 1)]
        rows = [
            {"step": number, "measure": key, "from": before, "to": after}
            | self._difference(after, before, key)
            for number, before, after in numbered
            for key in self.measures
        ]
        columns = ["step", "measure", "from", "to", *DIFFERENCES]
        return pd.DataFrame(rows, columns=columns).set_index(["step", "measure"])

    def _difference(self, design: str, baseline: str, key: str) -> dict[str, Any]:
        measure = MEASURES[key]
        base, other = self.results[baseline], self.results[design]
        row: dict[str, Any] = {"unit": measure.unit}
        row |= {"baseline": float(base.estimate(key).mean), "value": float(other.estimate(key).mean)}
        if base.meaningless(measure) or other.meaningless(measure):
            nothing = dict.fromkeys(("mean", "low", "high", "variance_removed"), np.nan)
            return row | nothing | {"distinguishable": False, "better": None}
        found = statistics.difference(other.sums(measure), base.sums(measure))
        better = None
        if found.distinguishable and measure.better:
            better = "yes" if (found.mean > 0) == (measure.better == "more") else "no"
        return row | {
            "mean": float(found.mean),
            "low": float(found.low),
            "high": float(found.high),
            "distinguishable": bool(found.distinguishable),
            "better": better,
            "variance_removed": float(found.variance_removed),
        }

    def money(self) -> pd.DataFrame:
        """Where the money goes, a year, and what customers lose and solved issues bring, where scenarios say.

        Index: `design`, `line`: accounts of `sim.workforce.books`; "centre", their sum; "churn", "downtime";
        "whole", all of it; "value" of what was solved; "net", the value less the whole. Columns: `mean`,
        `low`, `high`: money a year and its 95% interval; `difference` from the baseline, with
        `difference_low` and `difference_high`, paired by replication; `distinguishable`: whether that
        interval leaves zero out. Lines that are zero in all designs are left out.
        """
        return money_table(self.results, self.baseline)

    def what_differs(self) -> pd.DataFrame:
        """The values in which the designs differ, as their files would say them.

        Index: `key`, dotted; columns: the designs. Empty where a design has no such key. A key that says
        nothing in one design and is missing in the other is no difference.
        """
        import pandas as pd

        rows = differing({name: results.scenario for name, results in self.results.items()})
        table = pd.DataFrame.from_dict(rows, orient="index", columns=list(self.results), dtype=object)
        return table.rename_axis("key")

    def report(self, path: str | Path) -> Path:
        """Write the report, one HTML file; the tables go beside it as CSV: spd.html, spd_tables/.

        Nothing is changed there if either cannot be written whole.
        """
        from sim import report

        path = Path(path)
        with aside(path) as made:
            page = report.write(self, made / path.name)
            self.to_csv(path.with_name(f"{path.stem}_tables"))
            return page.replace(path)

    def to_csv(self, folder: str | Path) -> list[Path]:
        """Write all tables, the definitions of the measures and the provenance as CSV; the files written."""
        compared = {
            "differences": self.differences(),
            "money": self.money(),
            "what_differs": self.what_differs(),
        }
        if self.chain:
            compared["split"] = self.split()
        return write_tables(folder, self._tables() | compared, self.provenance)

    def _tables(self) -> dict[str, pd.DataFrame]:
        """Each of the designs that have it: channels, populations and escalations are not in all."""
        by_design = {name: results.tables() for name, results in self.results.items()}
        return {
            table: _stacked({name: tables[table] for name, tables in by_design.items() if table in tables})
            for table in dict.fromkeys(table for tables in by_design.values() for table in tables)
        }


def differing(designs: Mapping[str, Scenario]) -> dict[str, list[str]]:
    """What `Comparison.what_differs` shows: by key, its value in each design."""
    said = [flatten(scenario) for scenario in designs.values()]
    rows = {}
    for key in dict.fromkeys(key for values in said for key in values):
        row = [values.get(key, "") for values in said]
        if key not in TEXTS and len(set(row)) > 1 and not NOTHING.issuperset(row):
            rows[key] = row
    return rows


def _stacked(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The same table of several designs, one above the other."""
    import pandas as pd

    return pd.concat(tables, names=["design"])
