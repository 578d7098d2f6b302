"""What `explain` says before a run: origins, load against capacity, warnings."""

import numpy as np
import pytest

from sim.scenario import explain, load
from sim.scenario.weeks import first_contacts, open_shares, seats_wanted
from sim.scenario.workload import work_per_issue


def exponential(minutes):
    return {"kind": "exponential", "mean": f"{minutes}min"}


def centre(**changes):
    """60 issues an hour; 5 minutes each at the first tier, of ability 70%, 10 at the second, of 100%."""
    return {
        "name": "C",
        "demand": {"per_hour": 60},
        "topics": {"all": {"share": 1, "handle": exponential(5), "handle_at": {"second": exponential(10)}}},
        "resolution": {"known": "100%"},
        "tiers": {"first": {"pool": "a"}, "second": {"pool": "b"}},
        "pools": {"a": {"agents": 8, "ability": "70%"}, "b": {"agents": 4}},
    } | changes


def work(**changes):
    return work_per_issue(load(centre(**changes)))


# --- the estimate of work ------------------------------------------------------------------------


def test_what_is_beyond_the_first_tier_goes_up():
    done = work()
    assert (done["first"].contacts, done["first"].minutes) == (pytest.approx(1), pytest.approx(5))
    assert (done["second"].contacts, done["second"].minutes) == (pytest.approx(0.3), pytest.approx(3))


def test_unknown_failures_come_back_for_ever_to_the_same_ability():
    done = work(resolution={"known": "0%"}, returns={"share": "50%"})
    assert done["first"].contacts == pytest.approx(1 + 0.3 * (0.5 + 0.25 + 0.125) / 0.875)
    assert done["second"].contacts == 0


def test_drawn_anew_load_is_geometric():
    """Oracle 4 of the research: lambda / (1 - q r) where a share q is not solved and r of it comes back."""
    resolution = {"kind": "probability", "known": "0%"}
    done = work(resolution=resolution, returns={"share": "80%"})
    assert done["first"].contacts == pytest.approx(1 / (1 - 0.3 * 0.8))


def test_recognised_difficulty_takes_triage_alone():
    tiers = {
        "first": {"pool": "a", "escalate": {"difficulty_above": "60%", "triage": "2min"}},
        "second": {"pool": "b"},
    }
    done = work(tiers=tiers, explanation={"handover": "1min"})
    assert done["first"].minutes == pytest.approx(0.6 * 5 + 0.4 * 2)
    assert done["second"].contacts == pytest.approx(0.4)
    assert done["second"].minutes == pytest.approx(0.4 * 11)


def test_long_handling_is_passed_up():
    tiers = {"first": {"pool": "a", "escalate": {"after": "5min"}}, "second": {"pool": "b"}}
    pools = {"a": {"agents": 8}, "b": {"agents": 4}}
    done = work(tiers=tiers, pools=pools)
    assert done["first"].minutes == pytest.approx(5 * (1 - np.exp(-1)), rel=1e-2)
    assert done["second"].contacts == pytest.approx(np.exp(-1), abs=5e-3)


def test_repeats_go_up_at_once():
    tiers = {"first": {"pool": "a", "escalate": {"repeats": 1, "triage": "1min"}}, "second": {"pool": "b"}}
    done = work(
        tiers=tiers, resolution={"known": "0%"}, returns={"share": "100%"}, explanation={"repeat": "2min"}
    )
    assert done["first"].contacts == pytest.approx(1.3)
    assert done["first"].minutes == pytest.approx(5 + 0.3 * 1)
    assert done["second"].minutes == pytest.approx(0.3 * 10)  # handed over, and that takes no time here


def test_a_tier_of_unequal_pools_solves_as_its_agents_do():
    tiers = {"first": {"pool": ["a", "b"]}}
    topics = {"all": {"share": 1, "handle": exponential(5)}}
    done = work(tiers=tiers, topics=topics, returns={"share": "50%"})
    unsolved = 0.3 * 8 / 12
    assert 1 + 0.5 * unsolved < done["first"].contacts < 1 + unsolved


def test_never_solved_and_always_back_ends():
    done = work(
        returns={"share": "100%"}, pools={"a": {"agents": 1, "ability": 0}, "b": {"agents": 1, "ability": 0}}
    )
    assert done["second"].contacts == pytest.approx(500)


# --- the week ------------------------------------------------------------------------------------


def test_open_hours_and_volumes_by_interval():
    shut = load(centre(opening={"Sun": "07:15-24:00"}, calendar={"interval": "1h"}))
    assert open_shares(shut)[:24].tolist() == [0] * 7 + [0.75] + [1] * 16
    assert open_shares(shut)[24:].sum() == 0
    assert first_contacts(shut).tolist() == [60] * 168


def test_seats_follow_opening_and_changes():
    changes = [
        {"add_seats": 2, "pool": "a", "days": "Sun", "from": "10:00", "to": "12:00"},
        {
            "add_seats": -9,
            "pool": "a",
            "days": "Sun-Tue",
            "from": "08:00",
            "to": "09:00",
            "since": "2026-01-12",
        },
    ]
    pools = {"a": {"agents": 8, "seats": 3}, "b": {"agents": 4}}
    scenario = load(centre(pools=pools, changes=changes, calendar={"interval": "1h"}))
    sundays = {day: scenario.calendar.start.replace(day=day) for day in (4, 11, 18)}
    at_start = seats_wanted(scenario, "a")
    assert at_start[:24].tolist() == [3] * 10 + [5] * 2 + [3] * 12
    assert (at_start == seats_wanted(scenario, "a", sundays[4])).all()
    assert seats_wanted(scenario, "a", sundays[11])[[8, 24 + 8, 48 + 8]].tolist() == [3, 0, 0]
    assert seats_wanted(scenario, "a", sundays[18])[[8, 24 + 8, 48 + 8]].tolist() == [0, 0, 0]
    assert seats_wanted(scenario, "b") is None


