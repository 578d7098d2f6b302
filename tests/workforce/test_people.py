"""People: leaving, hiring, training, learning, absence and announced changes."""

from datetime import date

import numpy as np
import pytest
from scipy.stats import poisson

import sim
from sim.centre import DAY, Centre, replicate
from sim.workforce.books import ACCOUNTS, TIME, cost_of
from tests.tracing import quiet

WEEK = 7 * DAY


def staff(length="1 years", people="from_today", changes=(), **pool):
    return quiet(
        calendar={"start": "2026-01-04", "length": length, "warm_up": "0min", "people": people},
        pools={"one": {"agents": 40, "tenure": ["1 years"]} | pool},
        changes=list(changes),
    )


def test_attrition_asked_is_attrition_measured():
    """Leavers are Poisson with rate hazard x headcount; false alarm 0.002 (fixed seeds)."""
    scenario = staff("2 years", "long_run", attrition={"yearly_rate": "40%"})
    records = [replicate(scenario, 1, r) for r in range(10)]
    left = sum(r.pool["left"].sum() for r in records)
    person_years = sum(r.pool["employed"].sum() for r in records) / (365 * DAY)
    expected = 0.4 * person_years
    assert poisson.ppf(0.001, expected) <= left <= poisson.ppf(0.999, expected)


def test_the_long_run_is_stationary():
    """Vacant for the lead time out of lead time and stay; in training for the training out of a stay."""
    hiring = {"lead_time": "8 weeks", "training": "6 weeks"}
    scenario = staff("1 years", "long_run", agents=200, attrition={"hazard": 1.0}, hiring=hiring)
    weeks = np.mean(
        [replicate(scenario, 1, r).weeks[["employed", "training"]].tolist() for r in range(6)], axis=0
    )
    stay = 365 / 7
    employed = 200 * stay / (stay + 8)
    trained_share = np.exp(-6 / stay)
    for first, last in ((0, 4), (24, 28), (48, 52)):
        headcount, training = weeks[first:last, 0].mean(0)
        # Six replications of 200 places: standard deviations about 2 and 1.9; five of them are allowed.
        assert headcount == pytest.approx(employed, abs=10)
        assert training == pytest.approx(employed * (1 - trained_share), abs=9.5)


def test_twice_the_hazard_halves_every_stay():
    stays = []
    for hazard in (0.5, 1.0):
        centre = Centre(staff(attrition={"hazard": hazard}), 1, 0)
        crew = centre.crews["one"]
        stays.append([crew.people[place].threshold / crew.staying.scale for place in range(40)])
    assert np.array(stays[0]) == pytest.approx(2 * np.array(stays[1]))


def test_announced_leavers_go_on_their_day_and_are_replaced_after_lead_time_and_training():
    changes = [{"leave": 2, "pool": "one", "on": "2026-03-02"}]  # eight weeks and a day after the start
    scenario = staff("20 weeks", changes=changes, hiring={"lead_time": "6 weeks", "training": "4 weeks"})
    record = replicate(scenario, 1, 0)
    weeks = record.weeks[:, 0]
    assert weeks["left"].tolist() == [0] * 8 + [2] + [0] * 11
    assert weeks["employed"][:8].tolist() == [40] * 8
    assert weeks["employed"][9:14] == pytest.approx([38] * 5)
    assert weeks["employed"][15:] == pytest.approx([40] * 5)
    assert weeks["training"][15:18] == pytest.approx([2] * 3)
    assert weeks["present"][15:18] == pytest.approx([38] * 3)
    assert weeks["present"][19:] == pytest.approx([40])
    assert (record.pool["left"][0], record.pool["hired"][0], record.pool["trained"][0]) == (2, 2, 2)


def test_without_hiring_nobody_is_replaced():
    changes = [{"leave": 2, "pool": "one", "on": "2026-02-01"}]
    record = replicate(staff("20 weeks", changes=changes, hiring=None), 1, 0)
    assert record.weeks["employed"][-1, 0] == 38


def test_the_same_people_leave_in_every_design():
    changes = [{"leave": 3, "pool": "one", "on": "2026-02-01"}]
    gone = []
    for extra in ({}, {"learning": {"time_constant": "4 weeks", "handle_time": "150%"}}):
        centre = Centre(staff("8 weeks", changes=changes, hiring=None, **extra), 1, 0)
        centre.run()
        gone.append(set(range(40)) - set(centre.crews["one"].people))
    assert gone[0] == gone[1]
    assert len(gone[0]) == 3


