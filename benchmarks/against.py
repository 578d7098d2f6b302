"""How much slower or faster than another checkout: what features that nobody uses cost.

    python benchmarks/against.py OTHER [CLOCK ...]

OTHER is a checkout of an earlier commit (`git worktree add ../before COMMIT`). Both run the two tiers of
`two_tier.yaml`, which use no more than both know, by turns, each in a process of its own. Told are seconds
of processor time on the floor, which other work on the machine disturbs least, as the median of the ratios of
neighbours, with the range of their middle half.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
ROUNDS = 15
DAYS = {"compiled": 200, "simpy": 10}
RUN = """
import sys, time
import sim
from sim.centre import Centre
scenario = sim.load(sys.argv[1], set=[f"calendar.length={sys.argv[3]} days"])
def run():
    centre = Centre(scenario, 1, 0, sys.argv[2])
    if sys.argv[2] == "compiled":
        centre.floor.rules.enter_advance(centre.floor.centres, 0.0)  # compiles, or loads what was compiled
    began = time.process_time()
    centre.run()
    return time.process_time() - began
run()
print(min(run() for _ in range(2)))
"""


def seconds(checkout, clock):
    told = subprocess.run(
        [sys.executable, "-c", RUN, str(HERE / "benchmarks/two_tier.yaml"), clock, str(DAYS[clock])],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(told.stdout)


def main(other, clocks):
    for clock in clocks:
        seconds(other, clock)  # once for the caches
        seconds(HERE, clock)
        ratios = []
        for _ in range(ROUNDS):
            before = seconds(other, clock)
            ratios.append(seconds(HERE, clock) / before)
        low, middle, high = statistics.quantiles(ratios, n=4)
        print(f"{clock}: {middle - 1:+.1%} ({low - 1:+.1%} to {high - 1:+.1%}) of the time of {other}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve(), sys.argv[2:] or list(DAYS))
