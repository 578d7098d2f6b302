"""From a tree of values to a block of the schema, or to everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from sim.scenario.block import Block, key_of
from sim.scenario.known_keys import known_keys
from sim.scenario.nodes import Node
from sim.scenario.problems import NotAllowedError, Problem, ScenarioError, TableError, listed, nearest, shown
from sim.words import _

KeyPath = tuple[str | int, ...]
_Block = TypeVar("_Block", bound=Block)


def validated(model: type[_Block], node: Node, root: Path) -> _Block:
    """The block that a node says; tables are read from the tree under `root`. Raises `ScenarioError`."""
    try:
        return model.model_validate(node.plain(), context={"root": root})
    except ValidationError as error:
        raise ScenarioError(_problems_in(model, node, error)) from None


def sound_sections(model: type[Block], node: Node, root: Path) -> dict[str, Any]:
    """The top-level fields of a faulty block that are right by themselves, by name."""
    sections: dict[str, Any] = {}
    said = node.plain()
    for name, field in model.model_fields.items():
        value = said.get(key_of(name, field))
        if value is None:
            if not field.is_required():
                sections[name] = field.get_default(call_default_factory=True)
            continue
        try:
            adapter = TypeAdapter(field.rebuild_annotation())
            sections[name] = adapter.validate_python(value, strict=True, context={"root": root})
        except ValidationError:
            pass  # its problems are known
    return sections


# --- places --------------------------------------------------------------------------------------


def located(node: Node, path: KeyPath) -> tuple[KeyPath, Node, bool]:
    """Where a path leads in a tree: the path without pydantic's names of branches, as far as it is worth
    telling; the deepest node on it; and whether that is the whole way."""
    found: list[str | int] = []
    for part in path:
        inside = node.value
        if isinstance(inside, dict) and part in inside:
            node = inside[str(part)]
        elif isinstance(inside, list) and isinstance(part, int):
            node = inside[part]
        elif _is_branch(part, inside):
            continue
        else:
            return (*found, part), node, False
        found.append(part)
    return tuple(found), node, True


def _is_branch(part: str | int, inside: Any) -> bool:
    """A tag of ours, or the `kind` of a distribution."""
    kind = inside.get("kind") if isinstance(inside, dict) else None
    return str(part).startswith("(") or (isinstance(kind, Node) and kind.value == part)


def dotted(path: KeyPath) -> str:
    """A path as messages have it: `changes[0].leave`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


# --- messages ------------------------------------------------------------------------------------


def _problems_in(model: type[Block], node: Node, error: ValidationError) -> list[Problem]:
    return [problem for each in error.errors(include_url=False) for problem in _problems(model, node, each)]


def _problems(model: type[Block], node: Node, error: Any) -> list[Problem]:
    loc = tuple(error["loc"])
    of_key = error["type"] == "extra_forbidden" or loc[-1:] == ("[key]",)
    path, at, whole = located(node, loc[:-1] if loc[-1:] == ("[key]",) else loc)
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, TableError):
        key = dotted(path)
        return [
            Problem(p.file, p.line, p.column, key, p.message, p.allowed, p.nearest) for p in cause.problems
        ]
    if isinstance(cause, NotAllowedError):
        message, allowed, near = cause.message, cause.allowed, cause.nearest
    else:
        written = at.value if whole and not of_key else error["input"]
        message, allowed, near = _explained(error, written, path, model)
    place = at.key_place if of_key or not whole else at.place
    if isinstance(cause, NotAllowedError) and cause.place:
        place = cause.place
    return [Problem.at(place, dotted(path), message, allowed, near)]


def _explained(error: Any, written: Any, path: KeyPath, model: type[Block]) -> tuple[str, str, str]:
    """Message, what is allowed and the nearest name, for one of pydantic's errors on what is written."""
    context, found = error.get("ctx", {}), shown(written)
    match error["type"]:
        case "missing":
            return _("the key is missing"), "", ""
        case "extra_forbidden":
            known = known_keys(model, tuple(error["loc"])[:-1]) or []
            return _("unknown key"), listed(known), nearest(str(path[-1]), known)
        case "literal_error" if path == ("schema",):
            return _("this version reads files of schema 1, not {found}").format(found=found), "1", ""
        case "literal_error":
            allowed = _unquoted(context["expected"].replace(" or ", ", "))
            return _("{found} is not allowed").format(found=found), listed(allowed), nearest(found, allowed)
        case "union_tag_invalid":
            kinds = _unquoted(context["expected_tags"])
            message = _("no kind is called {found}").format(found=context["tag"])
            return message, listed(kinds), nearest(context["tag"], kinds)
        case "union_tag_not_found" if "kind" in context["discriminator"]:
            return _("the key kind is missing"), "", ""
        case "union_tag_not_found":
            return _("the change has neither of its names"), "leave, add_seats", ""
        case "too_short":
            return _("there must be at least {n}").format(n=context["min_length"]), "", ""
        case "too_long":
            return _("there may be at most {n}").format(n=context["max_length"]), "", ""
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return _("{found} is out of range").format(found=found), _limits(context, found), ""
        case "string_pattern_mismatch" | "string_too_long":
            return _("{found} is not a name").format(found=found), _("up to 60 letters, no full stop"), ""
    expected = {
        "model_type": _("a map of keys and values"),
        "model_attributes_type": _("a map of keys and values"),
        "dict_type": _("a map of keys and values"),
        "list_type": _("a list"),
        "string_type": _("text, in quotes if it looks like a number"),
        "int_type": _("a whole number"),
        "int_from_float": _("a whole number"),
        "float_type": _("a number"),
        "finite_number": _("a number"),
    }
    found = f'"{found}"' if isinstance(written, str) else found
    return _("{found} is not allowed").format(found=found), expected.get(error["type"], error["msg"]), ""


def _unquoted(names: str) -> list[str]:
    return [name.strip(" '") for name in names.split(",")]


def _limits(context: dict[str, Any], found: str) -> str:
    signs = {"gt": _("above"), "ge": _("from"), "lt": _("below"), "le": _("up to")}
    limits = []
    for name, limit in context.items():
        if name in signs:
            number = isinstance(limit, int | float)
            shown_limit = (
                f"{limit * 100:g}%" if number and "%" in found else f"{limit:g}" if number else limit
            )
            limits.append(f"{signs[name]} {shown_limit}")
    return listed(limits)
