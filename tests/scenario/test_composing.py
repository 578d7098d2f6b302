"""Parents, overrides, what is set, and where values come from."""

import pickle

import pytest

from sim.scenario import WeekTable, flatten, load
from tests.scenario.asserting import problems, the_problem, where


def test_a_child_goes_before_its_parent(tree):
    child = tree.write(
        "spd/child.yaml",
        "extends: ../base/centre.yaml\n"
        "name: Child\n"
        "pools: {helpdesk: {agents: 7}}\n"
        "tiers: {engineers: {pool: [engineers]}}\n",
    )
    parent, loaded = flatten(load("base/centre.yaml")), flatten(load(child))
    assert {key: loaded[key] for key in loaded if loaded[key] != parent[key]} == {
        "name": "Child",
        "pools.helpdesk.agents": "7",
        "tiers.engineers.pool": "[engineers]",
    }


def test_what_was_set_is_gone_when_the_file_is_loaded_again(tree):
    tree.write("base/child.yaml", "extends: centre.yaml\noverrides: {more: {pools.helpdesk.agents: 9}}\n")
    before = flatten(load("base/child.yaml"))
    load("base/child.yaml", set=["pools.helpdesk.seats=null"], apply=["more"])
    assert flatten(load("base/child.yaml")) == before


def test_a_file_that_was_changed_is_read_anew(tree):
    tree.write("base/child.yaml", "extends: centre.yaml\nname: One\n")
    assert load("base/child.yaml").name == "One"
    tree.write("base/child.yaml", "extends: centre.yaml\nname: Two\n")
    assert load("base/child.yaml").name == "Two"


def test_comments_may_stand_between_a_key_and_its_value(tree):
    tree.write(
        "base/child.yaml", "extends: centre.yaml\nname: # as it is called\n  One\n\ndescription: null\n"
    )
    assert load("base/child.yaml").name == "One"


def test_lists_replace(tree):
    tree.write("base/listed.yaml", "extends: centre.yaml\npools: {engineers: {tenure: [1 year, 2 years]}}\n")
    child = tree.write("base/child.yaml", "extends: listed.yaml\npools: {engineers: {tenure: [3 weeks]}}\n")
    assert load(child).pools["engineers"].tenure == [3 * 10080]


def test_null_removes_what_a_parent_says(tree):
    child = tree.write(
        "base/child.yaml",
        "extends: centre.yaml\n"
        "topics: {password: null, system: {share: 100%}}\n"
        "pools: {helpdesk: {attrition: null, seats: null}}\n"
        "tiers: {helpdesk: {escalate: null}}\n",
    )
    loaded = load(child)
    assert list(loaded.topics) == ["system"]
    assert loaded.pools["helpdesk"].attrition is None
    assert loaded.pools["helpdesk"].seats is None
    assert loaded.tiers["helpdesk"].escalate.after is None


def test_null_closes_a_day_that_a_parent_opens(tree):
    tree.write(
        "base/parent.yaml", "extends: centre.yaml\nopening: {Sun-Thu: 07:00-24:00, Fri: 08:00-14:00}\n"
    )
    child = tree.write("base/child.yaml", "extends: parent.yaml\nopening: {Fri: null}\n")
    assert list(load(child).opening) == [(0, 1, 2, 3, 4)]


def test_null_brings_back_the_default_unless_it_means_something(tree):
    child = tree.write(
        "base/child.yaml",
        "extends: centre.yaml\npools: {helpdesk: {hiring: null, absence: null}}\ncurrency: null\n",
    )
    loaded = load(child)
    assert loaded.pools["helpdesk"].hiring is None
    assert loaded.pools["helpdesk"].absence == 0
    assert loaded.currency == "ILS"
    assert load("base/centre.yaml").pools["helpdesk"].hiring.lead_time == 6 * 10080


