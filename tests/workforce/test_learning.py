"""Learning told in full: topics one after another, use and disuse, breadth, groups, and who watches."""

import numpy as np
import pytest

from sim.centre import DAY, Centre, replicate
from sim.scenario.explain import explain
from sim.scenario.problems import ScenarioError
from tests.floor.test_routing import answered
from tests.tracing import assert_equal, fixed, play, quiet

WEEK = 7 * DAY
NEW = ["0min"]


def desk(pool=None, other=None, tiers=None, length="8 weeks", **blocks):
    """Newcomers `a`, veterans `b`, one agent each; topics: 50% mail, 30% site, 20% server, 5 minutes each."""
    topics = {
        name: {"share": share, "handle": fixed("5min")}
        for name, share in (("server", "20%"), ("mail", "50%"), ("site", "30%"))
    }
    new = {"agents": 1, "tenure": NEW, "attrition": None} | (pool or {})
    old = {"agents": 1, "tenure": ["5 years"], "attrition": None} | (other or {})
    return quiet(
        **{
            "calendar": {"length": length, "warm_up": "0min"},
            "topics": topics,
            "tiers": tiers or {"one": {"pool": ["a", "b"], "route": "in_order"}},
            "pools": {"a": new, "b": old},
        }
        | blocks
    )


SERVER, MAIL, SITE = range(3)
GRADED = {"graded": {"first": 1, "every": "1 weeks"}}


def rows(centre, field, agent=0, topics=3):
    return centre.floor.skills_of(field, [agent], topics)[0].tolist()


def watching(seen, read, days):
    """A process that reads something an hour after each of these midnights."""

    def watch(env, centre):
        for day in days:
            yield env.timeout(centre.period.start + day * DAY + 60 - env.now)
            seen[day] = read(centre)

    return watch


# --- graded skills -------------------------------------------------------------------------------


def test_the_commonest_topic_comes_first_and_others_take_the_rest(clock):
    scenario = desk({"skills": GRADED})
    log = play(scenario, [(10, 0.3), (20, 0.3), (30, 0.3)], clock, topics=[MAIL, SITE, SERVER])
    assert answered(log) == [(0, 0, 10), (1, 1, 20), (2, 1, 30)]


def test_a_week_later_there_is_one_topic_more(clock):
    seen = {}
    centre = Centre(desk({"skills": GRADED}), 1, 0, clock)
    centre.run([watching(seen, lambda c: rows(c, "untaught"), (0, 6, 7, 13, 14))])
    assert seen == {0: [1, 0, 1], 6: [1, 0, 1], 7: [1, 0, 0], 13: [1, 0, 0], 14: [0, 0, 0]}


def test_who_has_just_learned_it_takes_what_waits(clock):
    """The veteran is busy past midnight, from when on the newcomer takes the site."""
    topics = {
        "server": {"share": "20%", "handle": fixed("1h")},
        "mail": {"share": "50%", "handle": fixed("5min")},
        "site": {"share": "30%", "handle": fixed("5min")},
    }
    skills = {"graded": {"first": 1, "every": "1 days"}}
    scenario = desk({"skills": skills}, topics=topics, patience={"kind": "never"}, length="2 days")
    log = play(scenario, [(1420, 0.3), (1430, 0.3)], clock, topics=[SERVER, SITE])
    assert answered(log) == [(0, 1, 1420), (1, 0, 1440)]


def test_the_rest_goes_up(clock):
    graded = {"graded": {"first": 1, "every": "1 weeks", "rest": "up"}}
    tiers = {"one": {"pool": "a", "escalate": {"triage": "1min"}}, "two": {"pool": "b"}}
    log = play(desk({"skills": graded}, tiers=tiers), [(10, 0.3), (20, 0.3)], clock, topics=[MAIL, SERVER])
    assert log.legs() == [
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 20, 20, 21, "answered", "untaught"),
        (1, "two", 21, 21, 26, "answered", None),
    ]


def test_widening_by_use(clock):
    """After two contacts about mail, the site; after four about both, the server."""
    skills = {"graded": {"first": 1, "uses": 2}}
    seen = {}
    calls = [(10 * n, 0.3) for n in range(1, 4)]
    log = play(
        desk({"skills": skills}),
        calls,
        clock,
        [watching(seen, lambda c: rows(c, "untaught"), (0, 1, 2))],
        topics=[MAIL] * 3,
    )
    assert seen == {0: [1, 0, 1], 1: [1, 0, 0], 2: [1, 0, 0]}
    assert rows(log.centre, "uses") == [0, 3, 0]


