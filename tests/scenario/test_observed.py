"""Tables of observed durations."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiment.archive.manifest import scenario_facts, scenario_from
from sim.scenario import ScenarioError, load
from sim.scenario.observed import read_observed
from sim.scenario.problems import TableError
from tests.scenario.asserting import exact


def table(text):
    return read_observed(text, "t.csv", "t.csv")


def problems(text):
    with pytest.raises(TableError) as caught:
        table(text)
    return [(p.line, p.column, p.message) for p in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "seconds\n90\n30\n90\n",
        "# from the switch\nminutes\n1.5\n\n0.5\n1.5\n",
        "Duration;Weight\n30s;1\n1m30s;2\n7h;0\n",
        "weight,seconds\n1,30\n1,90\n1,90.0\n",
    ],
)
def test_one_sample_in_four_ways(text):
    assert (table(text).minutes, table(text).weights) == ((0.5, 1.5), (1, 2))


def test_every_bad_cell_is_told_with_its_line_and_column():
    assert problems("seconds,weight\n90,1\n-4,1\n5\n,x\n") == [
        (3, 1, "-4 is not a number from 0 up"),
        (4, 1, "1 cells where the header has 2"),
        (5, 1, "the cell is empty"),
        (5, 2, "x is not a number from 0 up"),
    ]
    assert problems("duration\n90\n") == [(2, 1, "90.0 has no unit: write 90.0s, 90.0min or 90.0h")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the table is empty"),
        ("seconds\n", "the table has a header and no rows"),
        ("second\n9\n", "no column is called second"),
        ("weight\n9\n", "one column of durations is expected, and one of weights at most"),
        ("seconds,minutes\n9,9\n", "one column of durations is expected, and one of weights at most"),
        ("seconds,weight\n9,0\n", "all weights are zero"),
    ],
)
def test_bad_tables(text, message):
    assert message in [found for _, _, found in problems(text)]


@exact
@given(st.text(max_size=300).map("seconds\n".__add__))
def test_any_text_is_a_sample_or_its_problems(text):
    with contextlib.suppress(TableError):
        assert table(text).minutes


def scenario(handle):
    return {
        "name": "any",
        "demand": {"per_hour": 1},
        "topics": {"any": {"share": "100%", "handle": handle}},
        "tiers": {"one": {"pool": "one"}},
        "pools": {"one": {"agents": 1}},
    }


def test_a_scenario_reads_one_and_a_manifest_holds_it(tree):
    tree.write("base/handle.csv", "seconds,weight\n200,3\n100,1\n")
    found = load(scenario({"kind": "empirical", "table": "base/handle.csv"}))
    assert found.topics["any"].handle.sample.mean == pytest.approx(175 / 60)
    facts = json.loads(json.dumps(scenario_facts(found)))
    assert facts["topics"]["any"]["handle"]["table"]["weights"] == [1, 3]
    assert scenario_from(facts) == found


def test_a_bad_cell_is_told_where_it_stands(tree):
    tree.write("base/handle.csv", "seconds\n200\nlong\n")
    with pytest.raises(ScenarioError) as caught:
        load(scenario({"kind": "empirical", "table": "base/handle.csv"}))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("base/handle.csv", 3, 1)
    assert problem.key == "topics.any.handle.table"
