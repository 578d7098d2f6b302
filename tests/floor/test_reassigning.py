"""What another team is to do, told in full: aside, back, up, and luck of its own each time."""

import numpy as np
import pytest

from sim.experiment.archive.columns import RESULTS
from sim.luck.draws import MOST_CONTACTS, PURPOSES, REASSIGNED, chance
from sim.scenario import ScenarioError
from sim.scenario.explain import explain
from tests.tracing import assert_equal, fixed, play, two_tiers

EASY, HARD = 0.3, 0.8


def tiers(one=None, two=None):
    return {"one": {"pool": "one"} | (one or {}), "two": {"pool": "two"} | (two or {})}


def handing(**reassign):
    return {"reassign": {"takes": fixed("2min")} | reassign}


def fortune(*places):
    """An issue whose luck lies within bounds: (how often handed on before, tier, low, high), each."""
    return next(
        candidate
        for candidate in range(100_000)
        if all(
            low <= chance(candidate, turn * MOST_CONTACTS * PURPOSES + tier + REASSIGNED) < high
            for turn, tier, low, high in places
        )
    )


def results(log):
    return [RESULTS[n] for n in log.record.legs["outlook"]]


def test_to_another_team_of_the_tier(clock):
    luck = fortune((0, 0, 0, 0.5), (1, 0, 0.5, 1))
    log = play(two_tiers(tiers=tiers(handing(aside="50%"))), [(10, EASY)], clock, fortunes=[luck])
    assert log.legs() == [
        (0, "one", 10, 10, 12, "answered", None),
        (0, "one", 12, 12, 17, "answered", None),
    ]
    assert results(log) == ["reassigned", "solved"]
    assert log.endings() == [(0, "solved", 17, 1, 1)]
    assert log.record.slots["aside"].sum(axis=(0, 1)).tolist() == [1, 0]
    issues = log.record.issues[0]
    assert [issues[n] for n in ("handovers", "hand_backs", "fcr", "fcr1", "flr")] == [1, 0, 1, 0, 1]


def test_a_colleague_who_is_free_takes_it(clock):
    pools = {
        "one": {"agents": 2, "ability": "50%", "tenure": ["1 years"]},
        "two": {"agents": 1, "ability": "100%", "tenure": ["1 years"]},
    }
    luck = fortune((0, 0, 0, 0.5), (1, 0, 0.5, 1))
    scenario = two_tiers(tiers=tiers(handing(aside="50%")), pools=pools)
    log = play(scenario, [(10, EASY)], clock, fortunes=[luck])
    assert log.record.legs["agent"].tolist() == [0, 1]


def test_up_and_back_again(clock):
    """Up after triage, back to the tier below, and there it is solved: two hand-overs."""
    luck = fortune((0, 0, 0, 0.4), (0, 1, 0, 0.5), (1, 0, 0.4, 1))
    scenario = two_tiers(tiers=tiers(handing(up="40%"), handing(back="50%")))
    log = play(scenario, [(10, EASY)], clock, fortunes=[luck])
    assert log.legs() == [
        (0, "one", 10, 10, 12, "answered", "difficulty"),
        (0, "two", 12, 12, 14, "answered", None),
        (0, "one", 14, 14, 19, "answered", None),
    ]
    assert results(log) == ["escalated", "handed_back", "solved"]
    assert log.endings() == [(0, "solved", 19, 1, 2)]
    issues = log.record.issues[0]
    names = ("passed_up", "avoidable", "hand_backs", "rejected", "handovers")
    assert [issues[n] for n in names] == [1, 0, 1, 0, 2]
    assert log.record.slots["back"].sum(axis=(0, 1)).tolist() == [0, 1]


def test_how_often_is_geometric(clock):
    """With half of contacts handed aside each time, n hand-overs have probability 2^-(n+1).

    Chi-square with 5 degrees of freedom at 99.9%, seed fixed: false alarm once in a thousand.
    """
    scenario = two_tiers(
        tiers=tiers(handing(aside="50%", takes=fixed("1s"))),
        topics={"any": {"share": "100%", "handle": fixed("1s")}},
    )
    log = play(scenario, [(n / 5, EASY) for n in range(4000)], clock)
    counts = np.bincount(np.minimum(log.record.ended["handovers"], 5), minlength=6)
    expected = 4000 * np.array([0.5, 0.25, 0.125, 0.0625, 0.03125, 0.03125])
    assert counts.sum() == 4000
    assert ((counts - expected) ** 2 / expected).sum() < 20.5


def test_both_calendars_agree():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    calls = [(n * 1.5, (n * 37 % 100) / 100) for n in range(300)]
    takes = {"kind": "exponential", "mean": "2min"}
    scenario = two_tiers(
        tiers=tiers(
            handing(aside="20%", up="20%", takes=takes) | {"consult": {}},
            handing(aside="10%", back="30%", takes=takes) | {"reject": {}},
        ),
        resolution={"kind": "probability", "known": "70%"},
        returns={"share": "50%"},
    )
    runs = [play(scenario, calls, each).record for each in ("simpy", "compiled")]
    assert_equal(*runs)
    assert runs[0].slots["aside"].sum() > 20
    assert runs[0].slots["back"].sum() > 10


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (handing(back="10%"), None, "none below to hand back to"),
        (None, handing(up="10%"), "none to hand up to"),
        (handing(aside="60%", up="40%"), None, "come to 100%"),
    ],
)
def test_what_cannot_be(one, two, said):
    with pytest.raises(ScenarioError, match=said):
        two_tiers(tiers=tiers(one, two))


def test_what_is_handed_on_is_explained():
    scenario = two_tiers(tiers=tiers(handing(aside="10%", up="40%"), handing(back="50%")))
    told = " ".join(explain(scenario).mechanisms)
    assert (
        "one sees at the start that another team is to do it: 10% go to one of the same tier, 0% back" in told
    )
