"""What each mechanism costs, switched on alone over the two tiers, and where the time of a run goes."""

import itertools
from collections import Counter
from collections.abc import Callable
from typing import Any

import sim
from benchmarks.racing import spread
from benchmarks.scenarios import SCENARIOS
from benchmarks.whole import CLOCKS, Moked
from benchmarks.work import FOLDER, WORKS

FILE = FOLDER / "features.yaml"
LENGTH = {"simpy": 2, "compiled": 40}  # days of a run
ENOUGH = 4.0  # seconds of processor time, of which some thousand looks are had
SHORTER = {"simpy": 1, "compiled": 10}


def features(rounds: int, quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """By calendar and mechanism: the time of a run over that without it, in rounds of both by turns, and the
    same of contacts, since some mechanisms make more."""
    told: dict[str, Any] = {}
    length = SHORTER if quick else LENGTH
    names = list(sim.load(FILE).overrides)
    with Moked() as moked:
        for clock in CLOCKS:
            setting = {"calendar.length": f"{length[clock]} days"}
            told[clock] = {}
            for name in names:
                tell(f"features: {clock}, {name}")
                moked.run(FILE, clock, set=setting, apply=[name])  # warms up, or compiles
                times, contacts = [], []
                for seed in range(rounds):
                    without = moked.run(FILE, clock, set=setting, seed=seed)
                    with_it = moked.run(FILE, clock, set=setting, seed=seed, apply=[name])
                    times.append(with_it["seconds"] / without["seconds"])
                    contacts.append(with_it["contacts"] / without["contacts"])
                told[clock][name] = {"time": spread(times), "contacts": spread(contacts)["median"]}
    return told


def parts(quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """By scenario and calendar: seconds of processor time by part, of whole runs one after another."""
    two_tiers = WORKS["two_tiers"].scenario
    runs = {
        "two_tiers": (
            two_tiers,
            {"simpy": {"calendar.length": "5 days"}, "compiled": {"calendar.length": "100 days"}},
        ),
        **{name: (file, dict.fromkeys(CLOCKS, setting)) for name, (file, setting) in SCENARIOS.items()},
    }
    told: dict[str, Any] = {}
    with Moked() as moked:
        for name, (file, settings) in runs.items():
            told[name] = {}
            for clock in CLOCKS:
                tell(f"parts: {name}, {clock}")
                setting = settings[clock] | (
                    {"calendar.length": "10 weeks"} if quick and name != "two_tiers" else {}
                )
                moked.run(file, clock, set=setting)  # warms up
                sums: Counter[str] = Counter()
                for seed in itertools.count(2):
                    sums.update(moked.run(file, clock, set=setting, parts=True, seed=seed)["parts"])
                    if sums.total() > (0.5 if quick else ENOUGH):
                        break
                told[name][clock] = dict(sums)
    return told
