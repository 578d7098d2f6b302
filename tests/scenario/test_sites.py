"""Profiles of places, laid over the pools that are there."""

import pytest

import sim
from sim.centre import replicate
from sim.scenario.explain import explain
from sim.scenario.problems import ScenarioError
from tests.tracing import quiet

LOD = {"wage": 30, "attrition": {"yearly_rate": "90%"}, "ability": "70%"}


def load(**settings):
    pool = {"agents": 4, "wage": 80, "attrition": {"hazard": 0.2}, "ability": "90%"}
    scenario = quiet(pools={"one": pool}, sites={"lod": LOD}).model_dump(mode="json", by_alias=True)
    return sim.load(scenario, set={key.replace("__", "."): value for key, value in settings.items()})


def test_a_pool_that_names_no_site_is_as_it_says():
    assert load().pools["one"].wage == 80


def test_a_site_goes_before_what_the_pool_says_and_replaces_whole_blocks():
    there = load(pools__one__site="lod").pools["one"]
    assert (there.wage, there.ability, there.agents) == (30, 0.7, 4)
    assert (there.attrition.yearly_rate, there.attrition.hazard) == (0.9, None)


def test_a_scenario_written_in_full_reads_the_same_again():
    first = load(pools__one__site="lod")
    assert sim.load(first.model_dump(mode="json", by_alias=True)) == first


def test_a_site_that_is_not_there_is_named_with_the_nearest():
    with pytest.raises(ScenarioError) as error:
        load(pools__one__site="lodd")
    (problem,) = error.value.problems
    assert (problem.key, problem.nearest, problem.allowed) == ("pools.one.site", "lod", "lod")


def test_what_is_set_in_vain_is_a_problem():
    with pytest.raises(ScenarioError) as error:
        load(pools__one__site="lod", pools__one__wage=50)
    (problem,) = error.value.problems
    assert (problem.key, problem.allowed) == ("pools.one.wage", "sites.lod.wage")


def test_explained_in_a_sentence():
    told = explain(load(pools__one__site="lod")).mechanisms
    assert "one: at the site lod, which says wage, ability, attrition of its people." in told


def test_wages_are_paid_as_the_site_says():
    here, there = (
        replicate(load(**site, sites__lod__attrition=None, pools__one__attrition=None))
        for site in ({}, {"pools__one__site": "lod"})
    )
    assert there.postings["cents"].sum() / here.postings["cents"].sum() == pytest.approx(30 / 80)
