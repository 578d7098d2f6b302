"""Trees of values that know where they stand, from YAML or from Python's mappings."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from sim.scenario.files import read_text, shown_path
from sim.scenario.problems import NotAllowedError, Place, Problem, shown
from sim.words import _

# Aliases multiply what they name, and one may hold itself: these end either.
MOST_VALUES = 20_000
DEEPEST = 40
DIGITS = 30
LONGEST_REASON = 200  # letters that are told of what the reader of YAML says


class Text(str):
    """Text that knows where it stands, so that a path in it is taken from the file that names it."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, place: Place, text: str) -> Text:
        self = cls(text)
        self.place = place
        return self


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands; `key_place` is where its key does (its own place in a list)."""

    value: Any  # dict[str, Node], list[Node], or a scalar
    place: Place
    key_place: Place

    def plain(self) -> Any:
        """The same without places, except that text is `Text`."""
        match self.value:
            case dict():
                return {key: node.plain() for key, node in self.value.items()}
            case list():
                return [node.plain() for node in self.value]
            case str():
                return Text.at(self.place, self.value)
        return self.value

    def moved(self, where: Callable[[Place], Place]) -> Node:
        """The same with other places."""
        value = self.value
        if isinstance(value, dict):
            value = {key: node.moved(where) for key, node in value.items()}
        elif isinstance(value, list):
            value = [node.moved(where) for node in value]
        return Node(value, where(self.place), where(self.key_place))


class _TooMuchError(Exception):
    """More than any scenario holds; its argument is the problem."""


# --- YAML ----------------------------------------------------------------------------------------


def read_yaml(path: Path, asked_at: Place | None, asked_key: str, problems: list[Problem]) -> Node | None:
    """The map in a YAML file, or None with the reason among the problems.

    A file that is not there is a problem of the key and the place that asked for it.
    """
    name = shown_path(path)
    try:
        text = read_text(path)
    except NotAllowedError as error:
        key = "" if error.place else asked_key
        problems.append(Problem.at(error.place or asked_at or Place(name), key, error.message))
        return None
    node = parse_yaml(text, Place(name, folder=path.parent), problems)
    if node and not isinstance(node.value, dict):
        message = _("the file is empty") if node.value is None else _("the file is no map of keys and values")
        problems.append(Problem.at(node.place, "", message, _("lines such as name: Two tiers")))
        return None
    return node


def parse_yaml(text: str, place: Place, problems: list[Problem]) -> Node | None:
    """The YAML document in `text`, each value with its line and column in `place.file`.

    What is wrong joins the problems; None where the syntax leaves nothing to go on with. What a text says is
    remembered, for whoever asks what follows from other settings: nodes are never changed.
    """
    found, wrong = _parsed(text, place)
    problems += wrong
    return found


@lru_cache(maxsize=64)
def _parsed(text: str, place: Place) -> tuple[Node | None, list[Problem]]:
    problems: list[Problem] = []
    try:
        root = YAML(typ="safe", pure=True).compose(
            text
        )  # in the same way wherever there is a libyaml or none
        start = Place(place.file, 1, 1, place.folder)
        return _Reader(place, problems).read(root, "", 0) if root else Node(None, start, start), problems
    except _TooMuchError as error:
        problems.append(error.args[0])
    except MarkedYAMLError as error:
        problems.append(_syntax_problem(error, text, place))
    except RecursionError:
        problems.append(Problem.at(place, "", _("deeper than {n} levels").format(n=DEEPEST)))
    except (YAMLError, ValueError, AssertionError, LookupError) as error:  # ruamel's on odd characters, tags
        why = " ".join(str(error).split())
        problems.append(Problem.at(place, "", _("not YAML: {why}").format(why=shown(why, LONGEST_REASON))))
    return None, problems


def _syntax_problem(error: MarkedYAMLError, text: str, place: Place) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    why = ", ".join(part for part in (error.context, error.problem) if part)
    said = text.splitlines()[line - 1 : line] if line else []
    why = shown(why, LONGEST_REASON)
    advice = _("spaces, not tabs, before a key") if said and "\t" in said[0] else ""
    return Problem.at(Place(place.file, line, column), "", _("not YAML: {why}").format(why=why), advice)


class _Reader:
    """Turns ruamel's nodes into ours, gathering problems; counts what aliases multiply."""

    def __init__(self, place: Place, problems: list[Problem]):
        self.whole, self.problems = place, problems
        self.values = 0

    def place(self, node: YamlNode) -> Place:
        mark = node.start_mark
        return Place(self.whole.file, mark.line + 1, mark.column + 1, self.whole.folder)

    def problem(self, node: YamlNode, key: str, message: str, allowed: str = "") -> None:
        self.problems.append(Problem.at(self.place(node), key, message, allowed))

    def read(self, node: YamlNode, key: str, depth: int, key_node: YamlNode | None = None) -> Node:
        self.values += 1
        if self.values > MOST_VALUES or depth > DEEPEST:
            many = self.values > MOST_VALUES
            message = _("more than {n} values, aliases included") if many else _("deeper than {n} levels")
            message = message.format(n=MOST_VALUES if many else DEEPEST)
            raise _TooMuchError(Problem.at(self.place(node), key, message))
        tag = str(node.tag)
        if not tag.startswith("tag:yaml.org,2002:") or "python" in tag:
            self.problem(
                node, key, _("tags such as {tag} are not allowed").format(tag=shown(tag, LONGEST_REASON))
            )
        value: Any
        if isinstance(node, MappingNode):
            value = self.read_map(node, key, depth)
        elif isinstance(node, SequenceNode):
            value = [self.read(each, f"{key}[{n}]", depth + 1) for n, each in enumerate(node.value)]
        else:
            value = self.read_scalar(node.value, tag, node, key)
        return Node(value, self.place(node), self.place(key_node or node))

    def read_map(self, node: MappingNode, key: str, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode) or not key_node.value:
                self.problem(key_node, key, _("a key must be a word"))
                continue
            name = key_node.value
            dotted = f"{key}.{name}" if key else name
            if str(key_node.tag).endswith(":merge"):
                self.problem(key_node, dotted, _("YAML 1.2 has no merge keys"))
                continue
            value = self.read(value_node, dotted, depth + 1, key_node)
            if name in entries:
                message = _("the key stands twice; first at {place}")
                self.problem(key_node, dotted, message.format(place=entries[name].key_place))
            else:
                entries[name] = value
        return entries

    def read_scalar(self, text: str, tag: str, node: YamlNode, key: str) -> Any:
        try:
            match tag.rpartition(":")[2]:
                case "null":
                    return None
                case "bool":
                    return text.lower() == "true"
                case "int":
                    return _read_int(text)
                case "float":
                    return float(text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan"))
        except ValueError:
            self.problem(node, key, _("{found} is not a number").format(found=text[:40]))
        return text


def _read_int(text: str) -> int:
    digits = text.replace("_", "")
    if len(digits) > DIGITS:
        raise ValueError
    return int(digits, 0) if digits.lstrip("+-")[:2].lower() in ("0x", "0o", "0b") else int(digits)


# --- mappings ------------------------------------------------------------------------------------


def node_from(value: Any, place: Place, depth: int = 0) -> Node:
    """A node from Python values, such as a mapping given instead of a file; raises `NotAllowedError`."""
    if depth > DEEPEST:
        raise NotAllowedError(_("deeper than {n} levels").format(n=DEEPEST))
    match value:
        case Mapping():
            value = {str(key): node_from(each, place, depth + 1) for key, each in value.items()}
        case str() | bool() | bytes() | None:
            pass
        case Path():
            value = str(value)
        case Sequence():
            value = [node_from(each, place, depth + 1) for each in value]
        case Integral() | Real():
            if not abs(value) < 10**DIGITS and value == value and abs(value) != math.inf:
                raise NotAllowedError(_("a number of more than {n} digits").format(n=DIGITS))
            value = int(value) if isinstance(value, Integral) else float(value)
    return Node(value, place, place)
