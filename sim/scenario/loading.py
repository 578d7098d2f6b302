"""`load`: a scenario from a file or a mapping."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.scenario import consistency  # noqa: F401 (its checks are registered)
from sim.scenario.check import Finding, findings
from sim.scenario.composing import Settings, overlaid, read_with_parents, with_parents
from sim.scenario.files import tree_of
from sim.scenario.nodes import Node, node_from
from sim.scenario.problems import NotAllowedError, Place, Problem, ScenarioError
from sim.scenario.schema import Origins, Scenario
from sim.scenario.sites import with_sites
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
    problems: list[Problem] = []
    if isinstance(source, Mapping):
        root = tree_of(Path.cwd() / "mapping")
        said = _node_of(source, problems)
        node = with_parents(said, Path.cwd(), root, problems) if said else None
    else:
        path = Path(source).resolve()
        root = tree_of(path)
        node = read_with_parents(path, root, problems)
    if node and "study" in node.value:
        message = _("this is a study of several designs, not a scenario")
        raise ScenarioError([Problem.at(node.value["study"].key_place, "study", message)])
    scenario = scenario_from(node, root, set, apply, problems) if node else None
    if problems or scenario is None:
        raise ScenarioError(problems)
    return scenario


def _node_of(source: Mapping[str, Any], problems: list[Problem]) -> Node | None:
    place = Place(_("the mapping given"), folder=Path.cwd())
    try:
        return node_from(source, place)
    except NotAllowedError as error:
        problems.append(Problem.at(place, "", error.message))
        return None


def scenario_from(
    node: Node, root: Path, set: Settings, apply: Iterable[str], problems: list[Problem]
) -> Scenario | None:
    """The scenario a node says once overrides and settings are laid over it, and what is wrong with it."""
    node = with_sites(overlaid(node, apply, set, problems), problems)
    scenario = None
    try:
        scenario = validated(Scenario, node, root)
        scenario._origins = Origins(dict(_places(node, "")))
        sections = {name: getattr(scenario, name) for name in Scenario.model_fields}
    except ScenarioError as error:
        problems += error.problems
        sections = sound_sections(Scenario, node, root)
    problems += [problem_of(finding, node) for finding in findings(sections)]
    return scenario


def problem_of(finding: Finding, node: Node) -> Problem:
    """The finding, at its place in the tree of values it was made of."""
    path, at, whole = located(node, finding.path)
    of_value = whole and not finding.of_key and not isinstance(at.value, dict)
    place = at.place if of_value else at.key_place
    return Problem.at(place, dotted(path), finding.message, finding.allowed, finding.nearest)


def _places(node: Node, key: str) -> Iterator[tuple[str, Place]]:
    yield key, node.place
    if isinstance(node.value, dict):
        for name, each in node.value.items():
            yield from _places(each, f"{key}.{name}" if key else name)