def test_a_lesson_is_off_the_phone(clock):
    """At the midnight after a week the newcomer leaves for two hours, and takes the site after it."""
    skills = {"graded": {"first": 1, "every": "1 weeks", "takes": "2h"}}
    seen = {}

    def watch(env, centre):
        for minute in (7 * DAY + 60, 7 * DAY + 121):
            yield env.timeout(centre.period.start + minute - env.now)
            seen[minute - 7 * DAY] = centre.signed_in("a"), rows(centre, "untaught")

    centre = Centre(desk({"skills": skills}), 1, 0, clock)
    record = centre.run([watch])
    assert seen == {60: ([], [1, 0, 1]), 121: ([0], [1, 0, 0])}
    assert record.pool["lesson"].tolist() == [240, 0], "two topics, two hours each"


def test_who_was_there_before_has_widened_already():
    centre = Centre(desk({"tenure": ["10 days"], "skills": GRADED}, length="1 weeks"), 1, 0)
    centre.run()
    assert rows(centre, "untaught") == [0, 0, 0], "17 days: all three"
    assert centre.crews["a"].people[0].topics == 3


# --- use, disuse, breadth ------------------------------------------------------------------------


def test_what_is_not_used_is_forgotten(clock):
    """Four contacts on the first day; a week and two weeks later half, and a quarter of them count."""
    skills = {"topics": {"mail": "50%"}, "half": 2, "fades": "1 weeks"}
    seen = {}
    calls = [(10 * n, 0.1) for n in range(1, 5)]
    reading = watching(seen, lambda c: rows(c, "uses")[MAIL], (0, 1, 7, 14))
    play(desk({"skills": skills}), calls, clock, [reading], topics=[MAIL] * 4)
    assert seen == {0: 4, 1: 4, 7: 2, 14: 1}


def test_breadth_slows_depth(clock):
    """Of three topics, each contact counts 1 / (1 + 2 x 50%) of a use."""
    skills = {"half": 2, "breadth": "50%"}
    log = play(desk({"skills": skills}), [(10, 0.1), (20, 0.1)], clock, topics=[MAIL] * 2)
    assert rows(log.centre, "uses") == [0, 1, 0]


def test_a_steady_use_has_a_steady_skill():
    """Where so many contacts a week come and half is lost in a week, as much again as a week's is known."""
    skills = {"topics": {"mail": "50%", "site": "100%", "server": "100%"}, "half": 100, "fades": "1 weeks"}
    scenario = desk({"skills": skills}, demand={"per_hour": 1}, returns={"share": "0%"})
    centre = Centre(scenario, 1, 0, "simpy")
    centre.run()
    handled = 84 / 2 * 0.5  # a week of calls, half of them about mail, and in_order: nearly all to `a`
    assert 0.5 * 2 * handled < rows(centre, "uses")[MAIL] < 3 * 2 * handled


# --- training in groups --------------------------------------------------------------------------


def test_groups_leave_the_phone_in_turn_and_half_stays(clock):
    """Four people, two a session of an hour, after a week: at 0:00 and at 1:00."""
    learning = {"time_constant": "30 days", "handle_time": "200%"}
    training = {"hours": "1h", "every": "1 weeks", "group": 2, "tenure": "1 days"}
    pool = {"agents": 4, "tenure": ["1 years"], "learning": learning, "group_training": training}
    seen = {}

    def watch(env, centre):
        for minute in (7 * DAY + 30, 7 * DAY + 90, 7 * DAY + 150):
            yield env.timeout(centre.period.start + minute - env.now)
            seen[minute - 7 * DAY] = centre.signed_in("a")

    centre = Centre(desk(pool, length="8 days"), 1, 0, clock)
    record = centre.run([watch])
    assert seen == {30: [2, 3], 90: [0, 1], 150: [0, 1, 2, 3]}
    assert record.pool["group_training"].tolist() == [240, 0]
    assert {p.ahead for p in centre.crews["a"].people.values()} == {DAY}


def test_training_brings_newcomers_on_sooner():
    learning = {"time_constant": "30 days", "handle_time": "200%"}
    training = {"hours": "2h", "every": "1 weeks", "group": 2, "tenure": "5 days"}
    pool = {"agents": 2, "learning": learning, "group_training": training}
    centre = Centre(desk(pool, length="15 days"), 1, 0)
    centre.run()
    trained = 14.5 + 2 * 2 * 5
    times = [centre.floor.centre.agents[n].handle_time for n in range(2)]
    assert times == pytest.approx([1 + np.exp(-trained / 30)] * 2, rel=0.02)


def test_a_session_counts_as_contacts_about_its_topic():
    """The topics take turns, the commonest first."""
    training = {"hours": "2h", "every": "1 weeks", "group": 2, "contacts": 10}
    pool = {"agents": 2, "skills": {"half": 50}, "group_training": training}
    centre = Centre(desk(pool, length="15 days"), 1, 0)
    centre.run()
    assert rows(centre, "uses") == [0, 20, 20]


