"""One fault brings a burst of contacts; an announcement deflects some; problem management prevents."""

import numpy as np
import pytest

from sim.centre import replicate
from sim.measure import MEASURES
from sim.scenario import ScenarioError
from sim.scenario.explain import explain
from tests.customers.bringing import DAY, ONE, by_identity, dealt, load
from tests.tracing import assert_equal

OUTAGE = {"topic": "server", "on": ["2026-01-06"], "at": "10:00", "contacts": 150}
ANNOUNCED = {"announcement": {"after": "20min", "deflects": "60%"}}
FAULT = 2 * DAY + 600  # when the outage begins


def with_outage(**more):
    return load(incidents={"outage": OUTAGE | more})


def burst(scenario):
    """Whom an incident brings: all there are beside the customers of the usual days."""
    usual = by_identity(dealt(load()))
    return {i: of for i, of in by_identity(dealt(scenario)).items() if i not in usual}


def test_a_fault_brings_a_burst_and_moves_nobody():
    usual, struck = by_identity(dealt(load())), by_identity(dealt(with_outage()))
    assert usual.items() <= struck.items()
    calls = burst(with_outage())
    assert 110 < len(calls) < 190, "Poisson, of mean 150"
    times = np.array([of[1] for of in calls.values()])
    assert times.min() >= FAULT
    assert times.mean() - FAULT == pytest.approx(120, abs=30), "an exponential's mean"
    assert {of[2] for of in calls.values()} == {1}


def test_a_larger_fault_brings_the_same_and_more():
    small, large = burst(with_outage()), burst(with_outage(contacts=200))
    assert small.items() < large.items()


def test_an_announcement_deflects_those_to_come_after_it():
    """False alarm: none; the seed is fixed. About 60% of those who call later than 20 minutes."""
    all_of_them, rest = burst(with_outage()), burst(with_outage(**ANNOUNCED))
    assert rest.items() < all_of_them.items()
    late = [i for i, of in all_of_them.items() if of[1] >= FAULT + 20]
    gone = all_of_them.keys() - rest.keys()
    assert gone <= set(late)
    assert len(gone) / len(late) == pytest.approx(0.6, abs=0.12)


def test_deflected_contacts_are_counted():
    scenario = with_outage(**ANNOUNCED)
    record = replicate(scenario)
    gone = len(burst(with_outage())) - len(burst(scenario))
    assert record.before["deflected"].tolist() == [0, gone]
    assert record.before["struck"].tolist() == [0, len(burst(with_outage()))]
    numerator, denominator = MEASURES["issues_prevented"].of(record, scenario)
    assert (numerator, denominator) == (gone, gone + record.issues["opened"].sum())
    of_faults, _ = MEASURES["from_incidents"].of(record, scenario, "server")
    assert of_faults == len(burst(scenario))


