"""A pool whose people come and go while nobody calls, and what is seen of it on the way."""

import numpy as np

from sim.centre import DAY, Centre
from sim.workforce.person import STAGES
from tests.tracing import quiet

WEEK = 7 * DAY
AT_ONCE = {"lead_time": "0 days", "training": "0 days"}


def staff(length="1 years", people="from_today", changes=(), **pool):
    return quiet(
        calendar={"start": "2026-01-04", "length": length, "warm_up": "0min", "people": people},
        pools={"one": {"agents": 40, "tenure": ["1 years"]} | pool},
        changes=list(changes),
    )


def alike(pools, length, **pool):
    """So many pools of the same kind: independent histories in one run."""
    names = [f"pool {n}" for n in range(pools)]
    return quiet(
        calendar={"start": "2026-01-04", "length": length, "warm_up": "0min"},
        tiers={"one": {"pool": names}},
        pools={name: {"tenure": ["1 years"]} | pool for name in names},
    )


def levels_at(scenario, weeks, names, replications, seed=1, after=1e-3):
    """float64[history, week, name]: the ledger's levels at these weeks, so many minutes after them."""
    seen = np.zeros((len(weeks), len(names), len(scenario.pools), replications))
    for r in range(replications):

        def watch(env, centre, r=r):
            for n, week in enumerate(weeks):
                yield env.timeout(centre.period.start + week * WEEK + after - env.now)
                seen[n, :, :, r] = [centre.ledger.now(name) for name in names]

        Centre(scenario, seed, r).run([watch])
    return np.moveaxis(seen.reshape(len(weeks), len(names), -1), -1, 0)


def told(scenario, seed=1, replication=0):
    """(week, what) as it happened in pool one: changes of the number in each stage, hired, left."""
    centre = Centre(scenario, seed, replication)
    ledger, log = centre.ledger, []
    change, happened = ledger.change, ledger.happened

    def week():
        return round((centre.env.now - centre.period.start) / WEEK, 4)

    def changed(name, pool, by):
        change(name, pool, by)
        if by and name in (*STAGES, "vacancies", "teaching"):
            log.append((week(), name, by))

    def counted(name, pool):
        happened(name, pool)
        log.append((week(), name))

    ledger.change, ledger.happened = changed, counted
    centre.run()
    return log