def test_what_a_parent_removed_does_not_come_back(tree):
    tree.write("base/parent.yaml", "extends: centre.yaml\npools: {helpdesk: {attrition: null}}\n")
    child = tree.write(
        "base/child.yaml", "extends: parent.yaml\npools: {helpdesk: {attrition: {hazard: 0.4}}}\n"
    )
    assert load(child).pools["helpdesk"].attrition.yearly_rate is None
    assert load(child).pools["helpdesk"].attrition.hazard == 0.4


def test_another_kind_of_distribution_replaces_the_parents(tree):
    child = tree.write(
        "base/child.yaml",
        "extends: centre.yaml\ntopics: {system: {handle: {kind: exponential, mean: 7min}}}\n",
    )
    assert load(child).topics["system"].handle.mean == 7
    same = tree.write("base/same.yaml", "extends: centre.yaml\ntopics: {system: {handle: {mean: 7min}}}\n")
    assert load(same).topics["system"].handle.cv == 1.1


def test_a_chain_of_parents(tree):
    tree.write("base/middle.yaml", "extends: centre.yaml\nname: Middle\ncurrency: EUR\n")
    child = tree.write("spd/child.yaml", "extends: ../base/middle.yaml\nname: Child\n")
    loaded = load(child)
    assert (loaded.name, loaded.currency, loaded.pools["helpdesk"].agents) == ("Child", "EUR", 5)


def test_tables_are_found_beside_the_file_that_names_them(tree):
    tree.write("spd/seats.csv", "from,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n08:00,9,9,9,9,9,9,9\n")
    child = tree.write(
        "spd/child.yaml", "extends: ../base/centre.yaml\npools: {engineers: {seats: seats.csv, agents: 60}}\n"
    )
    loaded = load(child)
    assert loaded.pools["helpdesk"].seats.source == "base/seats.csv"
    assert loaded.pools["engineers"].seats.source == "spd/seats.csv"
    assert loaded.pools["engineers"].seats.rows[0][0] == 9


@pytest.mark.parametrize(
    "files",
    [
        {"a.yaml": "a.yaml"},
        {"a.yaml": "b.yaml", "b.yaml": "a.yaml"},
        {"a.yaml": "b.yaml", "b.yaml": "../base/b.yaml"},
    ],
)
def test_a_loop_of_parents_is_told(tree, files):
    for name, parent in files.items():
        tree.write(f"base/{name}", f"extends: {parent}\nname: x\n")
    problem = the_problem("base/a.yaml")
    assert "extends this file in turn" in problem.message
    assert (problem.line, problem.column, problem.key) == (1, 10, "extends")


def test_a_chain_too_long_is_told(tree):
    for number in range(30):
        tree.write(f"base/{number}.yaml", f"extends: {number + 1}.yaml\n")
    assert "more than 20 files" in the_problem("base/0.yaml").message


def test_a_parent_that_is_not_there_is_a_problem_of_who_asks(tree):
    tree.write("base/child.yaml", "name: x\nextends: other.yaml\n")
    problem = the_problem("base/child.yaml")
    assert where(problem) == ("base/child.yaml", 2, 10, "extends")
    assert problem.message == "there is no file base/other.yaml"


def test_extends_must_name_one_file(tree):
    tree.write("base/child.yaml", "extends: [centre.yaml]\n")
    assert "one file's name" in the_problem("base/child.yaml").message


# --- overrides and --set -------------------------------------------------------------------------


@pytest.fixture
def varied(tree):
    return tree.write(
        "base/varied.yaml",
        "extends: centre.yaml\n"
        "overrides:\n"
        "  plus_two: {pools.helpdesk.agents: 7}\n"
        "  slower: {topics.system.handle: {mean: 9min}, topics.system.handle.cv: 2}\n"
        "  minus_one: {pools.helpdesk: {agents: 4}}\n"
        "  no_leavers: {pools.helpdesk.attrition: null}\n",
    )


def test_overrides_apply_by_name(varied):
    assert load(varied).pools["helpdesk"].agents == 5
    both = load(varied, apply=["plus_two", "slower", "no_leavers"])
    assert both.pools["helpdesk"].agents == 7
    assert (both.topics["system"].handle.mean, both.topics["system"].handle.cv) == (9, 2)
    assert both.pools["helpdesk"].attrition is None


