"""Alarms: contacts that monitoring raises. Nobody hangs up, tells it again, or is lost."""

import pytest

from sim.customers.customers import Customers
from sim.scenario import ScenarioError
from sim.scenario.explain import explain
from tests.tracing import play, quiet, two_tiers

DAY = 1440
EASY, HARD = 0.3, 0.8
FIVE = {"kind": "deterministic", "value": "5min"}
ALARMS = {"any": {"share": "100%", "handle": FIVE, "alarm": {"again": "15min"}}}
MIXED = {
    "any": {"share": "50%", "handle": FIVE},
    "disk": {"share": "50%", "handle": FIVE, "alarm": {"again": "15min"}},
}
ONE = {"agents": 1, "ability": "50%", "tenure": ["1 years"]}


def test_nobody_hangs_up(clock):
    patience = {"kind": "deterministic", "value": "1min"}
    log = play(quiet(topics=ALARMS, patience=patience), [(10, EASY), (11, EASY), (12, EASY)], clock)
    assert [leg[3] for leg in log.legs()] == [10, 15, 20]


def test_nobody_tells_it_again(clock):
    """The record says it all to whom it is handed over."""
    scenario = two_tiers(topics=ALARMS, explanation={"handover": "2min", "repeat": "1min"})
    log = play(scenario, [(10, HARD)], clock)
    assert [leg[2:5] for leg in log.legs()] == [(10, 10, 15), (15, 15, 20)]


def test_monitoring_raises_it_again_until_it_is_solved(clock):
    """The only one who could solve it comes at minute 40; no customer is lost meanwhile."""
    scenario = quiet(topics=ALARMS, pools={"one": ONE | {"ability": "100%"}})

    def learns(env, centre):
        import numpy as np

        yield env.timeout(1)
        centre.floor.set_skill([0], np.array([0.5]), np.array([1.0]))
        yield env.timeout(39)
        centre.floor.set_skill([0], np.array([1.0]), np.array([1.0]))

    log = play(scenario, [(10, HARD)], clock, [learns])
    assert [leg[2:5] for leg in log.legs()] == [(10, 10, 15), (30, 30, 35), (50, 50, 55)]
    assert log.endings() == [(0, "solved", 55, 3, 0)]


def test_closed_it_is_raised_again_when_the_centre_opens(clock):
    scenario = quiet(topics=ALARMS, opening={"Sun-Sat": "08:00-12:00"})
    log = play(scenario, [(60, EASY)], clock)
    assert log.legs()[0] == (0, "one", 60, None, 60, "blocked", None)
    identity, ending, when, contacts, _ = log.endings()[0]
    assert (identity, ending, contacts) == (0, "solved", 2)
    assert 480 <= when < 725


def test_an_alarm_takes_no_line_and_hears_no_busy_signal(clock):
    """One line, and a customer on it: the alarm comes in all the same, and the next customer is turned away.
    While only an alarm is worked on, the line is free.
    """
    scenario = quiet(topics=MIXED, lines=1)
    log = play(
        scenario, [(10, EASY), (11, EASY), (12, EASY), (30, EASY), (31, EASY)], clock, topics=[0, 1, 0, 1, 0]
    )
    assert log.legs() == [
        (2, "one", 12, None, 12, "busy", None),
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 11, 15, 20, "answered", None),
        (3, "one", 30, 30, 35, "answered", None),
        (4, "one", 31, 35, 40, "answered", None),
    ]
    assert log.centre.floor.centre.desk.contacts == 0


def test_who_is_no_customer_is_not_judged(clock):
    """All are difficult, and leave whatever happens: but for the alarm, which is only downtime."""
    scenario = quiet(
        topics=MIXED,
        balking="100%",
        difficult={"share": "100%", "handle": "200%"},
        satisfaction={},
        churn={"value": 1, "at_best": "100%", "at_worst": "100%"},
        downtime={"cost": 1},
    )
    log = play(scenario, [(10, EASY), (11, EASY)], clock, topics=[0, 1])
    assert [leg[2:6] for leg in log.legs()] == [(10, 10, 20, "answered"), (11, 20, 25, "answered")]
    issues = log.record.issues
    for field in ("judged", "judged_contacts", "difficult", "churned"):
        assert issues[field].tolist() == [1, 0], field
    assert issues["open_time"].tolist() == [10, 14]


def test_nobody_calls_a_machine_back_or_asks_it(clock):
    """The line is long, everybody would be called back, and everybody is surveyed: but for the alarms."""
    scenario = quiet(
        topics=MIXED,
        callback={"above": "1min", "accepted": "100%"},
        survey={"sample": "100%", "after": FIVE},
        channels={
            "phone": {"share": "0%"},
            "mail": {"kind": "written", "share": "100%", "answer_within": "1h"},
        },
    )
    log = play(scenario, [(10, EASY), (11, EASY)], clock, topics=[1, 1])
    assert [leg[2:6] for leg in log.legs()] == [(10, 10, 15, "answered"), (11, 15, 20, "answered")]


def test_monitoring_uses_none_of_the_channels_of_customers():
    scenario = quiet(
        topics=MIXED,
        demand={"per_hour": 20, "scale": 1},
        channels={
            "phone": {"share": "0%"},
            "mail": {"kind": "written", "share": "100%", "answer_within": "1h"},
        },
    )
    dealt = Customers(scenario, 1, 0).deal(range(1), 0.0)
    assert set(zip(dealt.topic.tolist(), dealt.more["home"].tolist(), strict=True)) == {(0, 1), (1, 0)}


def test_explained():
    told = explain(quiet(topics=ALARMS)).mechanisms
    assert (
        "any are alarms: nobody hangs up, and monitoring raises them again 15min later until solved." in told
    )


def test_alarms_nobody_can_solve_are_refused():
    with pytest.raises(ScenarioError, match="raised again for ever"):
        quiet(topics=ALARMS, pools={"one": ONE})
