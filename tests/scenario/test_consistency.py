"""What must hold between the parts of a scenario."""

import pytest

from sim.scenario import load
from tests.scenario.asserting import problems, the_problem, where

ADD = {"add_seats": 1, "pool": "helpdesk", "from": "10:00", "to": "14:00"}
SECOND = {"share": "33.33333%", "handle": {"kind": "deterministic", "value": "1s"}}
LEAVE = {"leave": 2, "pool": "helpdesk", "on": "2026-03-01"}


def test_shares_say_by_how_much_they_miss(tree):
    problem = the_problem("base/centre.yaml", set=["topics.system.share=60%"])
    assert where(problem) == ("base/centre.yaml", 4, 1, "topics")
    assert problem.message == "shares add up to 95%, 5% too few"
    assert "5.5% too many" in the_problem("base/centre.yaml", set=["topics.system.share=70.5%"]).message


def test_shares_need_not_be_exact_to_the_last_bit(tree):
    thirds = {
        f"t{n}": {"share": "33.33333%", "handle": {"kind": "deterministic", "value": "1s"}} for n in range(3)
    }
    load("base/centre.yaml", set={"topics": {**thirds, "password": None, "system": None}})


CASES = [
    # settings, key, message, allowed, nearest
    (
        {"tiers.engineers.pool": "enginers"},
        "tiers.engineers.pool",
        "no pool is called enginers",
        "",
        "engineers",
    ),
    (
        {"tiers.engineers.pool": ["engineers", "x"]},
        "tiers.engineers.pool",
        "no pool is called x",
        "helpdesk",
        "",
    ),
    (
        {"tiers.engineers.pool": ["engineers", "helpdesk"]},
        "tiers.engineers.pool",
        "is in the tier helpdesk",
        "",
        "",
    ),
    (
        {"tiers.engineers.pool": ["engineers", "engineers"]},
        "tiers.engineers.pool",
        "belongs to one tier",
        "",
        "",
    ),
    ({"pools.night": {"agents": 3}}, "pools.night", "no tier has the pool night", "", ""),
    (
        {"topics.system.handle_at": {"engineer": {"kind": "exponential", "mean": "1min"}}},
        "topics.system.handle_at.engineer",
        "no tier is called engineer",
        "helpdesk, engineers",
        "engineers",
    ),
    (
        {"tiers.engineers.escalate.age": "1 day"},
        "tiers.engineers.escalate.age",
        "is the last tier",
        "null",
        "",
    ),
    (
        {"tiers.engineers.escalate.repeats": 1},
        "tiers.engineers.escalate.repeats",
        "is the last tier",
        "null",
        "",
    ),
    ({"calendar.interval": "7min"}, "calendar.interval", "7min does not divide a day", "15min", ""),
    ({"calendar.interval": "5min"}, "calendar.interval", "5min does not divide a day", "15min", ""),
    ({"calendar.interval": "90s"}, "calendar.interval", "1m30s does not divide a day", "15min", ""),
    ({"calendar.interval": "2 days"}, "calendar.interval", "2 days does not divide a day", "15min", ""),
    ({"calendar.warm_up": "1 year"}, "calendar.warm_up", "nothing is left to count", "", ""),
    ({"calendar.length": "200 years"}, "calendar.length", "out of range", "up to", ""),
    ({"calendar.start": "0001-01-01"}, "calendar.start", "out of range", "from 1900-01-01", ""),
    ({"calendar.interval": "2h"}, "pools.helpdesk.seats", "between intervals of 2h: 07:00", "", ""),
    ({"opening": {"Sun-Thu": "07:00-19:00", "Mon": "08:00-10:00"}}, "opening", "Mon is given twice", "", ""),
    ({"opening": {"Sun-Tho": "07:00-19:00"}}, "opening.Sun-Tho", "Tho is not a weekday", "Sun-Thu", "Thu"),
    ({"opening": {"Sun": "07:00-25:00"}}, "opening.Sun", "25:00 is not a time of day", "", ""),
    ({"pools.helpdesk.absence": "100%"}, "pools.helpdesk.absence", "100% is out of range", "below 100%", ""),
    (
        {
            "pools.engineers.learning": {"time_constant": "1 week", "ability": "90%"},
            "pools.engineers.ability": "80%",
        },
        "pools.engineers.learning.ability",
        "newcomers are abler than the experienced, 80%",
        "",
        "",
    ),
    (
        {"pools.engineers.learning": {"time_constant": "1 week", "handle_time": "90%"}},
        "pools.engineers.learning.handle_time",
        "90% is out of range",
        "from 100%",
        "",
    ),
    (
        {"pools.engineers.attrition": {"cohort_share": "100%"}},
        "pools.engineers.attrition.cohort_share",
        "",
        "",
        "",
    ),
    ({"changes": [{**LEAVE, "pool": "helpdsk"}]}, "changes[0].pool", "no pool is called", "", "helpdesk"),
    (
        {"changes": [{**LEAVE, "on": "2025-12-31"}]},
        "changes[0].on",
        "outside the run",
        "2026-01-04 to 2027-01-02",
        "",
    ),
    ({"changes": [{**LEAVE, "on": "2027-01-03"}]}, "changes[0].on", "outside the run", "", ""),
    ({"changes": [{**LEAVE, "leave": 6}]}, "changes[0].leave", "6 leave of 5 agents", "", ""),
    (
        {"changes": [LEAVE, LEAVE, LEAVE], "pools.helpdesk.hiring": None},
        "changes[2].leave",
        "6 leave of 5",
        "",
        "",
    ),
    ({"changes": [{**ADD, "pool": "engineers"}]}, "changes[0].pool", "has no seats to change", "", ""),
    ({"changes": [{**ADD, "add_seats": 0}]}, "changes[0].add_seats", "0 seats change nothing", "", ""),
    ({"changes": [{**ADD, "to": "10:00"}]}, "changes[0].from", "10:00 is not before 10:00", "", ""),
    ({"changes": [{**ADD, "to": "13:10"}]}, "changes[0].to", "13:10 lies between intervals of 30min", "", ""),
    ({"changes": [{**ADD, "since": "2028-01-01"}]}, "changes[0].since", "outside the run", "", ""),
    ({"changes": [{**ADD, "days": "holiday"}]}, "changes[0].days", "holiday is not a weekday", "", ""),
    ({"changes": [{"remove": 3}]}, "changes[0]", "has neither of its names", "leave, add_seats", ""),
    ({"changes": [{**LEAVE, "add_seats": 3}]}, "changes[0].add_seats", "unknown key", "leave, pool, on", ""),
    ({"tiers": {f"t{n}": {"pool": "x"} for n in range(5)}}, "tiers", "at most 4", "", ""),
    ({"topics": {f"t{n}": SECOND for n in range(65)}}, "topics", "at most 64", "", ""),
]


