"""Whom people serve, and who serves, told in full: each rule by the trace it leaves."""

import numpy as np
import pytest

from tests.tracing import fixed, play, quiet

YEAR = ["1 years"]


def house(pools, tier=None, topics=None, **blocks):
    """One tier of these pools, and two topics of 5 minutes: 0 is mail, 1 is server."""
    names = {"mail": {}, "server": {}}
    all_topics = {
        name: {"share": "50%", "handle": fixed("5min")} | (topics or {}).get(name, {}) for name in names
    }
    people = {name: {"agents": 1, "tenure": YEAR} | said for name, said in pools.items()}
    tiers = {"one": {"pool": list(pools)} | (tier or {})}
    return quiet(**{"topics": all_topics, "pools": people, "tiers": tiers} | blocks)


def answered(log):
    """(issue, agent, minute answered), by issue."""
    legs = [leg for leg in log.record.legs if leg["agent"] >= 0]
    told = [(int(leg["identity"]), int(leg["agent"]), round(leg["answered"] - log.start, 6)) for leg in legs]
    return sorted(told)


MAIL, SERVER = 0, 1


def test_a_topic_goes_to_whoever_takes_it(clock):
    """The mail agent is idle longest, and passes the server issue by."""
    scenario = house({"a": {"skills": {"topics": {"mail": "100%"}}}, "b": {}})
    log = play(scenario, [(10, 0.3), (11, 0.3)], clock, topics=[SERVER, MAIL])
    assert answered(log) == [(0, 1, 10), (1, 0, 11)]


def test_a_free_agent_takes_the_first_he_may(clock):
    scenario = house({"a": {"skills": {"topics": {"mail": "100%"}}}, "b": {}})
    calls = [(10, 0.3), (11, 0.3), (12, 0.3), (13, 0.3)]
    log = play(scenario, calls, clock, topics=[MAIL, SERVER, SERVER, MAIL])
    assert answered(log) == [(0, 0, 10), (1, 1, 11), (2, 1, 16), (3, 0, 15)]


def test_skill_at_a_topic_is_relative_to_ability(clock):
    """An ability of 80% at 60% of it solves what is no harder than 0.48."""
    pools = {"a": {"ability": "80%", "skills": {"topics": {"mail": "60%", "server": "100%"}}}}
    scenario = house(pools)
    log = play(scenario, [(10, 0.48), (20, 0.49), (30, 0.8)], clock, topics=[MAIL, MAIL, SERVER])
    assert [ending for _, ending, *_ in log.endings()] == ["solved", "lost", "solved"]


def test_skill_grows_with_use(clock):
    """From a half, with half of the rest learned in one use: 0.5, 0.75, 0.8333 of the ability."""
    skills = {"topics": {"mail": "50%", "server": "50%"}, "half": 1}
    scenario = house({"a": {"tenure": ["0min"], "skills": skills}})
    calls = [(10, 0.5), (20, 0.75), (30, 0.84), (40, 0.51)]
    log = play(scenario, calls, clock, topics=[MAIL, MAIL, MAIL, SERVER])
    assert [ending for _, ending, *_ in log.endings()] == ["solved", "solved", "lost", "lost"]


ROUTES = [
    ("longest_idle", 0),
    ("in_order", 3),
    ("most_idle_pool", 0),
    ("best_skill", 2),
    ("fastest", 3),
    ("p_mu", 2),
]


@pytest.mark.parametrize(("route", "agent"), ROUTES)
def test_routes(clock, route, agent):
    """Agents 0 and 1 are many, 2 is the ablest, 3 the quickest and named first.

    A newcomer of the pool `able` solves 90% in twice the time ... so per minute the ablest still wins
    against those who solve 20%, and loses against nobody.
    """
    pools = {
        "many": {"agents": 2, "ability": "20%"},
        "able": {"ability": "90%", "tenure": YEAR},
        "quick": {"ability": "10%", "tenure": YEAR},
    }
    slow = {"time_constant": "100 years", "handle_time": "150%"}
    pools["many"]["learning"] = pools["able"]["learning"] = slow
    scenario = house(pools, {"pool": ["quick", "many", "able"], "route": route})
    log = play(scenario, [(10, 0.05)], clock, topics=[MAIL])
    assert answered(log) == [(0, agent, 10)]


