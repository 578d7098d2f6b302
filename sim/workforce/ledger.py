"""What is known of people over time: person-minutes by pool, and who came and went."""

import numpy as np

from sim.workforce.person import STAGES

CAUSES: tuple[str, ...] = ()  # what keeps people on shift off the phone
LEVELS = ("employed", *STAGES, "asked", "filled", *CAUSES)
EVENTS = ("left", "hired", "trained", "refilled")
AMOUNTS = ("refill_time",)  # minutes from leaving until the next one works
MONTH = 1440.0 * 365 / 12

POOL_TALLY = np.dtype(
    [(n, "f8") for n in ("paid", "present", "busy", *LEVELS)]
    + [(n, "i8") for n in EVENTS]
    + [(n, "f8") for n in (*AMOUNTS, "wages", "hiring_cost", "fees")]
)
WEEK_TALLY = np.dtype(
    [(n, "f8") for n in (*LEVELS, "tenure", "present", "busy")] + [(n, "i8") for n in ("left", "hired")]
)


class Ledger:
    """Levels that change at moments, integrated over time; events counted; time worked on the floor."""

    def __init__(self, env, pools):
        self.env = env
        self.level = {name: np.zeros(pools) for name in LEVELS}
        self.total = {name: np.zeros(pools) for name in LEVELS}
        self.count = {name: np.zeros(pools, np.int64) for name in EVENTS}
        self.amount = {name: np.zeros(pools) for name in AMOUNTS}
        self.since = env.now

    def settle(self):
        elapsed = self.env.now - self.since
        if elapsed:
            for name in LEVELS:
                self.total[name] += self.level[name] * elapsed
            self.since = self.env.now

    def change(self, name, pool, by):
        if by:
            self.settle()
            self.level[name][pool] += by

    def happened(self, name, pool):
        self.count[name][pool] += 1

    def refilled(self, pool, minutes):
        self.happened("refilled", pool)
        self.amount["refill_time"][pool] += minutes

    def reading(self, worked):
        """All totals so far; `worked`: person-minutes (present, busy) by pool, float64[pools, 2]."""
        self.settle()
        return {name: total.copy() for name, total in (self.total | self.count | self.amount).items()} | {
            "present": worked[:, 0],
            "busy": worked[:, 1],
        }


def week_tally(before, after, minutes, tenure):
    """Mean people and seats between two readings; `tenure`: mean months, by pool."""
    week = np.zeros(len(tenure), WEEK_TALLY)
    for name in (*LEVELS, "present", "busy"):
        week[name] = (after[name] - before[name]) / minutes
    for name in ("left", "hired"):
        week[name] = after[name] - before[name]
    week["tenure"] = tenure
    return week


def pool_tally(before, after, pools, open_share):
    """Person-minutes and money between two readings. `pools`: of the scenario, in order.

    Paid are the contracted hours of all employed, trainees included; where there is no rota, all
    hours in which the centre is open (`open_share` of the week).
    """
    tally = np.zeros(len(pools), POOL_TALLY)
    for name in ("present", "busy", *LEVELS, *EVENTS, *AMOUNTS):
        tally[name] = after[name] - before[name]
    paid_share = np.array([open_share if p.seats is None else p.hours / 10080.0 for p in pools])
    tally["paid"] = tally["employed"] * paid_share
    tally["wages"] = tally["paid"] / 60 * [p.wage for p in pools]
    tally["hiring_cost"] = tally["hired"] * [
        p.hiring.cost + p.hiring.training_cost if p.hiring else 0 for p in pools
    ]
    return tally
