"""How newcomers come: candidates, screening, policies, classes with trainers, and an employer's name."""

import numpy as np
import pytest
from scipy import stats

from sim.centre import Centre, replicate
from sim.scenario.hiring import Attitude, Candidates, Stability
from sim.workforce.candidates import candidate
from sim.workforce.profile import LikeTheBest
from tests.tracing import assert_equal
from tests.workforce.staffed import staff, told

LEAVE = {"leave": 3, "pool": "one", "on": "2026-01-11"}  # a week after the start


def test_a_class_starts_when_a_trainer_is_free_and_enough_wait():
    """Three leave; a class takes two, so the third waits for the trainer, and for a fourth who left later."""
    changes = [LEAVE, {"leave": 1, "pool": "one", "on": "2026-01-18"}]
    hiring = {
        "lead_time": "1 weeks",
        "training": "4 weeks",
        "trainers": {"number": 1, "class_size": 2, "least": 2},
    }
    log = told(staff("12 weeks", agents=6, changes=changes, hiring=hiring))
    assert [(week, what) for week, what, *by in log if what in ("teaching", "hired", "trained")] == [
        *[(2.0, "teaching"), (2.0, "hired"), (2.0, "hired")],
        *[(6.0, "teaching"), (6.0, "trained"), (6.0, "trained")],
        *[(6.0, "teaching"), (6.0, "hired"), (6.0, "hired")],
        *[(10.0, "teaching"), (10.0, "trained"), (10.0, "trained")],
    ]


def test_two_trainers_have_two_classes_at_once():
    hiring = {"lead_time": "1 weeks", "training": "4 weeks", "trainers": {"number": 2, "class_size": 2}}
    log = told(staff("4 weeks", agents=6, changes=[LEAVE], hiring=hiring))
    assert [week for week, what, *_ in log if what == "hired"] == [2.0, 2.0, 2.0]
    assert [by for _, what, *by in log if what == "teaching"] == [[1], [1]]


def test_reviews_open_posts_and_wait_for_nobody_in_between():
    hiring = {"lead_time": "1 weeks", "training": "1 weeks", "policy": {"kind": "target", "every": "4 weeks"}}
    log = told(staff("8 weeks", agents=6, changes=[LEAVE], hiring=hiring))
    assert [entry[:2] for entry in log if entry[1] in ("left", "hired", "trained")] == [
        *[(1.0, "left")] * 3,
        *[(5.0, "hired")] * 3,
        *[(6.0, "trained")] * 3,
    ]


def test_a_target_above_the_payroll_makes_new_places():
    hiring = {"lead_time": "1 weeks", "training": "1 weeks", "policy": {"kind": "target", "agents": 9}}
    centre = Centre(staff("4 weeks", agents=6, hiring=hiring), 1, 0)
    record = centre.run()
    assert record.weeks["employed"][:, 0].tolist() == [6, 9, 9, 9]
    assert record.weeks["present"][:, 0] == pytest.approx([6, 6, 9, 9])
    assert len(centre.crews["one"].rows) == 9


def test_ahead_of_forecast_attrition_hires_for_those_who_will_have_left():
    """100 people, half of whom leave in a year; 13 weeks from the review until they work, 4 between reviews:
    50% x (13 + 2) / 52.14 of 100 are 14 more."""
    policy = {"kind": "ahead", "yearly_rate": "50%", "every": "4 weeks"}
    hiring = {"lead_time": "9 weeks", "training": "4 weeks", "policy": policy}
    log = told(staff("10 weeks", agents=100, hiring=hiring))
    assert [week for week, what, *_ in log if what == "hired"] == [9.0] * 14


