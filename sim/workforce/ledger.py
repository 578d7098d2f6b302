"""What is known of people over time: person-minutes by pool, who came and went, and what was spent on it."""

import numpy as np

from sim.workforce.books import ACCOUNTS, SPENT, cost_of
from sim.workforce.levels import AMOUNTS, EVENTS, LEVELS, WEEK_EVENTS

MONTH = 1440.0 * 365 / 12

POOL_TALLY = np.dtype(
    [(n, "f8") for n in ("paid", "present", "busy", *LEVELS)]
    + [(n, "i8") for n in EVENTS]
    + [(n, "f8") for n in (*AMOUNTS, *map(cost_of, ACCOUNTS))]
)
EXPERIENCE = {"first_quarter": 0.0, "first_year": 3 * MONTH, "later": 12 * MONTH}
"""Bands of minutes since training, from where they begin. Who is in training is in the first."""

WEEK_TALLY = np.dtype(
    [(n, "f8") for n in (*LEVELS, "tenure", "present", "busy")]
    + [(n, "i8") for n in (*WEEK_EVENTS, *EXPERIENCE)]
)
STAYS, LEFT, MOVED_UP = range(3)  # how someone's time in a pool ends: not yet, by leaving, by promotion
CAREER = np.dtype(
    [
        ("pool", "i8"),
        ("hired", "f8"),  # minutes on the simulation's clock, which runs below 0 for the time before
        ("until", "f8"),  # when the time in the pool ended, or counting did
        ("how", "i8"),  # STAYS, LEFT, MOVED_UP
    ]
)


class Ledger:
    """Levels that change at moments, integrated over time; events counted; money spent; time on the floor."""

    def __init__(self, env, pools):
        self.env = env
        self.level = {name: [0.0] * pools for name in LEVELS}
        self.total = {name: [0.0] * pools for name in LEVELS}
        self.since = {name: [env.now] * pools for name in LEVELS}
        self.count = {name: np.zeros(pools, np.int64) for name in EVENTS}
        self.amount = {name: np.zeros(pools) for name in AMOUNTS}
        self.money = {cost_of(name): np.zeros(pools) for name in SPENT}
        self.careers: list[tuple] = []  # CAREER

    def time(self, name, pool):
        """The level integrated until now, in minutes."""
        since, now = self.since[name], self.env.now
        self.total[name][pool] += self.level[name][pool] * (now - since[pool])
        since[pool] = now
        return self.total[name][pool]

    def change(self, name, pool, by):
        if by:
            self.time(name, pool)
            self.level[name][pool] += by

    def set(self, name, pool, level):
        if level != self.level[name][pool]:
            self.time(name, pool)
            self.level[name][pool] = float(level)

    def happened(self, name, pool):
        self.count[name][pool] += 1

    def spend(self, account, pool, money):
        """`account`: one of `books.SPENT`."""
        self.money[cost_of(account)][pool] += money

    def refilled(self, pool, minutes):
        self.happened("refilled", pool)
        self.amount["refill_time"][pool] += minutes

    def add(self, name, pool, amount):
        self.amount[name][pool] += amount

    def career_over(self, person, pool, how):
        """Someone's time in a pool has ended, or counting has; `how`: one of STAYS, LEFT, MOVED_UP."""
        self.careers.append((pool, person.hired, self.env.now, how))

    def reading(self, worked):
        """All totals so far; `worked`: person-minutes (present, busy) by pool, float64[pools, 2]."""
        known = self.count | self.amount | self.money
        times = {
            name: np.array([self.time(name, n) for n in range(len(self.level[name]))]) for name in LEVELS
        }
        return (
            times
            | {name: total.copy() for name, total in known.items()}
            | {
                "present": worked[:, 0],
                "busy": worked[:, 1],
            }
        )


def week_tally(before, after, minutes, tenures):
    """Mean people and seats between two readings; `tenures`: by pool, minutes of each person at the end."""
    week = np.zeros(len(tenures), WEEK_TALLY)
    for of_pool, there in zip(week, tenures, strict=True):
        bands = np.searchsorted(list(EXPERIENCE.values()), there, side="right") - 1
        for number, name in enumerate(EXPERIENCE):
            of_pool[name] = (bands == number).sum()
        of_pool["tenure"] = there.mean() / MONTH if len(there) else np.nan
    for name in (*LEVELS, "present", "busy"):
        week[name] = (after[name] - before[name]) / minutes
    for name in WEEK_EVENTS:
        week[name] = after[name] - before[name]
    return week


def pool_tally(before, after, paid_share):
    """Person-minutes between two readings; the money is for the books to say."""
    tally = np.zeros(len(paid_share), POOL_TALLY)
    for name in ("present", "busy", *LEVELS, *EVENTS, *AMOUNTS):
        tally[name] = after[name] - before[name]
    tally["paid"] = tally["employed"] * paid_share + tally["overtime_time"]
    return tally
