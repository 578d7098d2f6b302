"""Studies: designs to compare, each a scenario file or one with overrides applied."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from sim.scenario.block import Block, Map
from sim.scenario.composing import Settings, read_with_parents
from sim.scenario.files import file_inside, tree_of
from sim.scenario.loading import scenario_from
from sim.scenario.nodes import Node, read_yaml
from sim.scenario.problems import NotAllowedError, Problem, ScenarioError, listed, nearest
from sim.scenario.schema import Scenario
from sim.scenario.validation import sound_sections, validated
from sim.words import _


class Design(Block):
    """A scenario file, with overrides of it applied together."""

    file: str = Field(description="the scenario, seen from the study's file")
    apply: list[str] = Field([], description="names of overrides in it")


def _design(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


class StudyFile(Block):
    """Designs of a centre to compare, on the same customers with the same luck."""

    schema_: Literal[1] = Field(1, alias="schema", description="version of the format")
    study: str = Field(description="the title, as reports have it")
    designs: Map[Annotated[Design, BeforeValidator(_design, json_schema_input_type=str | Design)]] = Field(
        min_length=2, description="by name: a file, or `{file: ..., apply: [override, ...]}`"
    )
    baseline: str | None = Field(
        None, description="the design that others are held against; default: the first"
    )
    replications: int = Field(30, ge=1, le=100_000, description="runs of each design")
    seed: int = Field(1, ge=0, lt=2**63, description="of all luck; the same seed gives the same customers")


@dataclass(frozen=True)
class Study:
    """Designs loaded and ready to run; `baseline` is one of their names."""

    title: str
    designs: dict[str, Scenario]
    baseline: str
    replications: int
    seed: int


def load_study(path: str | os.PathLike[str], set: Settings = ()) -> Study:
    """The study in a YAML file, `set` laid over each design as by `load`. Raises `ScenarioError`."""
    path = Path(path).resolve()
    root = tree_of(path)
    problems: list[Problem] = []
    node = read_yaml(path, None, "", problems)
    if node and "study" not in node.value and ("tiers" in node.value or "extends" in node.value):
        problems.append(Problem.at(node.place, "study", _("this is a scenario, not a study of several")))
    if node is None or problems:
        raise ScenarioError(problems)
    try:
        sections = dict(validated(StudyFile, node, root))
    except ScenarioError as error:
        problems += error.problems
        sections = sound_sections(StudyFile, node, root)
    designs: dict[str, Scenario] = {}
    names = list(sections.get("designs", {}))
    for name in names:
        said = node.value["designs"].value[name]
        scenario = _load_design(name, sections["designs"][name], said, path.parent, root, set, problems)
        if scenario:
            designs[name] = scenario
    baseline = sections.get("baseline") or next(iter(names), "")
    if names and baseline not in names:
        message = _("no design is called {name}").format(name=baseline)
        place = node.value["baseline"].place
        problems.append(Problem.at(place, "baseline", message, listed(names), nearest(baseline, names)))
    if problems:
        raise ScenarioError(problems)
    return Study(sections["study"], designs, baseline, sections["replications"], sections["seed"])


def _load_design(
    name: str, design: Design, said: Node, folder: Path, root: Path, set: Settings, problems: list[Problem]
) -> Scenario | None:
    place = said.value["file"].place if isinstance(said.value, dict) else said.place
    key = f"designs.{name}"
    try:
        path = file_inside(root, folder, design.file)
    except NotAllowedError as error:
        problems.append(Problem.at(place, key, error.message, error.allowed))
        return None
    node = read_with_parents(path, root, problems, place, key)
    apply = said.plain()["apply"] if design.apply else []
    return scenario_from(node, root, set, apply, problems) if node else None