@pytest.mark.parametrize(("settings", "key", "message", "allowed", "nearest"), CASES)
def test_what_does_not_fit(tree, settings, key, message, allowed, nearest):
    found = [each for each in problems("base/centre.yaml", set=settings) if each.key == key]
    assert found, [str(each) for each in problems("base/centre.yaml", set=settings)]
    assert message in found[0].message
    assert allowed in found[0].allowed
    assert found[0].nearest == nearest


FINE = [
    {"pools.helpdesk.hiring": None},
    {"changes": [LEAVE, LEAVE, LEAVE]},
    {"changes": [{**LEAVE, "on": "2026-01-04"}, {**LEAVE, "on": "2027-01-02"}]},
    {"changes": [{**ADD, "add_seats": -1, "days": "Fri-Sun", "since": "2026-02-01"}]},
    {"opening": {"Sun-Thu": "07:00-24:00", "Fri": "22:00-02:00"}},
    {"tiers": {"engineers": None}, "pools": {"engineers": None}, "tiers.helpdesk.escalate": None},
    {"tiers.engineers": None, "tiers.helpdesk": {"pool": ["helpdesk", "engineers"], "escalate": None}},
    {"calendar": {"interval": "1h", "warm_up": "0s", "time_zone": "Asia/Jerusalem", "people": "long_run"}},
    {"pools.engineers.attrition": {"yearly_rate": "150%"}},
    {"pools.engineers.agents": 0},
    {"demand": {"scale": 0}},
    {"topics.system.share": "65.00005%"},
]


