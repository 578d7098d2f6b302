"""Does the time per contact stay as it is when a centre grows? One axis at a time, through the public face.

What a run costs however many contacts it has (reading the scenario, making the centre, working out KPIs) is
measured by itself, with some hundred contacts in a day, and told apart: `fixed` seconds; `microseconds` are
per contact beyond them. Not with none, since where nothing happened there are fewer KPIs to work out. Flat
is what stays within 1.5 times the least of its axis; a heap's events take log(n) longer, which is left in.
Other work on the machine only ever adds, so the least of some runs is what counts. Both are run by turns,
and the shorter, the more often, since a millisecond is lost soon.
"""

import statistics
from collections.abc import Callable
from typing import Any

from benchmarks.whole import Moked
from benchmarks.work import WORKS, Work

FLAT = 1.5
HARDLY = 5  # contacts an hour
SHORT, SHORTEST = 9, 30  # as many runs of fewer than 100,000 contacts, and of fewer than 10,000
LENGTH_MATTERS = ("contacts", "days")
ONE_POOL, TWO_TIERS = WORKS["one_pool"], WORKS["two_tiers"]
Settings = dict[str, Any]


def days(count: float) -> str:
    return f"{max(1, round(count))} days"


def longer(contacts: int) -> Settings:
    return {"calendar.length": days(contacts / (TWO_TIERS.rate * 1440))}


def larger(agents: int, contacts: int = 300_000) -> Settings:
    """As busy a pool of so many agents, for as many contacts."""
    per_hour = 60 * ONE_POOL.rate * agents / ONE_POOL.tiers[0].agents
    return {
        "pools.first.agents": agents,
        "demand.per_hour": per_hour,
        "calendar.length": days(contacts / (24 * per_hour)),
    }


def wider(topics: int, length: int = 35) -> Settings:
    """As many contacts about more topics."""
    of_each = {
        "share": f"{100 / topics}%",
        "difficulty": {"kind": "uniform", "low": "0%", "high": "100%"},
        "handle": {"kind": "exponential", "mean": "4.5min"},
        "handle_at": {"second": {"kind": "exponential", "mean": "6min"}},
    }
    others = {f"topics.topic_{number}": of_each for number in range(2, topics + 1)}
    return {"topics.any": of_each, "calendar.length": days(length), **others}


def ages(length: int) -> Settings:
    """Half of the contacts, for the length of time alone."""
    return {
        "calendar.length": days(length),
        "demand.per_hour": 180,
        "pools.first.agents": 15,
        "pools.second.agents": 6,
    }


AXES: dict[str, tuple[Work, Callable[[int], Settings], tuple[int, ...]]] = {
    "contacts": (TWO_TIERS, longer, (10**4, 10**5, 10**6, 10**7)),
    "agents": (ONE_POOL, larger, (10, 30, 100, 300, 1000)),
    "topics": (TWO_TIERS, wider, (1, 5, 20, 50)),
    "days": (TWO_TIERS, ages, (1, 30, 365, 5 * 365)),
}
MOST = {"simpy": 2 * 10**5, "compiled": 2 * 10**7}  # contacts of a run that one waits for
MOST_QUICK = {"simpy": 2 * 10**4, "compiled": 2 * 10**5}


def growth(rounds: int, quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """By calendar and axis: a row for each value, and the greatest time per contact over the least."""
    with Moked() as moked:
        return {
            clock: {name: along(moked, clock, name, rounds, quick, tell) for name in AXES}
            for clock in ("compiled", "simpy")
        }


def along(moked: Moked, clock: str, name: str, rounds: int, quick: bool, tell) -> dict[str, Any]:
    work, settings, values = AXES[name]
    most = (MOST_QUICK if quick else MOST)[clock]
    rows = []
    for value in values:
        setting = settings(value)
        length = int(setting["calendar.length"].split()[0])
        per_day = 24 * setting.get("demand.per_hour", 60 * work.rate)
        longest = most / per_day
        if length > longest and name in LENGTH_MATTERS:
            continue
        length = max(1, min(length, round(longest)))
        setting["calendar.length"] = days(length)
        small = setting | {"demand.per_hour": HARDLY, "calendar.length": days(1)}
        tell(f"growth: {clock}, {value:,} {name}")
        moked.run(work.scenario, clock, set=small)  # warms up
        times = SHORTEST if length * per_day < 10**4 else SHORT if length * per_day < 10**5 else 1
        runs, smalls = [], []
        for seed in range(rounds * times):
            runs.append(moked.run(work.scenario, clock, set=setting, seed=seed))
            smalls.append(moked.run(work.scenario, clock, set=small, seed=seed))
        fixed = min(run["seconds"] for run in smalls)
        seconds = statistics.median(run["seconds"] for run in runs)
        contacts = statistics.median(run["contacts"] for run in runs)
        few = statistics.median(run["contacts"] for run in smalls)
        each = [1e6 * max(0.0, run["seconds"] - fixed) / (run["contacts"] - few) for run in runs]
        rows.append(
            {
                "value": value,
                "days": length,
                "contacts": contacts,
                "seconds": seconds,
                "fixed": fixed,
                "microseconds": min(each),
                "low": min(each),
                "high": max(each),
            }
        )
    times = [row["microseconds"] for row in rows]
    return {"rows": rows, "from_flat": max(times) / min(times) if min(times) else None, "bar": FLAT}
