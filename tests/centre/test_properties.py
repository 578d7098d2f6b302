"""What holds in every centre: nothing is lost, nobody is in two places, no clock runs backwards."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.centre import Centre
from sim.floor.kinds import MOST_OUTCOMES, REASONS
from sim.floor.written import ANSWERED
from sim.workforce.person import STAGES

LAWS = st.sampled_from(
    [
        {"kind": "exponential", "mean": "5min"},
        {"kind": "lognormal", "mean": "6min", "cv": 1.2},
        {"kind": "gamma", "mean": "4min", "cv": 0.6},
        {"kind": "weibull", "mean": "7min", "shape": 0.7},
        {"kind": "uniform", "low": "1min", "high": "9min"},
        {"kind": "deterministic", "value": "5min"},
    ]
)


def maybe(strategy):
    return st.none() | strategy


@st.composite
def scenarios(draw):
    share = draw(st.integers(0, 100))
    escalate = {
        "difficulty_above": draw(maybe(st.sampled_from(["50%", "90%"]))),
        "after": draw(maybe(st.sampled_from(["6min", "15min"]))),
        "waiting": draw(maybe(st.sampled_from(["1min", "5min"]))),
        "repeats": draw(maybe(st.integers(1, 3))),
        "age": draw(maybe(st.sampled_from(["2min", "1 days"]))),
    }
    pools = {
        name: {
            "agents": draw(st.integers(0, 4)),
            "seats": draw(maybe(st.integers(1, 3))),
            "absence": draw(st.sampled_from(["0%", "20%"])),
            "ability": draw(st.sampled_from(["40%", "80%", "100%"])),
            "learning": draw(
                maybe(st.just({"time_constant": "4 weeks", "ability": "20%", "handle_time": "150%"}))
            ),
            "attrition": draw(maybe(st.just({"hazard": 8.0}))),
            "hiring": draw(maybe(st.just({"lead_time": "3 days", "training": "2 days"}))),
        }
        for name in ("a", "b", "c")
    }
    for pool in pools.values():
        if pool["seats"] is None:
            pool["absence"] = "0%"
    together = draw(st.booleans())
    tiers = {"one": {"pool": ["a", "b"] if together else "a", "escalate": escalate}, "two": {"pool": "c"}}
    if not together:
        del pools["b"]
    return {
        "schema": 1,
        "name": "any",
        "calendar": {
            "start": f"2026-01-{draw(st.integers(4, 10)):02}",
            "length": f"{draw(st.integers(2, 17))} days",
            "warm_up": draw(st.sampled_from(["0min", "1 days"])),
            "people": draw(st.sampled_from(["from_today", "long_run"])),
        },
        "opening": draw(st.sampled_from([{}, {"Sun-Thu": "08:00-20:00", "Fri": "08:00-13:00"}])),
        "demand": {
            "per_hour": draw(st.sampled_from([2, 20])),
            "busyness": draw(maybe(st.just({"kind": "gamma", "cv": 0.3}))),
        },
        "topics": {
            "x": {"share": f"{share}%", "handle": draw(LAWS)},
            "y": {"share": f"{100 - share}%", "handle": draw(LAWS), "handle_at": {"two": draw(LAWS)}},
        },
        "patience": draw(LAWS | st.just({"kind": "deterministic", "value": "0s"})),
        "resolution": {
            "kind": draw(st.sampled_from(["ability", "probability"])),
            "known": draw(st.sampled_from(["0%", "50%", "100%"])),
        },
        "returns": {
            "share": draw(st.sampled_from(["0%", "70%"])),
            "after": {"kind": "exponential", "mean": "1 days"},
        },
        "explanation": {"handover": "1min", "repeat": "30s"},
        "tiers": tiers,
        "pools": pools,
    }


@pytest.fixture(scope="module", params=["simpy", "compiled"])
def clock(request):
    if request.param == "compiled":
        pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    return request.param


@settings(max_examples=40, deadline=None, derandomize=True)
@given(mapping=scenarios(), seed=st.integers(0, 2**31))
def test_conservation(clock, mapping, seed):
    centre = Centre(sim.load(mapping), seed, 0, clock, record=True)
    record = centre.run()
    contacts_are_conserved(record)
    issues_are_conserved(centre, record)
    no_wait_is_negative(record.legs)
    nobody_is_in_two_places(record.legs)
    headcount_never_leaks(centre, record)


def contacts_are_conserved(record):
    for tier in range(len(record.tiers)):
        legs = {n: record.slots[n][:, :, tier].sum() for n in record.slots.dtype.names if n != "escalated"}
        left = legs["answered"] + legs["abandoned"] + legs["blocked"] + legs["moved"]
        assert legs["offered"] >= left, "a contact ends once"
        assert legs["delayed"] <= legs["offered"]
        assert legs["answered_in_target"] <= legs["answered"]
        assert legs["explained"] <= legs["handled"] + 1e-9
        assert record.days["offered"][:, tier].sum() <= legs["offered"]
    assert record.slots["escalated"].shape[-1] == REASONS
    up, offered = record.slots["escalated"][:, :, 0].sum(), record.slots["offered"][:, :, 1].sum()
    assert up == offered, "what goes up arrives"


def issues_are_conserved(centre, record):
    ended = record.ended
    assert len(np.unique(ended["identity"])) == len(ended), "every issue ends once"
    for topic in record.issues:
        over = topic["solved"] + topic["abandoned"] + topic["lost"] + topic["blocked"]
        assert 0 <= over <= topic["opened"]
        assert topic["fcr1"] <= topic["fcr"] <= topic["solved"]
        assert topic["answered"] <= topic["opened"] <= topic["contacts"]
        assert topic["contacts"] == topic["opened"] + topic["repeats"]
        assert topic["solved_at"].sum() == topic["solved"]
    still_open = record.still_open
    assert not set(ended["identity"]) & set(still_open["identity"]), "an issue is over or open"
    opened = centre.floor.outcomes(2 * MOST_OUTCOMES)["opened"].sum()  # counted or not
    assert opened == len(ended) + len(still_open)
    desk = centre.floor.centre.desk
    waiting = sum(centre.waiting(tier) for tier in record.tiers)
    assert 0 <= waiting <= desk.contacts <= desk.open


def no_wait_is_negative(legs):
    answered = legs["outcome"] == ANSWERED
    assert (legs["ended"] >= legs["joined"]).all()
    assert (legs["answered"][answered] >= legs["joined"][answered]).all()
    assert (legs["ended"][answered] >= legs["answered"][answered]).all()
    assert np.isinf(legs["answered"][~answered]).all()


def nobody_is_in_two_places(legs):
    answered = legs[legs["outcome"] == ANSWERED]
    for agent in np.unique(answered["agent"]):
        own = np.sort(answered[answered["agent"] == agent], order="answered")
        assert (own["answered"][1:] >= own["ended"][:-1]).all()


def headcount_never_leaks(centre, record):
    for index, (name, crew) in enumerate(centre.crews.items()):
        places = centre.scenario.pools[name].agents
        assert len(crew.people) <= places
        assert centre.ledger.now("employed")[index] == len(crew.people)
        for stage in STAGES:
            there = sum(p.stage == stage for p in crew.people.values())
            assert centre.ledger.now(stage)[index] == there
        seated = 0 if centre.scenario.pools[name].seats is None else len(crew.duty.on_phone)
        assert centre.ledger.now("filled")[index] == seated
        assert all(p.trained and crew.people[p.place] is p for p in crew.duty.on_phone)
        assert (record.weeks["employed"][:, index] <= places + 1e-9).all()
        pool = record.pool[index]
        assert pool["busy"] <= pool["present"] + 1e-6
        if centre.scenario.pools[name].seats is not None:
            assert pool["filled"] <= pool["asked"] + 1e-6
