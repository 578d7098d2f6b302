"""Calls that are broken off, event by event: for a more urgent one, and at the end of a shift."""

import pytest

from sim.measure.registry import total
from sim.scenario.problems import ScenarioError
from sim.scenario.rota_table import read_rota
from sim.scenario.telling import sentences
from tests.tracing import fixed, play, quiet

ORDINARY, URGENT, DIRE = 0, 1, 2


def lined_up(line, tier=None):
    """Topics of 5 minutes, each more urgent than the one before, and one tier."""
    topics = {
        name: {"share": share, "handle": fixed("5min"), "priority": priority}
        for name, share, priority in (("ordinary", "50%", 0), ("urgent", "30%", 1), ("dire", "20%", 2))
    }
    return {"topics": topics, "tiers": {"one": {"pool": "one", "line": line} | (tier or {})}}


def preemptive(agents=1, patience=None, tier=None, pool=None, **blocks):
    return quiet(
        **lined_up("preemptive", tier)
        | {
            "patience": fixed(patience) if patience else {"kind": "never"},
            "pools": {"one": {"agents": agents, "tenure": ["1 years"]} | (pool or {})},
        }
        | blocks
    )


def legs(log):
    return [(issue, *when, how) for issue, _tier, *when, how, _reason in log.legs()]


def test_an_urgent_call_breaks_off_another(clock):
    """It goes on where it was broken off, before who came in the meantime."""
    log = play(preemptive(), [(10, 0), (11, 0), (12, 0)], clock, topics=[ORDINARY, ORDINARY, URGENT])
    assert legs(log) == [
        (0, 10, 10, 12, "broken_off"),
        (2, 12, 12, 17, "answered"),
        (0, 12, 17, 20, "answered"),
        (1, 11, 20, 25, "answered"),
    ]


def test_equals_wait_for_each_other(clock):
    log = play(preemptive(), [(10, 0), (11, 0)], clock, topics=[URGENT, URGENT])
    assert legs(log) == [(0, 10, 10, 15, "answered"), (1, 11, 15, 20, "answered")]


def test_of_the_least_urgent_the_one_that_began_last_is_broken_off(clock):
    calls = [(10, 0), (11, 0), (12, 0), (13, 0)]
    log = play(preemptive(agents=3), calls, clock, topics=[ORDINARY, ORDINARY, URGENT, DIRE])
    assert legs(log)[0] == (1, 11, 11, 13, "broken_off")
    assert (0, 10, 10, 15, "answered") in legs(log)
    assert (2, 12, 12, 17, "answered") in legs(log)
    assert (1, 13, 15, 18, "answered") in legs(log)


def test_broken_off_twice(clock):
    log = play(preemptive(), [(10, 0), (12, 0), (13, 0)], clock, topics=[ORDINARY, URGENT, DIRE])
    assert legs(log) == [
        (0, 10, 10, 12, "broken_off"),
        (1, 12, 12, 13, "broken_off"),
        (2, 13, 13, 18, "answered"),
        (1, 13, 18, 22, "answered"),
        (0, 12, 22, 25, "answered"),
    ]


def test_patience_goes_on_where_it_was(clock):
    """Issue 0 waits for 5 of 7 minutes, is broken off after one, and hangs up 2 minutes later."""
    calls = [(10, 0), (10, 0), (16, 0)]
    log = play(preemptive(patience="7min"), calls, clock, topics=[ORDINARY, ORDINARY, URGENT])
    assert legs(log) == [
        (0, 10, 10, 15, "answered"),
        (1, 10, 15, 16, "broken_off"),
        (1, 16, None, 18, "abandoned"),
        (2, 16, 16, 21, "answered"),
    ]
    assert log.endings() == [(0, "solved", 15, 1, 0), (1, "abandoned", 18, 1, 0), (2, "solved", 21, 1, 0)]
    leg = total(log.record.slots[:, :, 0])
    assert (leg["offered"], leg["answered"], leg["abandoned"], leg["hung_up_again"]) == (3, 3, 1, 1)
    assert (leg["broken_off"], leg["delayed"], leg["answered_in_target"]) == (1, 1, 2)
    assert (leg["handled"], leg["waited"], leg["waited_answered"], leg["waited_abandoned"]) == (11, 7, 5, 7)
    assert log.record.pool["busy"].sum() == 11


def test_who_has_no_patience_left_is_gone_at_once(clock):
    """Who would hang up rather than wait does so when the call is broken off."""
    log = play(preemptive(patience="0min"), [(10, 0), (12, 0)], clock, topics=[ORDINARY, URGENT])
    assert legs(log)[:2] == [(0, 10, 10, 12, "broken_off"), (0, 12, None, 12, "abandoned")]