def test_overrides_are_inherited(tree, varied):
    child = tree.write("spd/child.yaml", "extends: ../base/varied.yaml\n")
    assert load(child, apply=["plus_two"]).pools["helpdesk"].agents == 7


def test_two_overrides_may_not_set_the_same_key(varied):
    problem = the_problem(varied, apply=["plus_two", "minus_one"])
    assert where(problem) == ("base/varied.yaml", 5, 32, "pools.helpdesk.agents")
    assert problem.message == "the key is set twice; first at base/varied.yaml:3:14"


def test_nor_a_key_and_a_part_of_it(tree):
    tree.write(
        "base/varied.yaml",
        "extends: centre.yaml\noverrides:\n  a: {pools.helpdesk.attrition: null}\n"
        "  b: {pools.helpdesk.attrition.hazard: 1}\n",
    )
    assert "set twice" in the_problem("base/varied.yaml", apply=["a", "b"]).message
    assert "set twice" in the_problem("base/varied.yaml", apply=["b", "a"]).message


def test_an_unknown_override_names_the_nearest(varied):
    problem = the_problem(varied, apply=["plus_too"])
    assert (problem.message, problem.nearest) == ("no override is called plus_too", "plus_two")


def test_what_is_set_goes_before_overrides(varied):
    loaded = load(varied, apply=["plus_two"], set=["pools.helpdesk.agents=9", "name=From the command line"])
    assert loaded.pools["helpdesk"].agents == 9
    assert loaded.name == "From the command line"


def test_set_takes_yaml_and_mappings(tree):
    texts = [
        "calendar.start=2026-02-01",
        "tiers.helpdesk.escalate={after: 3min}",
        "pools.helpdesk.hiring=null",
    ]
    values = {
        "calendar.start": "2026-02-01",
        "tiers.helpdesk.escalate": {"after": "3min"},
        "pools.helpdesk.hiring": None,
    }
    assert load("base/centre.yaml", set=texts) == load("base/centre.yaml", set=values)


def test_set_may_make_a_block_that_is_not_there(tree):
    loaded = load("base/centre.yaml", set=["pools.helpdesk.learning.time_constant=3 months"])
    assert loaded.pools["helpdesk"].learning.handle_time == 1


def test_a_file_set_is_found_from_the_current_folder(tree):
    assert (
        load("base/centre.yaml", set=["demand.table=base/seats.csv"]).demand.table.source == "base/seats.csv"
    )
    assert "no file seats.csv" in the_problem("base/centre.yaml", set=["demand.table=seats.csv"]).message


@pytest.mark.parametrize(
    ("setting", "key", "message"),
    [
        ("pools.helpdsk.agents=7", "pools.helpdsk.agents", "pools has no helpdsk"),
        ("pools.helpdesk.agnts=7", "pools.helpdesk.agnts", "unknown key"),
        ("pools.helpdesk.agents=seven", "pools.helpdesk.agents", '"seven" is not allowed'),
        ("pools.helpdesk.agents", "", "a key and a value are expected"),
        ("=7", "", "a key and a value are expected"),
        ("pools..agents=7", "pools..agents", "the key has an empty part"),
        ("extends=x.yaml", "extends", "only the file itself says extends"),
        ("overrides.x.name=y", "overrides.x.name", "only the file itself says overrides"),
        ("pools.helpdesk.agents=[7", "pools.helpdesk.agents", "not YAML"),
        ("pools.helpdesk.agents={a: 1, a: 2}", "pools.helpdesk.agents", "the key stands twice"),
        ("x" * 5 + ".y" * 500 + "=1", "", "deeper than 40 levels"),
    ],
)
def test_errors_of_what_is_set_say_so(tree, setting, key, message):
    found = problems("base/centre.yaml", set=[setting])
    problem = next(each for each in found if message in each.message)
    assert problem.file == f"--set {setting}"
    assert problem.line is None
    if key:
        assert problem.key.startswith(key)


