"""Moked through its public face: load the scenario, run it, work out every KPI. Nothing is left out."""

import numpy as np

import sim
from benchmarks.work import DAY, Work


def run(work: Work, days: float, seed: int, clock: str) -> np.ndarray:
    """COUNTED by tier after so many days, worked back from the KPIs."""
    scenario = sim.load(work.scenario, set=[f"calendar.length={days:g} days"])
    results = sim.run(scenario, replications=1, seed=seed, clock=clock, jobs=1)
    results.kpis()
    tiers, pools = results.tiers()["mean"], results.pools()["mean"]
    rows = []
    for name, tier in zip(scenario.tiers, work.tiers, strict=True):
        said, offered = tiers[name], tiers[name, "contacts_per_day"] * days
        shares = (1, said["abandonment"], said["service_level"], said["mean_wait"] / 60)
        handled = pools[name, "occupancy"] * tier.agents * days * DAY
        rows.append([*(offered * share for share in shares), handled])
    return np.array(rows)


def simpy(work: Work, days: float, seed: int) -> np.ndarray:
    return run(work, days, seed, "simpy")


def compiled(work: Work, days: float, seed: int) -> np.ndarray:
    return run(work, days, seed, "compiled")
