import numpy as np
import pandas as pd
import pytest

from sim.experiment.comparison import Comparison


@pytest.fixture
def comparison(drawn):
    """Twenty replications; the second design loses three points fewer of its callers, on the same luck."""
    results = {"Tiers": drawn(20), "Better": drawn(20, better=0.03, name="Better")}
    return Comparison("Which?", results, "Tiers", results["Tiers"].provenance)


def test_kpis_by_design(comparison):
    kpis = comparison.kpis()
    assert kpis.index.names == ["design", "measure"]
    assert kpis.at[("Better", "asa"), "mean"] == comparison.results["Better"].kpis().at["asa", "mean"]


def test_differences_against_the_baseline(comparison):
    differences = comparison.differences()
    assert differences.index.names == ["design", "measure"]
    assert set(differences.index.get_level_values("design")) == {"Better"}
    row = differences.loc[("Better", "abandonment")]
    assert row["mean"] == pytest.approx(row["value"] - row["baseline"])
    assert row["low"] <= row["mean"] <= row["high"] < 0
    assert row["distinguishable"]
    assert row["better"] == "yes"
    assert differences.at[("Better", "issues_solved"), "unit"] == "share"


def test_what_luck_alone_explains_is_not_called_a_difference(comparison):
    row = comparison.differences().loc[("Better", "aht")]
    assert not row["distinguishable"]
    assert row["better"] is None


def test_nothing_is_better_where_no_way_is(drawn):
    base, other = drawn(5), drawn(5, name="Busy")
    for record in other.records:
        record.pool["busy"] *= 1.1
    comparison = Comparison("", {"Tiers": base, "Busy": other}, "Tiers", base.provenance)
    row = comparison.differences().loc[("Busy", "occupancy")]
    assert row["distinguishable"]
    assert row["better"] is None


def test_same_luck_narrows_the_difference(comparison, drawn):
    """Paired on the same seed, where volumes are equal, and on another.

    A correlation of 20 independent pairs is beyond 0.8 with a probability below 1e-4.
    """
    results = {"Tiers": drawn(20), "Better": drawn(20, better=0.03, name="Better", seed=8)}
    apart = Comparison("Which?", results, "Tiers", results["Tiers"].provenance)
    key = ("Better", "contacts_per_day")
    assert comparison.differences().at[key, "variance_removed"] == pytest.approx(1)
    assert abs(apart.differences().at[key, "variance_removed"]) < 0.8


def test_a_line_that_grows_in_one_design_takes_the_difference_away(comparison):
    for record in comparison.results["Better"].records:
        record.unstable = ("first",)
    differences = comparison.differences()
    row = differences.loc[("Better", "asa")]
    assert np.isnan([row["mean"], row["low"], row["high"], row["value"]]).all()
    assert row["baseline"] > 0
    assert not row["distinguishable"]
    assert differences.notna().at[("Better", "aht"), "mean"]


def test_one_design_has_no_differences(drawn):
    results = drawn(3)
    comparison = Comparison("Alone", {"Tiers": results}, "Tiers", results.provenance)
    assert comparison.differences().empty
    assert list(comparison.differences().columns)[:3] == ["baseline", "value", "mean"]
    assert comparison.what_differs().empty


def test_warnings_name_their_designs_once(comparison):
    texts = comparison.warnings
    assert len(texts) == len({text.split(": ", 1)[1] for text in texts})
    assert any(text.startswith("Tiers, Better: ") for text in texts)


def test_the_report_has_its_tables_beside_it(comparison, monkeypatch, tmp_path):
    def write(comparison, path):
        path.write_text("a page")
        return path

    monkeypatch.setattr("sim.report.write", write)
    assert comparison.report(tmp_path / "which.html") == tmp_path / "which.html"
    assert (tmp_path / "which_tables" / "differences.csv").exists()


def test_csv(comparison, tmp_path):
    comparison.to_csv(tmp_path)
    differences = pd.read_csv(tmp_path / "differences.csv", index_col=["design", "measure"])
    assert len(differences) == len(comparison.measures)
    kpis = pd.read_csv(tmp_path / "kpis.csv", index_col=["design", "measure"])
    assert len(kpis) == 2 * len(comparison.measures)
    assert {path.name for path in tmp_path.iterdir()} >= {"people.csv", "issues.csv", "what_differs.csv"}


def test_steps_of_a_split_add_up_to_the_whole(drawn):
    names = ("Tiers", "Better", "Best")
    results = {name: drawn(20, better=0.02 * n, name=name) for n, name in enumerate(names)}
    comparison = Comparison("Which?", results, "Tiers", results["Tiers"].provenance, names)
    split = comparison.split()
    assert split.index.names == ["step", "measure"]
    for key in comparison.measures:
        whole, *steps = (split.at[(number, key), "mean"] for number in range(3))
        assert sum(steps) == pytest.approx(whole, nan_ok=True)
    assert split.at[(2, "abandonment"), "from"] == "Better"
    assert split.at[(0, "abandonment"), "to"] == "Best"
    assert split.at[(1, "abandonment"), "high"] < 0
    whole = comparison.differences().loc[("Best", "abandonment")]
    assert split.at[(0, "abandonment"), "low"] == whole["low"]


def test_no_split_no_steps(comparison):
    assert comparison.split().empty