@pytest.mark.parametrize("settings", FINE)
def test_what_fits(tree, settings):
    load("base/centre.yaml", set=settings)


def test_checks_run_where_their_sections_are_sound(tree):
    settings = {
        "topics.system.share": "60%",
        "pools.helpdesk.agents": "many",
        "tiers.engineers.escalate.age": "1h",
    }
    keys = {each.key for each in problems("base/centre.yaml", set=settings)}
    assert keys == {"topics", "pools.helpdesk.agents", "tiers.engineers.escalate.age"}


@pytest.mark.parametrize(
    ("entry", "nearest"),
    {
        "pools.helpdesk.agnets: 7": "agents",
        "pool.helpdesk.agents: 7": "pools",
        "topics.system.handle.maen: 3min": "mean",
        "schema: 2": "",
        "name.x.overrides: 2": None,
    }.items(),
)
def test_overrides_that_are_not_applied_have_their_keys_checked(tree, entry, nearest):
    tree.write("base/varied.yaml", f"extends: centre.yaml\noverrides:\n  x: {{{entry}}}\n")
    if nearest is None:
        load("base/varied.yaml")
        return
    problem = the_problem("base/varied.yaml")
    assert where(problem) == ("base/varied.yaml", 3, 7, f"overrides.x.{entry.split(':')[0]}")
    assert (problem.message, problem.nearest) == ("unknown key", nearest)


def test_open_stretches():
    centre = {
        "name": "M",
        "demand": {"per_hour": 60},
        "topics": {"all": {"share": 1, "handle": {"kind": "exponential", "mean": "3min"}}},
        "tiers": {"one": {"pool": "agents"}},
        "pools": {"agents": {"agents": 5}},
    }
    assert load(centre).open_stretches() == [(0, 10080)]
    days = {"Sun,Mon": "00:00-24:00", "Wed": "07:00-19:30", "Sat": "22:00-02:00"}
    assert load(centre | {"opening": days}).open_stretches() == [(0, 2880), (4740, 5490), (9960, 10080)]
    assert load(centre | {"opening": {"Sat": "22:00-02:00"}}).open_stretches() == [(0, 120), (9960, 10080)]
    assert load(centre | {"opening": {"Sun-Sat": "00:00-24:00"}}).open_stretches() == [(0, 10080)]


def test_the_first_weekday_is_the_calendars(tree):
    assert load("base/centre.yaml").first_weekday == 0
    assert load("base/centre.yaml", set=["calendar.start=2026-01-09"]).first_weekday == 5


@pytest.mark.parametrize(
    ("after", "days"),
    [
        ({"kind": "exponential", "mean": "2 days"}, 10),
        ({"kind": "deterministic", "value": "1 day"}, 1),
        ({"kind": "uniform", "low": "1 day", "high": "3 days"}, 3),
        ({"kind": "weibull", "mean": "2 days", "shape": 1}, 10),
        ({"kind": "gamma", "mean": "2 days", "cv": 1}, 10),
        ({"kind": "lognormal", "mean": "2 days", "cv": 1}, 10),
    ],
)
def test_runs_follow_issues_until_99_percent_have_come_back(tree, after, days):
    assert load("base/centre.yaml", set={"returns.after": after}).repeat_window == days * 1440
    assert load("base/centre.yaml", set={"returns": {"after": after, "window": "3h"}}).repeat_window == 180
