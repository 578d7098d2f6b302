"""What is known of people over time: person-minutes by pool, who came and went, and what was spent on it."""

from bisect import bisect_right

import numpy as np

from sim.floor.presence import PRESENCE
from sim.workforce.books import ACCOUNTS, SPENT, cost_of
from sim.workforce.levels import AMOUNTS, EVENTS, LEVELS, WEEK_EVENTS

OWN = tuple(name for name in LEVELS if name not in PRESENCE)  # the floor keeps the others
ROW = {name: row for row, name in enumerate(OWN)}
TIMES = (*OWN, *PRESENCE)
SUMS = (*EVENTS, *AMOUNTS, *map(cost_of, SPENT))
READING = (*TIMES, "present", "busy", *SUMS)
"""The rows of a reading, float64[READING, pool]: all totals so far. It is told apart by name once a run."""

MONTH = 1440.0 * 365 / 12

POOL_TALLY = np.dtype(
    [(n, "f8") for n in ("paid", "present", "busy", *LEVELS)]
    + [(n, "i8") for n in EVENTS]
    + [(n, "f8") for n in (*AMOUNTS, *map(cost_of, ACCOUNTS))]
)
EXPERIENCE = {"first_quarter": 0.0, "first_year": 3 * MONTH, "later": 12 * MONTH}
"""Bands of minutes since training, from where they begin. Who is in training is in the first."""
BANDS = list(EXPERIENCE.values())

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

    def __init__(self, env, floor, wages):
        """`floor`: keeps the levels of `PRESENCE`, and overtime; `wages`: by pool, for an hour."""
        self.env, self.floor = env, floor
        self.pools, self.wages = len(wages), np.array(wages)
        self.levels = np.zeros((len(OWN), self.pools))
        self.totals, self.since = np.zeros_like(self.levels), np.full_like(self.levels, env.now)
        self.level = dict(zip(OWN, self.levels, strict=True))  # the same, by name
        self.sums = np.zeros((len(SUMS), self.pools))
        self.sum = dict(zip(SUMS, self.sums, strict=True))  # the same, by name
        self.wage_of = {name: np.zeros(self.pools) for name in SPENT if name in OWN}  # for a minute
        self.careers: list[tuple] = []  # CAREER

    def now(self, name):
        """A level, by pool."""
        if name in self.level:
            return self.level[name].tolist()
        return self.floor.of_shifts("level", self.pools)[:, PRESENCE.index(name)].tolist()

    def time(self, name, pool):
        """The level integrated until now, in minutes."""
        at, now = (ROW[name], pool), self.env.now
        self.totals[at] += self.levels[at] * (now - self.since[at])
        self.since[at] = now
        return float(self.totals[at])

    def change(self, name, pool, by):
        if by:
            self.time(name, pool)
            self.level[name][pool] += by

    def set(self, name, pool, level):
        if level != self.level[name][pool]:
            self.time(name, pool)
            self.level[name][pool] = level

    def happened(self, name, pool):
        self.sum[name][pool] += 1

    def spend(self, account, pool, money):
        """`account`: one of `books.SPENT`."""
        self.sum[cost_of(account)][pool] += money

    def pay(self, level, pool, wage):
        """From now on what each of these costs in a minute, where an account has the level's name."""
        self.wage_of[level][pool] = wage

    def refilled(self, pool, minutes):
        self.happened("refilled", pool)
        self.sum["refill_time"][pool] += minutes

    def add(self, name, pool, amount):
        self.sum[name][pool] += amount

    def career_over(self, person, pool, how):
        """Someone's time in a pool has ended, or counting has; `how`: one of STAYS, LEFT, MOVED_UP."""
        self.careers.append((pool, person.hired, self.env.now, how))

    def reading(self, worked):
        """All totals so far, float64[READING, pool]; `worked`: minutes present and busy, float64[2, pool]."""
        now = self.env.now
        self.totals += self.levels * (now - self.since)
        self.since[:] = now
        self.floor.do("add_up_levels")
        presence = self.floor.of_shifts("total", self.pools).T
        for name in ("overtime_time", "overtime_extra"):
            self.sum[name][:] = self.floor.of_shifts(name, self.pools)
        self.sum[cost_of("overtime")][:] = self.sum["overtime_extra"] / 60 * self.wages
        for name, wages in self.wage_of.items():
            self.sum[cost_of(name)][:] = self.totals[ROW[name]] * wages
        return np.concatenate((self.totals, presence, worked, self.sums))


def between(readings):
    """What lies between readings that follow each other: by name of READING, float64[stretch, pool]."""
    gone = np.diff(readings, axis=0)
    return {name: gone[:, row] for row, name in enumerate(READING)}


def experience(tenures):
    """Of people with these minutes since training: their mean months, and how many are in each band."""
    mean = np.add.reduce(tenures) / len(tenures) / MONTH if len(tenures) else np.nan
    bands = [0] * len(EXPERIENCE)
    for tenure in tenures.tolist():
        bands[bisect_right(BANDS, tenure) - 1] += 1
    return mean, *bands


def week_tallies(readings, minutes, seen):
    """WEEK_TALLY[week, pool]: mean people and seats between readings so many minutes apart.

    `seen`: of each week, by pool, what `experience` says of its people at the end.
    """
    gone = between(readings)
    weeks = np.zeros(gone["present"].shape, WEEK_TALLY)
    columns = ("tenure", *EXPERIENCE)
    for name, column in zip(columns, np.array(seen).reshape(-1, len(columns)).T, strict=True):
        weeks[name] = column.reshape(weeks.shape)
    for name in (*LEVELS, "present", "busy"):
        weeks[name] = gone[name] / minutes
    for name in WEEK_EVENTS:
        weeks[name] = gone[name]
    return weeks


def pool_tally(first, last, paid_share):
    """Person-minutes between two readings; the money is for the books to say."""
    tally = np.zeros(len(paid_share), POOL_TALLY)
    gone = between([first, last])
    for name in ("present", "busy", *LEVELS, *EVENTS, *AMOUNTS):
        tally[name] = gone[name][0]
    tally["paid"] = tally["employed"] * paid_share + tally["overtime_time"]
    return tally
