"""Studies: designs to compare, each a scenario file or one with overrides applied."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from sim.scenario.block import Block, Map
from sim.scenario.check import Finding
from sim.scenario.claims import Claim, Given, Measured, assumed, unfit, unfit_given
from sim.scenario.composing import Settings, overlaid, read_with_parents
from sim.scenario.files import file_inside, read_text, tree_of
from sim.scenario.loading import problem_of, scenario_from
from sim.scenario.nodes import Node, read_yaml
from sim.scenario.problems import NotAllowedError, Problem, ScenarioError, listed, nearest
from sim.scenario.quantities import write_quantity
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
    split: list[str] = Field(
        [],
        description="designs in an order in which each changes one thing: the difference between the first "
        "and the last is split into these steps",
    )
    replications: int = Field(30, ge=1, le=100_000, description="runs of each design")
    seed: int = Field(1, ge=0, lt=2**63, description="of all luck; the same seed gives the same customers")
    claims: list[Claim] = Field([], max_length=100, description="what is said of the designs, to be judged")


@dataclass(frozen=True)
class Source:
    """A design as it was read, overrides and settings laid over it; other values can be laid over that."""

    node: Node
    root: Path

    def with_value(self, key: str, value: str | int | float) -> Scenario:
        """The design with another value at a dotted key. Raises `ScenarioError`."""
        problems: list[Problem] = []
        scenario = scenario_from(self.node, self.root, {key: value}, (), problems)
        if problems or scenario is None:
            raise ScenarioError(problems)
        return scenario


@dataclass(frozen=True)
class Study:
    """Designs loaded and ready to run; `baseline` is one of their names."""

    title: str
    designs: dict[str, Scenario]
    baseline: str
    replications: int
    seed: int
    claims: tuple[Claim, ...] = ()
    split: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False, compare=False)  # of the designs

    def varied(self, design: str, key: str, number: float) -> Scenario:
        """A design with another number at a dotted key: a fraction of a percentage, minutes of a duration,
        rounded where only whole numbers may stand. Raises `ScenarioError`.
        """
        now, whole = assumed(self.designs[design], key)
        plain: int | float = round(number) if whole else number
        value = plain if now.kind == "number" else write_quantity(replace(now, number=number))
        return self.sources[design].with_value(key, value)


def is_study(path: Path) -> bool:
    """Whether a YAML file has the key that makes it a study. Raises `NotAllowedError` if it can't be read."""
    return re.search(r"^study\s*:", read_text(path), re.MULTILINE) is not None


def load_study(
    path: str | os.PathLike[str], set: Settings = (), measures: Mapping[str, Measured] | None = None
) -> Study:
    """The study in a YAML file, `set` laid over each design as by `load`. Raises `ScenarioError`.

    `measures` are those that claims may name, by key; without them claims are not held against any.
    """
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
    sources: dict[str, Source] = {}
    names = list(sections.get("designs", {}))
    for name in names:
        said = node.value["designs"].value[name]
        design = sections["designs"][name]
        source = _read_design(name, design, said, path.parent, root, set, problems)
        scenario = scenario_from(source.node, root, (), (), problems) if source else None
        if source and scenario:
            designs[name], sources[name] = scenario, source
    baseline = sections.get("baseline") or next(iter(names), "")
    if names and baseline not in names:
        message = _("no design is called {name}").format(name=baseline)
        place = node.value["baseline"].place
        problems.append(Problem.at(place, "baseline", message, listed(names), nearest(baseline, names)))
    split = tuple(sections.get("split", ()))
    problems += _unfit_split(split, names, node)
    study = Study(
        title=sections.get("study", ""),
        designs=designs,
        baseline=baseline,
        replications=sections.get("replications", 0),
        seed=sections.get("seed", 0),
        split=split,
        sources=sources,
    )
    claims = tuple(_claims(node, study, names, measures, problems))
    if problems:
        raise ScenarioError(problems)
    return replace(study, claims=claims)


def _unfit_split(split: tuple[str, ...], names: list[str], node: Node) -> Iterator[Problem]:
    """What makes designs no chain of steps."""
    for number, name in enumerate(split):
        place = node.value["split"].value[number].place
        if name not in names:
            message = _("no design is called {name}").format(name=name)
            yield Problem.at(place, f"split.{number}", message, listed(names), nearest(name, names))
        elif name in split[:number]:
            yield Problem.at(place, f"split.{number}", _("{name} is given twice").format(name=name))
    if len(split) == 1:
        yield Problem.at(node.value["split"].place, "split", _("one design makes no step"), _("two or more"))


def _read_design(
    name: str, design: Design, said: Node, folder: Path, root: Path, set: Settings, problems: list[Problem]
) -> Source | None:
    place = said.value["file"].place if isinstance(said.value, dict) else said.place
    key = f"designs.{name}"
    try:
        path = file_inside(root, folder, design.file)
    except NotAllowedError as error:
        problems.append(Problem.at(place, key, error.message, error.allowed))
        return None
    node = read_with_parents(path, root, problems, place, key)
    apply = said.plain()["apply"] if design.apply else []
    return Source(overlaid(node, apply, set, problems), root) if node else None


# --- claims --------------------------------------------------------------------------------------


def _claims(
    node: Node,
    study: Study,
    names: list[str],
    measures: Mapping[str, Measured] | None,
    problems: list[Problem],
) -> Iterator[Claim]:
    """The claims of a study's file that are right by themselves; what does not fit joins the problems."""
    said = node.value.get("claims")
    for number, each in enumerate(said.value if said and isinstance(said.value, list) else ()):
        try:
            claim = validated(Claim, each, Path())
        except ScenarioError:
            continue  # its problems are known
        found = list(unfit(claim, names, study.designs, study.baseline, measures))
        about = [name for name in claim.given_designs(study.baseline) if name in study.designs]
        if claim.given:
            found += unfit_given(claim.given, [study.designs[name] for name in about])
            found += [] if found else _unfit_ends(claim.given, about, study)
        problems += [
            problem_of(replace(finding, path=("claims", number, *finding.path)), node) for finding in found
        ]
        yield claim


def _unfit_ends(given: Given, about: list[str], study: Study) -> Iterator[Finding]:
    """What makes the ends of the range no values of the key."""
    for name in about:
        for number, end in enumerate(given.between):
            try:
                study.varied(name, given.key, end.number)
            except ScenarioError as error:
                for problem in error.problems:
                    yield Finding(("given", "between", number), problem.message, problem.allowed)
