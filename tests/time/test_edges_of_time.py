"""Leap days, midnights, closed and empty days, one agent and none: under both calendars."""

from datetime import date

import numpy as np
import pytest

import sim
from sim.centre import replicate
from sim.scenario import ScenarioError, explain
from sim.scenario.durations import WEEK
from sim.workforce.ledger import LEFT
from tests.tracing import assert_equal, fixed, play, quiet


@pytest.fixture(params=["simpy", "compiled"])
def clock(request):
    if request.param == "compiled":
        pytest.importorskip("numba")
    return request.param


BUSY = {"per_hour": 6, "scale": 1}  # half of what an agent can do


def days_of(record, field="offered"):
    return record.days[field][:, 0].tolist()


def from_day(start, days, **blocks):
    calendar = {"start": date.fromisoformat(start), "length": f"{days} days", "warm_up": "0s"}
    return quiet(calendar=calendar, demand=BUSY, **blocks)


# --- leap days -----------------------------------------------------------------------------------


def test_a_leap_day_is_a_day(clock):
    scenario = from_day("2028-02-28", 3, holidays=[{"on": date(2028, 2, 29)}])
    monday, leap_day, wednesday = days_of(replicate(scenario, 1, 0, clock))
    assert leap_day == 0
    assert min(monday, wednesday) > 95  # Poisson(144): fewer with a chance of 1e-5; the seed is fixed


def test_without_a_leap_day_march_follows(clock):
    scenario = from_day("2026-02-28", 2, holidays=[{"on": date(2026, 3, 1)}])
    assert days_of(replicate(scenario, 1, 0, clock))[1] == 0


def test_a_leap_day_is_known_from_a_slip():
    with pytest.raises(ScenarioError, match="2026-02-29"):
        quiet(holidays=[{"on": "2026-02-29"}])
    assert quiet(calendar={"start": "2028-02-29"}).first_weekday == 2
    with pytest.raises(ScenarioError, match="1900-02-29"):
        quiet(calendar={"start": "1900-02-29"})  # no leap year: a century that 400 does not divide
    assert quiet(calendar={"start": "2000-02-29"}).first_weekday == 2


def test_a_change_on_a_leap_day(clock):
    change = [{"leave": 1, "pool": "one", "on": date(2028, 2, 29)}]
    pools = {"one": {"agents": 2, "attrition": None, "hiring": None, "tenure": ["1 years", "1 years"]}}
    scenario = from_day("2028-02-28", 3, changes=change, pools=pools)
    record = replicate(scenario, 1, 0, clock)
    ended = record.careers[record.careers["how"] == LEFT]
    assert (ended["until"] - record.start).tolist() == [1440]


# --- midnights -----------------------------------------------------------------------------------


def test_what_is_going_on_at_midnight_goes_on(clock):
    log = play(quiet(), [(1438, 0.1), (1439, 0.1)], clock)
    assert [(answered, ended) for _i, _t, _j, answered, ended, *_rest in log.legs()] == [
        (1438, 1443),
        (1443, 1448),
    ]
    # Each is counted on the day on which it arrived.
    assert days_of(log.record)[:2] == [2, 0]
    assert days_of(log.record, "answered")[:2] == [2, 0]


@pytest.mark.parametrize(
    ("start", "first"), [("2026-01-04", "Sun"), ("2026-01-10", "Sat")], ids=["in the week", "between weeks"]
)
def test_open_across_midnight(clock, start, first):
    calendar = {"start": date.fromisoformat(start), "length": "2 days", "warm_up": "0s"}
    scenario = quiet(calendar=calendar, opening={first: "20:00-02:00"})
    log = play(scenario, [(1199, 0.1), (1200, 0.1), (1439.5, 0.1)], clock)
    assert [(row[2], row[5]) for row in log.legs()] == [
        (1199, "blocked"),
        (1200, "answered"),
        (1439.5, "answered"),
    ]
    record = replicate(from_day(start, 2, opening={first: "20:00-02:00"}), 1, 0, clock)
    answered = np.concatenate([record.slots["answered"][day % 7, :, 0] for day in range(8)])
    begin = (date.fromisoformat(start).weekday() + 1) % 7 * 48
    inside = [sum(answered[(begin + slot + n) % 336] for n in range(4)) for slot in (40, 44, 48)]
    assert all(inside)  # in two hours Poisson(12): none with a chance of 6e-6; the seed is fixed
    assert sum(answered[:336]) == sum(inside)


