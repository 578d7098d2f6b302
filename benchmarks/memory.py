"""How much memory one replication needs, and whether it grows with the time simulated.

    python benchmarks/memory.py

Two centres with 10,000 first contacts a day, that of `two_tiers.yaml` and one with most options
(`options.yaml`), for a quarter and for a year under the compiled calendar, each in a process of its own. Told
is the most memory that the process held before the first event (Python, libraries, rules compiled before,
decks) and at the end.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
CENTRES = {"two_tiers.yaml": ("demand.per_hour=416.67", "pools.first.agents=35"), "options.yaml": ()}
WEEKS = (13, 52)
RUN = """
import resource, sys
import sim
from sim.centre import Centre
def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
centre = Centre(sim.load(sys.argv[1], set=sys.argv[2:]), 1, 0, "compiled")
centre.floor.rules.enter_advance(centre.floor.centres, 0.0)  # loads what was compiled
before = megabytes()
record = centre.run()
contacts, rows = record.issues["contacts"].sum(), centre.floor.centre.desk.used
print(f"{contacts:12,} {before:12.0f} {megabytes():12.0f} {rows:16,}")
"""


def run(name, setting, weeks):
    arguments = [str(FOLDER / name), f"calendar.length={weeks} weeks", *setting]
    command = [sys.executable, "-c", RUN, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip()


def main():
    print(f"{'':24}{'contacts':>12} {'MB before':>12} {'MB at most':>12} {'rows of issues':>16}")
    for name, setting in CENTRES.items():
        run(name, setting, 1)  # compiles, which takes more memory than any run
        for weeks in WEEKS:
            print(f"{name:14}{weeks:3} weeks {run(name, setting, weeks)}", flush=True)


if __name__ == "__main__":
    main()
