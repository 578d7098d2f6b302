"""How much days differ, against the exact laws of a Poisson number whose mean is a gamma variable."""

from __future__ import annotations

import math
from collections.abc import Callable
from importlib.resources import files

import numpy as np

import sim
from sim.centre import DAY, replicate
from sim.experiment.statistics import Floats, ratio
from sim.floor.hourly import HOUR
from sim.theory.cases import CASES
from sim.verify.catalogue import Effort, verified
from sim.verify.outcome import Finding, Value, need_compiled_calendar
from sim.verify.reads import CONFIDENCE, beside
from sim.words import _

SEED = 1
SCENARIOS = {"PG_1": "volumes.yaml", "PG_bank": "bank_volumes.yaml"}
SOURCE = "an independent reference, by the negative binomial law"

Statistic = Callable[[Floats], float]  # of float64[day, part of the day]


def days_of(scenario: sim.Scenario, replication: int) -> Floats:
    """float64[day, 2 + 1]: contacts in the first hour, the second, and the day."""
    record = replicate(scenario, SEED, replication, "compiled", record=True)
    assert record.legs is not None
    when = record.legs["joined"] - record.start
    day, hour = (when // DAY).astype(int), (when % DAY) // HOUR
    count = round(scenario.calendar.length / DAY)
    parts = [day[hour == 0], day[hour == 1], day]
    return np.stack([np.bincount(part, minlength=count)[:count] for part in parts], axis=1).astype(float)


def mean(days: Floats) -> float:
    return float(days[:, 2].mean())


def variance(days: Floats) -> float:
    return float(days[:, 2].var(ddof=1))


def of_periods(days: Floats) -> float:
    """The correlation of the first hour's and the second's."""
    return float(np.corrcoef(days[:, 0], days[:, 1])[0, 1])


def jackknifed(what: str, exact: float, days: Floats, statistic: Statistic, batches: int = 40) -> Value:
    """A statistic of days; its interval by leaving out a fortieth of them at a time."""
    parts = np.array_split(days, batches)
    whole = statistic(days)
    without = [statistic(np.concatenate([*parts[:n], *parts[n + 1 :]])) for n in range(batches)]
    pseudo = batches * whole - (batches - 1) * np.array(without)
    found = ratio(pseudo, np.ones(batches), confidence=CONFIDENCE)
    half = (float(found.high) - float(found.low)) / 2
    return Value(what, exact, whole, whole - half, whole + half, chancy=True)


def ranked(what: str, exact: float, days: Floats, share: float) -> Value:
    """A quantile of the days' volumes; its interval runs between two ranks (binomial)."""
    from scipy.stats import binom

    ordered, n = np.sort(days[:, 2]), len(days)
    ranks = (binom.ppf(side, n, share) for side in ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2))
    low, high = (float(ordered[int(min(n - 1, max(0, rank)))]) for rank in ranks)
    return Value(what, exact, float(ordered[math.ceil(share * n) - 1]), low, high, chancy=True)


def try_volume(id: str, effort: Effort) -> Finding:
    """A reference case, simulated. Raises SkippedError without the compiled calendar."""
    need_compiled_calendar()
    scenario = sim.load(str(files("sim.verify") / "scenarios" / SCENARIOS[id]))
    days = np.concatenate([days_of(scenario, n) for n in range(20 if effort.quick else 80)])
    exact, ones = CASES[id].exact, np.ones(len(days))
    volume = days[:, 2]
    busy = [(f"p_gt_1_{tenth}mean", volume > (1 + tenth / 10) * exact["mean"]) for tenth in (2, 5)]
    values = [
        beside("mean", exact["mean"], volume, ones),
        jackknifed("var", exact["var"], days, variance),
        jackknifed("cv", exact["cv"], days, lambda d: variance(d) ** 0.5 / mean(d)),
        jackknifed("iod", exact["iod"], days, lambda d: variance(d) / mean(d)),
        *(ranked(f"q{share:02d}", exact[f"q{share:02d}"], days, share / 100) for share in (5, 50, 95)),
        *(beside(name, exact[name], more.astype(float), ones) for name, more in busy),
        jackknifed("corr_periods", exact["corr_periods"], days, of_periods),
    ]
    return Finding(values, note=f"{CASES[id].model}; {len(days)} days.")


def _register() -> None:
    for id in SCENARIOS:

        def run(effort: Effort, id: str = id) -> Finding:
            return try_volume(id, effort)

        verified(f"volume.{id}", group=_("Volumes"), title=CASES[id].model, source=SOURCE, quick=True)(run)


_register()