def test_p_mu_weighs_ability_against_speed(clock):
    """60% in 2 times the time is less a minute than 40% at once, and more than 20%."""
    slow = {"time_constant": "1000 years", "handle_time": "200%"}
    for quick, agent in (("40%", 1), ("20%", 0)):
        pools = {"able": {"ability": "60%", "learning": slow}, "quick": {"ability": quick}}
        log = play(house(pools, {"route": "p_mu"}), [(10, 0.05)], clock, topics=[MAIL])
        assert answered(log) == [(0, agent, 10)]


def test_back_to_who_had_it(clock):
    """Issue 0 comes back to agent 0, though agent 1 has been idle longer; issue 1 is anyone's."""
    scenario = house(
        {"a": {"agents": 2, "ability": "50%"}},
        {"route": "last_agent"},
        resolution={"known": "0%"},
        returns={"share": "100%", "after": fixed("60min"), "window": "1min"},
    )
    log = play(scenario, [(10, 0.8), (30, 0.3), (40, 0.3)], clock, topics=[MAIL] * 3)
    told = answered(log)
    assert (1, 1, 30) in told
    assert [each for each in told if each[0] == 0][:3] == [(0, 0, 10), (0, 0, 75), (0, 0, 140)]
    assert log.record.issues["same_agent"].sum() == log.record.issues["repeats_answered"].sum() > 0


def test_a_pool_helps_after_a_delay(clock):
    """The second contact waits two minutes for the helper, the third is taken by its own people."""
    scenario = house({"a": {}, "b": {"helps_after": "2min"}})
    log = play(scenario, [(10, 0.3), (11, 0.3), (14, 0.3)], clock, topics=[MAIL] * 3)
    assert answered(log) == [(0, 0, 10), (1, 1, 13), (2, 0, 15)]
    assert log.record.slots["helped"].sum() == 1


def test_whoever_helps_late_takes_none_that_came_just_now(clock):
    """The helper is freed at 15 and could take the last contact at 18.5 only, when patience has ended."""
    scenario = house({"a": {}, "b": {"helps_after": "4min"}}, patience=fixed("3min"))
    log = play(scenario, [(10, 0.3), (14.5, 0.3)], clock, topics=[MAIL] * 2)
    assert answered(log) == [(0, 0, 10), (1, 0, 15)]


def test_the_last_idle_are_kept_for_the_urgent(clock):
    """Mail waits until both are idle, the one who is free included; the server issue does not."""
    pools = {"a": {"agents": 2, "reserve": {"agents": 1, "priority": 1}}}
    scenario = house(pools, topics={"server": {"priority": 1}})
    log = play(scenario, [(10, 0.3), (11, 0.3), (12, 0.3)], clock, topics=[MAIL, MAIL, SERVER])
    assert answered(log) == [(0, 0, 10), (1, 1, 17), (2, 1, 12)]


LINES = [
    ("fifo", {}, [1, 2, 3]),
    ("priority", {"server": {"priority": 1}}, [2, 1, 3]),
    ("ageing", {"server": {"priority": 1}}, [1, 2, 3]),
    ("shortest", {"server": {"handle": fixed("4min")}}, [2, 1, 3]),
    ("least_slack", {"server": {"promise": "3min"}, "mail": {"promise": "6min"}}, [2, 1, 3]),
]


@pytest.mark.parametrize(("line", "topics", "order"), LINES)
def test_disciplines(clock, line, topics, order):
    """Issue 0 is being served. Then mail comes, server two minutes later, mail again a minute after it."""
    scenario = house({"a": {}}, {"line": line, "ageing": "1min"}, topics)
    calls = [(10, 0.3), (11, 0.3), (13, 0.3), (14, 0.3)]
    log = play(scenario, calls, clock, topics=[MAIL, MAIL, SERVER, MAIL])
    assert [issue for issue, *_ in log.endings()] == [0, *order]


def test_priority_rises_with_waiting(clock):
    """A step is worth three minutes: who came three minutes later with one more goes after, two before."""
    scenario = house({"a": {}}, {"line": "ageing", "ageing": "3min"}, {"server": {"priority": 1}})
    calls = [(10, 0.3), (11, 0.3), (13.5, 0.3), (14.5, 0.3)]
    log = play(scenario, calls, clock, topics=[MAIL, MAIL, SERVER, SERVER])
    assert [issue for issue, *_ in log.endings()] == [0, 2, 1, 3]