def test_someone_else_goes_on_and_hears_it_again(clock):
    """Agent 1 takes up what agent 0 left: a hand-over, and a minute more."""
    scenario = preemptive(agents=2, explanation={"handover": "1min"})
    calls = [(10, 0), (11, 0), (12, 0)]
    log = play(scenario, calls, clock, topics=[URGENT, ORDINARY, DIRE])
    assert legs(log) == [
        (1, 11, 11, 12, "broken_off"),
        (0, 10, 10, 15, "answered"),
        (2, 12, 12, 17, "answered"),
        (1, 12, 15, 20, "answered"),
    ]
    agents = [int(leg["agent"]) for leg in log.record.legs if leg["identity"] == 1]
    assert agents == [1, 0]
    assert log.endings()[-1] == (1, "solved", 20, 1, 1)
    assert [leg["explained"] for leg in log.record.legs] == [0, 0, 0, 1]


def test_who_is_idle_and_may_takes_up_what_was_broken_off(clock):
    """Only `one` takes what is dire; `two`, who is idle, goes on with what it leaves."""
    people = {"tenure": ["1 years"]}
    scenario = preemptive(
        tier={"pool": ["one", "two"], "route": "in_order"},
        pools={
            "one": {"agents": 1} | people,
            "two": {"agents": 1, "skills": {"topics": {"ordinary": "100%", "urgent": "100%"}}} | people,
        },
    )
    log = play(scenario, [(10, 0), (12, 0)], clock, topics=[ORDINARY, DIRE])
    assert legs(log) == [
        (0, 10, 10, 12, "broken_off"),
        (0, 12, 12, 15, "answered"),
        (1, 12, 12, 17, "answered"),
    ]


def test_what_was_broken_off_breaks_off_what_is_less_urgent_still(clock):
    """`one` has to take what is dire, and what it leaves is more urgent than what `two` does."""
    people = {"tenure": ["1 years"]}
    scenario = preemptive(
        tier={"pool": ["one", "two"], "route": "in_order"},
        pools={
            "one": {"agents": 1} | people,
            "two": {"agents": 1, "skills": {"topics": {"ordinary": "100%", "urgent": "100%"}}} | people,
        },
    )
    log = play(scenario, [(10, 0), (11, 0), (12, 0)], clock, topics=[URGENT, ORDINARY, DIRE])
    assert legs(log) == [
        (0, 10, 10, 12, "broken_off"),
        (1, 11, 11, 12, "broken_off"),
        (0, 12, 12, 15, "answered"),
        (2, 12, 12, 17, "answered"),
        (1, 12, 15, 19, "answered"),
    ]


# --- at the end of a shift -----------------------------------------------------------------------


def shifts(people, how="hand_back", meeting=None, **blocks):
    """Shifts on the first day, a Sunday, by person."""
    table = "person,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n"
    table += "".join(f"{number},{when},,,,,,\n" for number, when in enumerate(people))
    pool = {
        "agents": len(people),
        "tenure": ["1 years"],
        "rota": read_rota(table, "rota.csv", "rota.csv"),
        "at_shift_end": how,
        "meeting": meeting,
    }
    return quiet(**{"calendar": FROM_SUNDAY, "pools": {"one": pool}, "patience": {"kind": "never"}} | blocks)


FROM_SUNDAY = {"start": "2026-01-04", "length": "7 days", "warm_up": "0min"}
ELEVEN = 660


def test_who_goes_hands_back_the_call_in_hand(clock):
    """Until eleven two, then one, who is idle: he goes on with it at once, and it takes no longer."""
    log = play(shifts(["10:00-11:00", "10:00-12:00"]), [(ELEVEN - 2, 0)], clock)
    assert legs(log) == [
        (0, ELEVEN - 2, ELEVEN - 2, ELEVEN, "broken_off"),
        (0, ELEVEN, ELEVEN, ELEVEN + 3, "answered"),
    ]
    assert [int(leg["agent"]) for leg in log.record.legs] == [0, 1]
    pool = log.record.pool
    assert (pool["busy"].sum(), pool["present"].sum()) == (5, 180)


def test_who_goes_finishes_the_call_in_hand_unless_told_otherwise(clock):
    log = play(shifts(["10:00-11:00", "10:00-12:00"], "finish"), [(ELEVEN - 2, 0)], clock)
    assert legs(log) == [(0, ELEVEN - 2, ELEVEN - 2, ELEVEN + 3, "answered")]
    assert log.record.pool["present"].sum() == 183


