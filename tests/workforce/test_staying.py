"""When people leave: laws of tenure, what makes them stay or go, and notice."""

import numpy as np
import pytest
from scipy.stats import kstest, poisson

import sim
from sim.centre import DAY, Centre, replicate
from sim.measure import MEASURES
from sim.scenario.durations import YEAR
from sim.theory.tenure import survival
from sim.workforce import factors
from sim.workforce.crew import Crew
from sim.workforce.hazard import asked_rate
from tests.tracing import assert_equal, play, quiet

WEEK = 7 * DAY
BATHTUB = {"kind": "bathtub", "newcomer": "400%", "settles": "8 weeks", "tires": "4 years"}
TABLE = {"kind": "table", "rows": [{"until": "3 months", "times": "300%"}, {"times": "100%"}]}


def weibull(shape):
    return {"kind": "weibull", "shape": shape}


def staff(attrition, length="1 years", people="from_today", **pool):
    return quiet(
        calendar={"start": "2026-01-04", "length": length, "warm_up": "0min", "people": people},
        pools={"one": {"agents": 40, "tenure": ["0 days"], "attrition": attrition} | pool},
    )


@pytest.fixture
def leavers(monkeypatch):
    """(tenure in minutes, stage) of everyone who leaves."""
    gone, leave = [], Crew.leave

    def seen(crew, person):
        gone.append((crew.env.now - person.hired, person.stage))
        leave(crew, person)

    monkeypatch.setattr(Crew, "leave", seen)
    return gone


@pytest.mark.parametrize("shape", [weibull(0.7), weibull(2.0), BATHTUB, TABLE])
def test_stays_have_the_law_that_was_asked(shape, leavers):
    """Kolmogorov-Smirnov on 600 stays; false alarm 0.001 each (fixed seed)."""
    scenario = staff({"hazard": 8, "shape": shape}, "4 years", agents=600, hiring=None)
    centre = Centre(scenario, 1, 0)
    staying = centre.crews["one"].staying
    centre.run()
    stays = [tenure for tenure, _ in leavers]
    assert len(stays) > 590
    assert kstest(stays, lambda t: 1 - survival(staying.law, staying.scale, t)).pvalue > 0.001


@pytest.mark.parametrize("shape", [{"kind": "constant"}, weibull(0.7), BATHTUB, TABLE])
def test_looked_at_week_by_week_everyone_leaves_at_the_same_moment(shape, leavers):
    """With a factor that changes nothing, the steps add up to what one step gives."""
    asked = {"yearly_rate": "80%", "shape": shape, "training": "150%"}
    times = []
    for extra in ({}, {"skill": {"reference": "50%", "by_10_points": "0%"}}):
        leavers.clear()
        replicate(staff(asked | extra, "2 years"), 1, 0)
        times.append([tenure for tenure, _ in leavers])
    assert len(times[0]) > 40
    assert times[1] == pytest.approx(times[0], rel=1e-9)


@pytest.mark.parametrize(
    "attrition",
    [
        {"shape": weibull(0.7)},
        {"shape": weibull(2.0)},
        {"shape": BATHTUB, "training": "200%"},
        {"shape": TABLE, "notice": "6 weeks", "training": "200%"},
        {"notice": "6 weeks"},
    ],
)
def test_the_long_run_is_stationary_and_has_the_rate_asked(attrition):
    """Leavers are about Poisson: false alarm 0.002. Over a year headcount and tenure do not drift."""
    hiring = {"lead_time": "8 weeks", "training": "6 weeks"}
    scenario = staff({"yearly_rate": "60%"} | attrition, "1 years", "long_run", agents=200, hiring=hiring)
    assert asked_rate(scenario, "one") == pytest.approx(0.6)
    records = [replicate(scenario, 1, r) for r in range(4)]
    left = sum(r.pool["left"].sum() for r in records)
    expected = 0.6 * sum(r.pool["employed"].sum() for r in records) / YEAR
    assert poisson.ppf(0.001, expected) <= left <= poisson.ppf(0.999, expected)
    weeks = np.mean([r.weeks["employed"][:, 0] for r in records], axis=0)
    vacant = 8 - (6 if "notice" in attrition else 0) * 0.9  # about a tenth leave in training
    employed = 200 * (365 / 7 / 0.6) / (365 / 7 / 0.6 + vacant)
    for first, last in ((0, 4), (24, 28), (48, 52)):
        # Four replications of 200 places: a standard deviation of about 2.
        assert weeks[first:last].mean() == pytest.approx(employed, abs=7)
        tenure = np.mean([r.weeks["tenure"][first:last, 0].mean() for r in records])
        assert tenure == pytest.approx(np.mean([r.weeks["tenure"][:, 0].mean() for r in records]), rel=0.1)