def test_setting_a_key_twice_is_an_error(tree):
    problem = the_problem("base/centre.yaml", set=["name=a", "name=b"])
    assert problem.message == "the key is set twice; first at --set name=a"


# --- where values come from ----------------------------------------------------------------------


def test_origins(tree, varied):
    child = tree.write(
        "spd/child.yaml", "extends: ../base/varied.yaml\nname: Child\nopening: {Sun-Thu: 07:00-24:00}\n"
    )
    loaded = load(child, apply=["plus_two"], set=["currency=EUR"])
    assert loaded.origin("name") == "spd/child.yaml:2"
    assert loaded.origin("pools.engineers.agents") == "base/centre.yaml:15"
    assert loaded.origin("pools.helpdesk.agents") == "base/varied.yaml:3 (override plus_two)"
    assert loaded.origin("currency") == "--set currency=EUR"
    assert loaded.origin("opening.Sun-Thu") == "spd/child.yaml:3"
    assert loaded.origin("pools.engineers.hours") is None


def test_where_values_come_from_makes_no_difference(tree):
    twin = tree.write("base/twin.yaml", (tree.folder / "base/centre.yaml").read_text())
    assert load(twin) == load("base/centre.yaml")


def test_scenarios_travel_between_processes(varied):
    loaded = load(varied, apply=["plus_two"])
    back = pickle.loads(pickle.dumps(loaded))
    assert back == loaded
    assert back.origin("pools.helpdesk.agents") == loaded.origin("pools.helpdesk.agents")


# --- mappings ------------------------------------------------------------------------------------


def mapping(**changes):
    return {
        "name": "M",
        "demand": {"per_hour": 60},
        "topics": {"all": {"share": 1, "handle": {"kind": "exponential", "mean": "3min"}}},
        "tiers": {"one": {"pool": "agents"}},
        "pools": {"agents": {"agents": 5}},
    } | changes


def test_a_mapping_has_the_keys_of_a_file(tree):
    loaded = load(mapping(demand={"table": "base/volumes.csv"}), set={"pools.agents.agents": 6})
    assert loaded.pools["agents"].agents == 6
    assert loaded.demand.table.starts == (420, 1320)
    assert loaded.origin("name") == "the mapping given"


def test_a_mapping_may_hold_a_table_and_other_kinds_of_number(tree):
    import numpy as np

    week = WeekTable("made", (0,), ((1.0,) * 7,))
    pools = {"agents": {"agents": np.int64(5), "seats": week, "wage": np.float64(30)}}
    loaded = load(mapping(demand={"table": week}, pools=pools))
    assert loaded.demand.table is week
    assert loaded.pools["agents"].seats == week
    assert loaded.pools["agents"].wage == 30


def test_a_mapping_may_extend_a_file(tree):
    loaded = load({"extends": "base/centre.yaml", "name": "M", "pools": {"helpdesk": {"agents": 9}}})
    assert (loaded.pools["helpdesk"].agents, loaded.pools["engineers"].agents) == (9, 6)
    problem = the_problem({"extends": "base/center.yaml"})
    assert where(problem) == ("the mapping given", None, None, "extends")


def test_problems_of_a_mapping(tree):
    found = problems(mapping(name=3, topics=[], pools={"agents": {"agents": object()}}))
    assert {problem.file for problem in found} == {"the mapping given"}
    assert [problem.key for problem in found] == ["name", "topics", "pools.agents.agents"]


def test_a_mapping_that_holds_itself(tree):
    endless = mapping()
    endless["topics"] = endless
    assert "deeper than 40 levels" in the_problem(endless).message


def test_a_mapping_with_a_number_no_one_can_print(tree):
    assert problems(mapping(pools={"agents": {"agents": 10**5000}}))


def test_folded_text_has_no_marks_of_its_folds(tree):
    text = "extends: ../base/centre.yaml\nname: Child\ndescription: >\n  one line\n  and another\n"
    assert load(tree.write("spd/child.yaml", text)).description == "one line and another\n"
