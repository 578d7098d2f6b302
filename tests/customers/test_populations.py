"""Several populations, in several time zones, come to one desk."""

import numpy as np
import pytest

from sim.centre import replicate
from sim.scenario import ScenarioError, WeekTable
from sim.scenario.explain import explain
from sim.scenario.weeks import profile, topic_shares
from tests.customers.bringing import DAY, by_identity, dealt, load
from tests.tracing import assert_equal

MORNINGS = WeekTable("mornings", (540, 600), ((6.0,) * 7, (0.0,) * 7))  # six customers from 09:00 to 10:00
HOME = {"home": {"table": MORNINGS}}
AWAY = {"table": MORNINGS, "hours_ahead": -7}
MACHINES = {"per_hour": 2, "topics": {"server": "100%"}}


def demand(**populations):
    return {"populations": HOME | populations}


def test_it_is_morning_later_in_the_west():
    scenario = load(demand=demand(away=AWAY))
    for day in dealt(scenario):
        hours = day.time % DAY // 60
        assert set(hours[day.more["population"] == 0]) <= {9.0}
        assert set(hours[day.more["population"] == 1]) <= {16.0}


def test_parts_of_intervals_are_shared_out():
    """Three and a half hours behind, with intervals of an hour."""
    scenario = load(demand=demand(away=AWAY | {"hours_ahead": -3.5}), calendar={"interval": "60min"})
    today = profile(scenario, "away")[:24]
    assert today[[12, 13]].tolist() == [3, 3]
    assert profile(scenario).sum() == pytest.approx(84)


def test_the_last_evening_of_the_week_is_the_first_morning_in_the_east():
    scenario = load(demand=demand(east={"table": MORNINGS, "hours_ahead": 12}))
    assert profile(scenario, "east")[:2].sum() == 0
    assert profile(scenario, "east").reshape(7, -1)[6, 42:44].sum() == 6  # Sun 09:00 there: Sat 21:00 here


def test_a_population_more_moves_nobody():
    alone, both = dealt(load(demand=demand())), dealt(load(demand=demand(away=AWAY)))
    a, b = by_identity(alone), by_identity(both)
    assert a.items() <= b.items()
    assert 1.8 < len(b) / len(a) < 2.2


def test_shares_of_the_desks_volume():
    shares = {"big": {"share": "75%"}, "small": {"share": "25%", "hours_ahead": 6}}
    days = dealt(load(demand={"per_hour": 10, "populations": shares}))
    small = np.mean(np.concatenate([day.more["population"] for day in days]))
    assert small == pytest.approx(0.25, abs=0.02)


def test_each_has_its_own_mix_of_topics():
    scenario = load(demand=demand(machines=MACHINES))
    for day in dealt(scenario):
        assert (day.topic[day.more["population"] == 1] == 1).all()
    mix = topic_shares(scenario)
    assert mix["server"] == pytest.approx((6 * 0.3 + 48) / 54)
    assert sum(mix.values()) == pytest.approx(1)


def test_arrivals_are_in_order_and_nobody_is_there_twice():
    days = dealt(load(demand=demand(away=AWAY, machines=MACHINES)))
    assert all((np.diff(day.time) >= 0).all() for day in days)
    identities = np.concatenate([day.identity for day in days])
    assert len(np.unique(identities)) == len(identities)


def test_outcomes_are_told_by_population():
    """The sum over populations is that over topics, and the west's callers are as many as were dealt."""
    scenario = load(demand=demand(away=AWAY, machines=MACHINES))
    record = replicate(scenario)
    assert record.populations == ("home", "away", "machines")
    assert record.of_population["opened"].sum() == record.issues["opened"].sum()
    counts = np.bincount(np.concatenate([day.more["population"] for day in dealt(scenario)]))
    assert record.of_population["opened"].tolist() == counts.tolist()
    assert record.of_population["fcr"].sum() == record.issues["fcr"].sum()


def test_both_calendars_agree():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    scenario = load(demand=demand(away=AWAY, machines=MACHINES))
    assert_equal(*(replicate(scenario, clock=clock, record=True) for clock in ("simpy", "compiled")))


def test_explained_with_their_clocks():
    told = explain(load(demand=demand(away=AWAY))).mechanisms
    assert "home brings 42 issues a week." in told
    assert "away brings 42 issues a week; its clock is -7 hours from the centre's." in told


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (demand(away={"hours_ahead": 2}), "none is given"),
        (demand() | {"per_hour": 3}, "each population has its own"),
        ({"per_hour": 3, "populations": {"a": {"share": "60%"}}}, "add up to 60%"),
        ({"populations": {"a": {"share": "100%"}}}, "none is given"),
        (demand(away=AWAY | {"topics": {"servr": "100%"}}), "no topic is called servr"),
        (demand(away=AWAY | {"topics": {"server": "90%"}}), "add up to 90%"),
    ],
)
def test_what_does_not_fit_is_told(said, message):
    with pytest.raises(ScenarioError, match=message):
        load(demand=said)
