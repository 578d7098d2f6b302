import numpy as np
import pandas as pd
import pytest

from sim.experiment import quantiles
from sim.experiment.tables import ENDINGS
from sim.floor.kept import EDGES
from sim.floor.kinds import TIME
from sim.measure import DISTRIBUTIONS, MEASURES, measures_of
from sim.record import WORST_INTERVAL
from sim.scenario.period import Period
from tests.experiment.synthetic import DAYS, TRUE_ABANDONMENT, TRUE_ASA, drawn_record, empty_record


def test_kpis_are_a_row_per_measure_of_what_the_scenario_has(drawn):
    results = drawn(6)
    kpis = results.kpis()
    assert list(kpis.columns) == ["mean", "low", "high", "sd", "unit"]
    assert list(kpis.index) == list(measures_of([results.scenario]))
    assert "redials_per_issue" not in kpis.index
    assert kpis.index.name == "measure"
    known = kpis.dropna(subset=["low"])
    assert (known["low"] <= known["mean"]).all()
    assert (known["mean"] <= known["high"]).all()


def test_kpis_estimate_the_model(drawn):
    """True values, within 4 standard errors: each assertion fails by chance with probability below 1e-3."""
    replications = 40
    kpis = drawn(replications).kpis()
    for measure, truth in (("abandonment", TRUE_ABANDONMENT), ("asa", TRUE_ASA), ("aht", 240.0)):
        row = kpis.loc[measure]
        assert abs(row["mean"] - truth) <= 4 * row["sd"] / np.sqrt(replications) + 1e-9


def test_the_mean_is_the_ratio_of_sums(drawn):
    results = drawn(3)
    legs = [record.slots[:, :, 0] for record in results.records]
    answered = sum(leg["answered"].sum() for leg in legs)
    waited = sum(leg["waited_answered"].sum() for leg in legs)
    assert results.kpis().at["asa", "mean"] == pytest.approx(60 * waited / answered)


def test_estimated_together_or_one_by_one_figures_are_the_same(drawn):
    """But for the last bit of an interval: numpy's square of a single figure is another one than of many."""
    results = drawn(7)
    for key, row in results.kpis().iterrows():
        one = results.estimate(key)
        assert one.mean == pytest.approx(row["mean"], rel=0, abs=0, nan_ok=True)
        for name in ("low", "high", "sd"):
            assert getattr(one, name) == pytest.approx(row[name], rel=1e-12, nan_ok=True)


def test_parts_are_named(drawn):
    results = drawn(3)
    assert results.tiers().index.names == ["tier", "measure"]
    assert results.pools().index.names == ["pool", "measure"]
    assert results.topics().index.names == ["topic", "measure"]
    assert results.pools().at[("system", "occupancy"), "mean"] == pytest.approx(0.8)
    assert results.tiers().at[("first", "asa"), "mean"] == results.kpis().at["asa", "mean"]


def test_intervals_are_the_week_by_the_half_hour(drawn):
    results = drawn(3)
    intervals = results.intervals()
    assert intervals.index.names == ["weekday", "from", "tier"]
    assert len(intervals) == 7 * 48 * 2
    row = intervals.loc[("Tue", "10:30", "second")]
    slots = [record.slots[2, 21, 1] for record in results.records]
    days = sum(record.slot_days[2] for record in results.records)
    assert row["offered"] == sum(slot["offered"] for slot in slots) / days
    assert row["asa_s"] == pytest.approx(
        60 * sum(slot["waited_answered"] for slot in slots) / sum(slot["answered"] for slot in slots)
    )
    assert row["abandonment_low"] <= row["abandonment"] <= row["abandonment_high"]


def test_weekdays_that_were_not_counted_are_left_out(results_of):
    records = [empty_record(), empty_record()]
    for record in records:
        record.slot_days[[0, 6]] = 0
    weekdays = results_of(records).intervals().index.get_level_values("weekday")
    assert list(dict.fromkeys(weekdays)) == ["Mon", "Tue", "Wed", "Thu", "Fri"]


def test_people_week_by_week(results_of):
    records = [empty_record(), empty_record()]
    for record, employed in zip(records, (4.0, 6.0), strict=True):
        record.weeks["employed"] = employed
        record.weeks["tenure"] = employed
    records[0].weeks["tenure"][3, 1] = np.nan
    records[0].weeks["employed"][3, 1] = 0
    people = results_of(records).people()
    assert people.index.names == ["week", "pool"]
    row = people.loc[(0, "helpdesk")]
    assert row["employed"] == 5
    assert row["employed_low"] < 5 < row["employed_high"]
    assert row["tenure"] == pytest.approx((4 * 4 + 6 * 6) / 10)
    assert people.at[(3, "system"), "tenure"] == 6


