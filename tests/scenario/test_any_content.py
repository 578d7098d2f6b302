"""Whatever a file holds, it loads or says what is wrong with it."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario import ScenarioError, explain, flatten, load, load_study
from tests.scenario.conftest import CENTRE, SEATS, VOLUMES

WORDS = [
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "null",
    "~",
    "*a",
    "&a ",
    "<<: ",
    "!x ",
    "\t",
    "\n",
    "%",
    "0",
    "-1",
    "1e999",
]
WORDS += [
    ".nan",
    "9" * 40,
    "true",
    "''",
    "a.b",
    "2026-13-01",
    "100%",
    "3 weeks",
    "../",
    "/etc/passwd",
    "#",
    "?",
]
WORDS += ["extends: fuzzed.yaml\n", "overrides: {x: {name: y}}\n", "opening: {Sun: 1}\n", "changes: [{}]\n"]
RUNS = settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# A mutation is a place in the text (as a share of it), how much to remove there, and what to put there.
MUTATIONS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(WORDS) | st.text(max_size=5)), max_size=4
)


def mutated(text, mutations):
    for share, removed, put in mutations:
        place = int(share * len(text))
        text = text[:place] + put + text[place + removed :]
    return text


def read(path, load=load):
    with contextlib.suppress(ScenarioError):
        explain(load(path))


@RUNS
@given(MUTATIONS)
def test_scenarios(tree, mutations):
    read(tree.write("base/fuzzed.yaml", mutated(CENTRE, mutations).encode("utf-8", "surrogatepass")))


@RUNS
@given(MUTATIONS, MUTATIONS)
def test_tables(tree, volumes, seats):
    tree.write("base/volumes.csv", mutated(VOLUMES, volumes).encode("utf-8", "surrogatepass"))
    tree.write("base/seats.csv", mutated(SEATS, seats).encode("utf-8", "surrogatepass"))
    read("base/centre.yaml")


@RUNS
@given(MUTATIONS)
def test_studies(tree, mutations):
    text = "study: S\ndesigns: {a: centre.yaml, b: {file: centre.yaml, apply: [x]}}\nbaseline: a\nseed: 3\n"
    path = tree.write("base/fuzzed.yaml", mutated(text, mutations).encode("utf-8", "surrogatepass"))
    with contextlib.suppress(ScenarioError):
        load_study(path)


@RUNS
@given(st.binary(max_size=300))
def test_bytes(tree, content):
    read(tree.write("base/fuzzed.yaml", content))


@RUNS
@given(
    st.lists(
        st.text(max_size=30) | MUTATIONS.map(lambda m: mutated("pools.helpdesk.agents=7", m)), max_size=2
    )
)
def test_what_is_set(tree, texts):
    read("base/centre.yaml", lambda path: load(path, set=texts))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(WORDS)
    | st.dates(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def every_key(tree):
    return list(flatten(load("base/centre.yaml")))


@RUNS
@given(st.data())
def test_every_key_with_any_value(tree, every_key, data):
    keys = st.sampled_from(every_key)
    changed = data.draw(st.dictionaries(keys, VALUES, min_size=1, max_size=3))
    read("base/centre.yaml", lambda path: load(path, set=changed))
