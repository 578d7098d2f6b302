"""Errors, scripts and pressure: each by the trace it leaves."""

import pytest

from sim.floor.kinds import NOBODY
from sim.floor.names import MISHAP_NAMES
from tests.tracing import play, quiet, two_tiers

DAY = 1440
EASY, HARD = 0.3, 0.8
BACK = {"share": "100%", "after": {"kind": "deterministic", "value": "1 days"}}


def legs(log):
    """(tier, answered, ended, reason, mishap) of each leg."""
    mishaps = [None if n == NOBODY else MISHAP_NAMES[n] for n in log.record.legs["mishap"]]
    told = zip(log.legs(), mishaps, strict=True)
    return [(leg[1], leg[3], leg[4], leg[6], mishap) for leg, mishap in told]


def counts(log, *names):
    """Totals of the counted tallies over all tiers."""
    return [log.record.slots[name].sum() for name in names]


# --- errors --------------------------------------------------------------------------------------


def test_an_error_caught_is_put_right_at_once(clock):
    errors = {"share": "100%", "sensitive": "100%", "caught": "100%", "rework": "3min"}
    log = play(quiet(errors=errors), [(10, EASY)], clock)
    assert legs(log) == [("one", 10, 18, None, "error_caught")]
    assert log.endings() == [(0, "solved", 18, 1, 0)]
    assert counts(log, "errors", "errors_caught", "rework") == [1, 1, 3]


def test_an_error_missed_comes_back_and_takes_longer(clock):
    """Everybody always errs and nobody notices; the work on it is not dearer still the third time."""
    errors = {"share": "100%", "sensitive": "100%", "caught": "0%", "dearer": "200%"}
    scenario = quiet(errors=errors, returns=BACK | {"window": "3 days"})
    log = play(scenario, [(10, EASY)], clock)
    assert legs(log)[:3] == [
        ("one", 10, 15, None, "error_missed"),
        ("one", 15 + DAY, 25 + DAY, None, "error_missed"),
        ("one", 25 + 2 * DAY, 35 + 2 * DAY, None, "error_missed"),
    ]
    assert log.record.issues[0]["reopened"] == log.record.issues[0]["repeats"] > 2
    assert log.record.issues[0]["falsely_solved"] > 2


def test_who_could_not_have_solved_it_does_not_err(clock):
    errors = {"share": "100%", "sensitive": "100%", "caught": "100%", "rework": "3min"}
    log = play(two_tiers(errors=errors), [(10, HARD)], clock)
    assert legs(log) == [("one", 10, 15, "unsolved", None), ("two", 15, 23, None, "error_caught")]


def test_newcomers_err_more(clock):
    """At tenure 0 three times as often: a chance of a third that becomes certain."""
    errors = {"share": "33.4%", "newcomer": "300%", "sensitive": "100%", "caught": "100%", "rework": "3min"}
    errors["time_constant"] = "1000 years"
    calls = [(10 * n, EASY) for n in range(1, 30)]
    new = play(quiet(errors=errors), calls, clock)
    assert counts(new, "errors") == [29]
    pools = {"one": {"agents": 1, "attrition": None, "tenure": ["40 years"]}}
    old = play(quiet(errors=errors | {"time_constant": "1 years"}, pools=pools), calls, clock)
    assert 3 <= counts(old, "errors")[0] <= 17, "binomial, 29 at a third"


def test_a_pool_may_err_more(clock):
    errors = {"share": "50%", "newcomer": "100%", "sensitive": "100%", "caught": "100%", "rework": "0min"}
    pools = {"one": {"agents": 1, "attrition": None, "tenure": ["1 years"], "errors": "200%"}}
    log = play(quiet(errors=errors, pools=pools), [(10 * n, EASY) for n in range(1, 30)], clock)
    assert counts(log, "errors") == [29]


def test_sensitive_issues_see_more_errors(clock):
    """Chances from 20% to 100%, evenly: 60% on average."""
    errors = {"share": "20%", "newcomer": "100%", "sensitive": "500%", "caught": "100%", "rework": "0min"}
    calls = [(6 * n, EASY) for n in range(1, 200)]
    log = play(quiet(errors=errors), calls, clock)
    assert 95 <= counts(log, "errors")[0] <= 145, "199 at 60%: 119 +- 3.5 standard deviations of 6.9"


# --- scripts -------------------------------------------------------------------------------------


def scripted(mode, **more):
    topic = {"share": "100%", "handle": {"kind": "deterministic", "value": "5min"}}
    script = {"mode": mode, "handle": "80%", "off_script": "100%", "longer": "150%"} | more
    return {"any": topic | {"script": script}}


def test_a_rigid_script_that_does_not_fit_gives_a_partial_answer(clock):
    scenario = quiet(topics=scripted("rigid"), returns=BACK | {"window": "2 days"})
    log = play(scenario, [(10, EASY)], clock)
    assert legs(log)[:2] == [
        ("one", 10, 14, None, "partial_answer"),
        ("one", 14 + DAY, 18 + DAY, None, "partial_answer"),
    ]
    assert log.record.issues[0]["solved"] == 0


def test_who_recites_does_not_see_that_it_should_go_up(clock):
    log = play(two_tiers(topics=scripted("rigid")), [(10, HARD)], clock)
    assert legs(log) == [("one", 10, 14, None, "partial_answer")]


