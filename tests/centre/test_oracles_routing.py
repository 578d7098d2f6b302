"""Priorities and skills against exact answers, through YAML and the public API.

As in `test_oracles`: each exact value must lie in the simulation's 99.9% interval (Student, 20 replications).
Of the 21 values compared, 0.021 would be missed by chance: the false-alarm rate of this file with its
fixed seed. Each class of customers is a topic.
"""

import pytest

from tests.centre.test_oracles import check
from tests.centre.yaml_text import patience_of

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")


def two_classes(rates, thetas, agents, days):
    """The first class goes first; handling of a minute on average. Patience of a class is relative to the
    second's."""
    whole = sum(rates)
    share = rates[0] / whole
    relative = thetas[1] / thetas[0] if thetas[0] else 1
    return f"""\
schema: 1
name: Two classes
calendar: {{length: {days} days, warm_up: 0.5 days}}
demand: {{per_hour: {whole * 60}}}
topics:
  urgent: {{share: {share!r}, handle: {{kind: exponential, mean: 1min}}, priority: 1, patience: {relative!r}}}
  other: {{share: {1 - share!r}, handle: {{kind: exponential, mean: 1min}}}}
patience: {patience_of(thetas[1])}
returns: {{share: 0%, window: 1min}}
tiers: {{only: {{pool: people, line: priority}}}}
pools: {{people: {{agents: {agents}}}}}
"""


def test_priority_with_patience_pra_1(tmp_path):
    exact = {
        ("delayed", None): 0.76649924,
        ("wait_for_a_person", "urgent"): 60 * 0.12875437,
        ("wait_for_a_person", "other"): 60 * 0.44441333,
        ("given_up", "urgent"): 0.064377187,
        ("given_up", "other"): 0.22220667,
        ("occupancy", None): 0.93420356,
    }
    check(tmp_path, two_classes((3, 6), (0.5, 0.5), 8, 25), exact)


def test_priority_with_unlike_patience_pra_2(tmp_path):
    exact = {
        ("delayed", None): 0.81815019,
        ("wait_for_a_person", "urgent"): 60 * 0.10487998,
        ("wait_for_a_person", "other"): 60 * 0.64376049,
        ("given_up", "urgent"): 0.20975996,
        ("given_up", "other"): 0.16094012,
        ("occupancy", None): 0.94497705,
    }
    check(tmp_path, two_classes((2, 6), (2, 0.25), 7, 25), exact)


def test_priority_without_patience_pr_1(tmp_path):
    exact = {
        ("delayed", None): 0.63531602,
        ("wait_for_a_person", "urgent"): 60 * 0.1270632,
        ("wait_for_a_person", "other"): 60 * 1.0165056,
    }
    check(tmp_path, two_classes((3, 4), (0, 0), 8, 60), exact)


def test_n_design_n_1(tmp_path):
    """Customers of one kind go to their own pool, or to one that serves the other kind first."""
    text = f"""\
schema: 1
name: N-design
calendar: {{length: 30 days, warm_up: 0.5 days}}
demand: {{per_hour: 360}}
topics:
  first: {{share: {4 / 6!r}, handle: {{kind: exponential, mean: 1min}}}}
  second: {{share: {2 / 6!r}, handle: {{kind: exponential, mean: 1min}}, priority: 1}}
patience: {patience_of(0.5)}
returns: {{share: 0%, window: 1min}}
tiers: {{only: {{pool: [own, both], route: in_order, line: priority}}}}
pools:
  own: {{agents: 4, skills: {{topics: {{first: 100%}}}}}}
  both: {{agents: 3, skills: {{topics: {{first: 100%, second: 100%}}}}}}
"""
    exact = {
        ("given_up", "first"): 0.065693568,
        ("given_up", "second"): 0.14317295,
        ("wait_for_a_person", "first"): 60 * 0.13138714,
        ("wait_for_a_person", "second"): 60 * 0.2863459,
        ("occupancy", "own"): 0.76204094,
        ("occupancy", "both"): 0.80090536,
    }
    check(tmp_path, text, exact)
