"""One tree of values: --set goes before overrides, these before the file, the file before its parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sim.scenario.problems import NotAllowedError, Place, Problem, ScenarioError, listed, nearest
from sim.scenario.reading import Node, file_inside, node_from, parse_yaml, read_yaml
from sim.words import _

Settings = Sequence[str] | Mapping[str, object]
_KEPT = ("schema", "extends", "overrides")  # a file's own business: nothing is set there from outside


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
    path: Path, root: Path, asked_at: Place | None = None, below: tuple[Path, ...] = ()
) -> Node:
    """The map in a file, merged over those it extends. Raises `ScenarioError`."""
    node = read_yaml(path, asked_at, "extends" if below else "")
    extends = node.value.pop("extends", None)
    if extends is None or extends.value is None:
        return node
    place, name = extends.place, extends.value
    if not isinstance(name, str):
        raise ScenarioError(
            [Problem.at(place, "extends", _("one file's name is expected"), "../base/centre.yaml")]
        )
    try:
        parent_path = file_inside(root, path.parent, name)
    except NotAllowedError as error:
        raise ScenarioError([Problem.at(place, "extends", error.message, error.allowed)]) from None
    chain = (*below, path.resolve())
    if parent_path in chain:
        message = _("{name} extends this file in turn").format(name=name)
        raise ScenarioError([Problem.at(place, "extends", message)])
    return merged(read_with_parents(parent_path, root, place, chain), node)


# --- what is laid over a file --------------------------------------------------------------------


def overlaid(node: Node, apply: Iterable[str], settings: Settings) -> Node:
    """The node with the named overrides applied, then what `--set` says. Raises `ScenarioError`."""
    problems: list[Problem] = []
    entries: list[tuple[str, Node]] = []
    for name in apply:
        entries += _entries_of_override(node, name, problems)
    _find_clashes(entries, problems)
    given = _entries_given(settings, problems)
    _find_clashes(given, problems)
    for dotted, value in (*entries, *given):
        try:
            node = _with_value(node, dotted.split("."), value)
        except NotAllowedError as error:
            problems.append(Problem.at(value.key_place, dotted, error.message, error.allowed))
    if problems:
        raise ScenarioError(problems)
    return node


def _entries_of_override(node: Node, name: str, problems: list[Problem]) -> list[tuple[str, Node]]:
    overrides = node.value.get("overrides")
    sets = overrides.value if overrides and isinstance(overrides.value, dict) else {}
    if name not in sets:
        known = listed(sorted(sets)) or _("this file has none")
        message = _("no override is called {name}").format(name=name)
        problems.append(Problem.at(node.place, "overrides", message, known, nearest(name, sets)))
        return []
    entries = sets[name].value
    return list(entries.items()) if isinstance(entries, dict) else []  # not a map: validation says so


def _entries_given(settings: Settings, problems: list[Problem]) -> list[tuple[str, Node]]:
    if isinstance(settings, Mapping):
        here = {key: Place(f"--set {key}", folder=Path.cwd()) for key in settings}
        return [(str(key), node_from(value, here[key])) for key, value in settings.items()]
    entries = []
    for setting in [settings] if isinstance(settings, str) else settings:
        place = Place(f"--set {setting}", folder=Path.cwd())
        key, equals, text = setting.partition("=")
        if not equals or not key.strip():
            message = _("a key and a value are expected")
            problems.append(Problem.at(place, "", message, "--set pools.helpdesk.agents=7"))
            continue
        try:
            value = parse_yaml(text, place).plain()
        except ScenarioError as error:
            problems += [replace(each, line=None, column=None, key=key) for each in error.problems]
            continue
        entries.append((key.strip(), node_from(value, place)))
    return entries


def _leaves(dotted: str, node: Node) -> Iterable[tuple[str, Node]]:
    if isinstance(node.value, dict) and node.value:
        for key, each in node.value.items():
            yield from _leaves(f"{dotted}.{key}", each)
    else:
        yield dotted, node


def _find_clashes(entries: list[tuple[str, Node]], problems: list[Problem]) -> None:
    """Two that are laid over together may not set the same key, nor one a part of what the other sets."""
    seen: dict[str, Place] = {}
    for dotted, node in entries:
        for leaf, value in _leaves(dotted, node):
            for other, place in seen.items():
                if leaf == other or leaf.startswith(other + ".") or other.startswith(leaf + "."):
                    message = _("the key is set twice; first at {place}").format(place=place)
                    problems.append(Problem.at(value.key_place, leaf, message))
                    break
            seen.setdefault(leaf, value.key_place)


def _with_value(node: Node, path: list[str], value: Node) -> Node:
    """The node with the value laid at the path, maps made on the way."""
    if not path:
        return merged(node, value)
    if path[0] in _KEPT:
        raise NotAllowedError(_("{key} can be said in the file alone").format(key=path[0]))
    if not path[0]:
        raise NotAllowedError(_("a key has an empty part"), "pools.helpdesk.agents")
    if isinstance(node.value, list):
        raise NotAllowedError(_("lists are set as a whole: there is no {key} in one").format(key=path[0]))
    entries = dict(node.value) if isinstance(node.value, dict) else {}
    below = entries.get(path[0])
    if below is None and len(path) > 1:
        below = Node({}, value.place, value.key_place)
    entries[path[0]] = _with_value(below, path[1:], value) if below is not None else value
    return replace(node, value=entries)
