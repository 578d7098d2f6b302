"""How much slower or faster than another checkout: what features that nobody uses cost.

    python benchmarks/against.py OTHER [CLOCK ...]

OTHER is a checkout of an earlier commit (`git worktree add ../before COMMIT`). Both run the two tiers of
`two_tiers.yaml`, which use no more than both know: the same customers with the same luck, each in a process
that stays, a short run at a time by turns. Counted is processor time, from the first event to the record.
Other work on the machine only ever adds to it, so the least of each is compared; the quartiles of the ratios
of neighbours tell how noisy it was.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
ROUNDS = 40
DAYS = {"compiled": 40, "simpy": 3}
RUN = """
import sys, time
import sim
from sim.centre import Centre
scenario = sim.load(sys.argv[1], set=[f"calendar.length={sys.argv[3]} days"])
if sys.argv[2] == "compiled":
    Centre(scenario, 1, 0, "compiled").run()  # compiles, or loads what was compiled
for _ in sys.stdin:
    centre = Centre(scenario, 1, 0, sys.argv[2])
    began = time.process_time()
    centre.run()
    print(time.process_time() - began, flush=True)
"""


class Checkout:
    """A process that runs the centre with the code of a checkout."""

    def __init__(self, folder, clock):
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(HERE / "benchmarks/two_tiers.yaml"), clock, str(DAYS[clock])],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def seconds(self):
        """Of processor time for one run."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def main(other, clocks):
    for clock in clocks:
        before, after = Checkout(other, clock), Checkout(HERE, clock)
        pairs = [(before.seconds(), after.seconds()) for _ in range(ROUNDS + 1)][1:]  # the first warms up
        least = [min(seconds) for seconds in zip(*pairs, strict=True)]
        low, _, high = statistics.quantiles([b / a for a, b in pairs], n=4)
        print(
            f"{clock}: {least[1] / least[0] - 1:+.1%} of the time of {other}: {least[1]:.4f} s against "
            f"{least[0]:.4f} s for {DAYS[clock]} days (neighbours: {low - 1:+.1%} to {high - 1:+.1%})",
            flush=True,
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve(), sys.argv[2:] or list(DAYS))
