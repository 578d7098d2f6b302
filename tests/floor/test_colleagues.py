"""Between colleagues and lines, told in full: authority, passing up, sending back, asking in mid-call."""

import numpy as np
import pytest

from sim.floor.names import CONSULTED
from sim.luck.draws import SENSITIVE, chance
from tests.tracing import assert_equal, play, two_tiers

EASY, HARD = 0.3, 0.8
UNSURE = {"avoidable": "100%", "triage": "1min"}


def tiers(one=None, two=None):
    return {"one": {"pool": "one"} | (one or {}), "two": {"pool": "two"} | (two or {})}


def pools(ability_two="100%", agents_two=1, agents_one=1):
    return {
        "one": {"agents": agents_one, "ability": "50%", "tenure": ["1 years"]},
        "two": {"agents": agents_two, "ability": ability_two, "tenure": ["1 years"]},
    }


def agent(log, number):
    return log.centre.floor.centre.agents[number]


# --- passing up ----------------------------------------------------------------------------------


def test_an_unsure_agent_passes_up_what_he_could_solve(clock):
    log = play(two_tiers(UNSURE), [(10, EASY)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 11, "answered", "unsure"),
        (0, "two", 11, 11, 16, "answered", None),
    ]
    assert log.record.legs["avoidable"].tolist() == [1, 0]
    issues = log.record.issues[0]
    assert (issues["passed_up"], issues["avoidable"]) == (1, 1)
    assert log.record.slots["avoidable"].sum() == 1
    assert (agent(log, 0).passed_up, agent(log, 0).avoidable) == (1, 1)


def test_escalations_are_counted_by_place_whoever_holds_it(clock):
    """Two hold the place, one after the other; what comes in the warm-up counts nowhere."""
    scenario = two_tiers(UNSURE, calendar={"length": "7 days", "warm_up": "0min"})

    def someone_new(env, centre):
        yield env.timeout(15)
        centre.floor.start_anew(0)

    log = play(scenario, [(10, EASY), (30, HARD), (50, EASY)], clock, [someone_new])
    assert log.record.escalations.tolist() == [(3, 2), (0, 0)]
    assert log.record.issues["passed_up"].sum() == 3
    warm = two_tiers(UNSURE, calendar={"length": "7 days", "warm_up": "2 days"})
    assert play(warm, [(10, EASY)], clock).record.escalations.tolist() == [(0, 0), (0, 0)]


def test_thresholds_pass_up_what_could_have_been_solved(clock):
    log = play(two_tiers({"after": "4min"}), [(10, EASY), (30, HARD)], clock)
    assert [leg[-1] for leg in log.legs()] == ["after", None, "after", None]
    assert log.record.legs["avoidable"].tolist() == [1, 0, 0, 0], "the second was too hard for tier 1 anyway"


def test_what_is_too_hard_is_not_avoidable(clock):
    log = play(two_tiers(UNSURE), [(10, HARD)], clock)
    assert log.legs()[0] == (0, "one", 10, 10, 15, "answered", "unsolved")
    assert log.record.issues[0]["avoidable"] == 0


# --- authority -----------------------------------------------------------------------------------


def test_sensitive_issues_go_up_after_triage(clock):
    fortunes = [1, 2, 3, 4]
    sensitive = [chance(f, SENSITIVE) for f in fortunes]
    share = (min(sensitive) + max(sensitive)) / 2
    scenario = two_tiers(tiers=tiers({"authority": share, "escalate": {"triage": "1min"}}))
    log = play(scenario, [(10 * n, EASY) for n in (1, 2, 3, 4)], clock, fortunes=fortunes)
    reasons = {leg[0]: leg[-1] for leg in reversed(log.legs()) if leg[1] == "one"}
    assert reasons == {n: "authority" if s > share else None for n, s in enumerate(sensitive)}
    assert {None, "authority"} == set(reasons.values())
    assert log.record.issues[0]["avoidable"] == 0, "he was not allowed to settle it"
    up = [leg for leg in log.legs() if leg[-1] == "authority"]
    assert all(ended == answered + 1 for _, _, _, answered, ended, *_ in up)


