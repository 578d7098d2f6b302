"""Small centres, and what customers bring to them."""

import numpy as np

import sim
from sim.customers.customers import Customers
from sim.scenario.period import Period

DAY = 1440
ONE = {
    "schema": 1,
    "name": "one",
    "calendar": {"length": "28 days", "warm_up": "0min"},
    "demand": {"per_hour": 10, "busyness": {"kind": "gamma", "cv": 0.2}},
    "topics": {
        "mail": {"share": "70%", "handle": {"kind": "exponential", "mean": "5min"}},
        "server": {"share": "30%", "handle": {"kind": "exponential", "mean": "8min"}},
    },
    "patience": {"kind": "exponential", "mean": "10min"},
    "returns": {"share": "0%"},
    "tiers": {"one": {"pool": "one"}},
    "pools": {"one": {"agents": 3}},
}


def load(**blocks):
    return sim.load(ONE | blocks)


def dealt(scenario, days=28, seed=1, replication=0):
    """All that comes to the floor, day by day; times in minutes after the first midnight."""
    customers = Customers(scenario, seed, replication)
    start = Period.of(scenario).start
    columns = [customers.deal(range(day, day + 1), start + day * DAY) for day in range(days)]
    for day in columns:
        day.time -= start
    return columns


def by_identity(columns):
    """Fortune, time, topic and difficulty of each customer."""
    return {
        int(each[0]): tuple(each[1:])
        for day in columns
        for each in zip(
            day.identity.tolist(),
            day.fortune.tolist(),
            np.round(day.time, 6).tolist(),
            day.topic.tolist(),
            day.difficulty.tolist(),
            strict=True,
        )
    }
