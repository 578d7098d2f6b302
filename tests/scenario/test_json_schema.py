"""The files made from the models are current, and agree with what loads."""

import json
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from sim.scenario import json_schema, reference
from sim.scenario.known_keys import known_keys
from sim.scenario.schema import Scenario
from sim.scenario.units import read_days, read_duration, read_percent, read_share, read_time, read_time_span
from tests.scenario.conftest import CENTRE

ROOT = Path(__file__).parents[2]
SHIPPED = [path for path in sorted(ROOT.glob("scenarios/*/*.yaml")) if path.name != "fit.yaml"]


def test_the_schema_is_current():
    assert json_schema.PATH.read_text(encoding="utf-8") == json_schema.text(), (
        "run python -m sim.scenario.json_schema"
    )


def test_the_reference_is_current():
    page = reference.PAGE.read_text(encoding="utf-8")
    assert page == reference.page(page), "run python -m sim.scenario.reference"


def test_every_key_is_described():
    for name, block in json_schema.json_schema()["$defs"].items():
        assert "description" in block or name.replace("_", " ") in json_schema.SHAPES, name
        for key, schema in block.get("properties", {}).items():
            assert key == "kind" or schema["description"], f"{name}.{key}"


def test_links_of_the_reference_lead_somewhere():
    page = reference.PAGE.read_text(encoding="utf-8")
    titles = {line[4:].lower() for line in page.splitlines() if line.startswith("### ")}
    assert set(re.findall(r"\(#([a-z]+)\)", page)) <= titles


@pytest.mark.parametrize(
    ("shape", "read"),
    [
        ("duration", read_duration),
        ("share", read_share),
        ("percentage", read_percent),
        ("weekdays", read_days),
        ("time of day", read_time),
        ("span of time", read_time_span),
    ],
)
def test_examples_match_their_pattern_and_are_read(shape, read):
    said = json_schema.SHAPES[shape]
    text = said["anyOf"][0] if "anyOf" in said else said
    for example in text["examples"]:
        assert re.search(text["pattern"], example)
        read(example)


def yaml_of(text):
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def errors(content):
    jsonschema = pytest.importorskip("jsonschema", reason="checks the schema as editors do")
    return list(jsonschema.Draft202012Validator(json_schema.json_schema()).iter_errors(content))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_editors_do_not_flag_shipped_files(path):
    assert not errors(yaml_of(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "change", [("agents: 5", "agnets: 5"), ("4m30s", "270"), ("35%", "35"), ("schema: 1", "schema: 2")]
)
def test_editors_flag_slips(change):
    assert not errors(yaml_of(CENTRE))
    assert errors(yaml_of(CENTRE.replace(*change)))


def test_editors_take_parts_and_nulls():
    assert not errors(
        {"extends": "x.yaml", "topics": {"a": None, "b": {"share": "3%"}}, "pools": {"p": {"hiring": None}}}
    )


def test_known_keys_follow_paths():
    assert known_keys(Scenario, ("topics", "x", "handle", "lognormal")) == ["kind", "mean", "cv"]
    assert known_keys(Scenario, ("topics", "x", "handle_at", "tier", "gamma")) == ["kind", "mean", "cv"]
    assert known_keys(Scenario, ("pools", "x", "tenure", "(one)", "uniform")) == ["kind", "low", "high"]
    assert known_keys(Scenario, ("changes", 3, "(leave)")) == ["leave", "pool", "on"]
    assert known_keys(Scenario, ("pools", "x", "hiring")) == [
        "lead_time",
        "training",
        "cost",
        "training_cost",
        "policy",
        "candidates",
        "screening",
        "profile",
        "trainers",
        "nesting",
    ]
    assert known_keys(Scenario, ("pools",)) is None
    assert known_keys(Scenario, ("name", "x")) is None
