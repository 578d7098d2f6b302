"""Where the time of a whole run goes, under both calendars, beside an idiomatic SimPy model.

    python benchmarks/run.py [days]

All in one process and one run, so that ratios mean something on a noisy machine. The centre is that
of `idiomatic.py`; the KPIs of both models must agree before any speed is told.
"""

import sys
import time
from contextlib import contextmanager
from pathlib import Path

import idiomatic
import numpy as np
from scipy.stats import t as student

import sim
from sim.centre import Centre
from sim.luck import fortunes
from sim.measure import MEASURES

FOLDER = Path(__file__).parent
PARTS = ("load", "luck", "floor", "record", "measures")
ROUNDS = 3
COMPARED = 8  # replications whose KPIs are compared


class Stopwatch:
    """Seconds by part; a part inside another is taken from it."""

    def __init__(self):
        self.seconds = dict.fromkeys(PARTS, 0.0)
        self.running = []

    @contextmanager
    def part(self, name):
        began = time.perf_counter()
        self.running.append(0.0)
        try:
            yield
        finally:
            spent = time.perf_counter() - began
            self.seconds[name] += spent - self.running.pop()
            if self.running:
                self.running[-1] += spent

    def timed(self, name, function):
        def wrapped(*args, **kwargs):
            with self.part(name):
                return function(*args, **kwargs)

        return wrapped


def whole_run(days, clock, seed):
    """Seconds by part and first-tier contacts of one replication, from the file to the KPIs.

    Luck is what is dealt a day at a time; what rules draw by themselves counts as floor. Record is
    putting tallies away. The time to compile or to load compiled code is not in it.
    """
    watch = Stopwatch()
    dealt = fortunes.arrivals
    with watch.part("load"):
        scenario = sim.load(FOLDER / "two_tiers.yaml", set=[f"calendar.length={days} days"])
    fortunes.arrivals = watch.timed("luck", dealt)
    try:
        with watch.part("floor"):
            centre = Centre(scenario, seed, 0, clock)
            if clock == "compiled":
                centre.floor.rules.enter_advance(centre.floor.centres, 0.0)  # loads what was compiled
                watch.seconds["floor"] = 0.0
            centre.floor.open_issues = watch.timed("luck", centre.floor.open_issues)
            centre.floor.take_tallies = watch.timed("record", centre.floor.take_tallies)
            centre.make_record = watch.timed("record", centre.make_record)
            record = centre.run()
    finally:
        fortunes.arrivals = dealt
    with watch.part("measures"):
        for measure in MEASURES.values():
            measure.of(record, scenario)
    return watch.seconds, int(record.slots["offered"][:, :, 0].sum())


def figures(tiers, days):
    """P(abandon) and mean wait by tier, and occupancy, of the idiomatic model."""
    for tier, (agents, *_) in zip(tiers, idiomatic.TIERS, strict=True):
        yield tier.abandoned / tier.offered
        yield 60 * tier.waited / tier.offered
        yield tier.handled / (days * 1440 * agents)


def agree(days):
    """Print both models' KPIs with 99.9% intervals; raise SystemExit where they do not overlap."""
    theirs = np.array([list(figures(idiomatic.run(days, seed), days)) for seed in range(COMPARED)])
    scenario = sim.load(FOLDER / "two_tiers.yaml", set=[f"calendar.length={days} days"])
    results = sim.run(scenario, replications=COMPARED, jobs=1)
    keys = [(m, tier) for tier in ("first", "second") for m in ("abandonment", "mean_wait", "occupancy")]
    quantile = student.ppf(0.9995, COMPARED - 1) / COMPARED**0.5
    print(f"{'':22}{'idiomatic SimPy':>22}{'Moked':>22}")
    for i, (measure, tier) in enumerate(keys):
        mean, half = theirs[:, i].mean(), quantile * theirs[:, i].std(ddof=1)
        own = results.estimate(measure, tier)
        own_half = quantile * float(own.sd)
        print(f"{measure} {tier:12}{mean:12.4f} +- {half:.4f}{float(own.mean):12.4f} +- {own_half:.4f}")
        if abs(mean - float(own.mean)) > half + own_half:
            raise SystemExit("the two models disagree")


def main():
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    agree(days)
    rates = {}
    rows = {}
    for clock in ("simpy", "compiled"):
        whole_run(2, clock, 0)  # warms up: decks, caches, compiled code
        rounds = [whole_run(days, clock, seed) for seed in range(ROUNDS)]
        rows[clock] = {part: np.median([seconds[part] for seconds, _ in rounds]) for part in PARTS}
        rates[clock] = np.median([contacts / sum(seconds.values()) for seconds, contacts in rounds])
    began, contacts = time.perf_counter(), 0
    for seed in range(ROUNDS):
        contacts += idiomatic.run(days, seed)[0].offered
    rates["idiomatic"] = contacts / (time.perf_counter() - began)
    print(f"\n{days} days, milliseconds of a whole run (median of {ROUNDS})")
    print(f"{'':12}" + "".join(f"{part:>10}" for part in PARTS) + f"{'calls/s':>12}{'x idiomatic':>14}")
    for clock, parts in rows.items():
        told = "".join(f"{1000 * parts[part]:10.1f}" for part in PARTS)
        print(f"{clock:12}{told}{rates[clock]:12,.0f}{rates[clock] / rates['idiomatic']:14.1f}")
    print(f"{'idiomatic':12}{'':50}{rates['idiomatic']:12,.0f}{1:14.1f}")


if __name__ == "__main__":
    main()
