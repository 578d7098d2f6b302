"""The parts beside verdict and figures: loads, percentiles, costs, days, exceptions, inputs."""

import math

import numpy as np
import pandas as pd
import pytest

import sim
from sim.experiment import compare
from sim.report import amounts, exceptions, inputs, load, losses, money, people, spread, times, verdict, week
from sim.report.findings import Estimate
from sim.report.load import Load
from sim.report.ranges import Amount, Part, ranges
from sim.scenario import flatten

from .conftest import CENTRE

NAN = math.nan


def test_the_work_of_a_week_is_what_arrives(two):
    """In all: contacts by handling time, those who gave up among them; people as they are signed in."""
    found = load.load(two.results["Two tiers"], 0)
    assert found.work.shape == found.people.shape == (168,)
    assert found.step == 60
    kpis = two.results["Two tiers"].kpis()["mean"]
    contacts = kpis["contacts_per_day"] / 1440 * (kpis["aht"] / 60)
    assert found.work.mean() == pytest.approx(contacts, rel=0.01)
    assert found.people.mean() == pytest.approx(
        two.results["Two tiers"].pools().loc[("helpdesk", "signed_in"), "mean"], rel=0.05
    )


def test_a_pool_without_seats_has_all_its_people_at_work(two):
    found = load.load(two.results["Two tiers"], 1)
    assert found.people == pytest.approx(np.full(168, 2.0), rel=0.01)


def test_too_little_capacity_is_claimed_only_where_it_is_sure():
    people = np.full(168, 2.0)
    work, low = np.full(168, 1.0), np.full(168, 0.9)
    work[10:13], low[10:12] = 2.5, 2.1
    low[12] = 1.9  # the third may be luck
    assert load._said(Load(60, work, low, work + 0.5, people)) == (
        "More work than people in 2 of the 168 hours of the week."
    )
    low[10:12] = 1.9
    assert load._said(Load(60, work, low, work + 0.5, people)) == ""
    work[10:13] = 1.0
    work[34] = 1.5
    said = load._said(Load(60, work, work - 0.01, work + 0.01, people))
    assert said == "Work for at most 75.0% of the people, on Mon at 10:00."
    nothing = np.full(168, NAN)
    assert load._said(Load(60, work, nothing, nothing, people)) == ""  # one replication


def test_work_beyond_the_people_has_a_colour_of_its_own(swamped):
    helpdesk = next(panel for panel in load.chart(swamped).panels if panel.caption == "Swamped · helpdesk")
    within, beyond, line = helpdesk.figure["data"]
    assert max(within["y"]) <= max(line["y"])
    assert min(beyond["y"]) > 0
    assert helpdesk.below == "More work than people in 168 of the 168 hours of the week."


def test_intervals_that_are_no_part_of_an_hour_are_drawn_as_they_are():
    scenario = sim.load(CENTRE, set=["calendar.interval=90min", "calendar.length=15 days"])
    results = sim.run(scenario, replications=1, jobs=1)
    assert load.load(results, 0).work.shape == (7 * 16,)
    assert week.by_hour(results, "service_level").shape == (16, 7)


def test_the_service_level_by_hour_weighs_the_contacts(two):
    results = two.results["Two tiers"]
    cells = week.by_hour(results, "service_level")
    weekly = results.intervals().xs("helpdesk", level="tier").loc["Wed"].loc[["14:00", "14:30"]]
    expected = (weekly["service_level"] * weekly["offered"]).sum() / weekly["offered"].sum()
    assert cells.loc["14:00", "Wed"] == pytest.approx(expected)
    chart = week.in_time(two)
    heat = chart.panels[0].figure["data"][0]
    assert chart.scale[0] == "100%"
    assert heat["zmax"] == 100
    assert heat["colorscale"][-1][1] == week.figures.palette.MAGNITUDE[0]  # all in time is light