def test_a_topics_authority_goes_before_the_tiers(clock):
    topics = {
        "any": {
            "share": "100%",
            "handle": {"kind": "deterministic", "value": "5min"},
            "authority": {"one": "0%"},
        }
    }
    log = play(two_tiers(topics=topics, tiers=tiers({"authority": "100%"})), [(10, EASY)], clock)
    assert log.legs()[0][-1] == "authority"


# --- sending back --------------------------------------------------------------------------------


def rejecting(unsure=UNSURE, **reject):
    said = {"notices": "100%", "takes": "2min", "lesson": "20%"} | reject
    return two_tiers(tiers=tiers({"escalate": unsure}, {"reject": said}))


def test_what_ought_to_have_stayed_is_sent_back_and_stays(clock):
    log = play(rejecting(), [(10, EASY)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 11, "answered", "unsure"),
        (0, "two", 11, 11, 13, "answered", None),
        (0, "one", 13, 13, 18, "answered", None),
    ]
    assert log.endings() == [(0, "solved", 18, 1, 2)]
    issues = log.record.issues[0]
    assert [issues[n] for n in ("passed_up", "avoidable", "hand_backs", "handovers")] == [1, 1, 1, 2]
    assert (issues["fcr"], issues["fcr1"], issues["flr"]) == (1, 0, 0)
    assert log.record.slots["rejected"].sum() == 1
    assert agent(log, 0).unsure == pytest.approx(0.8), "he has learned"


def test_without_explaining_nobody_learns(clock):
    log = play(rejecting(explains=False), [(10, EASY)], clock)
    assert agent(log, 0).unsure == 1.0


def test_sent_back_at_most_so_often(clock):
    """Thresholds apply again until the last time: then it stays."""
    log = play(rejecting(at_most=2, lesson="0%"), [(10, EASY)], clock)
    assert [leg[1] for leg in log.legs()] == ["one", "two", "one", "two", "one"]
    assert log.endings() == [(0, "solved", 21, 1, 4)]
    log = play(rejecting({"after": "4min"}), [(10, EASY)], clock)
    assert [leg[1:5] for leg in log.legs()] == [
        ("one", 10, 10, 14),
        ("two", 14, 14, 16),
        ("one", 16, 16, 21),
    ]


def test_what_is_too_hard_is_not_sent_back(clock):
    log = play(rejecting(), [(10, HARD)], clock)
    assert [leg[1] for leg in log.legs()] == ["one", "two"]


def test_who_cannot_solve_it_passes_it_up_again(clock):
    """An able agent passes it up; a newcomer gets it back, cannot solve it, and it is not sent back again."""
    able = {"one": {"agents": 2, "ability": "50%", "tenure": ["1 years", "0min"]}}
    able["one"]["learning"] = {"time_constant": "1 days", "ability": "10%"}
    scenario = two_tiers(
        tiers=tiers({"escalate": UNSURE}, {"reject": {"notices": "100%", "takes": "2min"}}),
        pools=pools() | able,
    )
    log = play(scenario, [(10, EASY)], clock)
    assert [(leg[1], leg[-1]) for leg in log.legs()] == [
        ("one", "unsure"),
        ("two", None),
        ("one", "unsolved"),
        ("two", None),
    ]
    assert log.record.legs["agent"].tolist() == [0, 2, 1, 2]
    assert log.record.legs["avoidable"].tolist() == [1, 0, 0, 0]


# --- asking --------------------------------------------------------------------------------------


def asking(agents_two=1, ability_two="100%", **consult):
    said = {"takes": "3min", "settles": "100%"} | consult
    return two_tiers(tiers=tiers({"consult": said}), pools=pools(ability_two, agents_two))


