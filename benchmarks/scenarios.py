"""The shipped scenarios under both calendars, by turns: whole runs through the public face."""

from collections.abc import Callable
from typing import Any

from benchmarks.racing import spread
from benchmarks.whole import CLOCKS, Moked
from benchmarks.work import FOLDER

SHIPPED = FOLDER.parent / "scenarios"
SCENARIOS = {
    "spd": (SHIPPED / "spd/two_tiers.yaml", {"calendar.length": "52 weeks"}),
    "spd_everything": (FOLDER / "everything.yaml", {"calendar.length": "52 weeks"}),
    "bank": (SHIPPED / "bank/bank.yaml", {}),
}


def scenarios(rounds: int, quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """By scenario: contacts a second under each calendar, and how many times as quick the compiled one is."""
    told = {}
    with Moked() as one, Moked() as other:
        moked = dict(zip(CLOCKS, (one, other), strict=True))
        for name, (file, setting) in SCENARIOS.items():
            setting = setting | ({"calendar.length": "10 weeks"} if quick else {})
            for clock in CLOCKS:
                moked[clock].run(file, clock, set=setting, seed=rounds)  # warms up
            speeds: dict[str, list[float]] = {clock: [] for clock in CLOCKS}
            for number in range(rounds):
                tell(f"{name}: round {number + 1} of {rounds}")
                for clock in CLOCKS:
                    run = moked[clock].run(file, clock, set=setting, seed=number)
                    speeds[clock].append(run["contacts"] / run["seconds"])
            times = [b / a for a, b in zip(speeds["simpy"], speeds["compiled"], strict=True)]
            told[name] = {clock: spread(values) for clock, values in speeds.items()}
            told[name] |= {
                "unit": "contacts per second",
                "compiled_over_simpy": spread(times),
                "set": setting,
            }
    return told
