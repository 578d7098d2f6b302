"""Leads at their desk: they dispatch, help in mid-call and survey, one thing after another."""

import pytest

from sim.floor.desk import first_lead, lead_free_from, take_lead
from sim.floor.kinds import NEVER, NOBODY
from sim.floor.setting import Tier
from tests.tracing import assert_equal, fixed, play, quiet, two_tiers

OFFICE = {"Sun-Thu": "08:00-16:00"}


def test_the_lead_who_is_free_first_takes_the_next_thing():
    tier = Tier(leads=2)
    assert take_lead(10.0, tier, 5.0) == 15.0
    assert take_lead(10.0, tier, 3.0) == 13.0
    assert lead_free_from(11.0, tier) == 13.0
    assert take_lead(11.0, tier, 4.0) == 17.0
    assert lead_free_from(20.0, tier) == 20.0
    tier.leads = 0
    assert first_lead(tier) == NOBODY
    assert lead_free_from(20.0, tier) == NEVER


def test_dispatch_waits_for_leads_and_goes_without_them():
    """Two minutes of one lead for each contact; after his shift nobody is there to read it."""
    scenario = quiet(
        calendar={"start": "2026-01-04", "length": "7 days", "warm_up": "0min"},
        opening={"Sun-Thu": "06:00-22:00"},
        tiers={"one": {"pool": "one", "dispatch": {"takes": "2min"}}},
        pools={
            "one": {
                "agents": 3,
                "attrition": None,
                "tenure": ["1 years"],
                "leads": {"number": 1, "hours": "25h"},
            }
        },
    )
    there = []

    def looking(env, centre):
        while env.now < centre.period.start + 1440:
            there.append(centre.floor.centre.tiers[0].leads)
            yield env.timeout(1)

    play(scenario, [], processes=[looking])
    start = there.index(1)
    end = there.index(0, start)
    log = play(scenario, [(start + 10, 0.5), (start + 10.5, 0.5), (end + 20, 0.5)])
    assert [leg[3] - leg[2] for leg in log.legs()] == pytest.approx([2.0, 3.5, 0.0])
    assert log.record.slots["undispatched"].sum() == 1
    assert log.record.slots["dispatching"].sum() == pytest.approx(4)


def stuck(waits="5min", leads=None, **consult):
    """Tier 1 is always stuck and asks its lead, for 3 minutes after 5 of its own."""
    return two_tiers(
        opening=OFFICE,
        calendar={"start": "2026-01-04", "length": "7 days", "warm_up": "0min"},
        tiers={
            "one": {
                "pool": "one",
                "consult": {"ask": "lead", "settles": "100%", "takes": "3min", "waits": waits} | consult,
            },
            "two": {"pool": "two"},
        },
        pools={
            "one": {
                "agents": 3,
                "ability": "50%",
                "tenure": ["1 years"],
                "attrition": None,
                "leads": leads or {"number": 1, "hours": "42h"},
            },
            "two": {"agents": 1, "tenure": ["1 years"], "attrition": None},
        },
    )


def test_who_is_stuck_waits_for_the_lead():
    """Calls at 10:00, :01 and :02 are stuck at :05, :06 and :07; the lead answers from :05, :08 and :11."""
    ten = 10 * 60
    log = play(stuck(), [(ten, 0.9), (ten + 1, 0.9), (ten + 2, 0.9)])
    assert [(leg[2] - ten, leg[4] - ten, leg[5]) for leg in log.legs()] == [
        (0, 8, "answered"),
        (1, 11, "answered"),
        (2, 14, "answered"),
    ]
    assert log.record.slots["helping"].sum() == pytest.approx(9)


def test_who_would_wait_too_long_for_the_lead_does_without():
    ten = 10 * 60
    log = play(stuck(waits="3min"), [(ten, 0.9), (ten + 1, 0.9), (ten + 2, 0.9)])
    legs = [(leg[1], leg[2] - ten, leg[4] - ten) for leg in log.legs() if leg[1] == "one"]
    assert legs == [("one", 2, 7), ("one", 0, 8), ("one", 1, 11)]
    assert log.record.slots["unadvised"].sum() == 1


