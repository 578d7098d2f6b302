"""Alarms: contacts that monitoring raises. Nobody hangs up, tells it again, or is lost."""

import pytest

from sim.scenario import ScenarioError
from sim.scenario.explain import explain
from tests.tracing import play, quiet, two_tiers

DAY = 1440
EASY, HARD = 0.3, 0.8
FIVE = {"kind": "deterministic", "value": "5min"}
ALARMS = {"any": {"share": "100%", "handle": FIVE, "alarm": {"again": "15min"}}}
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


def test_explained():
    told = explain(quiet(topics=ALARMS)).mechanisms
    assert (
        "any are alarms: nobody hangs up, and monitoring raises them again 15min later until solved." in told
    )


def test_alarms_nobody_can_solve_are_refused():
    with pytest.raises(ScenarioError, match="raised again for ever"):
        quiet(topics=ALARMS, pools={"one": ONE})