def consulted(log):
    return [CONSULTED[n] for n in log.record.legs["consulted"]]


def test_an_idle_colleague_helps_and_it_is_settled(clock):
    log = play(asking(), [(10, HARD)], clock)
    assert log.legs() == [(0, "one", 10, 10, 18, "answered", None)]
    assert log.endings() == [(0, "solved", 18, 1, 0)]
    assert consulted(log) == ["settled"]
    assert log.record.legs["helper"].tolist() == [1]
    sums = {n: log.record.slots[n].sum(axis=(0, 1)).tolist() for n in ("asked", "advised", "settled")}
    assert sums == {"asked": [1, 0], "advised": [1, 0], "settled": [1, 0]}
    assert log.record.slots["helping"].sum(axis=(0, 1)).tolist() == [0, 3]
    assert log.record.pool["busy"].tolist() == [8, 3]


def test_an_idle_colleague_is_taken_from_his_line(clock):
    """While he helps, from 15 to 18, he answers nobody; the next contact goes up to him and waits."""
    scenario = two_tiers({"difficulty_above": "90%", "triage": "1min"})
    scenario = two_tiers(
        tiers=tiers(
            {
                "consult": {"takes": "3min", "settles": "100%"},
                "escalate": {"difficulty_above": "90%", "triage": "1min"},
            }
        ),
        pools=pools(agents_one=2),
    )
    log = play(scenario, [(10, HARD), (15.5, 0.95)], clock)
    assert log.legs() == [
        (1, "one", 15.5, 15.5, 16.5, "answered", "difficulty"),
        (0, "one", 10, 10, 18, "answered", None),
        (1, "two", 16.5, 18, 23, "answered", None),
    ]


def test_a_busy_colleague_is_slowed(clock):
    """He has a contact from 13 to 18, which takes until 21."""
    scenario = two_tiers(
        tiers=tiers(
            {
                "consult": {"takes": "3min", "settles": "100%"},
                "escalate": {"difficulty_above": "90%", "triage": "1min"},
            }
        ),
        pools=pools(agents_one=2),
    )
    log = play(scenario, [(10, HARD), (12, 0.95)], clock)
    assert log.legs() == [
        (1, "one", 12, 12, 13, "answered", "difficulty"),
        (0, "one", 10, 10, 18, "answered", None),
        (1, "two", 13, 13, 21, "answered", None),
    ]
    assert log.record.slots["interrupted"].sum(axis=(0, 1)).tolist() == [0, 1]


def test_a_question_that_settles_nothing_goes_up(clock):
    log = play(asking(settles="0%"), [(10, HARD)], clock)
    assert log.legs() == [
        (0, "one", 10, 10, 18, "answered", "unsolved"),
        (0, "two", 18, 18, 23, "answered", None),
    ]
    assert consulted(log) == ["not settled", "not asked"]


def test_nobody_can_help(clock):
    """Everyone is asked, and nobody is able: it goes up at once. One colleague takes his time in vain."""
    log = play(asking(ability_two="60%"), [(10, HARD)], clock)
    assert log.legs()[0] == (0, "one", 10, 10, 15, "answered", "unsolved")
    assert consulted(log)[0] == "no one could help"
    log = play(asking(ability_two="60%", ask="colleague"), [(10, HARD)], clock)
    assert log.legs()[0] == (0, "one", 10, 10, 18, "answered", "unsolved")
    assert consulted(log)[0] == "not settled"


def test_a_broadcast_finds_the_one_who_can(clock):
    scenario = asking(agents_two=3, ability_two="90%")
    learning = {"time_constant": "10 years", "ability": "60%"}
    two = {"agents": 3, "ability": "90%", "tenure": ["0min", "40 years", "0min"], "learning": learning}
    scenario = two_tiers(
        tiers=tiers({"consult": {"takes": "3min", "settles": "100%"}}), pools=pools() | {"two": two}
    )
    for fortune in range(5):
        log = play(scenario, [(10, HARD)], clock, fortunes=[fortune])
        assert log.record.legs["helper"].tolist() == [2]