def test_issues_by_how_they_end(drawn):
    issues = drawn(4).issues()
    assert issues.index.names == ["topic", "ending"]
    assert list(issues.loc["easy"].index) == list(ENDINGS)
    assert issues["share"].groupby("topic").sum().to_numpy() == pytest.approx([1, 1])


def test_percentiles_of_waits_and_of_times_to_resolution(drawn):
    """The waits are drawn from an exponential; a bin is 2% wide, and the interval missed with 5%, seed 7."""
    results = drawn(20)
    for record in results.records:
        record.resolutions[500] = 3
    percentiles = results.percentiles()
    assert percentiles.index.names == ["measure", "tier", "percentile"]
    row = percentiles.loc[("waits", "second", 90)]
    assert row["low"] <= -TRUE_ASA * np.log(0.1) <= row["high"]
    answered = np.mean([record.slots["answered"][:, :, 1].sum() for record in results.records])
    assert row["events"] == pytest.approx(0.1 * answered)
    assert percentiles.at[("resolutions", "", 50), "mean"] == pytest.approx(EDGES[500] / 60, rel=0.02)
    assert set(percentiles["kind"]) == {"percentile of all times"}
    times = DISTRIBUTIONS["waits"]
    counts = np.stack([times.counts(record, "second") for record in results.records])
    assert tuple(row[["mean", "low", "high"]]) == quantiles.of_counts(counts, times.upper, 0.9)


def test_days_differ(drawn):
    results = drawn(10)
    days = results.days()
    assert days.index.names == ["tier", "measure", "statistic"]
    legs = np.stack([record.days[:, 0] for record in results.records])
    asa = 60 * legs["waited_answered"] / legs["answered"]
    assert days.at[("first", "asa", "mean"), "mean"] == pytest.approx(asa.mean())
    assert days.at[("first", "asa", "p90"), "mean"] == pytest.approx(np.quantile(asa, 0.9))
    assert (days["low"] <= days["mean"]).all()
    assert (days["mean"] <= days["high"]).all()
    assert (days["days"] == DAYS).all()
    contacts = days.xs("contacts_per_day", level="measure")["mean"]
    assert contacts["first", "mean"] == pytest.approx(results.kpis().at["contacts_per_day", "mean"])


def test_a_mean_of_daily_ratios_is_not_the_ratio_of_expectations(results_of):
    record = empty_record()
    record.days[0]["offered"], record.days[0]["answered_in_target"] = 1000, 500
    record.days[1]["offered"], record.days[1]["answered_in_target"] = 10, 10
    record.slots[0, 0]["offered"], record.slots[0, 0]["answered_in_target"] = 1010, 510
    results = results_of([record, record])
    assert results.kpis().at["service_level", "mean"] == 510 / 1010
    row = results.days().loc[("first", "service_level", "mean")]
    assert (row["mean"], row["kind"], row["days"]) == (0.75, "mean of daily figures", 2)


def test_few_events_are_warned_of_by_title(drawn):
    (warning,) = [text for text in drawn(20).warnings if "Fewer than 5" in text]
    assert "Attrition" in warning
    assert "Abandonment" not in warning


def test_an_amount_that_few_replications_hold_is_warned_of(drawn):
    results = drawn(20)
    for record in results.records:
        record.slots["waited_answered"] *= 1e-3
    results.records[3].slots["waited_answered"] *= 1e6
    (warning,) = [text for text in results.warnings if "differ by more than the figure" in text]
    assert "Average speed of answer" in warning
    assert "Mean wait of all" not in warning


def test_what_cannot_be_measured_is_said(drawn):
    results = drawn(4)
    assert np.isnan(results.kpis().at["seats_filled", "mean"])
    assert any("nothing to measure" in text and "Seats filled" in text for text in results.warnings)


def test_one_replication_is_warned_of(drawn):
    results = drawn(1)
    assert np.isnan(results.kpis().at["asa", "low"])
    assert any("One replication" in text for text in results.warnings)


def test_interruption_is_said(results_of, drawn):
    results = results_of(drawn(3).records, asked=30)
    assert "3 of 30" in results.warnings[0]


@pytest.fixture
def growing(results_of):
    """Makes results in which the second tier's line grew in so many of 10 replications."""

    def make(runs):
        rng = np.random.default_rng(3)
        records = [drawn_record(rng) for _each in range(10)]
        for record in records[:runs]:
            record.unstable = ("second",)
        return results_of(records)

    return make


