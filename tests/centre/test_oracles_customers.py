"""Difficult customers and satisfaction against queueing theory, through YAML and the public API.

A minority that takes longer makes service times a mixture, so the wait is Pollaczek and Khinchine's;
the index of customers who only wait is linear in it. Intervals of 99.9%, seed 1: a run fails by chance
with probability below 0.005 (five values).
"""

import pytest

from tests.centre.exact import check

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")

ARRIVALS, MINUTES, SHARE, LONGER = 0.1, 5.0, 0.1, 3.0  # a minute; of handling; of difficult customers; times


def test_a_minority_makes_everyone_wait(tmp_path):
    """M/G/1 with a mixture of two exponentials: E[W] = arrivals E[S^2] / 2(1 - load)."""
    mean = MINUTES * (1 - SHARE + SHARE * LONGER)
    second = 2 * MINUTES**2 * (1 - SHARE + SHARE * LONGER**2)
    wait = ARRIVALS * second / (2 * (1 - ARRIVALS * mean))
    text = f"""\
schema: 1
name: One agent, a difficult minority
calendar: {{length: 120 days, warm_up: 1 days}}
demand: {{per_hour: {ARRIVALS * 60}}}
topics:
  any:
    share: 100%
    difficulty: {{kind: deterministic, value: 0%}}
    handle: {{kind: exponential, mean: {MINUTES}min}}
patience: {{kind: never}}
returns: {{share: 0%, window: 1 days}}
difficult: {{share: {SHARE}, handle: {LONGER * 100}%, patience: 100%, satisfaction: 30%}}
satisfaction: {{per_minute_waited: 0.01%}}
churn: {{value: 100, at_best: 0%, at_worst: 100%}}
tiers: {{only: {{pool: people}}}}
pools: {{people: {{agents: 1, tenure: [1 years]}}}}
"""
    index = 1 - 0.0001 * wait  # so little that nobody's index reaches 0
    exact = {
        ("mean_wait", None): wait * 60,
        ("occupancy", None): ARRIVALS * mean,
        ("satisfaction_others", None): index,
        ("satisfaction", None): index - 0.3 * SHARE,
        ("churn", None): 1 - (index - 0.3 * SHARE),
    }
    check(tmp_path, text, exact)