def test_a_lead_who_is_no_abler_settles_nothing():
    ten = 10 * 60
    log = play(stuck(leads={"number": 1, "hours": "42h", "ability": "60%"}), [(ten, 0.9)])
    assert [(leg[1], leg[4] - ten) for leg in log.legs()] == [("one", 8), ("two", pytest.approx(13))]


def surveyed(leads, **survey):
    return quiet(
        opening=OFFICE,
        calendar={"start": "2026-01-04", "length": "7 days", "warm_up": "0min"},
        resolution={"known": "0%"},
        survey={"sample": "100%", "after": fixed("1 day"), "takes": "5min", "leads": True} | survey,
        pools={
            "one": {
                "agents": 1,
                "ability": "50%",
                "attrition": None,
                "tenure": ["1 years"],
                "leads": leads,
            }
        },
    )


def test_a_lead_asks_and_what_is_not_solved_is_reopened():
    """A day after calls that end at 10:05 and 10:10, the lead asks one customer after the other."""
    ten = 10 * 60
    log = play(surveyed({"number": 1, "hours": "42h"}), [(ten, 0.2), (ten + 1, 0.9)])
    survey = log.record.promises[1]
    # The second customer is asked every day; what is reopened is promised and taken up too.
    assert (survey["surveyed"], survey["reopened"], survey["kept"]) == (5, 4, 9)
    legs = [(leg[0], round(leg[2] - ten, 3)) for leg in log.legs()]
    assert legs[:4] == [(0, 0), (1, 1), (1, 1440 + 10 + 5), (1, 2 * 1440 + 10 + 5 + 5 + 5)]


def test_a_survey_that_no_lead_has_time_for_is_dropped():
    """Nobody leads at night: the customer is asked within an hour of closing, or not at all."""
    leads = {"number": 1, "hours": "1h"}
    log = play(surveyed(leads, within="30min"), [(15 * 60, 0.2), (15 * 60 + 1, 0.9)])
    survey = log.record.promises[1]
    assert survey["surveyed"] == 0
    assert survey["broken"] == 2
    endings = sorted((ending[0], ending[1]) for ending in log.endings())
    assert endings == [(0, "solved"), (1, "lost")]


def test_both_calendars_agree():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    eight = 8 * 60
    calls = [(eight + 2.5 * n, 0.1 * (n % 10)) for n in range(190)]
    coaching = {"every": "1 day", "takes": "30min", "handle_time": "70%"}
    leads = {"number": 2, "hours": "20h", "ability": "80%", "coaching": coaching}
    scenario = two_tiers(
        opening=OFFICE,
        calendar={"start": "2026-01-04", "length": "7 days", "warm_up": "0min"},
        resolution={"known": "50%"},
        returns={"share": "50%", "after": fixed("1 day")},
        survey={"sample": "60%", "after": fixed("1 day"), "takes": "5min", "leads": True},
        tiers={
            "one": {
                "pool": "one",
                "route": "best_skill",
                "dispatch": {"takes": "30s"},
                "consult": {"ask": "lead", "takes": "3min", "waits": "1min"},
            },
            "two": {"pool": "two"},
        },
        pools={
            "one": {"agents": 6, "ability": "40%", "leads": leads},
            "two": {"agents": 2, "tenure": ["1 years"], "attrition": None},
        },
    )
    runs = [play(scenario, calls, each).record for each in ("simpy", "compiled")]
    assert_equal(*runs)
    assert runs[0].promises[1]["surveyed"] > 0
    for name in ("dispatching", "undispatched", "helping", "unadvised"):
        assert runs[0].slots[name].sum() > 0
    assert runs[0].pool["leads_coaching"][0] > 0