def test_added_seats_are_asked_for_and_filled_from_their_day_on():
    add = {
        "add_seats": 1,
        "pool": "one",
        "days": "Sun-Thu",
        "from": "10:00",
        "to": "14:00",
        "since": "2026-01-18",
    }
    record = replicate(staff("4 weeks", seats=1, agents=6, changes=[add]), 1, 0)
    asked = record.weeks["asked"][:, 0] * 168
    assert asked == pytest.approx([168, 168, 188, 188])
    assert record.weeks["filled"][:, 0] * 168 == pytest.approx(asked)


def test_a_vacancy_empties_seats_when_hours_run_out():
    """Five people of 42 hours fill a seat all week; three fill 126 hours of it."""
    changes = [{"leave": 2, "pool": "one", "on": "2026-01-18"}]
    record = replicate(staff("4 weeks", seats=1, agents=5, hiring=None, changes=changes), 1, 0)
    filled = record.weeks["filled"][:, 0] * 168
    assert filled[:2].tolist() == [168, 168]
    assert all(120 <= hours <= 126 for hours in filled[2:]), "six hours may be lost to rest between days"


def test_absence_empties_its_share_of_seats():
    """About 2,100 shifts a replication, each missed with 10%; false alarm below 1e-5 (4.5 sigma)."""
    record = replicate(staff("1 years", seats=2, agents=12, absence="10%"), 1, 0)
    filled, asked = record.pool["filled"][0], record.pool["asked"][0]
    assert abs(filled / asked - 0.9) < 4.5 * (0.09 / 2100) ** 0.5


def test_learning_brings_newcomers_to_the_experienced():
    learning = {"time_constant": "10 days", "ability": "20%", "handle_time": "200%"}
    scenario = staff("30 days", ability="80%", learning=learning, tenure=["0 days"], agents=1)
    centre = Centre(scenario, 1, 0)
    seen = {}

    def watch(env, centre):
        for day in (0, 10, 30):
            yield env.timeout(centre.period.start + day * DAY + 60 - env.now)
            agent = centre.floor.centre.agents[0]
            seen[day] = agent.ability, agent.handle_time

    centre.run([watch])
    for day, (ability, handle_time) in seen.items():
        distance = np.exp(-(day + 0.5) / 10)
        assert ability == pytest.approx(0.8 - 0.6 * distance)
        assert handle_time == pytest.approx(1 + distance)


def test_money_is_hours_times_wage_and_hires_times_their_cost():
    changes = [{"leave": 2, "pool": "one", "on": "2026-01-18"}]
    hiring = {"lead_time": "1 weeks", "training": "1 weeks", "cost": 1000, "training_cost": 500}
    scenario = staff("4 weeks", seats=1, agents=5, wage=50, hiring=hiring, changes=changes)
    record = replicate(scenario, 1, 0)
    pool = record.pool[0]
    assert pool["paid"] == pytest.approx((5 * 4 - 2) * 42 * 60)
    assert sum(pool[cost_of(use)] for use in TIME) == pytest.approx(pool["paid"] / 60 * 50)
    assert (pool["cost_hiring"], pool["cost_courses"]) == (2000, 1000)
    assert record.postings["cents"].sum() == round(100 * sum(pool[cost_of(account)] for account in ACCOUNTS))


def test_the_calendar_knows_its_weekdays():
    centre = Centre(quiet(calendar={"start": "2026-01-07", "length": "7 days"}), 1, 0)
    assert date(2026, 1, 7).isoweekday() % 7 == centre.period.start % WEEK / DAY == 3
    assert centre.period.date_of(centre.period.start + 3 * DAY) == date(2026, 1, 10)


def test_an_unstable_centre_says_so():
    text = {"demand": {"per_hour": 15}, "calendar": {"length": "14 days"}, "patience": {"kind": "never"}}
    record = replicate(quiet(**text), 1, 0)
    assert record.unstable == ("one",)
    results = sim.run(quiet(**text), replications=2, jobs=1)
    assert np.isnan(results.kpis().loc["asa", "mean"])
    assert any("one" in warning for warning in results.warnings)
    stable = quiet(**text | {"demand": {"per_hour": 10}})
    assert replicate(stable, 1, 0).unstable == ()


def test_an_unstable_centre_says_so_on_short_runs_too_and_a_busy_one_does_not():
    """Three times the capacity for three days; 95% of it, and more of it with customers who give up."""
    never = {"kind": "never"}
    for per_hour, patience, length, says in (
        (36, never, "3 days", ("one",)),
        (11.4, never, "60 days", ()),
        (36, {"kind": "exponential", "mean": "10min"}, "8 days", ()),
    ):
        scenario = quiet(demand={"per_hour": per_hour}, calendar={"length": length}, patience=patience)
        assert all(replicate(scenario, 1, r).unstable == says for r in range(5)), (per_hour, patience)
