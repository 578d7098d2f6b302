"""The tables of a design that are not measures of the whole, from the records of its replications."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.gathered import Sums
from sim.experiment.statistics import Floats
from sim.experiment.whole import aside
from sim.measure import DISTRIBUTIONS, MEASURES, UNITS, Distribution, Measure
from sim.scenario.units import WEEKDAYS, write_time
from sim.words import _

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiment.provenance import Provenance
    from sim.record import Record
    from sim.scenario.schema import Scenario

COUNTS = ("offered", "answered", "abandoned", "blocked", "moved")
BY_INTERVAL = {  # measure: column
    "service_level": "service_level",
    "asa": "asa_s",
    "mean_wait": "mean_wait_s",
    "abandonment": "abandonment",
}
WEEKLY = (
    *("employed", "training", "asked", "filled", "present", "busy", "tenure", "left", "hired"),
    *("nesting", "working", "vacancies", "first_quarter", "first_year", "later"),
)
ENDINGS = ("solved", "abandoned", "lost", "blocked", "open")


def _with_limits(name: str, mean: Floats, low: Floats, high: Floats) -> dict[str, Floats]:
    return {name: mean, f"{name}_low": low, f"{name}_high": high}


def intervals_table(records: Sequence[Record], unstable: Sequence[str]) -> pd.DataFrame:
    """See `Results.intervals`."""
    import pandas as pd

    first = records[0]
    days = np.sum([record.slot_days for record in records], axis=0)
    counted = days > 0
    counts = {field: np.zeros(first.slots.shape, np.int64) for field in COUNTS}  # [weekday, interval, tier]
    sums = {key: Sums() for key in BY_INTERVAL}
    for record in records:
        slots = record.slots
        for field in COUNTS:
            counts[field] += slots[field]
        for key, of in sums.items():
            of.put(*MEASURES[key].formula(slots[counted]))
    columns: dict[str, Floats] = {}
    for field in COUNTS:
        columns[field] = counts[field][counted] / days[counted, None, None]
    grows = np.isin(first.tiers, unstable)
    for key, column in BY_INTERVAL.items():
        measure = MEASURES[key]
        found = sums[key].ratio(measure.most, events=measure.counted == "both")
        limits = _with_limits(column, found.mean, found.low, found.high)
        nothing = grows & measure.steady
        columns |= {name: np.where(nothing, np.nan, figures) for name, figures in limits.items()}
    weekdays = [name for name, is_counted in zip(WEEKDAYS, counted, strict=True) if is_counted]
    times = [write_time(minute) for minute in range(0, 1440, int(first.interval))]
    index = pd.MultiIndex.from_product([weekdays, times, first.tiers], names=["weekday", "from", "tier"])
    return pd.DataFrame({name: figures.ravel() for name, figures in columns.items()}, index=index)


def people_table(records: Sequence[Record]) -> pd.DataFrame:
    """See `Results.people`."""
    import pandas as pd

    sums = Sums()  # [field, week, pool]
    for record in records:
        rows = record.weeks
        figures = np.stack([rows[field].astype(float) for field in WEEKLY])
        weights = np.ones(figures.shape)
        tenure = WEEKLY.index("tenure")  # a mean over people, of whom there may be none
        weights[tenure] = np.where(np.isfinite(figures[tenure]), rows["employed"], 0.0)
        figures[tenure] = np.nan_to_num(figures[tenure]) * weights[tenure]
        sums.put(figures, weights)
    found = sums.ratio()
    columns: dict[str, Floats] = {}
    for number, field in enumerate(WEEKLY):
        columns |= _with_limits(field, found.mean[number], found.low[number], found.high[number])
    index = pd.MultiIndex.from_product(
        [range(len(records[0].weeks)), records[0].pools], names=["week", "pool"]
    )
    return pd.DataFrame({name: figures.ravel() for name, figures in columns.items()}, index=index)


def escalations_table(records: Sequence[Record], scenario: Scenario) -> pd.DataFrame:
    """See `Results.escalations`."""
    import pandas as pd

    sums = {name: Sums() for name in ("passed_up", "avoidable", "share")}
    for record in records:
        counts = record.escalations  # [place]
        sums["passed_up"].put(counts["passed_up"], 1.0)
        sums["avoidable"].put(counts["avoidable"], 1.0)
        sums["share"].put(counts["avoidable"], counts["passed_up"])
    columns: dict[str, Floats] = {}
    for name, of in sums.items():
        found = of.ratio(most=1, events=True) if name == "share" else of.ratio()
        columns |= _with_limits(name, found.mean, found.low, found.high)
    places = [(name, n) for name, pool in scenario.pools.items() for n in range(1, pool.places + 1)]
    index = pd.MultiIndex.from_tuples(places, names=["pool", "place"])
    table = pd.DataFrame(columns, index=index)
    return table[table["passed_up"] > 0]


def issues_table(records: Sequence[Record], unstable: bool) -> pd.DataFrame:
    """See `Results.issues`."""
    import pandas as pd

    sums = {ending: Sums() for ending in ENDINGS}
    ended = np.zeros((len(ENDINGS), len(records[0].topics)))
    for record in records:
        issues = record.issues  # [topic]
        for number, (ending, of) in enumerate(sums.items()):
            those, opened = MEASURES[f"issues_{ending}"].formula(issues)
            of.put(those, opened)
            ended[number] += those
    rows = {}
    for ending, of, whole in zip(ENDINGS, sums.values(), ended, strict=True):
        found = of.ratio(most=1, events=True)
        figures = np.stack([found.mean, found.low, found.high], axis=1)
        if unstable and MEASURES[f"issues_{ending}"].steady:
            figures[:] = np.nan
        for topic, count, of_topic in zip(records[0].topics, whole, figures, strict=True):
            rows[topic, ending] = [count / len(records), *of_topic]
    index = pd.MultiIndex.from_product([records[0].topics, ENDINGS], names=["topic", "ending"])
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["mean", "share", "low", "high"])
    table.index = pd.MultiIndex.from_tuples(rows)
    return table.reindex(index)


def measures_table() -> pd.DataFrame:
    """What the measures and distributions mean. Index: `measure`; columns: as in `sim.measure.Definition`."""
    import pandas as pd

    defined: dict[str, Measure | Distribution] = {**MEASURES, **DISTRIBUTIONS}
    rows = {
        key: {
            "title": _(measure.title),
            "unit": _(UNITS[measure.unit]),
            "better": measure.better,
            "basis": measure.basis,
            "definition": measure.definition,
            "formula": measure.formula_text,
            "source": measure.source,
            "kind": measure.kind,
        }
        for key, measure in defined.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("measure")


def write_tables(folder: str | Path, tables: dict[str, pd.DataFrame], provenance: Provenance) -> list[Path]:
    """One CSV and one Parquet file each, with the definitions as measures and where it all comes from as
    provenance. All are written, or none is.
    """
    import pandas as pd

    folder = Path(folder)
    facts = pd.Series(provenance.rows(), name="value").rename_axis("name").to_frame()
    with aside(folder) as made:
        names = []
        for name, table in (tables | {"measures": measures_table(), "provenance": facts}).items():
            table.to_csv(made / f"{name}.csv", float_format="%.10g", encoding="utf-8")
            table.to_parquet(made / f"{name}.parquet")
            names += [f"{name}.csv", f"{name}.parquet"]
        folder.mkdir(parents=True, exist_ok=True)
        return [(made / name).replace(folder / name) for name in names]