def test_faults_come_at_random_as_often_as_said():
    scenario = load(
        calendar={"length": "2 years"},
        demand={"per_hour": 0.01},
        incidents={"outage": {"topic": "server", "per_year": 60, "contacts": 3}},
    )
    days = dealt(scenario, days=730)
    faults = {int(i) // 200_000 for day in days for i in day.identity[day.identity >= 1 << 40]}
    assert 85 < len(faults) < 135, "Poisson, of mean 120, less 5% of which nobody calls"


def test_another_kind_of_fault_moves_no_fault():
    one = burst(with_outage())
    two = burst(
        load(incidents={"power": {"topic": "mail", "per_year": 50, "contacts": 20}, "outage": OUTAGE})
    )
    assert one.items() < two.items()


def test_it_may_strike_one_population():
    populations = {"home": {"per_hour": 1}, "away": {"per_hour": 3}}
    scenario = load(
        demand={"populations": populations}, incidents={"outage": OUTAGE | {"population": "away"}}
    )
    populations_of = [
        day.more["population"][day.identity % (1 << 40) // 10_000_000 == 2] for day in dealt(scenario)
    ]
    assert np.concatenate(populations_of).size
    struck = replicate(scenario).of_population["opened"]
    calm = replicate(load(demand={"populations": populations})).of_population["opened"]
    assert struck[0] == calm[0]
    assert struck[1] > calm[1] + 110
    both = replicate(load(demand={"populations": populations}, incidents={"outage": OUTAGE}))
    assert both.of_population["opened"][0] == pytest.approx(calm[0] + 150 / 4, abs=20)


def test_contacts_that_come_after_midnight_come():
    scenario = with_outage(at="23:59")
    record = replicate(scenario, record=True)
    assert record.issues["opened"][1] == sum((day.topic == 1).sum() for day in dealt(scenario))
    late = record.ended[record.ended["identity"] >= 1 << 40]
    assert (np.diff(np.sort(late["opened"])) > 0).all()
    assert len(late) > 100


# --- problem management --------------------------------------------------------------------------


def test_causes_removed_thin_a_topic_and_leave_the_rest():
    plan = {"problem_management": {"server": {"removes": "50%", "up_to": "80%"}}}
    usual, rest = by_identity(dealt(load())), by_identity(dealt(load(**plan)))
    assert rest.items() < usual.items()
    gone = [usual[i] for i in usual.keys() - rest.keys()]
    assert {of[2] for of in gone} == {1}
    week = np.array([of[1] // (7 * DAY) for of in gone])
    assert np.bincount(week.astype(int), minlength=4)[0] < np.bincount(week.astype(int), minlength=4)[3]
    more = by_identity(dealt(load(problem_management={"server": {"removes": "70%", "up_to": "80%"}})))
    assert more.items() < rest.items(), "who is spared stays spared"


def test_the_share_removed_grows_and_stops():
    from sim.scenario.incidents import ProblemManagement

    plan = ProblemManagement.model_validate({"removes": "10%", "up_to": "40%"})
    assert [plan.removed(months) for months in (0, 1, 2)] == pytest.approx([0, 0.1, 0.19])
    assert plan.removed(24) == 0.4


def test_it_prevents_whole_incidents():
    plan = {"problem_management": {"server": {"removes": "100%", "up_to": "100%"}}}
    scenario = load(incidents={"outage": OUTAGE}, **plan)
    assert not burst(scenario)
    record = replicate(scenario)
    assert record.before["prevented"][1] > 150
    assert record.issues["opened"][1] == (dealt(load())[0].topic == 1).sum(), "the first day's"


def test_its_cost_counts():
    plan = {"problem_management": {"server": {"removes": "1%", "cost": 3000}}}
    records = [replicate(load(**said)) for said in ({}, plan)]
    costs = [MEASURES["cost_per_resolved"].of(record, load(**plan))[0] for record in records]
    assert costs[1] - costs[0] == pytest.approx(3000 * 12 * 28 / 365, abs=0.005)


# --- the whole -----------------------------------------------------------------------------------


def test_both_calendars_agree():
    pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    scenario = with_outage(**ANNOUNCED)
    assert_equal(*(replicate(scenario, clock=clock, record=True) for clock in ("simpy", "compiled")))


def test_explained():
    scenario = load(
        incidents={"outage": OUTAGE | ANNOUNCED}, problem_management={"server": {"removes": "3%"}}
    )
    told = explain(scenario).mechanisms
    assert "outage: on 1 known days a fault of which 150 call, beside the load above." in told
    assert "outage: 20min after the fault an announcement spares 60% of those to come." in told
    assert "Problem management removes 3% of the causes of server by the end of the run." in told


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ({"incidents": {"outage": OUTAGE | {"topic": "servr"}}}, "no topic is called servr"),
        ({"incidents": {"outage": OUTAGE | {"per_year": 3}}}, "given together"),
        ({"incidents": {"outage": OUTAGE | {"on": ["2027-01-06"]}}}, "outside the run"),
        ({"incidents": {"outage": OUTAGE | {"population": "away"}}}, "no population is called away"),
        ({"problem_management": {"servr": {"removes": "3%"}}}, "no topic is called servr"),
    ],
)
def test_what_does_not_fit_is_told(blocks, message):
    with pytest.raises(ScenarioError, match=message):
        load(**ONE | blocks)
