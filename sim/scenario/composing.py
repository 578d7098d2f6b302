"""One tree of values: --set goes before overrides, these before the file, the file before its parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.scenario.files import file_inside
from sim.scenario.nodes import DEEPEST, Node, Text, node_from, parse_yaml, read_yaml
from sim.scenario.problems import NotAllowedError, Place, Problem, listed, nearest, shown
from sim.words import _

LONGEST_CHAIN = 20
Settings = Sequence[str] | Mapping[str, object]
KEPT = ("schema", "extends", "overrides")  # a file's own business: nothing is set there from outside
# Maps whose entries have names: a part of one is set where there is one, so that a slip makes no new one.
_NAMED = ("topics", "tiers", "pools", "sites")


def merged(parent: Node, child: Node) -> Node:
    """The child over the parent: maps merge, all else is replaced. So is a map that names another `kind`."""
    if not (isinstance(parent.value, dict) and isinstance(child.value, dict)) or _other_kind(parent, child):
        return child
    entries = dict(parent.value)
    for key, node in child.value.items():
        entries[key] = merged(entries[key], node) if key in entries else node
    return Node(entries, child.place, child.key_place)


def _other_kind(parent: Node, child: Node) -> bool:
    old, new = parent.value.get("kind"), child.value.get("kind")
    return new is not None and old is not None and new.value != old.value


def read_with_parents(
    path: Path,
    root: Path,
    problems: list[Problem],
    asked_at: Place | None = None,
    asked_key: str = "",
    below: tuple[Path, ...] = (),
) -> Node | None:
    """The map in a file, merged over those it extends; None, the reason among the problems, if one fails."""
    node = read_yaml(path, asked_at, asked_key, problems)
    return with_parents(node, path.parent, root, problems, (*below, path)) if node else None


def with_parents(
    node: Node, folder: Path, root: Path, problems: list[Problem], chain: tuple[Path, ...] = ()
) -> Node | None:
    """A map merged over what it extends, seen from `folder`; `chain` has the files that led to it."""
    entries = dict(node.value)
    extends = entries.pop("extends", None)
    node = replace(node, value=entries)
    if extends is None or extends.value is None:
        return node
    try:
        if not isinstance(extends.value, str):
            raise NotAllowedError(_("one file's name is expected"), "../base/centre.yaml")
        parent_path = file_inside(root, folder, extends.value)
        if parent_path in chain:
            raise NotAllowedError(_("{name} extends this file in turn").format(name=extends.value))
        if len(chain) > LONGEST_CHAIN:
            raise NotAllowedError(_("more than {n} files, each extending the next").format(n=LONGEST_CHAIN))
    except NotAllowedError as error:
        problems.append(Problem.at(extends.place, "extends", error.message, error.allowed))
        return None
    parent = read_with_parents(parent_path, root, problems, extends.place, "extends", chain)
    return merged(parent, node) if parent else None


# --- what is laid over a file --------------------------------------------------------------------


def overlaid(node: Node, apply: Iterable[str], settings: Settings, problems: list[Problem]) -> Node:
    """The node with the named overrides applied, then what `--set` says; what is wrong joins the problems."""
    applied = [entry for name in apply for entry in _entries_of_override(node, name, problems)]
    for entries in (applied, _entries_set(settings, problems)):
        shallow = [(dotted, value) for dotted, value in entries if dotted.count(".") < DEEPEST]
        for dotted, value in entries:
            if dotted.count(".") >= DEEPEST:
                message = _("deeper than {n} levels").format(n=DEEPEST)
                problems.append(Problem.at(value.key_place, shown(dotted), message))
        _find_clashes(shallow, problems)
        for dotted, value in shallow:
            try:
                node = _with_value(node, dotted.split("."), value)
            except NotAllowedError as error:
                place = value.key_place
                problems.append(Problem.at(place, dotted, error.message, error.allowed, error.nearest))
    return node


def _entries_of_override(node: Node, name: str, problems: list[Problem]) -> list[tuple[str, Node]]:
    overrides = node.value.get("overrides")
    sets = overrides.value if overrides and isinstance(overrides.value, dict) else {}
    if name not in sets:
        known = listed(sorted(sets)) or _("none: the file has no overrides")
        message = _("no override is called {name}").format(name=name)
        place = name.place if isinstance(name, Text) else node.place
        problems.append(Problem.at(place, "overrides", message, known, nearest(name, sets)))
        return []
    entries = sets[name].moved(lambda place: replace(place, override=name)).value
    return list(entries.items()) if isinstance(entries, dict) else []  # not a map: validation says so


def _entries_set(settings: Settings, problems: list[Problem]) -> list[tuple[str, Node]]:
    """What is set from outside, texts or a mapping, as dotted keys with nodes placed there."""
    said: list[tuple[str, Any, str]]
    if isinstance(settings, Mapping):
        said = [(str(key), value, f"--set {key}") for key, value in settings.items()]
    else:
        texts = [settings] if isinstance(settings, str) else settings
        said = [each for text in texts for each in _read_setting(text, problems)]
    entries = []
    for key, value, shown_as in said:
        place = Place(shown_as, folder=Path.cwd(), typed=True)
        try:
            entries.append((key, node_from(value, place)))
        except NotAllowedError as error:
            problems.append(Problem.at(place, key, error.message))
    return entries


def _read_setting(text: str, problems: list[Problem]) -> list[tuple[str, Any, str]]:
    """Key, value and the text itself of `key=value`, the value in YAML; nothing if it is neither."""
    place = Place(f"--set {text}")
    key, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not key:
        message = _("a key and a value are expected")
        problems.append(Problem.at(place, "", message, "--set pools.helpdesk.agents=7"))
        return []
    found: list[Problem] = []
    node = parse_yaml(value, place, found)
    problems += [replace(each, line=None, column=None, key=key) for each in found]
    return [(key, node.plain(), place.file)] if node else []


def _leaves(dotted: str, node: Node) -> Iterable[tuple[str, Node]]:
    if isinstance(node.value, dict) and node.value:
        for key, each in node.value.items():
            yield from _leaves(f"{dotted}.{key}", each)
    else:
        yield dotted, node


def _find_clashes(entries: list[tuple[str, Node]], problems: list[Problem]) -> None:
    """Two that are laid over together may not set the same key, nor one a part of what the other sets."""
    seen: dict[str, Place] = {}  # keys set and those above them, with the place that set them first
    keys: set[str] = set()
    for dotted, node in entries:
        for leaf, value in _leaves(dotted, node):
            parts = leaf.split(".")
            above = [".".join(parts[:n]) for n in range(1, len(parts))]
            clash = leaf if leaf in seen else next((key for key in above if key in keys), None)
            if clash:
                message = _("the key is set twice; first at {place}").format(place=seen[clash])
                problems.append(Problem.at(value.key_place, leaf, message))
            keys.add(leaf)
            for key in (leaf, *above):
                seen.setdefault(key, value.key_place)


def _with_value(node: Node, path: list[str], value: Node, of: str = "") -> Node:
    """The node with the value laid at the path, maps made on the way; `of` is the key of the node."""
    if not path:
        return merged(node, value)
    part, *rest = path
    if not part.strip():
        raise NotAllowedError(_("the key has an empty part"), "pools.helpdesk.agents")
    if not of and part in KEPT:
        raise NotAllowedError(_("only the file itself says {key}").format(key=part))
    if isinstance(node.value, list):
        raise NotAllowedError(_("lists are set as a whole"))
    entries = dict(node.value) if isinstance(node.value, dict) else {}
    if of in _NAMED and rest and part not in entries:
        message = _("{key} has no {name}").format(key=of, name=part)
        raise NotAllowedError(message, listed(list(entries)), nearest(part, entries))
    if part in entries or rest:
        below = entries.get(part) or Node({}, value.place, value.key_place)
        value = _with_value(below, rest, value, f"{of}.{part}" if of else part)
    entries[part] = value
    return replace(node, value=entries)