def test_a_post_stays_open_until_somebody_fits():
    """One in 20 speaks Russian, so posts wait for about 20 candidates' gaps, and their lead time."""
    candidates = {"per_week": 10, "languages": {"Russian": "5%"}}
    hiring = {"lead_time": "1 weeks", "training": "1 weeks", "candidates": candidates}
    scenario = staff(
        "1 years", agents=30, attrition={"hazard": 1.0}, languages=["Hebrew", "Russian"], hiring=hiring
    )
    records = [replicate(scenario, 1, r) for r in range(6)]
    seen, out, hired = (sum(r.pool[n][0] for r in records) for n in ("seen", "screened_out", "hired"))
    assert stats.binom.ppf(0.001, seen, 0.05) <= seen - out <= stats.binom.ppf(0.999, seen, 0.05)
    assert hired <= seen - out
    waited = sum(r.pool["hire_time"][0] for r in records) / hired / 10080
    assert waited > 1 + 2, "the lead time, and a wait of 20 gaps of 0.1 weeks, or longer behind others"
    assert sum(r.pool["vacancies"][0] for r in records) > 0


def test_the_hiring_cycle_is_the_wait_for_one_who_fits_and_the_lead_time():
    """One post at a time: exponential with the rate of candidates, then two weeks. False alarm 0.001."""
    hiring = {"lead_time": "2 weeks", "training": "0 days", "candidates": {"per_week": 0.5}}
    scenario = staff("10 years", agents=1, attrition={"hazard": 12.0}, hiring=hiring)
    record = replicate(scenario, 1, 0)
    hired = record.pool["hired"][0]
    mean = record.pool["hire_time"][0] / hired / 10080
    assert abs(mean - 4) < 3.3 * 2 / hired**0.5


def many(count=40_000, **traits):
    block = Candidates(per_week=1, **traits)
    return [candidate(block, n * 7919 + 13) for n in range(count)]


def test_who_stayed_long_elsewhere_leaves_later():
    """Hazards gamma with mean 1 and shape k: P(last stay > x) = (k / (k + x/s))^k, and the mean hazard of
    those is k / (k + x/s) (Lomax; frailty). False alarm 0.003."""
    people = many(stability=Stability(spread=0.7, stay="50 weeks"))
    k, x = 0.7**-2, 1.3
    stayed = np.array([c.hazard_factor for c in people if c.last_stay > x * 50 * 10080])
    share = (k / (k + x)) ** k
    n = len(people)
    assert abs(len(stayed) / n - share) < 3.3 * (share * (1 - share) / n) ** 0.5
    assert abs(stayed.mean() - k / (k + x)) < 3.3 * stayed.std() / len(stayed) ** 0.5
    assert np.mean([c.hazard_factor for c in people]) == pytest.approx(1, abs=3.3 * 0.7 / n**0.5)


def test_an_interview_tells_as_much_as_its_validity():
    """Of those marked above the median the mean normal score is validity x 0.798. False alarm 0.001."""
    people = many(attitude=Attitude(validity=0.42))
    good = stats.norm.ppf([c.attitude for c in people if c.interview > 0.5])
    assert abs(len(good) / len(people) - 0.5) < 0.009
    assert abs(good.mean() - 0.42 * (2 / np.pi) ** 0.5) < 3.3 / len(good) ** 0.5


def test_a_profile_finds_what_the_best_had():
    """The second trait decides how much is done: it weighs most, and about the share wanted is admitted."""
    from sim.scenario.hiring import Profile

    profile, luck = LikeTheBest(Profile(admits=0.3)), np.random.default_rng(1)
    assert profile.admits(0.0, (0.5, 0.0, 0.5)), "there is no profile yet"
    for ranks in luck.random((200, 3)):
        profile.was_worth(tuple(ranks), ranks[1] + 0.2 * luck.random())
    taken = [ranks for ranks in luck.random((4000, 3)) if profile.admits(1e9, tuple(ranks))]
    assert abs(len(taken) / 4000 - 0.3) < 0.03
    weights = abs(profile.weights)
    assert weights[1] > 4 * max(weights[0], weights[2])
    assert np.mean(taken, axis=0)[1] > 0.75