def test_dispatch_takes_a_leads_time(clock):
    """Two agents are free; the lead needs a minute for each contact, one after the other."""
    scenario = house({"a": {"agents": 2}}, {"dispatch": {"takes": "1min"}})
    log = play(scenario, [(10, 0.3), (10.25, 0.3)], clock, topics=[MAIL, MAIL])
    assert answered(log) == [(0, 0, 11), (1, 1, 12)]
    assert log.record.slots["dispatching"].sum() == 2
    scenario = house({"a": {"agents": 2}}, {"dispatch": {"takes": "1min", "leads": 2}})
    log = play(scenario, [(10, 0.3), (10.25, 0.3)], clock, topics=[MAIL, MAIL])
    assert answered(log) == [(0, 0, 11), (1, 1, 11.25)]


def test_lines_stay_in_order():
    """Many joining and leaving a line by their place: as a list that is sorted, stable."""
    from sim.floor.lists import remove
    from sim.floor.routing import PRIORITY, stand_in
    from sim.floor.rows import Centre, Issue, Line
    from sim.floor.setting import Population, Tier, Topic

    luck = np.random.default_rng(1)
    centre = Centre()
    centre.topics = [Topic(number=i, priority=i) for i in range(4)]
    centre.populations = [Population()]
    centre.issues = [Issue(number=i, topic=int(luck.integers(4))) for i in range(400)]
    line, tier, expected = Line(), Tier(discipline=PRIORITY), []
    for issue in centre.issues:
        stand_in(centre, line, issue, tier)
        expected.append(issue)
        expected.sort(key=lambda each: -each.topic)
        if luck.random() < 0.3:
            leaver = expected.pop(int(luck.integers(len(expected))))
            remove(line, centre.issues, leaver)
        forward, number = [], line.first
        while number >= 0:
            forward.append(number)
            number = centre.issues[number].next
        assert forward == [each.number for each in expected]
        assert line.count == len(expected)


def test_a_topic_has_a_patience_of_its_own(clock):
    """Mail customers wait for two minutes; server customers, whatever others do, for three."""
    own = {"server": {"patience": fixed("3min")}}
    scenario = house({"a": {}}, topics=own, patience=fixed("2min"))
    calls = [(10, 0.3), (11, 0.3), (11, 0.3), (14.5, 0.3)]
    log = play(scenario, calls, clock, topics=[MAIL, MAIL, SERVER, SERVER])
    assert [(issue, ended) for issue, _, _, taken, ended, *_ in log.legs() if taken is None] == [
        (1, 13),
        (2, 14),
    ]
    assert answered(log) == [(0, 0, 10), (3, 0, 15)]


def long_calls(**mail):
    """Of half a day, about either topic."""
    half = {"share": "50%", "handle": fixed("12h")}
    return {"topics": {"mail": half | mail, "server": half}}


def test_who_is_told_how_many_wait_waits_less(clock):
    """Patience of 8 minutes, half of it left for each in line on joining; server customers are not told."""
    calls = [(10, 0.3), (11, 0.3), (12, 0.3), (13, 0.3), (13.5, 0.3)]
    topics = [MAIL, SERVER, MAIL, MAIL, MAIL]
    for told, expected in (("100%", [19, 20, 21, 21.5]), ("50%", [19, 16, 15, 14.5])):
        scenario = house({"a": {}}, patience=fixed("8min"), **long_calls(told_ahead=told))
        log = play(scenario, calls, clock, topics=topics)
        gave_up = {issue: ended for issue, _, _, taken, ended, *_ in log.legs() if taken is None}
        assert [gave_up[issue] for issue in (1, 2, 3, 4)] == expected


def test_no_more_than_ten_ahead_put_anybody_off(clock):
    """Twelve stand there: patience of 1024 minutes is halved ten times, to one minute."""
    calls = [(10 + number / 100, 0.3) for number in range(14)]
    scenario = house({"a": {}}, patience=fixed("1024min"), **long_calls(told_ahead="50%"))
    log = play(scenario, calls, clock, topics=[MAIL, *[SERVER] * 12, MAIL])
    ended = {issue: ended for issue, _, _, taken, ended, *_ in log.legs() if taken is None}
    assert ended[13] == pytest.approx(10.13 + 1)
