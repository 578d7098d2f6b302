"""The tables of a design that are not measures of the whole, from the records of its replications."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.statistics import Floats, ratio
from sim.experiment.whole import aside
from sim.measure import DISTRIBUTIONS, MEASURES, UNITS, Distribution, Measure
from sim.record import only
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


def intervals_table(records: Sequence[Record], unstable: Sequence[str]) -> pd.DataFrame:
    """See `Results.intervals`."""
    import pandas as pd

    first = records[0]
    days = np.sum([record.slot_days for record in records], axis=0)
    counted = days > 0
    measures = {key: MEASURES[key] for key in BY_INTERVAL}
    counts = {field: np.zeros(first.slots.shape, np.int64) for field in COUNTS}  # [weekday, interval, tier]
    sums: dict[str, list[Floats]] = {key: [] for key in measures}  # numerators and denominators
    for record in records:
        for field in COUNTS:
            counts[field] += record.slots[field]
        for key, measure in measures.items():
            sums[key].append(np.array(measure.formula(record.slots[counted]), float))
    columns: dict[str, Floats] = {}
    for field in COUNTS:
        columns[field] = counts[field][counted] / days[counted, None, None]
    grows = np.isin(first.tiers, unstable)
    for key, column in BY_INTERVAL.items():
        measure = measures[key]
        numerators, denominators = np.stack(sums[key], axis=1)
        found = ratio(numerators, denominators, measure.most, events=measure.counted == "both")
        for suffix, figures in (("", found.mean), ("_low", found.low), ("_high", found.high)):
            columns[column + suffix] = np.where(grows & measure.steady, np.nan, figures)
    weekdays = [name for name, is_counted in zip(WEEKDAYS, counted, strict=True) if is_counted]
    times = [write_time(minute) for minute in range(0, 1440, int(first.interval))]
    index = pd.MultiIndex.from_product([weekdays, times, first.tiers], names=["weekday", "from", "tier"])
    return pd.DataFrame({name: figures.ravel() for name, figures in columns.items()}, index=index)


def people_table(records: Sequence[Record]) -> pd.DataFrame:
    """See `Results.people`."""
    import pandas as pd

    weeks = np.stack([only(record.weeks, *WEEKLY) for record in records])  # [replication, week, pool]
    columns: dict[str, Floats] = {}
    for field in WEEKLY:
        figures = weeks[field].astype(float)
        weights = np.ones(figures.shape)
        if field == "tenure":  # a mean over people, of whom there may be none
            weights = np.where(np.isfinite(figures), weeks["employed"], 0.0)
            figures = np.nan_to_num(figures) * weights
        found = ratio(figures, weights)
        columns |= {field: found.mean, f"{field}_low": found.low, f"{field}_high": found.high}
    index = pd.MultiIndex.from_product([range(weeks.shape[1]), records[0].pools], names=["week", "pool"])
    return pd.DataFrame({name: figures.ravel() for name, figures in columns.items()}, index=index)


def escalations_table(records: Sequence[Record], scenario: Scenario) -> pd.DataFrame:
    """See `Results.escalations`."""
    import pandas as pd

    counts = np.stack([record.escalations for record in records])  # [replication, place]
    passed_up, avoidable = (counts[name].astype(float) for name in ("passed_up", "avoidable"))
    each = np.ones(passed_up.shape)
    columns: dict[str, Floats] = {}
    for name, found in (
        ("passed_up", ratio(passed_up, each)),
        ("avoidable", ratio(avoidable, each)),
        ("share", ratio(avoidable, passed_up, most=1, events=True)),
    ):
        columns |= {name: found.mean, f"{name}_low": found.low, f"{name}_high": found.high}
    places = [(name, n) for name, pool in scenario.pools.items() for n in range(1, pool.places + 1)]
    index = pd.MultiIndex.from_tuples(places, names=["pool", "place"])
    table = pd.DataFrame(columns, index=index)
    return table[table["passed_up"] > 0]


def issues_table(records: Sequence[Record], unstable: bool) -> pd.DataFrame:
    """See `Results.issues`."""
    import pandas as pd

    issues = np.stack([record.issues for record in records])  # [replication, topic]
    rows = {}
    for ending in ENDINGS:
        measure = MEASURES[f"issues_{ending}"]
        ended, opened = (np.asarray(sums, float) for sums in measure.formula(issues))
        found = ratio(ended, opened, most=1, events=True)
        for number, topic in enumerate(records[0].topics):
            figures = [found.mean[number], found.low[number], found.high[number]]
            if unstable and measure.steady:
                figures = [np.nan] * 3
            rows[topic, ending] = [ended[:, number].mean(), *figures]
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
