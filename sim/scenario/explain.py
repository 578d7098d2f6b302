"""`explain`: a scenario with where each value comes from, load against capacity, and what looks wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.scenario import (  # noqa: F401 (their sentences are registered)
    channels_told,
    clock_changes,
    demand_told,
    experience_told,
    getting_through_told,
    hiring_told,
    hours_told,
    leads_told,
    learning_told,
    ownership_told,
    quality_told,
    routing_told,
    staying_told,
    value_told,
)
from sim.scenario.hours import planned_off_phone, unpaid_in
from sim.scenario.levels import is_outside, pool_names
from sim.scenario.people import Pool
from sim.scenario.schema import Scenario
from sim.scenario.telling import sentences
from sim.scenario.warning_signs import of_customers, of_load, of_rota
from sim.scenario.weeks import Week, first_contacts, interval_name, on_rota, open_shares, pace, ratio
from sim.scenario.workload import Work, work_per_issue
from sim.scenario.writing import flatten
from sim.words import _


@dataclass(frozen=True)
class Value:
    """A value as written, and where it comes from: `file:line`, a `--set`, or the default."""

    key: str
    value: str
    origin: str


@dataclass(frozen=True)
class Load:
    """Work offered against people to do it, in Erlangs: minutes of work, or of people, a minute.

    `mean` is over the hours open; `busiest` is the interval with most work.
    """

    mean: float
    busiest: float
    mean_capacity: float
    busiest_capacity: float

    @property
    def occupancy(self) -> float:
        """Share of the people's time that the work takes; above 1 there is more work than they can do."""
        return ratio(self.mean, self.mean_capacity)

    @property
    def busiest_occupancy(self) -> float:
        return ratio(self.busiest, self.busiest_capacity)


@dataclass(frozen=True)
class TierLoad:
    """`contacts` a week that reach the tier, `minutes` of each.

    `estimated` where these depend on what is passed up.
    """

    tier: str
    contacts: float
    minutes: float
    load: Load
    estimated: bool


@dataclass(frozen=True)
class PoolLoad:
    """A pool's part of its tier's work; the paid hours a week that its seats ask for, and its people have."""

    pool: str
    tier: str
    agents: int
    load: Load
    hours_asked: float | None
    hours_available: float


@dataclass(frozen=True)
class Explanation:
    """What a scenario comes to before it is run. Loads are estimates: see `work_per_issue`."""

    name: str
    values: list[Value]
    busiest: str
    tiers: list[TierLoad]
    pools: list[PoolLoad]
    mechanisms: list[str]  # a sentence for each that the scenario uses
    warnings: list[str]


def explain(scenario: Scenario) -> Explanation:
    """Every value with its origin, each tier's and pool's load in a week as at the start, and warnings."""
    contacts = first_contacts(scenario) * open_shares(scenario)
    work = work_per_issue(scenario)
    tiers, pools, warnings = [], [], of_customers(scenario)
    for number, (name, tier) in enumerate(scenario.tiers.items()):
        erlangs = contacts / scenario.calendar.interval * work[name].minutes * pace(scenario)
        outside = is_outside(tier, scenario.pools)
        if outside:  # its work takes days, and spreads over all hours
            erlangs = np.full_like(erlangs, erlangs.mean())
        capacities = {pool: _capacity(scenario, pool) for pool in pool_names(tier)}
        together = np.sum(list(capacities.values()), axis=0)
        tiers.append(
            _tier_load(scenario, name, work[name], float(contacts.sum()), erlangs, together, number > 0)
        )
        for pool, capacity in capacities.items() if not outside else ():
            part = np.divide(capacity, together, out=np.zeros_like(capacity), where=together > 0)
            pools.append(_pool_load(scenario, pool, name, _load(scenario, erlangs * part, capacity)))
        warnings += of_load(scenario, name, erlangs, together)
    for load in pools:
        warnings += of_rota(scenario, load.pool, load.hours_available)
    busiest = interval_name(scenario, int(np.argmax(contacts)))
    return Explanation(
        scenario.name, values_of(scenario), busiest, tiers, pools, sentences(scenario), warnings
    )


def values_of(scenario: Scenario) -> list[Value]:
    """Every value of a resolved scenario, with where it comes from."""
    values = []
    for key, value in flatten(scenario).items():
        values.append(Value(key, value, scenario.origin(key) or _("default")))
    return values


# --- load against capacity -----------------------------------------------------------------------


def _capacity(scenario: Scenario, name: str) -> Week:
    """People of a pool at work in each interval, on average."""
    pool = scenario.pools[name]
    if pool.outside:
        return np.full_like(open_shares(scenario), pool.places)
    wanted = on_rota(scenario, name)
    if wanted is None:
        return pool.agents * (1 - pool.absence) * open_shares(scenario)
    asked = wanted.sum() * scenario.calendar.interval * _paid(pool)
    filled = min(1.0, ratio(pool.agents * pool.hours, asked)) if pool.rota is None else 1.0
    return np.minimum(wanted, pool.agents) * filled * (1 - pool.absence) * (1 - planned_off_phone(pool))


def _paid(pool: Pool) -> float:
    """The share of the longest shift that counts as working hours."""
    return 1 - unpaid_in(pool, pool.shift) / pool.shift


def _load(scenario: Scenario, erlangs: Week, capacity: Week) -> Load:
    is_open = open_shares(scenario)
    busiest = int(np.argmax(erlangs))
    return Load(
        mean=float(erlangs.sum() / is_open.sum()),
        busiest=float(erlangs[busiest]),
        mean_capacity=float(capacity.sum() / is_open.sum()),
        busiest_capacity=float(capacity[busiest]),
    )


def _tier_load(
    scenario: Scenario, name: str, work: Work, issues: float, erlangs: Week, capacity: Week, estimated: bool
) -> TierLoad:
    minutes = work.minutes / work.contacts if work.contacts else 0.0
    load = _load(scenario, erlangs, capacity)
    return TierLoad(name, issues * work.contacts, minutes, load, estimated)


def _pool_load(scenario: Scenario, name: str, tier: str, load: Load) -> PoolLoad:
    pool = scenario.pools[name]
    wanted = on_rota(scenario, name)
    asked = None if wanted is None else float(wanted.sum()) * scenario.calendar.interval / 60 * _paid(pool)
    available = pool.agents * pool.hours / 60 * (1 - pool.absence)
    return PoolLoad(name, tier, pool.agents, load, asked, available)
