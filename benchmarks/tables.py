"""The results as tables, for the page and for docs/performance.md."""

from dataclasses import dataclass, field
from typing import Any

NAMES = {
    "simpy": "SimPy, idiomatic",
    "moked_simpy": "Moked, SimPy's calendar",
    "moked_compiled": "Moked, compiled",
    "ciw": "Ciw",
    "salabim": "salabim",
    "cimba": "cimba",
    "limit": "loop written by hand",
}
WORKS = {"one_pool": "one pool", "two_tiers": "two tiers"}
CLOCKS = {"simpy": "SimPy's calendar", "compiled": "compiled"}
AXES = {"contacts": "contacts", "agents": "agents", "topics": "topics", "days": "days"}


@dataclass(frozen=True)
class Table:
    key: str
    title: str
    note: str
    head: list[str]
    rows: list[list[str]] = field(default_factory=list)


def tables(told: dict[str, Any]) -> list[Table]:
    """Of what was measured, one for each section."""
    makers = {
        "ratios": [ratios, agreement],
        "scenarios": [scenarios],
        "growth": [growth],
        "memory": [memory],
        "replications": [replications],
        "record": [record],
        "commands": [commands],
        "waiting": [waiting],
        "parts": [parts],
        "features": [features],
    }
    return [make(told) for section, each in makers.items() if section in told for make in each]


def number(value: float) -> str:
    """Three figures, as one writes them."""
    if value >= 999.5:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def ranged(told: dict[str, float], unit: str = "") -> str:
    return f"{number(told['median'])}{unit} ({number(told['low'])} to {number(told['high'])})"


def met(holds: bool) -> str:
    return "yes" if holds else "no"


def ratios(told):
    rows = []
    for engine in (name for name in NAMES if name in told["ratios"]["two_tiers"]):
        cells = [ranged(told["ratios"][work][engine]) for work in WORKS]
        speed = told["speeds"]["two_tiers"][engine]
        rows.append([NAMES[engine], *cells, number(speed["median"]), f"{speed['days']:,}"])
    loop = told["ratios"]["two_tiers"].get("limit")
    compiled = told["ratios"]["two_tiers"].get("moked_compiled")
    share = (
        f" Compiled, Moked has {compiled['median'] / loop['median']:.2f} of the loop's speed."
        if loop and compiled
        else ""
    )
    note = "Times as quick as idiomatic SimPy; in brackets the least and the greatest of the rounds." + share
    head = ["", *(f"x SimPy, {name}" for name in WORKS.values()), "contacts/s, two tiers", "days of a run"]
    return Table("ratios", "Against others", note, head, rows)


def agreement(told):
    kpis, exact = told["kpis"]["two_tiers"], told["exact"]["two_tiers"]
    engines = [name for name in NAMES if name in kpis]
    rows = []
    for kpi in kpis[engines[0]]:
        cells = [
            f"{number(kpis[name][kpi][0])} ± {number(kpis[name][kpi][2] - kpis[name][kpi][0])}"
            for name in engines
        ]
        rows.append([kpi.replace("_", " "), number(exact[kpi]) if kpi in exact else "", *cells])
    note = (
        "Two tiers, by tier; waits in seconds, means over replications of a day with 99.9% intervals. The "
        "intervals of every two engines meet, or no speed would be told. Theory is of the long run; a day "
        "begins empty."
    )
    head = ["", "theory", *(NAMES[name] for name in engines)]
    return Table("agreement", "The same centre", note, head, rows)


def scenarios(told):
    rows = [
        [name, *(ranged(row[clock]) for clock in CLOCKS), ranged(row["compiled_over_simpy"])]
        for name, row in told["scenarios"].items()
    ]
    note = (
        "Whole runs, contacts a second. spd_everything is benchmarks/everything.yaml: the hosting company's "
        "centre with every mechanism on that goes together with the others."
    )
    return Table(
        "scenarios", "Shipped scenarios", note, ["", *CLOCKS.values(), "compiled over SimPy's"], rows
    )