def test_percentiles_rise_and_are_those_of_the_results(two):
    for make, measure, tier in ((times.waits, "waits", "helpdesk"), (times.resolutions, "resolutions", "")):
        chart = make(two)
        assert len(chart.panels) == 3
        figures = two.results["Two tiers"].percentiles()["mean"].sort_index().loc[measure, tier]
        assert list(figures) == sorted(figures)
        by = amounts.scale("s" if measure == "waits" else "hours", [figures[90]])
        (row,) = [row for row in chart.table.rows if row.name == "Two tiers"]
        shown = float(row.cells[1].text.split("\N{NO-BREAK SPACE}")[0])
        assert shown == pytest.approx(figures[90] * by.factor, rel=0.06)


def test_of_a_growing_line_there_are_no_percentiles(swamped):
    for chart in (times.waits(swamped), times.resolutions(swamped)):
        assert [bar.name for panel in chart.panels for bar in panel.ranges] == ["Two tiers"] * 3
        assert [row.name for row in chart.table.rows] == ["Two tiers"]


def test_costs_are_wages_and_the_rest(two):
    chart = money.chart(two)
    (panel,) = chart.panels
    assert [bar.name for bar in panel.ranges] == ["Two tiers", "More <b>seats</b> & people"]
    for bar in panel.ranges:
        assert bar.mean == pytest.approx(sum(segment.width for segment in bar.segments))
        assert 0 <= bar.low <= bar.mean <= bar.high <= 100


def test_without_wages_there_are_no_costs():
    free = sim.load(CENTRE, set=["pools.helpdesk.wage=0", "pools.system.wage=0", "calendar.length=8 days"])
    assert money.chart(compare([free], replications=2, jobs=1)).panels == []


def test_what_customers_lose_stands_beside_the_centres_cost(two):
    assert losses.chart(two).panels == []
    said = {
        "calendar.length": "8 days",
        "satisfaction.unsolved": "50%",
        "churn.value": 400,
        "downtime.cost": 20,
    }
    compared = compare([sim.load(CENTRE, set=said)], replications=2, jobs=1)
    chart = losses.chart(compared)
    ((bar,),) = [panel.ranges for panel in chart.panels]
    assert bar.mean == pytest.approx(sum(segment.width for segment in bar.segments))
    assert chart.table.heads == ["Design", "In all", "the centre", "customers who leave", "downtime"]


def test_bars_share_a_scale_and_leave_out_what_cannot_be_said():
    whole = [Part("#000000", 1)]
    first, second = ranges(
        [
            Amount("a", Estimate(50.0, 40.0, 60.0), whole),
            Amount("b", Estimate(NAN, NAN, NAN), whole),
            Amount("c", Estimate(30.0, NAN, NAN), whole),
        ],
        "s",
    )
    assert first.high == pytest.approx(98)
    assert first.mean / second.mean == pytest.approx(50 / 30)
    assert first.cell.text == "50\N{NO-BREAK SPACE}s"
    assert first.has_interval
    assert not second.has_interval
    assert ranges([], "s") == []


def test_leavers_are_counted_from_the_first_day(two):
    chart = people.leavers(two)
    assert [panel.caption for panel in chart.panels] == ["helpdesk"]  # nobody leaves system
    lines = [trace for trace in chart.panels[0].figure["data"] if "name" in trace]
    for line, results in zip(lines, two.results.values(), strict=True):
        assert list(line["y"]) == sorted(line["y"])
        left = np.mean([record.weeks["left"][:, 0].sum() for record in results.records])
        assert line["y"][-1] == pytest.approx(left, rel=1e-3)


def test_days_are_spread_about_their_mean(two):
    table = spread.table(two)
    assert list(table.groups) == ["Service level", "Average speed of answer", "Abandonment", "Days on target"]
    for design, row in zip(two.results.values(), table.groups["Service level"], strict=True):
        low, mean, high = (float(cell.text.rstrip("%")) for cell in row.cells)
        assert low <= mean <= high
        days = design.days()["mean"].sort_index().loc["helpdesk", "service_level"]
        assert high == pytest.approx(100 * days["p90"], abs=1)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Estimate(0.123, 0.11, 0.136), "Of its single days, 12.3% (11.0 to 13.6) meet it."),
        (Estimate(0.12, NAN, NAN), "Of its single days, 12.0% meet it."),
        (Estimate(NAN, NAN, NAN), ""),
    ],
)
def test_how_likely_a_day_meets_its_target(share, said):
    assert verdict.days_on_target(share) == said


