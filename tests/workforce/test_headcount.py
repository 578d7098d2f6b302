"""Headcount against exact figures: hiring in classes, training, reviews; and it never leaks."""

import numpy as np
import pytest
from scipy.stats import norm

from sim.centre import Centre, replicate
from sim.workforce.person import STAGES
from tests.workforce.staffed import AT_ONCE, alike, levels_at, staff

YEAR = 365 / 7  # weeks


def yearly(per_week):
    return {"hazard": per_week * YEAR}


def classes(size, every, training):
    policy = {"kind": "classes", "size": size, "every": every}
    return {"policy": policy, "lead_time": "0 days", "training": training}


def test_classes_and_training_hold_the_exact_headcount():
    """Case HC_1 of the oracles: 100 people, hazard .0075 a week, six hired every 8 weeks, 6 of training.

    Exact means and standard deviations by week; 40 histories; false alarm 0.005 in all (fixed seeds).
    """
    exact = {  # week: productive, their standard deviation, trainees
        4: (97.044553, 1.6935466, 5.8226732),
        8: (99.827041, 2.4111147, 6.0),
        13: (96.152848, 2.9887078, 5.7791665),
        26: (98.02923, 4.0640714, 5.9106716),
        52: (96.173189, 5.2522131, 5.8226732),
        104: (98.391465, 6.3408889, 6.0),
    }
    hiring = classes(6, "8 weeks", "6 weeks")
    scenario = alike(20, "736 days", agents=100, attrition=yearly(0.0075), hiring=hiring)
    holds(exact, levels_at(scenario, list(exact), ["working", "training"], 2))


def test_who_leaves_in_training_is_no_work_force():
    """Case HC_2 of the oracles: 120 people, 40% of headcount leave a year, four hired every four weeks, five
    weeks of training in which the hazard is three times as high. As above; false alarm 0.004 in all.
    """
    exact = {
        4: (116.36392, 1.8777394, 7.6472982),
        12: (116.27899, 3.2594773, 7.6472982),
        26: (117.92437, 4.616199, 3.8195802),
        52: (115.92458, 5.9560941, 7.6472982),
    }
    hiring = classes(4, "4 weeks", "5 weeks")
    leaving = yearly(1 / 130) | {"training": "300%"}
    scenario = alike(20, "372 days", agents=120, attrition=leaving, hiring=hiring)
    holds(exact, levels_at(scenario, list(exact), ["working", "training"], 2))


def holds(exact, seen):
    n, tests = len(seen), 2 * len(exact)
    far = norm.isf(0.001 / tests)  # of means, in their standard errors
    for k, (productive, spread, trainees) in enumerate(exact.values()):
        working, training = seen[:, k].T
        assert abs(working.mean() - productive) < far * spread / n**0.5
        # Trainees of one class are binomial; those of two add up.
        assert abs(training.mean() - trainees) < far * max(0.05, (trainees * 0.2 / n) ** 0.5)
        # The spread too: sd of a standard deviation is near sd / sqrt(2 n); 3.5 of them are allowed.
        assert abs(working.std(ddof=1) / spread - 1) < 3.5 / (2 * n) ** 0.5


def test_reviews_hire_back_to_the_target():
    """Case HC_replace of the oracles: back to 100 every four weeks, hazard .01 a week.

    Exact: 3.9210561 leavers a cycle, mean headcount 98.026402, 96.078944 before a review; 40 years of 13
    cycles; leavers of a cycle are binomial. False alarm 0.003 in all (fixed seeds).
    """
    hiring = AT_ONCE | {"policy": {"kind": "target", "every": "4 weeks"}}
    scenario = alike(40, "364 days", agents=100, attrition=yearly(0.01), hiring=hiring)
    before = levels_at(scenario, range(4, 53, 4), ["employed"], 1, after=-1e-3)
    record = replicate(scenario, 1, 0)
    p, cycles = 1 - np.exp(-0.04), before.size
    far = norm.isf(0.0005) * (100 * p * (1 - p) / cycles) ** 0.5  # of one cycle's leavers, and cycles
    assert cycles == 40 * 13
    assert abs(record.pool["left"].mean() / 13 - 3.9210561) < far
    assert abs(before.mean() - 96.078944) < far
    assert abs(record.pool["employed"].mean() / record.counted_minutes - 98.026402) < far


POLICIES = [
    None,
    {"kind": "replace"},
    {"kind": "target", "agents": 30, "every": "3 weeks"},
    {"kind": "ahead", "every": "2 weeks"},
    {"kind": "classes", "size": 4, "every": "5 weeks"},
]
CANDIDATES = {
    "per_week": 3,
    "stability": {},
    "attitude": {},
    "experience": {"kind": "exponential", "mean": "1 years"},
}
EXTRAS = [
    {},
    {"nesting": {"length": "3 weeks"}},
    {"trainers": {"number": 1, "class_size": 3, "least": 2}},
    {"candidates": CANDIDATES, "screening": {"stay": "26 weeks"}},
    {
        "candidates": CANDIDATES,
        "profile": {"least": 4, "after": "8 weeks"},
        "trainers": {"number": 2},
        "nesting": {"veteran": "8 weeks", "pace": "150%"},
    },
]


@pytest.mark.parametrize("extra", range(len(EXTRAS)))
@pytest.mark.parametrize("policy", range(len(POLICIES)))
def test_nobody_gets_lost(policy, extra):
    """At every event: those there at first and hired = in training + nesting + working + left."""
    hiring = {"lead_time": "2 weeks", "training": "3 weeks", "policy": POLICIES[policy]} | EXTRAS[extra]
    scenario = staff(
        "20 weeks",
        agents=20,
        attrition={"hazard": 2.0},
        seats=4 if (policy + extra) % 2 else None,
        learning={"time_constant": "8 weeks", "ability": "30%", "handle_time": "150%"},
        hiring=hiring,
    )
    centre = Centre(scenario, seed=policy, replication=extra)
    crew, ledger = centre.crews["one"], centre.ledger
    moments = 0

    def look():
        level = {name: int(values[0]) for name, values in ledger.level.items()}
        came, gone = ledger.sum["hired"][0], ledger.sum["left"][0]
        assert 20 + came == level["employed"] + gone
        assert level["employed"] == sum(level[stage] for stage in STAGES) == len(crew.people)
        on_phone = crew.duty.on_phone
        assert all(p.trained for p in on_phone)
        assert len(on_phone) <= level["nesting"] + level["working"]
        assert level["vacancies"] == crew.hiring.pending
        pairs = crew.nesting.veterans
        assert len(set(pairs.values())) == len(pairs)
        assert all(n.stage == "nesting" and v.stage == "working" for n, v in pairs.items())
        assert level["nesting"] == len(pairs) + len(crew.nesting.single)

    while centre.env.peek() < centre.period.ends:
        centre.env.step()
        if centre.env.peek() > centre.env.now:  # all that happens at this moment has happened
            look()
            moments += 1
    assert moments > 100
    assert ledger.sum["left"][0] > 3
    assert ledger.sum["hired"][0] > 0