def test_what_was_handed_back_stands_at_the_front(clock):
    """Two are busy and one waits; at eleven one goes, and his call is next."""
    calls = [(ELEVEN - 3, 0), (ELEVEN - 2, 0), (ELEVEN - 1, 0)]
    log = play(shifts(["10:00-12:00", "10:00-11:00"]), calls, clock)
    assert legs(log) == [
        (1, ELEVEN - 2, ELEVEN - 2, ELEVEN, "broken_off"),
        (0, ELEVEN - 3, ELEVEN - 3, ELEVEN + 2, "answered"),
        (1, ELEVEN, ELEVEN + 2, ELEVEN + 5, "answered"),
        (2, ELEVEN - 1, ELEVEN + 5, ELEVEN + 10, "answered"),
    ]


def test_who_comes_goes_on_with_what_those_who_go_hand_back(clock):
    """Two go, and two come at the same moment."""
    calls = [(ELEVEN - 3, 0), (ELEVEN - 2, 0)]
    log = play(shifts(["10:00-11:00"] * 2 + ["11:00-12:00"] * 2), calls, clock)
    assert sorted(legs(log)[2:]) == [
        (0, ELEVEN, ELEVEN, ELEVEN + 2, "answered"),
        (1, ELEVEN, ELEVEN, ELEVEN + 3, "answered"),
    ]


def test_of_what_is_handed_back_at_once_the_most_urgent_goes_on_first(clock):
    """Agents 0 and 1 go, and 2 takes what 1 had; nobody takes the other only to be broken off again."""
    log = play(
        shifts(["10:00-11:00", "10:00-11:00", "10:00-12:00"], **lined_up("preemptive")),
        [(ELEVEN - 3, 0), (ELEVEN - 2, 0)],
        clock,
        topics=[ORDINARY, URGENT],
    )
    assert legs(log) == [
        (0, ELEVEN - 3, ELEVEN - 3, ELEVEN, "broken_off"),
        (1, ELEVEN - 2, ELEVEN - 2, ELEVEN, "broken_off"),
        (1, ELEVEN, ELEVEN, ELEVEN + 3, "answered"),
        (0, ELEVEN, ELEVEN + 3, ELEVEN + 5, "answered"),
    ]


def test_the_last_one_there_finishes(clock):
    log = play(shifts(["10:00-11:00"]), [(ELEVEN - 2, 0)], clock)
    assert legs(log) == [(0, ELEVEN - 2, ELEVEN - 2, ELEVEN + 3, "answered")]


def test_when_the_centre_closes_all_finish(clock):
    """Nobody would be left in line to whom anything could be handed back."""
    calls = [(ELEVEN - 2, 0), (ELEVEN - 1, 0)]
    log = play(shifts(["10:00-11:00"] * 2, opening={"Sun": "10:00-11:00"}), calls, clock)
    assert [how for *_, how in legs(log)] == ["answered", "answered"]


def test_what_was_handed_back_and_never_taken_up_is_given_up(clock):
    """At eleven one goes; at noon the centre closes, the other finishes a call of 90 minutes and goes too."""
    topics = {"any": {"share": "100%", "handle": fixed("90min")}}
    calls = [(ELEVEN - 3, 0), (ELEVEN - 2, 0)]
    scenario = shifts(["10:00-12:00", "10:00-11:00"], opening={"Sun": "10:00-12:00"}, topics=topics)
    log = play(scenario, calls, clock)
    assert legs(log) == [
        (1, ELEVEN - 2, ELEVEN - 2, ELEVEN, "broken_off"),
        (0, ELEVEN - 3, ELEVEN - 3, ELEVEN + 87, "answered"),
        (1, ELEVEN, None, ELEVEN + 87, "abandoned"),
    ]
    leg = total(log.record.slots[:, :, 0])
    assert (leg["offered"], leg["answered"], leg["abandoned"], leg["blocked"]) == (2, 2, 1, 0)


def test_breaks_wait_for_the_call_in_hand(clock):
    """The shift goes on after them."""
    meeting = {"length": "30min", "day": "Sun", "at": "11:00"}
    log = play(shifts(["10:00-12:00"] * 2, meeting=meeting), [(ELEVEN - 2, 0)], clock)
    assert legs(log) == [(0, ELEVEN - 2, ELEVEN - 2, ELEVEN + 3, "answered")]


# --- what cannot be ------------------------------------------------------------------------------


REFUSED = [
    ({"tier": {"dispatch": {"takes": "10s"}}}, "tiers.one.line", "dispatch"),
    ({"pool": {"at_shift_end": "hand_back"}}, "pools.one.at_shift_end", "no shifts"),
    ({"tier": {"line": "preemptiv"}}, "tiers.one.line", "preemptive"),
]


@pytest.mark.parametrize(("blocks", "key", "told"), REFUSED)
def test_refused(blocks, key, told):
    with pytest.raises(ScenarioError) as caught:
        preemptive(**blocks)
    assert key in str(caught.value)
    assert told in str(caught.value)


def test_told():
    assert any("broken off" in sentence for sentence in sentences(preemptive()))
