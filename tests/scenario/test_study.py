import pytest

from sim.scenario import ScenarioError, load, load_study
from tests.scenario.asserting import where
from tests.scenario.conftest import CENTRE

STUDY = """\
schema: 1
study: Two more
designs:
  as_is: ../base/centre.yaml
  more: {file: ../base/varied.yaml, apply: [plus_two]}
baseline: as_is
replications: 12
seed: 7
"""


@pytest.fixture
def study(tree):
    tree.write(
        "base/varied.yaml", "extends: centre.yaml\noverrides: {plus_two: {pools.helpdesk.agents: 7}}\n"
    )
    return tree.write("spd/study.yaml", STUDY)


def study_problems(path, **how):
    with pytest.raises(ScenarioError) as caught:
        load_study(path, **how)
    return caught.value.problems


def test_a_study_names_designs(study):
    read = load_study(study)
    assert (read.title, read.baseline, read.replications, read.seed) == ("Two more", "as_is", 12, 7)
    assert {name: design.pools["helpdesk"].agents for name, design in read.designs.items()} == {
        "as_is": 5,
        "more": 7,
    }


def test_what_is_set_holds_for_every_design(study):
    read = load_study(study, set=["pools.engineers.agents=9"])
    assert [design.pools["engineers"].agents for design in read.designs.values()] == [9, 9]


def test_the_first_design_is_the_baseline_unless_said(tree, study):
    tree.write("spd/study.yaml", STUDY.replace("baseline: as_is\nreplications: 12\nseed: 7\n", ""))
    read = load_study(study)
    assert (read.baseline, read.replications, read.seed) == ("as_is", 30, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "key", "message", "nearest"),
    [
        ("baseline: as_is", "baseline: asis", 6, 11, "baseline", "no design is called asis", "as_is"),
        ("plus_two]", "plus_too]", 5, 45, "overrides", "no override is called plus_too", "plus_two"),
        (
            "base/centre.yaml",
            "base/center.yaml",
            4,
            10,
            "designs.as_is",
            "there is no file base/center.yaml",
            "",
        ),
        ("../base/centre", "../../centre", 4, 10, "designs.as_is", "is outside", ""),
        ("replications: 12", "replications: 0", 7, 15, "replications", "out of range", ""),
        ("seed: 7", "sead: 7", 8, 1, "sead", "unknown key", "seed"),
        ("seed: 7", "seed: x", 8, 7, "seed", "not allowed", ""),
        ("study: Two more", "study: [x]", 2, 8, "study", "a list is not allowed", ""),
        ("{file:", "{fil:", 5, 10, "designs.more.fil", "unknown key", "file"),
        ("  as_is: ../base/centre.yaml\n", "", 4, 3, "designs", "at least 2", ""),
    ],
)
def test_problems_of_a_study(tree, study, old, new, line, column, key, message, nearest):
    assert old in STUDY
    tree.write("spd/study.yaml", STUDY.replace(old, new))
    found = [each for each in study_problems(study) if each.key == key]
    assert found, [str(each) for each in study_problems(study)]
    assert where(found[0]) == ("spd/study.yaml", line, column, key)
    assert message in found[0].message
    assert found[0].nearest == nearest


def test_problems_of_the_study_do_not_hide_those_of_its_designs(tree, study):
    tree.write("base/centre.yaml", CENTRE.replace("agents: 6", "agents: six"))
    tree.write("spd/study.yaml", STUDY.replace("seed: 7", "sead: 7"))
    assert [each.key for each in study_problems(study)] == ["pools.engineers.agents", "sead"]


def test_problems_of_all_designs_are_told_once(tree, study):
    tree.write("base/centre.yaml", CENTRE.replace("agents: 6", "agents: six"))
    tree.write("base/varied.yaml", "extends: centre.yaml\nnmae: x\noverrides: {plus_two: {}}\n")
    assert [where(each) for each in study_problems(study)] == [
        ("base/centre.yaml", 15, 23, "pools.engineers.agents"),
        ("base/varied.yaml", 2, 1, "nmae"),
    ]


def test_a_scenario_is_no_study_and_the_other_way_round(study):
    assert study_problems("base/centre.yaml")[0].message == "this is a scenario, not a study of several"
    with pytest.raises(ScenarioError, match="this is a study of several designs, not a scenario"):
        load(study)


def test_a_split_is_a_chain_of_designs(tree, study):
    tree.write("spd/study.yaml", STUDY + "split: [as_is, more]\n")
    assert load_study(study).split == ("as_is", "more")
    tree.write("spd/study.yaml", STUDY + "split: [as_is, moer, as_is]\n")
    wrong, twice = study_problems(study)
    assert (wrong.key, wrong.line, wrong.nearest) == ("split.1", 9, "more")
    assert (twice.key, twice.message) == ("split.2", "as_is is given twice")
    tree.write("spd/study.yaml", STUDY + "split: [more]\n")
    assert study_problems(study)[0].key == "split"