def test_exceptions_say_where_to_look(two):
    found = {each.question: each.table for each in exceptions.worst(two)}
    for question in ("Which intervals were worst?", "Which days were worst?", "Which issues took longest?"):
        assert list(found[question].groups) == ["Two tiers", "More <b>seats</b> & people"]
        assert len(found[question].groups["Two tiers"]) == exceptions.MOST
        assert found[question].heads[1] == "Replication"
    worst = two.results["Two tiers"].worst_intervals().iloc[0]
    row = found["Which intervals were worst?"].groups["Two tiers"][0]
    assert f"{worst['date']:%Y-%m-%d} {worst['from']}" in row.name
    assert row.cells[0].text == str(worst["replication"])
    longest = two.results["Two tiers"].longest_issues().iloc[0]
    assert found["Which issues took longest?"].groups["Two tiers"][0].name.startswith(f"{longest['issue']},")


def test_the_worst_days_are_those_with_most_waiting(two):
    results = two.results["Two tiers"]
    table = results.worst_days()
    assert table["waited_min"].is_monotonic_decreasing
    assert table["waited_min"].iloc[0] == max(record.days["waited"][:, 0].max() for record in results.records)
    assert table.groupby("replication").size().max() <= 10
    first = pd.Timestamp(results.scenario.calendar.start) + pd.Timedelta(days=1)  # the warm-up is a day
    assert table["date"].min() >= first
    record = results.records[0]
    worst = int(record.days["waited"][:, 0].argmax())
    of_first = table[table["replication"] == 0].iloc[0]
    assert of_first["date"] == first + pd.Timedelta(days=worst)


def test_stuck_issues_are_those_still_open(two):
    results = two.results["Two tiers"]
    table, record = results.stuck_issues(), results.records[0]
    of_first = table[table["replication"] == 0]
    still_open = record.issues["opened"].sum() - sum(
        record.issues[ending].sum() for ending in ("solved", "abandoned", "lost", "blocked")
    )
    assert len(of_first) == min(still_open, 10)
    assert table["hours"].is_monotonic_decreasing
    window = results.scenario.repeat_window / 60
    assert (table["hours"] > window).all()  # the run goes on for so long after counting
    (stuck,) = [each for each in exceptions.worst(two) if each.question == "Which issues were stuck?"]
    assert stuck.note.count("in “") == 2


def test_many_designs_have_fewer_exceptions_each(ten):
    for each in exceptions.worst(ten)[:3]:
        assert {len(rows) for rows in each.table.groups.values()} == {exceptions.FEW}


def test_every_value_of_every_scenario_is_shown(two, ten):
    (table,) = inputs.scenarios(two)
    rows = {row.name: [cell.text for cell in row.cells] for row in table.rows}
    assert rows.keys() == flatten(two.results["Two tiers"].scenario).keys()
    assert rows["patience.mean"][0] == rows["patience.mean"][1]
    assert rows["pools.helpdesk.seats"] == ["1", "2"]
    assert len(inputs.scenarios(ten)) == 3


def test_all_numbers_lie_beside_the_report(two, tmp_path):
    two.report(tmp_path / "two.html")
    tables = {path.stem for path in (tmp_path / "two_tables").glob("*.csv")}
    assert tables == {path.stem for path in (tmp_path / "two_tables").glob("*.parquet")}
    assert {"kpis", "differences", "percentiles", "days", "worst_days", "longest_issues"} <= tables
    kpis = pd.read_parquet(tmp_path / "two_tables" / "kpis.parquet")
    pd.testing.assert_frame_equal(kpis, two.kpis())