def test_a_line_that_keeps_growing_takes_away_what_depends_on_it(growing):
    results = growing(10)
    figures = ["mean", "low", "high", "sd"]
    tiers, kpis = results.tiers(), results.kpis()
    assert tiers.loc[("second", "asa"), figures].isna().all()
    assert kpis.loc["issues_solved", figures].isna().all()
    assert results.intervals().xs("second", level="tier")["asa_s"].isna().all()
    assert results.issues().loc[("easy", "solved"), ["share", "low", "high"]].isna().all()
    percentiles, days = results.percentiles(), results.days()
    assert np.isnan(percentiles.at[("waits", "second", 90), "mean"])
    assert np.isnan(percentiles.at[("resolutions", "", 90), "mean"])
    assert percentiles.at[("waits", "first", 90), "mean"] > 0
    assert days.loc["second"].loc[["service_level", "asa"], "mean"].isna().all()
    assert days.at[("second", "contacts_per_day", "p90"), "mean"] > 0
    assert kpis.loc[["asa", "aht", "occupancy", "cost_per_year"], "mean"].notna().all(), (
        "not the second line's"
    )
    assert tiers.at[("second", "aht"), "mean"] == pytest.approx(240)
    assert any("second keeps growing" in text for text in results.warnings)


def test_a_line_that_grew_once_is_mentioned(growing):
    results = growing(1)
    assert results.unstable == ()
    assert results.tiers().notna().at[("second", "asa"), "mean"]
    assert any("In 1 of 10 replications" in text for text in results.warnings)


def test_worst_intervals_of_all_replications_with_their_dates(results_of):
    """The first day of the scenario is Sunday, 4 January 2026."""
    records = [empty_record(), empty_record()]
    records[0].worst = np.array([(3, 20, 9, 5, 4, 1, 60.0), (0, 1, 2, 2, 0, 2, 5.0)], WORST_INTERVAL)
    records[1].worst = np.array([(30, 47, 8, 8, 0, 3, 40.0)], WORST_INTERVAL)
    results = results_of(records)
    results.numbers = [4, 7]
    worst = results.worst_intervals()
    assert worst["replication"].tolist() == [4, 7, 4]
    assert worst["date"].dt.strftime("%d %b").tolist() == ["07 Jan", "03 Feb", "04 Jan"]
    assert worst["from"].tolist() == ["10:00", "23:30", "00:30"]
    row = worst.loc[1]
    assert (row["offered"], row["answered"], row["answered_in_target"], row["abandoned"]) == (9, 5, 1, 4)
    assert worst["waited_min"].tolist() == [60, 40, 5]


def test_longest_issues_of_all_replications_with_their_moments(results_of, centre):
    start = Period.of(centre).start
    records = [empty_record(), empty_record()]
    for record, hours in zip(records, (30.0, 100.0), strict=True):
        issue = record.notable[TIME, 6]
        issue["figure"] = 60 * hours
        issue["identity"], issue["topic"], issue["ending"] = 12, 1, 2
        issue["visits"], issue["handovers"], issue["difficulty"] = 4, 2, 0.9
        issue["opened"], issue["ended"] = start + 90.5, start + 90.5 + 60 * hours
    longest = results_of(records).longest_issues()
    assert longest["replication"].tolist() == [1, 0]
    row = longest.loc[2]
    assert (row["issue"], row["topic"], row["ending"], row["hours"]) == (12, "hard", "lost", 30)
    assert (row["contacts"], row["handovers"], row["difficulty"]) == (4, 2, 0.9)
    assert str(row["opened"]) == "2026-01-04 01:30:30"
    assert str(row["ended"]) == "2026-01-05 07:30:30"


def test_nothing_extreme_is_an_empty_table(results_of):
    results = results_of([empty_record()])
    assert results.worst_intervals().empty
    assert results.longest_issues().empty


def test_csv(drawn, tmp_path):
    written = drawn(3).to_csv(tmp_path / "out")
    names = {path.stem for path in written}
    assert names >= {"kpis", "intervals", "pools", "people", "issues", "percentiles", "days"}
    assert names >= {"worst_intervals", "longest_issues", "measures", "provenance"}
    kpis = pd.read_csv(tmp_path / "out" / "kpis.csv", index_col="measure")
    assert kpis.at["asa", "unit"] == "s"
    definitions = pd.read_csv(tmp_path / "out" / "measures.csv", index_col="measure")
    assert list(definitions.index) == [*MEASURES, *DISTRIBUTIONS]
    assert set(kpis.index) < set(MEASURES)