# --- newcomers -----------------------------------------------------------------------------------


def test_newcomers_are_counted_until_they_are_none(clock):
    scenario = desk({"newcomer": "1 weeks"}, errors={"share": "0%"}, length="14 days")
    log = play(scenario, [(10, 0.3), (12, 0.3)], clock, topics=[MAIL] * 2)
    assert log.record.pool["newcomers"].tolist() == [WEEK, 0]
    assert log.record.slots["by_newcomers"].sum() == 1, "the second went to the veteran"


def test_who_watches_catches_errors_and_is_off_the_phone(clock):
    watch = {"lasts": "2 weeks", "takes": "2h", "caught": "100%"}
    errors = {"share": "100%", "sensitive": "100%", "newcomer": "100%", "caught": "0%", "rework": "3min"}
    pool = {"agents": 3, "tenure": ["0min", "5 years", "6 years"], "watch": watch, "newcomer": "2 weeks"}
    scenario = desk(pool, tiers={"one": {"pool": "a"}, "two": {"pool": "b"}}, errors=errors, length="4 weeks")
    log = play(scenario, [(10, 0.3), (11, 0.3)], clock, topics=[MAIL] * 2)
    assert answered(log) == [(0, 0, 10), (1, 1, 11)], "the longest there listens in"
    legs = {int(leg["identity"]): leg["ended"] - leg["answered"] for leg in log.record.legs}
    assert legs == {0: pytest.approx(8), 1: pytest.approx(5)}, "only the newcomer's error is put right"
    slots = log.record.slots
    assert (slots["errors"].sum(), slots["errors_caught"].sum(), slots["newcomers_errors"].sum()) == (2, 1, 1)
    assert log.record.pool["quality_watch"].tolist() == [240, 0], "two weeks, two hours each"


# --- all at once ---------------------------------------------------------------------------------


def everything():
    skills = {
        "known": 2,
        "half": 40,
        "fades": "8 weeks",
        "breadth": "10%",
        "graded": {"first": 1, "every": "1 weeks", "takes": "3h"},
    }
    people = {
        "agents": 6,
        "tenure": ["10 days", "1 years"],
        "attrition": {"yearly_rate": "300%"},
        "hiring": {"lead_time": "3 days", "training": "3 days"},
        "learning": {"time_constant": "30 days", "handle_time": "150%"},
        "skills": skills,
        "group_training": {"hours": "1h", "every": "3 days"},
        "watch": {"lasts": "2 weeks"},
        "newcomer": "4 weeks",
    }
    return desk(people, {"skills": {"half": 10}}, demand={"per_hour": 30}, errors={}, length="5 weeks")


def test_both_calendars_agree_to_the_last_bit():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    runs = [replicate(everything(), 1, 0, clock, record=True) for clock in ("simpy", "compiled")]
    assert len(runs[0].legs) > 10_000
    assert runs[0].pool[["lesson", "group_training", "quality_watch"]][0].item() > (0, 0, 0)
    assert_equal(*runs)


@pytest.mark.parametrize(
    ("pool", "key"),
    [
        ({"skills": {"fades": "8 weeks"}}, "pools.a.skills.fades"),
        ({"skills": {"graded": {"first": 3, "every": "1 weeks"}}}, "pools.a.skills.graded.first"),
        ({"skills": {"graded": {"first": 1}}}, "pools.a.skills.graded"),
        ({"skills": {"graded": {"every": "1 weeks", "rest": "up"}}}, "pools.a.skills.graded.rest"),
        ({"group_training": {}}, "pools.a.group_training"),
        ({"watch": {}}, "pools.a.watch"),
    ],
)
def test_what_does_not_fit_is_told(pool, key):
    with pytest.raises(ScenarioError, match=key):
        desk(pool)


def test_all_of_it_is_told():
    told = " ".join(explain(everything()).mechanisms)
    for words in ("mail at first", "counts half after", "more practice", "of group training", "listens in"):
        assert words in told


# --- going on elsewhere in the centre ------------------------------------------------------------


def test_what_someone_knows_by_topic_goes_along(clock):
    """From `a` to `b`, whose people have skills too: two contacts about mail, none about the rest."""
    scenario = desk({"skills": {"half": 2}}, {"skills": {"half": 2}})
    seen = {}

    def move(env, centre):
        yield env.timeout(60)
        a, b = centre.crews["a"], centre.crews["b"]
        person = a.people[0]
        a.growth.end(person)
        person.number = b.people[0].number
        b.growth.begin(person)
        seen["b"] = rows(centre, "uses", person.number)

    play(scenario, [(10, 0.1), (20, 0.1)], clock, [move], topics=[MAIL] * 2)
    assert seen == {"b": [0, 2, 0]}
