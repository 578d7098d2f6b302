"""What issues end with, told in full: who is difficult, the index of satisfaction, who leaves, hours idle."""

from pathlib import Path

import pytest

import sim
from sim.centre import replicate
from sim.luck.draws import CHURN, DIFFICULT, REDIAL, chance
from sim.measure import MEASURES
from tests.tracing import assert_equal, play, quiet, two_tiers

DAY = 1440
EASY, HARD = 0.3, 0.8
WEIGHTS = {
    "per_minute_waited": "1%",
    "per_handover": "10%",
    "per_repeat": "20%",
    "unsolved": "40%",
    "never_answered": "70%",
}


def of(log, *names):
    issues = log.record.issues[0]
    return [pytest.approx(float(issues[name])) for name in names]


def measured(scenario, log, key):
    numerator, denominator = MEASURES[key].of(log.record, scenario)
    return numerator / denominator


# --- the minority --------------------------------------------------------------------------------


def test_difficult_customers_take_longer_and_wait_less(clock):
    """All are difficult here: handling of 5 minutes takes 7.5, patience of 6 minutes ends after 3."""
    scenario = quiet(
        difficult={"share": "100%", "handle": "150%", "patience": "50%"},
        patience={"kind": "deterministic", "value": "6min"},
    )
    log = play(scenario, [(10, EASY), (11, EASY), (15, EASY)], clock)
    assert log.legs() == [
        (1, "one", 11, None, 14, "abandoned", None),
        (0, "one", 10, 10, 17.5, "answered", None),
        (2, "one", 15, 17.5, 25, "answered", None),
    ]
    assert of(log, "difficult", "difficult_contacts", "judged") == [3, 3, 3]


def test_who_is_difficult_is_drawn_once_an_issue(clock):
    """The luck of each decides; who is not difficult is handled as ever, and nobody's other luck moves."""
    calls = [(30.0 * number, EASY) for number in range(40)]
    scenario = quiet(difficult={"share": "25%", "handle": "200%"})
    log = play(scenario, calls, clock)
    handled = [ended - answered for _issue, _tier, _joined, answered, ended, _how, _why in log.legs()]
    expected = [chance(number * 7919, DIFFICULT) < 0.25 for number in range(40)]
    assert 3 <= sum(expected) <= 20
    assert handled == [10 if difficult else 5 for difficult in expected]


def test_telling_it_again_takes_a_difficult_customer_no_longer(clock):
    scenario = two_tiers(difficult={"share": "100%", "handle": "200%"}, explanation={"handover": "2min"})
    log = play(scenario, [(10, HARD)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 20, "answered", "unsolved"),
        (0, "two", 20, 20, 32, "answered", None),
    ]


# --- the index -----------------------------------------------------------------------------------


def test_what_goes_smoothly_contents_fully(clock):
    scenario = quiet(satisfaction=WEIGHTS)
    log = play(scenario, [(10, EASY)], clock)
    assert of(log, "judged", "satisfaction", "bad") == [1, 1, 0]
    assert measured(scenario, log, "satisfaction") == 1


def test_waits_of_all_lines_and_handovers_take_off(clock):
    """The second waits 2 minutes in the first line and 2 in the second, and is handed over: 1 - .04 - .1."""
    scenario = two_tiers(satisfaction=WEIGHTS)
    log = play(scenario, [(10, HARD), (13, HARD)], clock)
    assert log.legs()[-1] == (1, "two", 20, 20, 25, "answered", None)
    assert of(log, "satisfaction") == [(1 - 0.1) + (1 - 0.02 - 0.1)]


def test_a_return_and_its_waits_take_off(clock):
    """Believed solved twice, then handed over at the second return: 1 - 2 x .2 - .1."""
    scenario = two_tiers(
        {"repeats": 2},
        satisfaction=WEIGHTS,
        resolution={"known": "0%"},
        returns={"share": "100%", "after": {"kind": "deterministic", "value": "1 days"}},
    )
    log = play(scenario, [(10, HARD)], clock)
    assert log.endings() == [(0, "solved", 26 + 2 * DAY, 3, 1)]
    assert of(log, "satisfaction") == [1 - 2 * 0.2 - 0.1]