def test_a_shift_across_midnight_and_the_end_of_the_week(clock, tmp_path, monkeypatch):
    (tmp_path / "rota.csv").write_text(
        "person,Sun,Mon,Tue,Wed,Thu,Fri,Sat\nDana,,,,,,,22:00-06:00\nNoa,22:00-06:00,,,,,,\n"
    )
    monkeypatch.chdir(tmp_path)
    pools = {"one": {"agents": 2, "attrition": None, "rota": "rota.csv", "tenure": ["1 years", "1 years"]}}
    scenario = from_day("2026-01-10", 15, pools=pools, patience=fixed("20min"))  # from a Saturday on
    record = replicate(scenario, 1, 0, clock, record=True)
    answered = record.legs["answered"][np.isfinite(record.legs["answered"])]
    since_saturday = (answered - record.start) % WEEK
    at_work = [
        (22 * 60, 30 * 60),
        (46 * 60, 54 * 60),
    ]  # by the rota
    assert all(any(start <= moment < end for start, end in at_work) for moment in since_saturday)
    for start, _end in at_work:
        for hour in range(8):  # Poisson(12) in two weeks: none with a chance of 6e-6; the seed is fixed
            assert ((since_saturday >= start + 60 * hour) & (since_saturday < start + 60 * hour + 60)).any()


# --- closed and empty days -----------------------------------------------------------------------


def test_a_closed_day_turns_away(clock):
    record = replicate(from_day("2026-01-04", 7, opening={"Sun-Fri": "00:00-24:00"}), 1, 0, clock)
    offered, blocked = days_of(record), days_of(record, "blocked")
    assert blocked[6] == offered[6] > 0
    assert sum(blocked[:5]) == 0
    assert blocked[5] <= 5  # who still stands in line when Friday ends


def test_days_without_contacts_have_no_figures_and_harm_none(clock):
    scenario = quiet(calendar={"length": "3 days", "warm_up": "0s"})  # nobody calls
    results = sim.run(scenario, replications=2, jobs=1, clock=clock)
    kpis = results.kpis()
    assert np.isnan(kpis.loc["service_level", "mean"])
    assert kpis.loc["occupancy", "mean"] == 0
    assert "no contacts arrive: every volume is zero" in explain(scenario).warnings
    assert len(results.days()) > 0


def test_the_report_of_a_run_in_which_nothing_happens(folder, moked):
    code, out, err = moked("run", "two.yaml", "--replications", "2", "--jobs", "1", "--set", "demand.scale=0")
    assert (code, err) == (0, "")
    assert (folder / "reports" / "two.html").is_file()
    assert "nan" not in out.replace(",", " ").split()


# --- one agent, and none -------------------------------------------------------------------------


def test_one_agent(clock):
    log = play(quiet(), [(10, 0.1), (11, 0.1), (12, 0.1)], clock)
    assert [leg[4] for leg in log.legs()] == [15, 20, 25]


def nobody(**blocks):
    pools = {"one": {"agents": 0, "attrition": None, "hiring": None, "tenure": ["1 years"]}}
    return from_day("2026-01-04", 2, pools=pools, **blocks)


def test_without_agents_everybody_gives_up(clock):
    scenario = nobody(patience=fixed("3min"))
    record = replicate(scenario, 1, 0, clock)
    line = record.days[:, 0]
    assert line["answered"].sum() == 0
    assert 0 <= line["offered"].sum() - line["abandoned"].sum() <= 5  # still waiting when the run ends
    assert any("no" in text for text in explain(scenario).warnings)


def test_without_agents_and_with_endless_patience_the_line_grows(clock):
    scenario = nobody()
    results = sim.run(scenario, replications=2, jobs=1, clock=clock)
    assert all(record.days["answered"].sum() == 0 for record in results.records)
    assert all(record.backlog == record.days["offered"][:, 0].sum() > 0 for record in results.records)


def test_without_agents_both_calendars_agree():
    pytest.importorskip("numba")
    scenario = nobody(patience=fixed("3min"))
    assert_equal(replicate(scenario, 1, 0, "simpy"), replicate(scenario, 1, 0, "compiled"))


# --- very many -----------------------------------------------------------------------------------


def test_a_hundred_thousand_contacts_in_an_hour():
    pytest.importorskip("numba")
    pools = {"one": {"agents": 9000, "attrition": None, "hiring": None, "tenure": ["1 years"]}}
    scenario = quiet(
        calendar={"start": "2026-01-04", "length": "60min", "warm_up": "0s"},
        demand={"per_hour": 100_000},
        patience=fixed("2min"),
        returns={"share": "0%", "window": "30min"},
        pools=pools,
    )
    record = replicate(scenario, 1, 0, "compiled")
    line = record.slots[0, :2, 0]
    # Poisson(100,000): within 5 standard deviations but for a chance of 6e-7; the seed is fixed.
    assert abs(line["offered"].sum() - 100_000) < 5 * 316.3
    assert line["answered"].sum() + line["abandoned"].sum() + line["blocked"].sum() == line["offered"].sum()
    assert line["answered"].sum() > 95_000