def test_a_guideline_is_left_where_it_does_not_fit(clock):
    log = play(quiet(topics=scripted("guideline")), [(10, EASY)], clock)
    assert legs(log) == [("one", 10, 16, None, "left_script")]
    assert log.endings() == [(0, "solved", 16, 1, 0)]


def test_only_the_first_tier_goes_by_a_script(clock):
    log = play(two_tiers(topics=scripted("guideline", off_script="0%")), [(10, HARD)], clock)
    assert legs(log) == [("one", 10, 14, "unsolved", None), ("two", 14, 19, None, None)]
    assert counts(log, "off_script") == [0]


def test_a_living_script_is_revised_by_an_agent(clock):
    """An hour after the last revision one of two leaves the phone; what does not fit is halved."""
    pools = {"one": {"agents": 2, "attrition": None, "tenure": ["1 years"]}}
    topics = scripted("living", revision="60min", improves="50%", takes="30min")
    log = play(quiet(topics=topics, pools=pools), [(61, EASY), (62, EASY), (95, EASY)], clock)
    assert [leg[1:3] for leg in legs(log)][:2] == [(61, 67), (67, 73)], "one agent is away from 60 to 90"
    period = log.centre.period
    revisions = int((period.ends - period.start) // 90)
    assert log.centre.floor.centre.topics[0].off_script == pytest.approx(0.5**revisions)


# --- pressure ------------------------------------------------------------------------------------


def pressed(**pressure):
    tiers = {"one": {"pool": "one", "pressure": pressure}, "two": {"pool": "two"}}
    return {"tiers": tiers}


def test_pressure_on_handle_time_cuts_handlings_short(clock):
    aht = {"limit": "4min", "cut": "100%"}
    log = play(two_tiers(**pressed(aht=aht), returns=BACK | {"window": "1 days"}), [(10, EASY)], clock)
    assert legs(log)[:2] == [
        ("one", 10, 14, None, "cut_short"),
        ("one", 14 + DAY, 18 + DAY, None, "cut_short"),
    ]
    assert log.record.issues[0]["solved"] == 0
    easy = play(two_tiers(**pressed(aht={"limit": "5min", "cut": "100%"})), [(10, EASY)], clock)
    assert legs(easy) == [("one", 10, 15, None, None)], "what lasts no longer than the limit is not touched"


def test_pressure_to_resolve_holds_on_to_what_should_go_up(clock):
    fcr = {"hold": "100%", "longer": "200%"}
    log = play(two_tiers(**pressed(fcr=fcr)), [(10, HARD), (30, EASY)], clock)
    assert legs(log) == [("one", 10, 20, None, "held_on"), ("one", 30, 35, None, None)]
    assert log.endings() == [(0, "lost", 20, 1, 0), (1, "solved", 35, 1, 0)]
    assert counts(log, "held") == [1]


def test_what_is_held_against_a_threshold_is_solved_if_the_agent_can(clock):
    tiers = {
        "one": {
            "pool": "one",
            "escalate": {"difficulty_above": "20%"},
            "pressure": {"fcr": {"hold": "100%", "longer": "200%"}},
        },
        "two": {"pool": "two"},
    }
    log = play(two_tiers(tiers=tiers), [(10, EASY)], clock)
    assert legs(log) == [("one", 10, 20, None, "held_on")]
    assert log.endings() == [(0, "solved", 20, 1, 0)]


def test_both_pressures_hold_on_and_then_cut_short(clock):
    pressure = {"aht": {"limit": "6min", "cut": "100%"}, "fcr": {"hold": "100%", "longer": "200%"}}
    log = play(two_tiers(**pressed(**pressure)), [(10, HARD)], clock)
    assert legs(log) == [("one", 10, 16, None, "cut_short")]
    assert counts(log, "held", "cut_short") == [1, 1]


# --- pay by performance --------------------------------------------------------------------------


def paid_for(**bonus):
    pools = {
        "one": {"agents": 1, "ability": "50%", "tenure": ["1 years"], "bonus": bonus},
        "two": {"agents": 1, "ability": "100%", "tenure": ["1 years"]},
    }
    return {"pools": pools}


def test_paid_for_short_handling_people_are_quicker_and_tempted(clock):
    bonus = {"on": "aht", "effort": "10%", "tempted": "100%", "limit": "4min"}
    log = play(two_tiers(**paid_for(**bonus)), [(10, EASY)], clock)
    assert legs(log) == [("one", 10, 14, None, "cut_short")]
    log = play(two_tiers(**paid_for(**bonus | {"limit": "5min"})), [(10, EASY)], clock)
    assert legs(log) == [("one", 10, 14.5, None, None)]


def test_paid_for_resolution_people_err_less_and_hold_on(clock):
    bonus = {"on": "fcr", "effort": "40%", "tempted": "100%", "longer": "200%"}
    scenario = two_tiers(**paid_for(**bonus), errors={"share": "50%"})
    log = play(scenario, [(10, HARD)], clock)
    assert legs(log) == [("one", 10, 20, None, "held_on")]
    assert [agent.error for agent in log.centre.floor.centre.agents][:2] == pytest.approx([0.3, 0.5])
