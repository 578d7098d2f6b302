import subprocess
import sys

import pytest

import sim
from sim.scenario import Study
from tests.experiment.conftest import CENTRE


def test_importing_it_is_light():
    """Nothing heavy is imported before it is used."""
    heavy = "joblib", "numpy", "pandas", "pydantic", "scipy", "simpy"
    code = f"import sim, sys; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_every_public_name_is_there():
    assert set(sim.__all__) <= set(dir(sim))
    for name in sim.__all__:
        assert getattr(sim, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        sim.nonsense  # noqa: B018


def test_a_run_is_reproduced_by_its_seed(centre):
    once, again, other = (sim.run(centre, replications=2, seed=seed, jobs=1) for seed in (5, 5, 6))
    assert once.kpis().equals(again.kpis())
    assert not once.kpis().equals(other.kpis())
    assert once.provenance.seed == 5
    assert once.provenance.clock == "simpy"
    assert once.provenance.versions["simpy"]


def test_a_comparison_of_scenarios(centre, larger_centre):
    comparison = sim.compare([centre, larger_centre], replications=3, jobs=1)
    assert list(comparison.results) == ["Tiers", "More"]
    assert comparison.baseline == "Tiers"
    assert comparison.differences().at[("More", "headcount"), "mean"] == 1
    assert comparison.what_differs().loc["pools.helpdesk.agents"].to_dict() == {"Tiers": "3", "More": "4"}


def test_a_key_that_says_nothing_is_no_difference(centre):
    one_tier = sim.load(CENTRE | {"name": "One", "tiers": {"first": {"pool": ["helpdesk", "system"]}}})
    differs = sim.compare([centre, one_tier], replications=1, jobs=1).what_differs()
    assert differs.loc["tiers.first.pool"].to_dict() == {"Tiers": "helpdesk", "One": "[helpdesk, system]"}
    assert differs.loc["tiers.second.pool"].to_dict() == {"Tiers": "system", "One": ""}
    assert "tiers.second.escalate.after" not in differs.index


def test_a_comparison_with_another_baseline(centre, larger_centre):
    comparison = sim.compare([centre, larger_centre], baseline="More", replications=2, jobs=1)
    assert comparison.differences().at[("Tiers", "headcount"), "mean"] == -1
    with pytest.raises(ValueError, match="no design is called Nobody"):
        sim.compare([centre], baseline="Nobody", replications=2, jobs=1)


def test_a_study_brings_its_own_replications_and_names(centre, larger_centre):
    study = Study("Which?", {"few": centre, "many": larger_centre}, "many", 2, 9)
    comparison = sim.compare(study, jobs=1)
    assert (comparison.title, comparison.baseline) == ("Which?", "many")
    assert comparison.provenance.replications == 2
    assert comparison.provenance.seed == 9
    assert sim.compare(study, replications=3, seed=1, jobs=1).provenance.replications == 3


def test_designs_of_one_name_are_numbered(centre):
    comparison = sim.compare([centre, centre], replications=2, jobs=1)
    assert list(comparison.results) == ["Tiers", "Tiers (2)"]
    assert (comparison.differences()["mean"].dropna() == 0).all(), "the same design on the same luck"


def test_customers_are_the_same_in_every_design(centre, larger_centre):
    """First contacts: what the second design changes is who answers them."""
    comparison = sim.compare([centre, larger_centre], replications=3, jobs=1)
    opened = [
        [r.issues["opened"].tolist() for r in results.records] for results in comparison.results.values()
    ]
    assert opened[0] == opened[1]


def test_no_design_is_refused():
    with pytest.raises(ValueError, match="no design"):
        sim.compare([])


def test_a_bad_scenario_is_refused_before_anything_runs():
    with pytest.raises(sim.ScenarioError, match="nonsense"):
        sim.run(sim.load(CENTRE | {"nonsense": 1}))
