"""`load`: a scenario from a file or a mapping."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sim.scenario.composing import Settings, overlaid, read_with_parents
from sim.scenario.consistency import findings
from sim.scenario.problems import Place, Problem, ScenarioError
from sim.scenario.reading import Node, node_from, tree_of
from sim.scenario.schema import Scenario
from sim.scenario.validation import dotted, located, sound_sections, validated
from sim.words import _


def load(
    source: str | os.PathLike[str] | Mapping[str, Any], set: Settings = (), apply: Iterable[str] = ()
) -> Scenario:
    """The scenario in a YAML file, or said by a mapping with the same keys and values.

    `apply` names overrides of the file; `set` has texts such as `pools.helpdesk.agents=7`, or is a mapping
    from dotted keys to values. What is set goes before overrides, these before the file, the file before its
    parents. Paths in a mapping are taken from the current folder. Raises `ScenarioError` with all problems.
    """
    if isinstance(source, Mapping):
        root = tree_of(Path.cwd() / "mapping")
        node = node_from(source, Place(_("the mapping given"), folder=Path.cwd()))
    else:
        path = Path(source)
        root = tree_of(path)
        node = read_with_parents(path, root)
    return scenario_from(node, root, set, apply)


def scenario_from(node: Node, root: Path, set: Settings, apply: Iterable[str]) -> Scenario:
    """The scenario a node says once overrides and settings are laid over it. Raises `ScenarioError`."""
    node = overlaid(node, apply, set)
    problems: list[Problem] = []
    try:
        scenario = validated(Scenario, node, root)
        sections = {name: getattr(scenario, name) for name in Scenario.model_fields}
    except ScenarioError as error:
        problems = error.problems
        sections = sound_sections(Scenario, node, root)
    for finding in findings(sections):
        path, at, whole = located(node, finding.path)
        place = at.place if whole and not isinstance(at.value, dict) else at.key_place
        problems.append(Problem.at(place, dotted(path), finding.message, finding.allowed, finding.nearest))
    if problems:
        raise ScenarioError(problems)
    return scenario