def test_at_the_last_tier_colleagues_of_ones_own_may_help(clock):
    learning = {"time_constant": "10 years", "ability": "60%"}
    two = {"agents": 2, "ability": "90%", "tenure": ["0min", "40 years"], "learning": learning}
    said = {"takes": "3min", "settles": "100%", "of": "own"}
    scenario = two_tiers(tiers=tiers(two={"consult": said}), pools=pools() | {"two": two})
    log = play(scenario, [(10, HARD)], clock)
    assert log.legs()[1] == (0, "two", 15, 15, 23, "answered", None)
    assert log.endings() == [(0, "solved", 23, 1, 1)]


def test_struggling_takes_longer_and_teaches(clock):
    learning = {"struggling": "5%", "answers": "10%", "up_to": "90%"}
    log = play(asking(after="4min", learning=learning), [(10, HARD)], clock)
    assert log.legs() == [(0, "one", 10, 10, 22, "answered", None)]
    learned = 0.2 + 0.1 * 0.8
    assert agent(log, 0).learned == pytest.approx(learned)
    assert agent(log, 0).ability == pytest.approx(0.5 + 0.4 * learned), "still, six midnights later"


def test_what_is_learned_is_added_to_tenure_and_leaves_with_the_person(clock):
    def change(env, centre):
        yield env.timeout(3 * 1440 + 1)
        log.append(agent_of(centre).ability)
        centre.floor.start_anew(0)
        yield env.timeout(1440)
        log.append(agent_of(centre).ability)

    def agent_of(centre):
        return centre.floor.centre.agents[0]

    log = []
    learning = {"struggling": "0%", "answers": "50%", "up_to": "100%"}
    one = {"learning": {"time_constant": "1 weeks", "ability": "20%"}, "tenure": ["100 years"]}
    scenario = two_tiers(
        tiers=tiers({"consult": {"settles": "100%", "learning": learning}}),
        pools={"one": pools()["one"] | one, "two": pools()["two"]},
    )
    play(scenario, [(10, HARD)], clock, processes=[change])
    assert log == pytest.approx([0.75, 0.5])


def test_everyone_in_a_call_reads_the_question(clock):
    """Two colleagues are in calls: one answers and is slowed, the other's next contact takes longer."""
    said = {"takes": "3min", "settles": "100%", "glance": "1min"}
    scenario = two_tiers(
        tiers=tiers({"consult": said, "escalate": {"difficulty_above": "90%", "triage": "1min"}}),
        pools=pools(agents_one=3, agents_two=2),
    )
    calls = [(10, HARD), (11, 0.95), (12, 0.95), (30, 0.95), (30, 0.95)]
    log = play(scenario, calls, clock)
    took = [ended - answered for _, tier, _, answered, ended, *_ in log.legs() if tier == "two"]
    assert sorted(took) == [5, 5, 6, 8]


def test_both_calendars_agree():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    calls = [(n * 1.5, (n * 37 % 100) / 100) for n in range(300)]
    said = {
        "takes": "3min",
        "glance": "20s",
        "after": "1min",
        "learning": {"struggling": "1%", "answers": "1%"},
    }
    for ask in ("everyone", "colleague"):
        scenario = two_tiers(
            tiers=tiers(
                {"consult": said | {"ask": ask}, "authority": "80%", "escalate": {"avoidable": "30%"}},
                {"reject": {}, "consult": {"of": "own", "ask": ask}},
            ),
            pools=pools("90%", 3, 3),
            resolution={"known": "70%"},
            returns={"share": "50%"},
        )
        runs = [play(scenario, calls, each).record for each in ("simpy", "compiled")]
        assert_equal(*runs)
        assert runs[0].slots["advised"].sum() > 20
        assert runs[0].slots["rejected"].sum() > 10
        assert np.isin([6, 7], runs[0].legs["reason"]).all()
