"""Errors, scripts and pressure in a scenario: what fits, what it comes to in words."""

import pytest

import sim
from sim.scenario.explain import explain
from tests.tracing import quiet, two_tiers


def tiers(escalate=None, **pressure):
    return {"one": {"pool": "one", "escalate": escalate or {}, "pressure": pressure}, "two": {"pool": "two"}}


def test_a_limit_that_no_handling_reaches_is_an_error():
    with pytest.raises(sim.ScenarioError, match=r"tiers\.one\.escalate\.after passes it up after 5min"):
        two_tiers(tiers=tiers({"after": "5min"}, aht={"limit": "5min"}))


def test_the_last_tier_has_nothing_to_hold_on_to():
    with pytest.raises(sim.ScenarioError, match="nothing to hold on to"):
        quiet(tiers={"one": {"pool": "one", "pressure": {"fcr": {}}}})


def test_a_script_of_no_kind():
    topic = {"share": "100%", "handle": {"kind": "exponential", "mean": "5min"}}
    with pytest.raises(sim.ScenarioError, match="living"):
        quiet(topics={"any": topic | {"script": {"mode": "strict"}}})


def test_a_rigid_script_evens_out_more():
    def script(**said):
        topic = {"share": "100%", "handle": {"kind": "exponential", "mean": "5min"}, "script": said}
        return quiet(topics={"any": topic}).topics["any"].script

    assert [script(mode=mode).evenness for mode in ("rigid", "guideline", "living")] == [0.6, 0.8, 0.8]
    assert script(mode="rigid", spread="100%").evenness == 1


def test_a_sentence_for_each():
    topic = {"share": "100%", "handle": {"kind": "exponential", "mean": "5min"}, "script": {"mode": "living"}}
    scenario = two_tiers(errors={}, topics={"any": topic}, tiers=tiers(aht={"limit": "6min"}, fcr={}))
    told = explain(scenario).mechanisms
    assert [sentence.split(" ")[0] for sentence in told] == ["Agents", "any:", "one", "one"]
    assert "newcomers 300% of it; 50% is caught and put right in 5min" in told[0]
    assert "every 2 weeks an agent revises it for 4h" in told[1]
    assert "of handlings longer than 6min, 50% end there" in told[2]
    assert explain(two_tiers()).mechanisms == []