def test_not_solved_and_never_answered(clock):
    """The first is lost, the second gives up after 2 minutes; the least index is 0."""
    scenario = quiet(
        satisfaction=WEIGHTS | {"bad_below": "50%"},
        pools={"one": {"agents": 1, "ability": "50%", "tenure": ["1 years"]}},
        patience={"kind": "deterministic", "value": "2min"},
    )
    log = play(scenario, [(10, HARD), (11, EASY)], clock)
    assert [ending[1] for ending in log.endings()] == ["abandoned", "lost"]
    assert of(log, "satisfaction", "bad") == [0.6 + (1 - 0.02 - 0.7), 1]
    worst = quiet(satisfaction={"unsolved": "100%", "per_repeat": "100%"}, pools=scenario_pools("50%"))
    assert of(play(worst, [(10, HARD)], clock), "satisfaction") == [0]


def test_waits_passed_up_and_turned_away_count_too(clock):
    """Passed up after 2 minutes in line; and one still in line when the last agent has gone home."""
    scenario = two_tiers({"waiting": "2min"}, satisfaction=WEIGHTS)
    log = play(scenario, [(10, EASY), (11, EASY)], clock)
    assert of(log, "satisfaction") == [1 + (1 - 0.02)]
    closing = quiet(
        satisfaction=WEIGHTS,
        opening={"Sun-Sat": "00:00-01:00"},
        pools={"one": {"agents": 1, "tenure": ["1 years"], "seats": 1}},
    )
    log = play(closing, [(55, EASY), (56, EASY), (58, EASY)], clock)
    assert [ending[1:3] for ending in log.endings()] == [("solved", 60), ("blocked", 60), ("blocked", 60)]
    assert of(log, "satisfaction") == [1 + (1 - 0.04 - 0.7) + (1 - 0.02 - 0.7)]


def test_each_redial_takes_off_and_the_difficult_try_more_often(clock):
    """The second gives up after 2 minutes, tries again an hour later and gets through: 1 - .02 - .05.

    Nobody else would try twice in three: shares of 60% become 90%, and this customer's luck is between.
    """
    scenario = quiet(
        satisfaction=WEIGHTS | {"per_redial": "5%"},
        difficult={
            "share": "100%",
            "handle": "100%",
            "patience": "100%",
            "redials": "150%",
            "satisfaction": 0,
        },
        patience={"kind": "deterministic", "value": "2min"},
        redials={"share": "60%", "after": {"kind": "deterministic", "value": "1h"}},
    )
    between = next(f for f in range(10_000) if 0.6 < chance(f, REDIAL) < 0.9)
    log = play(scenario, [(10, EASY), (11, EASY)], clock, fortunes=[1, between])
    assert log.endings() == [(0, "solved", 15, 1, 0), (1, "solved", 13 + 60 + 5, 2, 0)]
    assert of(log, "satisfaction") == [1 + (1 - 0.02 - 0.05)]


def test_difficult_customers_put_it_lower(clock):
    scenario = quiet(satisfaction=WEIGHTS, difficult={"share": "100%", "satisfaction": "30%"})
    log = play(scenario, [(10, EASY)], clock)
    assert of(log, "satisfaction", "difficult_satisfaction", "difficult_bad") == [0.7, 0.7, 0]
    assert measured(scenario, log, "satisfaction_difficult") == pytest.approx(0.7)


def scenario_pools(ability):
    return {"one": {"agents": 1, "ability": ability, "tenure": ["1 years"]}}


# --- leaving, and hours idle ---------------------------------------------------------------------


def test_who_leaves_is_the_luck_of_each_against_the_index(clock):
    """Nobody waits and all are lost: the index is 60%, so 10% + 40% x 70% leave."""
    scenario = quiet(
        satisfaction=WEIGHTS,
        churn={"value": 1000, "at_best": "10%", "at_worst": "80%"},
        pools=scenario_pools("50%"),
    )
    log = play(scenario, [(30.0 * number, HARD) for number in range(40)], clock)
    leave = sum(chance(number * 7919, CHURN) < 0.1 + 0.7 * 0.4 for number in range(40))
    assert 5 < leave < 30
    assert of(log, "churned") == [leave]
    assert measured(scenario, log, "value_lost_per_issue") == pytest.approx(1000 * leave / 40)


