"""Two designs meet the same customers with the same luck, whatever differs between them."""

import numpy as np
import pytest

import sim
from sim.centre import replicate
from sim.floor.kinds import NOBODY, UNSOLVED
from sim.floor.written import ABANDONED, ANSWERED

BASE = {
    "schema": 1,
    "name": "base",
    "calendar": {"length": "14 days", "warm_up": "0min"},
    "demand": {"per_hour": 12, "busyness": {"kind": "gamma", "cv": 0.2}},
    "topics": {
        "easy": {
            "share": "60%",
            "difficulty": {"kind": "uniform", "low": "0%", "high": "60%"},
            "handle": {"kind": "lognormal", "mean": "6min", "cv": 1.0},
        },
        "hard": {"share": "40%", "handle": {"kind": "gamma", "mean": "9min", "cv": 0.8}},
    },
    "patience": {"kind": "exponential", "mean": "6min"},
    "resolution": {"known": "60%"},
    "returns": {"share": "80%", "after": {"kind": "exponential", "mean": "1 days"}},
    "tiers": {"one": {"pool": "one"}, "two": {"pool": "two"}},
    "pools": {
        "one": {"agents": 3, "ability": "60%", "attrition": {"yearly_rate": "100%"}},
        "two": {"agents": 1, "ability": "95%"},
    },
}


def changed(**keys):
    return sim.load(BASE, set=[f"{key.replace('__', '.')}={value}" for key, value in keys.items()])


def run(scenario):
    return replicate(scenario, seed=3, replication=1, record=True)


@pytest.fixture(scope="module")
def base():
    return run(sim.load(BASE))


def customers(record):
    """What is a customer's own, by identity: fortune, arrival, topic, difficulty. Of issues that ended."""
    return {
        int(i["identity"]): tuple(i[n] for n in ("fortune", "opened", "topic", "difficulty"))
        for i in record.ended
    }


def first_legs(record):
    return record.legs[(record.legs["tier"] == 0) & (record.legs["visit"] == 0)]


def first_handling(record):
    """Minutes of the first handling at tier 1 that no threshold cut short, by identity."""
    whole = np.isin(first_legs(record)["reason"], (NOBODY, UNSOLVED))
    legs = first_legs(record)[whole & (first_legs(record)["outcome"] == ANSWERED)]
    return dict(zip(legs["identity"].tolist(), (legs["ended"] - legs["answered"]).tolist(), strict=True))


def first_patience(record):
    """Minutes after which customers gave up in the first line, by identity."""
    legs = first_legs(record)[first_legs(record)["outcome"] == ABANDONED]
    return dict(zip(legs["identity"].tolist(), (legs["ended"] - legs["joined"]).tolist(), strict=True))


CHANGES = {
    "an agent less": {"pools__one__agents": 2},
    "an agent less above": {"pools__two__agents": 0},
    "more volume": {"demand__scale": 1.3},
    "a threshold": {"tiers__one__escalate__difficulty_above": "85%"},
    "another threshold": {"tiers__one__escalate__waiting": "2min"},
    "more returns": {"returns__share": "100%"},
    "no attrition": {"pools__one__attrition": "null"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_leaves_every_other_customer_untouched(base, change):
    other = run(changed(**CHANGES[change]))
    a, b = customers(base), customers(other)
    both = a.keys() & b.keys()
    assert len(both) > 0.9 * len(a)
    assert {i: a[i] for i in both} == {i: b[i] for i in both}
    same_as(first_handling(base), first_handling(other))
    same_as(first_patience(base), first_patience(other))


def same_as(a, b):
    """The same times for whoever has both, up to the rounding of differences of clock times."""
    both = sorted(a.keys() & b.keys())
    assert len(both) > 20
    assert [a[i] for i in both] == pytest.approx([b[i] for i in both], abs=1e-8)


def test_more_volume_only_adds_customers(base):
    more = run(changed(demand__scale=1.3))
    offered = {int(i) for i in base.legs["identity"]}
    assert offered < {int(i) for i in more.legs["identity"]}


def test_a_new_topic_takes_its_customers_and_leaves_the_rest(base):
    topics = BASE["topics"]
    shares = {"easy": "48%", "hard": "32%"}
    topics = {name: topics[name] | {"share": share} for name, share in shares.items()}
    topics["new"] = {"share": "20%", "handle": {"kind": "exponential", "mean": "20min"}}
    other = run(sim.load(BASE | {"topics": topics}))
    a, b = customers(base), customers(other)
    both = a.keys() & b.keys()
    stayed = [i for i in both if b[i][2] != 2]
    assert all(a[i] == b[i] for i in stayed)
    assert all(a[i][:2] == b[i][:2] for i in both)
    assert 0.15 < 1 - len(stayed) / len(both) < 0.25
    old, new = first_handling(base), first_handling(other)
    same_as({i: old[i] for i in stayed if i in old}, new)


def test_people_too_have_their_own_luck():
    """With one place more, the others leave on the same days."""
    leaving = {
        "pools__one__attrition__yearly_rate": "300%",
        "calendar__length": "1 years",
        "demand__scale": 0.05,
    }
    few, many = changed(**leaving), changed(pools__one__agents=4, **leaving)
    left = [run(s).weeks["left"][:, 0] for s in (few, many)]
    assert left[0].sum() >= 3
    assert (left[1] >= left[0]).all()


def test_replications_and_seeds_differ(base):
    scenario = sim.load(BASE)
    others = [replicate(scenario, 3, 2, record=True), replicate(scenario, 4, 1, record=True)]
    for other in others:
        assert not set(customers(base).values()) & set(customers(other).values())
