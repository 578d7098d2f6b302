"""Reading files: YAML into nodes that know where they stand, and nothing outside the study's tree."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from sim.scenario.problems import NotAllowedError, Place, Problem, ScenarioError
from sim.words import _

# Scenarios are a few kilobytes, tables a few more. The limits keep a wrong file, or one made to do harm, from
# taking minutes or the memory: YAML is read at some 100 kB a second, and aliases multiply what they name.
MOST_BYTES = 200_000
MOST_VALUES = 20_000
DEEPEST = 40


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


# --- files ---------------------------------------------------------------------------------------


def file_inside(root: Path, folder: Path, name: str) -> Path:
    """The file `name` says, seen from `folder`; raises `NotAllowedError` if it is not under `root`."""
    if "\0" in name or Path(name).is_absolute() or name.startswith("~") or (os.name != "nt" and "\\" in name):
        message = _("{name} is not a path from this file, such as volumes.csv or ../base/centre.yaml")
        raise NotAllowedError(message.format(name=name))
    path = (folder / name).resolve()
    if not path.is_relative_to(root):
        message = _("{name} leaves {root}: a scenario reads its own folder and those beside it")
        raise NotAllowedError(message.format(name=name, root=shown_path(root)))
    return path


def tree_of(path: Path) -> Path:
    """The folder that holds the folder of a study, within which its files may name each other."""
    folder = path.resolve().parent
    return folder.parent if folder.parent != folder.parent.parent else folder


def read_text(path: Path, name: str) -> str:
    """The text of a file that users know as `name`; raises `NotAllowedError` if it cannot be read."""
    if path.is_dir():
        raise NotAllowedError(_("{name} is a folder").format(name=name))
    if not path.exists():
        raise NotAllowedError(_("there is no file {name}").format(name=name))
    if not path.is_file():  # a pipe or a device might never end
        raise NotAllowedError(_("{name} is not a file").format(name=name))
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotAllowedError(
            _("{name} cannot be read: {why}").format(name=name, why=error.strerror)
        ) from None
    if len(content) > MOST_BYTES:
        raise NotAllowedError(_("{name} is larger than {most} bytes").format(name=name, most=MOST_BYTES))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAllowedError(_("{name} is UTF-16: save it as UTF-8").format(name=name))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("{name} is not UTF-8 text (line {line}): save it as UTF-8")
        raise NotAllowedError(message.format(name=name, line=line)) from None


def shown_path(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) and path != here else str(path)


def read_yaml(path: Path, asked_at: Place | None = None, asked_key: str = "") -> Node:
    """The one YAML document of a file, which must be a map.

    Raises `ScenarioError` with all that is wrong. A file that cannot be opened is a problem of who asks.
    """
    name = shown_path(path)
    try:
        text = read_text(path, name)
    except NotAllowedError as error:
        raise ScenarioError([Problem.at(asked_at or Place(name), asked_key, error.message)]) from None
    node = parse_yaml(text, Place(name, folder=path.parent))
    if not isinstance(node.value, dict):
        empty = node.value is None
        message = _("the file is empty") if empty else _("the file holds no map of keys and values")
        raise ScenarioError([Problem.at(node.place, "", message, _("lines such as `name: Two tiers`"))])
    return node


# --- YAML ----------------------------------------------------------------------------------------


def parse_yaml(text: str, place: Place) -> Node:
    """The YAML document in `text`, each value with its place (line and column in `place.file`).

    Raises `ScenarioError`: the first error of syntax, or all doubled keys, tags and odd keys.
    """
    yaml = YAML(typ="rt", pure=True)
    try:
        root = yaml.compose(text)
        if root is None:
            return Node(None, Place(place.file, 1, 1, place.folder), place)
        reader = _Reader(place)
        node = reader.read(root, "", 0)
    except MarkedYAMLError as error:
        raise ScenarioError([_syntax_problem(error, text, place)]) from None
    except (YAMLError, RecursionError, ValueError) as error:
        message = (
            _("deeper than {n} levels").format(n=DEEPEST) if isinstance(error, RecursionError) else str(error)
        )
        raise ScenarioError(
            [Problem.at(place, "", _("not YAML: {why}").format(why=_one_line(message)))]
        ) from None
    if reader.problems:
        raise ScenarioError(reader.problems)
    return node


def _syntax_problem(error: MarkedYAMLError, text: str, place: Place) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    why = _one_line(", ".join(part for part in (error.context, error.problem) if part))
    lines = text.splitlines()
    advice = ""
    if line and line <= len(lines) and "\t" in lines[line - 1]:
        advice = _("spaces, not tabs, before a key")
    where = Place(place.file, line, column)
    return Problem.at(where, "", _("not YAML: {why}").format(why=why), advice)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Reader:
    """Turns ruamel's nodes into ours, gathering problems; counts what aliases multiply."""

    def __init__(self, place: Place):
        self.file, self.folder = place.file, place.folder
        self.line = place.line
        self.problems: list[Problem] = []
        self.values = 0

    def place(self, node: YamlNode) -> Place:
        if self.line is None and self.folder is None:  # not a file: what is said stands in no line
            return Place(self.file)
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1, self.folder)

    def problem(self, node: YamlNode, key: str, message: str, allowed: str = "") -> None:
        self.problems.append(Problem.at(self.place(node), key, message, allowed))

    def read(self, node: YamlNode, key: str, depth: int, key_node: YamlNode | None = None) -> Node:
        self.values += 1
        place = self.place(node)
        if self.values > MOST_VALUES or depth > DEEPEST:  # an alias that holds itself ends here too
            message = _("more than {n} values") if self.values > MOST_VALUES else _("deeper than {n} levels")
            limit = MOST_VALUES if self.values > MOST_VALUES else DEEPEST
            raise ScenarioError([Problem.at(place, key, message.format(n=limit))])
        if str(node.tag).startswith("!") or "python" in str(node.tag):
            self.problem(node, key, _("tags such as {tag} are not allowed").format(tag=node.tag))
        value: Any
        if isinstance(node, MappingNode):
            value = self.read_map(node, key, depth)
        elif isinstance(node, SequenceNode):
            value = [self.read(each, f"{key}[{n}]", depth + 1) for n, each in enumerate(node.value)]
        else:
            value = self.read_scalar(node.value, str(node.tag), node, key)
        return Node(value, place, self.place(key_node) if key_node else place)

    def read_map(self, node: MappingNode, key: str, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode) or key_node.value == "":
                self.problem(key_node, key, _("a key must be a word"))
                continue
            name = key_node.value
            dotted = f"{key}.{name}" if key else name
            if str(key_node.tag).endswith(":merge"):
                self.problem(
                    key_node, dotted, _("YAML 1.2 has no merge keys"), _("extends, for a whole file")
                )
                continue
            value = self.read(value_node, dotted, depth + 1, key_node)
            if name in entries:
                first = entries[name].key_place
                self.problem(
                    key_node, dotted, _("the key stands twice; first at {place}").format(place=first)
                )
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
    if len(digits) > 30:
        raise ValueError
    return int(digits, 0) if digits.lstrip("+-")[:2].lower() in ("0x", "0o", "0b") else int(digits)


# --- mappings ------------------------------------------------------------------------------------


def node_from(value: Any, place: Place, depth: int = 0) -> Node:
    """A node from Python values, such as a mapping given instead of a file; raises `ScenarioError`."""
    if depth > DEEPEST:
        raise ScenarioError([Problem.at(place, "", _("deeper than {n} levels").format(n=DEEPEST))])
    match value:
        case Mapping():
            value = {str(key): node_from(each, place, depth + 1) for key, each in value.items()}
        case str() | bool() | None:
            pass
        case Path():
            value = str(value)
        case Sequence():
            value = [node_from(each, place, depth + 1) for each in value]
        case Integral():
            value = int(value)
        case Real():
            value = float(value) if math.isfinite(value) else value
    return Node(value, place, place)