def test_hours_idle_are_those_an_issue_is_open(clock):
    """Solved after 5 minutes; solved after a day and 10; lost after 15 and idle for an hour more."""
    scenario = two_tiers(
        downtime={"cost": 60, "unsolved": "1h"},
        resolution={"known": "0%"},
        tiers={"one": {"pool": "one", "escalate": {"repeats": 1, "triage": "1min"}}, "two": {"pool": "two"}},
        returns={"share": "100%", "after": {"kind": "deterministic", "value": "1 days"}},
    )
    log = play(scenario, [(10, EASY), (100, HARD)], clock)
    assert [ending[2] for ending in log.endings()] == [15, 100 + 5 + DAY + 1 + 5]
    assert of(log, "open_time") == [5 + DAY + 11]
    lost = quiet(downtime={"cost": 60, "unsolved": "1h"}, pools=scenario_pools("50%"))
    log = play(lost, [(10, EASY), (30, HARD)], clock)
    assert of(log, "open_time") == [5 + 65]
    assert measured(lost, log, "downtime_per_issue") == pytest.approx(70 / 60 / 2)
    minutes = log.record.counted_minutes
    assert measured(lost, log, "downtime_cost_per_year") == pytest.approx(70 * 365 * DAY / minutes)


def test_people_find_another_way_after_a_time(clock):
    scenario = quiet(downtime={"cost": 60, "at_most": "3min"})
    assert of(play(scenario, [(10, EASY)], clock), "open_time") == [3]


def test_an_issue_still_open_counts_until_the_run_ends(clock):
    """The customer is to come back after 30 days; the run goes on for 8."""
    scenario = two_tiers(
        downtime={"cost": 60},
        resolution={"known": "0%"},
        returns={
            "share": "100%",
            "after": {"kind": "deterministic", "value": "30 days"},
            "window": "1 days",
        },
    )
    log = play(scenario, [(10, HARD)], clock)
    assert log.endings() == []
    assert of(log, "open_time") == [8 * DAY - 10]


def test_topics_may_cost_more(clock):
    topics = {"any": {"share": "100%", "downtime": 600, "handle": {"kind": "deterministic", "value": "6min"}}}
    scenario = quiet(downtime={"cost": 60}, topics=topics)
    log = play(scenario, [(10, EASY)], clock)
    numerator, _years = MEASURES["downtime_cost_per_year"].of(log.record, scenario)
    assert numerator == pytest.approx(60)


# --- the whole -----------------------------------------------------------------------------------

PATH = Path(__file__).parents[2] / "scenarios" / "spd" / "two_tiers.yaml"
JUDGED = {
    "calendar.length": "3 weeks",
    "satisfaction.unsolved": "60%",
    "churn.value": 500,
    "downtime.cost": 20,
    "downtime.at_most": "8h",
    "downtime.unsolved": "2h",
}


def test_both_calendars_agree_to_the_last_bit_with_everything_on():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    scenario = sim.load(PATH, set=JUDGED | {"difficult.share": "10%"})
    runs = [replicate(scenario, 1, 0, each, record=True) for each in ("simpy", "compiled")]
    assert_equal(*runs)
    issues = runs[0].issues
    assert issues["churned"].sum() > 0
    assert 0.05 < issues["difficult"].sum() / issues["judged"].sum() < 0.15


def test_asking_what_customers_make_of_it_changes_no_call():
    runs = [
        replicate(sim.load(PATH, set=said), 1, 0, record=True)
        for said in ({"calendar.length": "3 weeks"}, JUDGED)
    ]
    assert runs[0].legs.tobytes() == runs[1].legs.tobytes()
    for field in set(runs[0].ended.dtype.names) - {"satisfaction"}:
        assert runs[0].ended[field].tobytes() == runs[1].ended[field].tobytes(), field