def test_the_same_candidates_come_in_every_design():
    """Screening, policy and rate change who is hired; the k-th candidate is the same person, and as likely
    to leave."""
    known = {}
    for extra in ({}, {"screening": {"stay": "26 weeks"}}, {"policy": {"kind": "target"}}):
        hiring = {"training": "1 weeks", "candidates": {"per_week": 2, "stability": {}}} | extra
        centre = Centre(staff("1 years", attrition={"hazard": 1.0}, hiring=hiring), 1, 0)
        centre.run()
        for person in centre.crews["one"].people.values():
            traits = (person.threshold, person.hazard_factor, person.ahead)
            assert known.setdefault(person.fortune, traits) == traits
    assert len(known) < 3 * 40 - 20, "some were hired in more than one design"


def test_a_name_shortens_the_cycle_and_makes_it_cheaper_or_keeps_people():
    changes = [LEAVE]
    hiring = {"lead_time": "10 weeks", "training": "1 weeks", "cost": 1000, "training_cost": 100}
    base = {"changes": changes, "hiring": hiring, "attrition": {"hazard": 1.0}}
    log = told(staff("10 weeks", agents=6, brand={"cycle": "72%"}, changes=changes, hiring=hiring))
    assert [week for week, what, *_ in log if what == "hired"] == pytest.approx([8.2] * 3)
    plain = replicate(staff(agents=60, **base), 1, 0).pool[0]
    cheap = replicate(staff(agents=60, brand={"cost": "50%"}, **base), 1, 0).pool[0]
    kept = replicate(staff(agents=60, brand={"turnover": "50%"}, **base), 1, 0).pool[0]
    assert plain["cost_hiring"] == 1000 * plain["hired"] == 2 * cheap["cost_hiring"]
    assert plain["cost_courses"] == 100 * plain["hired"] == cheap["cost_courses"]
    assert kept["left"] < 0.75 * plain["left"]


def test_candidates_are_paid_for_and_so_are_trainers():
    hiring = {
        "lead_time": "0 days",
        "training": "1 weeks",
        "cost": 1000,
        "candidates": {"per_week": 20, "cost": 50, "stability": {}},
        "screening": {"stay": "26 weeks"},
        "trainers": {"number": 2, "wage": 30},
    }
    pool = replicate(staff("8 weeks", agents=6, changes=[LEAVE], hiring=hiring, hours="40h"), 1, 0).pool[0]
    assert pool["hired"] == 3
    assert pool["seen"] - pool["screened_out"] == 3
    assert pool["cost_hiring"] == 3 * 1000 + 50 * pool["seen"]
    assert pool["cost_trainers"] == 8 * 2 * 40 * 30


def test_compiled_and_simpy_agree_on_people_who_come_in_all_ways():
    pytest.importorskip("numba")
    hiring = {
        "lead_time": "1 weeks",
        "training": "2 weeks",
        "policy": {"kind": "ahead", "agents": 12, "every": "2 weeks"},
        "candidates": {"per_week": 5, "stability": {}, "attitude": {}},
        "screening": {"stay": "13 weeks"},
        "profile": {"least": 4, "after": "4 weeks"},
        "trainers": {"number": 1},
        "nesting": {"veteran": "4 weeks", "pace": "150%"},
    }
    learning = {"time_constant": "8 weeks", "ability": "30%", "handle_time": "150%"}
    scenario = staff(
        "20 weeks", agents=10, attrition={"hazard": 3.0}, seats=2, learning=learning, hiring=hiring
    )
    scenario = scenario.model_copy(update={"demand": scenario.demand.model_copy(update={"scale": 8.0})})
    simpy, compiled = (replicate(scenario, 1, 0, clock=clock) for clock in ("simpy", "compiled"))
    assert simpy.pool["hired"][0] > 5
    assert_equal(simpy, compiled)