@pytest.mark.parametrize(("shape", "fcr"), [(0.7, 0.7753), (1.0, 0.7722)])
def test_performance_in_the_long_run_is_that_of_theory(shape, fcr):
    """Result 8 of the references (Whitt 2006): mean tenure 2 years, performance from .55 to .80 at 4 a year.

    2000 people whose performances have a standard deviation of about .055: four of the mean's are .005.
    """
    learning = {"time_constant": "3 months", "ability": "55%"}
    none = {"lead_time": "0 days", "training": "0 days"}
    attrition = {"yearly_rate": "50%", "shape": weibull(shape)}
    pool = {"agents": 2000, "ability": "80%", "learning": learning, "hiring": none}
    centre = Centre(staff(attrition, "26 weeks", "long_run", **pool), 1, 0)
    centre.run()
    numbers = [person.number for person in centre.crews["one"].people.values()]
    assert centre.floor.abilities(numbers).mean() == pytest.approx(fcr, abs=0.005)


def test_each_factor_is_one_at_its_reference():
    attrition = {
        "yearly_rate": "40%",
        "burnout": {},
        "skill": {"reference": "70%"},
        "pay": {"market": 20},
        "lead": {"span": 15},
        "cohesion": {"fit": "50%"},
    }
    pool = staff(attrition, wage=20).pools["one"]
    assert factors.constant_factor(pool, promotes=True) == 1
    assert factors.of_burnout(pool.attrition.burnout, 0.85) == 1
    assert factors.of_skill(pool.attrition.skill, 0.7) == 1
    assert factors.of_burnout(pool.attrition.burnout, 0.95) == pytest.approx(1.25)
    assert factors.of_skill(pool.attrition.skill, 0.8) == pytest.approx(0.9)


def test_pay_and_leads_have_the_sizes_of_research():
    """Result 14 of the references: pay +20% about -5%, the best leads about -10%."""
    for wage, quality, size in ((24, "100%", 0.95), (20, "90%", 0.9)):
        attrition = {"yearly_rate": "40%", "pay": {"market": 20}, "lead": {"quality": quality}}
        pool = staff(attrition, wage=wage).pools["one"]
        assert factors.constant_factor(pool, promotes=False) == pytest.approx(size, abs=0.001)


@pytest.mark.parametrize("busy", [False, True])
def test_who_is_busy_for_weeks_leaves_sooner(busy):
    """Busy from the first minute on strain is 1, else 0; the hazard is 1.25 ** (its distance from 85% in tens
    of points) of that asked, from the second week on."""
    handle = {"kind": "deterministic", "value": "2 years"}
    scenario = quiet(
        calendar={"start": "2026-01-04", "length": "1 years", "warm_up": "0min"},
        topics={"any": {"share": "100%", "handle": handle}},
        pools={
            "one": {
                "agents": 1,
                "tenure": ["0 days"],
                "attrition": {"hazard": 0.05, "burnout": {}},
                "hiring": None,
            }
        },
    )
    seen = []

    def watch(env, centre):
        person = centre.crews["one"].people[0]
        while person.stage or env.now == centre.period.start:
            yield env.timeout(10)
        seen.append((person.threshold, env.now - centre.period.start))

    play(scenario, [(0, 0.0)] if busy else [], processes=[watch])
    ((threshold, moment),) = seen
    factor = 1.25 ** (1.5 if busy else -8.5)
    assert threshold > 0.05 / YEAR * WEEK
    by_hand = WEEK + (threshold - 0.05 / YEAR * WEEK) / (0.05 / YEAR * factor)
    assert by_hand <= moment <= by_hand + 10


