"""Engines on the same work by turns: do their KPIs agree, and how quick is each?

A speed is contacts of the first tier per second of processor time. A ratio is taken within a round, in which
every engine runs once: what else the machine does then troubles all of them alike. Told are the median of
the rounds, the least and the greatest.
"""

import statistics
from contextlib import ExitStack
from itertools import combinations

import numpy as np
from scipy.stats import t as student

from benchmarks.engines import ENGINES, REFERENCE, Bench
from benchmarks.work import WORKS, Work

CONFIDENCE = 0.999
COMPARED_DAYS = 1
QUICKER = 20  # times shorter are the runs of a quick look
FEW = 4  # replications that it compares


class DisagreementError(Exception):
    """Two engines don't simulate the same centre, so their speeds are not comparable."""


def race(engines: list[str], rounds: int, quick: bool = False, tell=print) -> dict:
    """The sections `exact`, `kpis`, `speeds` and `ratios` of the results. Raises DisagreementError."""
    found: dict[str, dict] = {"exact": {}, "kpis": {}, "speeds": {}, "ratios": {}}
    with ExitStack() as stack:
        benches = {name: stack.enter_context(Bench(name)) for name in engines}
        for work in WORKS.values():
            tell(f"{work.name}: KPIs of {', '.join(engines)}")
            kpis = {
                name: intervals(bench, work, ENGINES[name].compared, quick) for name, bench in benches.items()
            }
            check(work, kpis)
            found["kpis"][work.name] = kpis
            found["exact"][work.name] = work.exact()
            speeds: dict[str, list[float]] = {name: [] for name in engines}
            days = {name: max(1, ENGINES[name].days // (QUICKER if quick else 1)) for name in engines}
            for number in range(rounds):
                tell(f"{work.name}: round {number + 1} of {rounds}")
                for name in engines[number % len(engines) :] + engines[: number % len(engines)]:
                    seconds, counts = benches[name].run(work, days[name], 1000 + number)
                    speeds[name].append(counts[0][0] / seconds)
            found["speeds"][work.name] = {
                name: {"unit": "contacts per second", "days": days[name], **spread(speeds[name])}
                for name in engines
            }
            found["ratios"][work.name] = {
                name: spread([own / base for own, base in zip(speeds[name], speeds[REFERENCE], strict=True)])
                for name in engines
            }
    return found


def spread(values: list[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "low": min(values), "high": max(values)}


def intervals(bench: Bench, work: Work, replications: int, quick: bool) -> dict[str, list[float]]:
    """[mean, low, high] of every KPI, by Student's law over replications."""
    replications = FEW if quick else replications
    days = COMPARED_DAYS
    runs = [work.kpis(np.array(bench.run(work, days, seed)[1]), days) for seed in range(replications)]
    quantile = float(student.ppf((1 + CONFIDENCE) / 2, replications - 1))
    told = {}
    for kpi in runs[0]:
        values = np.array([run[kpi] for run in runs])
        half = quantile * values.std(ddof=1) / replications**0.5
        told[kpi] = [float(values.mean()), float(values.mean() - half), float(values.mean() + half)]
    return told


def check(work: Work, kpis: dict[str, dict[str, list[float]]]):
    """Raise DisagreementError unless the intervals of every two engines meet."""
    for one, other in combinations(kpis, 2):
        for kpi, (mean, low, high) in kpis[one].items():
            its_mean, its_low, its_high = kpis[other][kpi]
            if not (low <= its_high and its_low <= high):  # nor where one of them is no number
                raise DisagreementError(
                    f"{work.name}, {kpi}: {one} has {mean:.4g} ({low:.4g} to {high:.4g}), "
                    f"{other} {its_mean:.4g} ({its_low:.4g} to {its_high:.4g}). Speeds are not told."
                )