# --- explain -------------------------------------------------------------------------------------


def test_load_against_capacity(tree):
    told = explain(load(centre(pools={"a": {"agents": 8, "absence": "10%"}, "b": {"agents": 4}})))
    first, _second = told.tiers
    assert (first.contacts, first.minutes) == (pytest.approx(60 * 168), pytest.approx(5))
    assert (first.load.mean, first.load.mean_capacity) == (pytest.approx(5), pytest.approx(7.2))
    assert first.load.occupancy == pytest.approx(5 / 7.2)
    assert (first.estimated, told.tiers[1].estimated) == (False, True)
    assert told.pools[0].hours_asked is None


def test_the_busiest_interval_and_paid_hours(tree):
    told = explain(load("base/centre.yaml"))
    helpdesk = told.pools[0]
    assert told.busiest == "Mon 07:00"
    assert helpdesk.load.busiest_capacity == 2
    assert helpdesk.hours_asked == 2 * 15 * 5 + 15
    assert helpdesk.hours_available == 5 * 42
    assert helpdesk.load.busiest == pytest.approx(34 / 15 / 60 * told.tiers[0].minutes * 1.0, rel=0.2)


def test_pools_of_a_tier_share_its_work(tree):
    tiers = {"first": {"pool": ["a", "b"]}}
    topics = {"all": {"share": 1, "handle": exponential(5)}}
    told = explain(load(centre(tiers=tiers, topics=topics)))
    assert sum(pool.load.mean for pool in told.pools) == pytest.approx(told.tiers[0].load.mean)
    assert told.pools[0].load.occupancy == pytest.approx(told.pools[1].load.occupancy)


def test_every_value_has_an_origin(tree):
    values = {each.key: each for each in explain(load("base/centre.yaml", set=["currency=EUR"])).values}
    assert values["pools.helpdesk.agents"].origin == "base/centre.yaml:14"
    assert values["currency"].origin == "--set currency=EUR"
    assert (values["pools.helpdesk.hours"].value, values["pools.helpdesk.hours"].origin) == ("42h", "default")


# --- warnings ------------------------------------------------------------------------------------

WARNINGS = [
    ({"pools.a.agents": 4}, "a: over 100% busy (125% over the week)"),
    ({"pools.b.agents": 2}, "b: over 100% busy (150% over the week)"),
    (
        {"pools.a.seats": 9, "pools.a.agents": 8},
        "a: the rota can't fill its seats: 9 wanted on Sun 00:00, 8 agents",
    ),
    ({"pools.a.seats": 6, "pools.a.agents": 20}, "they ask 1008 paid hours a week of 840"),
    (
        {"pools.a.seats": 6, "pools.a.agents": 25, "pools.a.absence": "10%"},
        "they ask 1008 paid hours a week of 945",
    ),
    (
        {
            "topics.all.difficulty": {"kind": "uniform", "low": "90%", "high": "100%"},
            "pools.b.ability": "80%",
        },
        "no one can solve all",
    ),
    (
        {"topics.all.difficulty": {"kind": "deterministic", "value": "90%"}, "pools.b.ability": "80%"},
        "no one can solve all",
    ),
    ({"calendar.length": "8 days"}, "1 week are counted, less than the 10 days in which customers come back"),
    ({"opening": {"Sun-Sat": "06:00-24:00"}}, "25.0% of the volume arrives outside the opening hours"),
    ({"demand.scale": 0}, "no contacts arrive"),
    (
        {"pools.a.agents": 0},
        "a: nobody is there in 336 intervals in which contacts arrive, the first on Sun 00:00",
    ),
    (
        {
            "pools.a": {"seats": 6, "agents": 40},
            "changes": [
                {"add_seats": -7, "pool": "a", "from": "10:00", "to": "11:00", "since": "2026-04-06"},
            ],
        },
        "a: changes take away more seats than there are, most on Sun 10:00",
    ),
    (
        {
            "pools.a": {"seats": 6, "agents": 24},
            "changes": [{"add_seats": 1, "pool": "a", "since": "2026-04-06"}],
        },
        "a: the rota can't fill its seats: they ask 1176 paid hours a week of 1008",
    ),
    (
        {
            "pools.a": {"seats": 6, "agents": 40},
            "changes": [{"add_seats": -2, "pool": "a", "days": "Mon", "from": "10:00", "to": "11:00"}],
        },
        "a: over 100% busy in 2 intervals of the week, most on Mon 10:00 (125%)",
    ),
]


@pytest.mark.parametrize(("settings", "warning"), WARNINGS)
def test_warnings(settings, warning):
    told = explain(load(centre(), set=settings)).warnings
    assert any(warning in each for each in told), told


def test_a_sound_centre_has_none():
    assert explain(load(centre())).warnings == []
    easy = {"topics.all.difficulty": {"kind": "deterministic", "value": "100%"}}
    assert explain(load(centre(), set={**easy, "pools.b.agents": 20})).warnings == []