def growth(told):
    rows = []
    for clock, axes in told["growth"].items():
        for axis, found in axes.items():
            for row in found["rows"]:
                value = f"{row['value']:,} {AXES[axis]}"
                cells = [f"{row['contacts']:,.0f}", number(row["seconds"]), number(row["fixed"])]
                micro = ranged({**row, "median": row["microseconds"]})
                rows.append([CLOCKS[clock], value, *cells, micro])
            times = f"{found['from_flat']:.2f} times" if found["from_flat"] else ""
            rows.append([CLOCKS[clock], f"{AXES[axis]}: greatest over least", "", "", "", times])
    note = (
        "Microseconds per contact beyond what a run of a hundred contacts costs (`fixed`, seconds): the "
        "least of some runs, and their range. "
        "Wanted is a greatest within 1.5 times the least of its axis."
    )
    head = ["calendar", "", "contacts", "seconds", "of them fixed", "microseconds per contact"]
    return Table("growth", "Growth", note, head, rows)


def memory(told):
    rows = [
        [
            row["centre"],
            f"{row['weeks']}",
            f"{row['contacts']:,}",
            f"{row['of_a_week']:.0f}",
            f"{row['megabytes']:.0f}",
        ]
        for row in told["memory"]
    ]
    note = "The most a process held, megabytes, compiled, summaries only. Wanted is less than 300 for a year."
    return Table("memory", "Memory", note, ["centre", "weeks", "contacts", "MB, one week", "MB"], rows)


def replications(told):
    of = told["replications"]
    rows = [[str(n), f"{size:.0f}"] for n, size in zip(of["replications"], of["megabytes"], strict=True)]
    note = (
        "The most a process held, megabytes, compiled, after replications of four weeks of `spd` and all "
        f"tables of their results: {of['kilobytes_each']:.0f} kB for each further replication."
    )
    return Table("replications", "Many replications", note, ["replications", "MB"], rows)


def record(told):
    rows = [
        [
            CLOCKS[clock],
            ranged(row["speed_kept"]),
            ranged(row["on_one_core"]),
            number(row["bytes_per_contact"]),
            " and ".join(f"{size:.0f}" for size in row["megabytes"]),
        ]
        for clock, row in told["record"].items()
    ]
    note = (
        "The share of the speed that is left when every issue, contact and leg is kept as Parquet (wanted: "
        "0.5), by the clock on the wall where a second core writes, and on one core; bytes on disk per "
        "contact; the most memory of a run and of one four times as long."
    )
    head = ["", "speed left", "on one core", "bytes", "MB, MB of four times"]
    return Table("record", "The full record", note, head, rows)


def commands(told):
    rows = [
        [
            name,
            *(f"{row[key]:.2f}" for key in ("least", "median", "processor", "bar")),
            met(row["least"] < row["bar"]),
        ]
        for name, row in told["commands"].items()
    ]
    note = "Seconds of a whole process, by the clock on the wall and of the processor."
    return Table(
        "commands", "Start-up", note, ["", "least", "median", "processor", "wanted below", "met"], rows
    )


def waiting(told):
    row = told["waiting"]
    cells = [
        f"{row['designs']} x {row['replications']}",
        *(f"{row[key]:.1f}" for key in ("seconds", "processor", "bar")),
    ]
    note = "A year of the bank, two designs, on all cores, from the command to the report; seconds."
    return Table("waiting", "Waiting", note, ["replications", "wall", "processor", "wanted below"], [cells])


def parts(told):
    rows, names = [], []
    for scenario, clocks in told["parts"].items():
        for clock, found in clocks.items():
            names, whole = list(found), sum(found.values())
            rows.append(
                [
                    scenario,
                    CLOCKS[clock],
                    *(f"{seconds / whole:.0%}" for seconds in found.values()),
                    f"{whole:.2f}",
                ]
            )
    note = "Shares of the processor time of whole runs; `benchmarks/parts.py` says what counts as what."
    return Table("parts", "Where the time goes", note, ["", "", *names, "seconds"], rows)


def features(told):
    both = told["features"]
    rows = []
    for name in both["simpy"]:
        cells = [percent(both[clock][name]["time"]) for clock in CLOCKS]
        rows.append([name.replace("_", " "), *cells, f"{both['compiled'][name]['contacts'] - 1:+.0%}"])
    note = "More time than without the mechanism, switched on alone over the two tiers, and more contacts."
    return Table("features", "What each mechanism costs", note, ["", *CLOCKS.values(), "contacts"], rows)


def percent(times: dict[str, float]) -> str:
    return f"{times['median'] - 1:+.0%} ({times['low'] - 1:+.0%} to {times['high'] - 1:+.0%})"
