"""The mix of topics changes in the course of the week."""

import numpy as np
import pytest

from sim.centre import replicate
from sim.scenario import ScenarioError, WeekTable
from sim.scenario.explain import explain
from sim.scenario.weeks import topic_shares
from tests.customers.bringing import DAY, ONE, by_identity, dealt, load
from tests.tracing import assert_equal


def table(*rows):
    """A table with the same figure on all days: (hour from, figure)."""
    return WeekTable("t", tuple(60 * hour for hour, _ in rows), tuple((float(n),) * 7 for _, n in rows))


def topics(**shares):
    return {name: ONE["topics"][name] | {"share": share} for name, share in shares.items()}


def test_each_time_has_its_own_mix():
    """All server until 08:00, three in four mail until 16:00, all mail after. The tolerance is five standard
    errors, so that chance fails it once in two million.
    """
    mix = topics(mail=table((8, 3), (16, 1)), server=table((0, 7), (8, 1), (16, 0)))
    days = dealt(load(topics=mix))
    hour = np.concatenate([day.time for day in days]) % DAY // 60
    server = np.concatenate([day.topic for day in days]) == 1
    assert server[hour < 8].all()
    assert not server[hour >= 16].any()
    between = server[(hour >= 8) & (hour < 16)]
    assert between.mean() == pytest.approx(0.25, abs=5 * (0.25 * 0.75 / len(between)) ** 0.5)


def test_weekdays_differ():
    sundays = WeekTable("t", (0,), ((1.0, *(0.0,) * 6),))
    others = WeekTable("t", (0,), ((0.0, *(1.0,) * 6),))
    scenario = load(topics=topics(mail=sundays, server=others))
    for number, day in enumerate(dealt(scenario)):
        weekday = (scenario.first_weekday + number) % 7
        assert set(day.topic) == {int(weekday != 0)}
    assert topic_shares(scenario) == pytest.approx({"mail": 1 / 7, "server": 6 / 7})


def test_weights_that_do_not_change_are_shares():
    """Seven to three, in any unit: the same customers with the same luck as 70% and 30%."""
    weights = topics(mail=table((0, 210)), server=table((0, 90)))
    assert by_identity(dealt(load(topics=weights))) == by_identity(dealt(load()))


def test_shares_over_the_week_weigh_each_time_by_its_volume():
    """20 an hour until noon, of which 1/4 server, then 10, all server: (60 + 120) / 360."""
    volumes = {"table": table((0, 240), (12, 120))}
    mix = topics(mail=table((0, 3), (12, 0)), server=table((0, 1), (12, 1)))
    assert topic_shares(load(topics=mix, demand=volumes))["server"] == pytest.approx(0.5)


def test_a_population_with_a_mix_of_its_own_keeps_it():
    mix = topics(mail=table((0, 1), (12, 0)), server=table((0, 0), (12, 1)))
    populations = {"all": {"per_hour": 10}, "machines": {"per_hour": 10, "topics": {"server": "100%"}}}
    scenario = load(topics=mix, demand={"populations": populations})
    for day in dealt(scenario):
        assert (day.topic[day.more["population"] == 1] == 1).all()
        ours = day.more["population"] == 0
        assert (day.topic[ours] == (day.time[ours] % DAY >= DAY / 2)).all()
    assert topic_shares(scenario) == pytest.approx({"mail": 0.25, "server": 0.75})


def test_tables_for_all_topics_or_for_none():
    with pytest.raises(ScenarioError, match=r"mail has a share of all, and server a table"):
        load(topics=topics(mail="70%", server=table((0, 1))))


def test_told_and_warned_of():
    mix = topics(mail=table((8, 3)), server=table((8, 1)))
    told = explain(load(topics=mix))
    assert any("mail 83.3%, server 16.7%" in line for line in told.mechanisms)
    assert any("no topic has a weight then" in line for line in told.warnings)


def test_both_calendars_agree():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    mix = topics(mail=table((0, 1), (12, 2)), server=table((0, 1)))
    mix["server"] = mix["server"] | {"patience": {"kind": "lognormal", "mean": "4min", "cv": 2}}
    scenario = load(topics=mix)
    assert_equal(*(replicate(scenario, clock=clock, record=True) for clock in ("simpy", "compiled")))
