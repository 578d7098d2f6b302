"""Headcount with attrition, hiring in classes and training, against exact means and standard deviations.

A run holds twenty pools of the same kind while nobody calls: twenty independent histories.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

import sim
from sim.centre import DAY, Centre
from sim.experiment.statistics import Floats
from sim.theory.cases import CASES
from sim.verify.catalogue import Effort, verified
from sim.verify.outcome import Finding, Value
from sim.verify.reads import CONFIDENCE, beside
from sim.words import _

SEED = 1
WEEK = 7 * DAY
YEAR = 365 / 7  # weeks; the cases' year has 52
AFTER = 1e-3  # minutes after the hour at which somebody may come, when it is looked
SOURCE = "an independent reference, by recursion"


def simulate(
    pool: dict[str, Any], weeks: float, replications: int, look: Sequence[float], names: Sequence[str]
):
    """Records, and float64[history, moment, name] of the ledger's levels at these weeks."""
    path = files("sim.verify") / "scenarios" / "people.yaml"
    pools = sim.load(str(path)).pools
    settings = [f"pools.{name}.{key}={value}" for name in pools for key, value in pool.items()]
    scenario = sim.load(str(path), set=[*settings, f"calendar.length={weeks:g} weeks"])
    seen = np.zeros((replications, len(look), len(names), len(pools)))

    def watching(replication: int) -> Callable[..., Any]:
        def watch(env: Any, centre: Centre) -> Any:
            for moment, week in enumerate(look):
                yield env.timeout(centre.period.start + week * WEEK - env.now)
                seen[replication, moment] = [centre.ledger.now(name) for name in names]

        return watch

    runs = [Centre(scenario, SEED, n).run([watching(n)]) for n in range(replications)]
    return runs, np.moveaxis(seen, -1, 1).reshape(-1, len(look), len(names))


def mean_beside(what: str, exact: float, samples: Floats) -> Value:
    return beside(what, exact, samples, np.ones_like(samples))


def spread_beside(what: str, exact: float, samples: Floats) -> Value:
    """A standard deviation; its interval is that of a normal, which headcounts nearly are."""
    from scipy.stats import chi2

    sides = (1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2
    n, found = len(samples), float(np.std(samples, ddof=1))
    low, high = (found * float(((n - 1) / chi2.isf(side, n - 1)) ** 0.5) for side in sides)
    return Value(what, exact, found, low, high, chancy=True)


def hazard(per_week: float) -> str:
    return f"{per_week * YEAR:.12g}"


@dataclass(frozen=True)
class Classes:
    """A case of people hired in classes: what is laid over a pool."""

    pool: dict[str, Any]

    def tried(self, id: str, replications: int) -> list[Value]:
        rows = CASES[id].exact["rows"]
        weeks = [row["week"] for row in rows]
        moments = [week + AFTER / WEEK for week in weeks]
        _runs, seen = simulate(self.pool, weeks[-1] + 1, replications, moments, ("working", "training"))
        values = []
        for row, (working, training) in zip(rows, np.moveaxis(seen, 0, -1), strict=True):
            when = f"week {row['week']}"
            values += [
                mean_beside(f"E_productive, {when}", row["E_productive"], working),
                spread_beside(f"sd_productive, {when}", row["sd_productive"], working),
                mean_beside(f"E_trainees, {when}", row["E_trainees"], training),
            ]
        return values


def classes(agents: int, leaving: str, size: int, every: int, training: int) -> Classes:
    return Classes(
        {
            "agents": agents,
            "attrition": leaving,
            "hiring": f"{{policy: {{kind: classes, size: {size}, every: {every} weeks}}, lead_time: 0 days, "
            f"training: {training} weeks}}",
        }
    )


BY_CLASSES = {
    "HC_1": classes(100, f"{{hazard: {hazard(0.0075)}}}", 6, 8, 6),
    "HC_2": classes(120, f"{{hazard: {hazard(1 / 130)}, training: 300%}}", 4, 4, 5),
}


def back_to_target(replications: int) -> list[Value]:
    """HC_replace: every four weeks as many are hired as bring the pool back to 100."""
    hiring = "{policy: {kind: target, every: 4 weeks}, lead_time: 0 days, training: 0 days}"
    pool = {"agents": 100, "attrition": f"{{hazard: {hazard(0.01)}}}", "hiring": hiring}
    reviews = [week - AFTER / WEEK for week in range(4, 53, 4)]
    runs, seen = simulate(pool, 52, replications, reviews, ("employed",))
    exact = CASES["HC_replace"].exact
    before = seen[:, :, 0].mean(axis=1)  # of each history
    left = np.concatenate([run.pool["left"] for run in runs]).astype(float)
    employed = np.concatenate([run.pool["employed"] / run.counted_minutes for run in runs])
    return [
        mean_beside("E_headcount_before_review", exact["E_headcount_before_review"], before),
        mean_beside("E_leavers_per_cycle", exact["E_leavers_per_cycle"], 100 - before),
        mean_beside("E_mean_headcount", exact["E_mean_headcount"], employed),
        beside("annual_turnover_pct", exact["annual_turnover_pct"], 100 * left, employed),
    ]


def hazards_of_a_year(replications: int) -> list[Value]:
    """HC_conv: 38% a year as the share of a cohort, and as leavers over mean headcount; hazards by week."""
    exact, values = CASES["HC_conv"].exact, []
    for name, key in (("cohort", "cohort_share"), ("ratio", "yearly_rate")):
        pool = {
            "agents": 100,
            "attrition": f"{{{key}: 38%}}",
            "hiring": "{policy: {kind: replace}, lead_time: 0 days, training: 0 days}",
        }
        runs, _seen = simulate(pool, 52, replications, (26,), ("employed",))
        left = np.concatenate([run.pool["left"] for run in runs]).astype(float)
        years = np.concatenate([run.pool["employed"] for run in runs]) / WEEK / YEAR
        values.append(beside(name, exact[name], left / 52, years))
    return values


def try_people(id: str, effort: Effort) -> Finding:
    replications = 3 if effort.quick else 12
    if id in BY_CLASSES:
        values = BY_CLASSES[id].tried(id, replications)
    else:
        values = {"HC_replace": back_to_target, "HC_conv": hazards_of_a_year}[id](replications)
    return Finding(values, note=f"{CASES[id].model}.")


def _register() -> None:
    for id in ("HC_1", "HC_2", "HC_replace", "HC_conv"):

        def run(effort: Effort, id: str = id) -> Finding:
            return try_people(id, effort)

        verified(f"people.{id}", group=_("People"), title=CASES[id].model, source=SOURCE, quick=True)(run)


_register()
