"""How much memory replications need, one and many, and what the full record costs.

Each run is a process of its own under the compiled calendar, of a centre with 10,000 first contacts a day:
that of `two_tiers.yaml`, and one with most options. `megabytes` is the most that the process ever held, of
which Python, libraries and compiled rules take the greater part.
"""

from collections.abc import Callable
from typing import Any

from benchmarks.racing import spread
from benchmarks.whole import Moked
from benchmarks.work import FOLDER, WORKS

TWO_TIERS = WORKS["two_tiers"].scenario
CENTRES = {
    "two_tiers": (TWO_TIERS, {"demand.per_hour": 416.67, "pools.first.agents": 35}),
    "options": (FOLDER / "options.yaml", {}),
}
WEEKS = (13, 52)
BAR = 300  # megabytes, of a year with summaries only
RECORDED = {"simpy": 3, "compiled": 60}  # days
SHORT = (
    FOLDER.parent / "scenarios/spd/two_tiers.yaml",
    {"calendar.length": "4 weeks"},
)  # of which there are many
REPLICATIONS = (30, 300)
SLOWER = 0.5  # of the speed is left with the full record, at least


def memory(quick: bool, tell: Callable[[str], None]) -> list[dict[str, Any]]:
    """A row for each centre and length: contacts, and megabytes before the first long run and at most."""
    rows = []
    for name, (file, setting) in CENTRES.items():
        for weeks in (1, 4) if quick else WEEKS:
            tell(f"memory: {name}, {weeks} weeks")
            with Moked() as moked:
                before = moked.run(file, "compiled", set=setting | {"calendar.length": "1 week"})
            with Moked() as moked:  # another, since the first may have compiled rules
                run = moked.run(file, "compiled", set=setting | {"calendar.length": f"{weeks} weeks"})
            row = {"centre": name, "weeks": weeks, "contacts": run["contacts"], "bar": BAR}
            rows.append(row | {"of_a_week": before["megabytes"], "megabytes": run["megabytes"]})
    return rows


def many(quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """Megabytes of a short scenario's replications, all tables included, by their number, and kilobytes that
    each further one takes."""
    file, setting = SHORT
    counts = [count // (10 if quick else 1) for count in REPLICATIONS]
    found = []
    for count in counts:
        tell(f"memory: {count} replications")
        with Moked() as moked:
            run = moked.run(file, "compiled", set=setting, replications=count, tables=True)
        found.append(run["megabytes"])
    each = 1024 * (found[1] - found[0]) / (counts[1] - counts[0])
    return {"replications": counts, "megabytes": found, "kilobytes_each": each}


def recording(rounds: int, quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """By calendar: the speed with the full record over that without it, in rounds of both by turns; bytes a
    contact takes on disk; megabytes of a run, and of one four times as long.

    A second core writes, so speeds are by the clock on the wall; `on_one_core` are by processor time: how
    long a run takes while other cores are busy.
    """
    told: dict[str, Any] = {}
    for clock, days in RECORDED.items():
        tell(f"record: {clock}")
        length = {"calendar.length": f"{max(1, days // (6 if quick else 1))} days"}
        with Moked() as moked:
            for record in (False, True):
                moked.run(TWO_TIERS, clock, set=length, record=record)  # warms up
            kept: dict[str, list[float]] = {"elapsed": [], "seconds": []}
            for seed in range(rounds):
                without = moked.run(TWO_TIERS, clock, set=length, seed=seed)
                with_it = moked.run(TWO_TIERS, clock, set=length, seed=seed, record=True)
                for time, shares in kept.items():
                    shares.append(without[time] / with_it[time])
        sizes = []
        for times in (1, 4):
            longer = {"calendar.length": f"{times * int(length['calendar.length'].split()[0])} days"}
            with Moked() as moked:
                sizes.append(moked.run(TWO_TIERS, clock, set=longer, record=True)["megabytes"])
        told[clock] = {
            "speed_kept": spread(kept["elapsed"]),
            "on_one_core": spread(kept["seconds"]),
            "bar": SLOWER,
            "bytes_per_contact": with_it["written"] / with_it["contacts"],
            "megabytes": sizes,
        }
    return told