def test_both_calendars_see_the_same_strain():
    pool = {
        "agents": 3,
        "attrition": {"yearly_rate": "300%", "burnout": {}, "skill": {"reference": "80%"}},
        "learning": {"time_constant": "8 weeks", "ability": "50%"},
        "hiring": {"lead_time": "1 weeks", "training": "1 weeks"},
    }
    calendar = {"start": "2026-01-04", "length": "20 weeks", "warm_up": "0min"}
    scenario = quiet(calendar=calendar, demand={"per_hour": 26}, pools={"one": pool})
    slow, fast = (replicate(scenario, 1, 0, clock) for clock in ("simpy", "compiled"))
    assert_equal(slow, fast)
    assert 0.5 < slow.pool["strain"][0] / slow.pool["strained"][0] < 1
    assert slow.pool["left"][0] > 1


def test_on_notice_people_work_on_and_hiring_begins():
    """Notice of four weeks, a lead time of six: a place is vacant for two."""
    attrition = {"yearly_rate": "50%", "notice": "4 weeks"}
    hiring = {"lead_time": "6 weeks", "training": "0 days"}
    record = replicate(staff(attrition, "2 years", agents=200, hiring=hiring), 1, 0)
    pool = record.pool[0]
    assert pool["left"] > 150
    assert 0 <= pool["gave_notice"] - pool["left"] < 30
    vacant = 200 * record.counted_minutes - pool["employed"]
    assert vacant / pool["left"] == pytest.approx(2 * WEEK, rel=0.03)


def test_training_is_where_newcomers_leave(leavers):
    attrition = {"hazard": 1.0, "training": "500%"}
    hiring = {"lead_time": "0 days", "training": "10 weeks"}
    scenario = staff(attrition, "2 years", agents=100, hiring=hiring)
    record = replicate(scenario, 1, 0)
    # A newcomer is gone before the end of ten weeks with probability 1 - exp(-5 * 10 / 52.14).
    share = 1 - np.exp(-50 * 7 / 365)
    newcomers = record.pool["hired"][0] - record.weeks["training"][-1, 0]
    deviation = (share * (1 - share) / newcomers) ** 0.5
    assert record.pool["left_early"][0] / newcomers == pytest.approx(share, abs=4 * deviation)
    early = [tenure for tenure, stage in leavers if stage == "training"]
    assert max(early) <= 10 * WEEK
    shown, of = MEASURES["left_early"].of(record, scenario)
    assert shown == len(early)
    assert of == record.pool["left"][0]


def test_headcount_never_leaks():
    attrition = {"yearly_rate": "100%", "training": "300%", "notice": "3 weeks", "shape": weibull(0.7)}
    centre = Centre(staff(attrition, people="long_run"), 1, 0)
    crew, ledger = centre.crews["one"], centre.ledger

    def watch(env, centre):
        first = None
        while True:
            yield env.timeout(DAY / 3)
            level = {name: ledger.now(name)[0] for name in ("employed", "training", "working")}
            came, gone = (ledger.sum[name][0] for name in ("hired", "left"))
            first = first or level["employed"] + gone - came
            assert level["employed"] == level["training"] + level["working"] == len(crew.people)
            assert first + came == level["employed"] + gone

    centre.run([watch])


def test_what_cannot_be_is_refused():
    rows = [{"until": "1 years", "times": "1%"}]
    for attrition, message in (
        ({"yearly_rate": "400%", "notice": "3 months"}, "cannot leave so often"),
        ({"yearly_rate": "40%", "shape": {"kind": "table", "rows": rows}}, "rows"),
    ):
        with pytest.raises(sim.ScenarioError, match=message):
            staff(attrition)
