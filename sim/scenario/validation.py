"""From a tree of values to a `Scenario`, or to everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from sim.scenario.block import Block, key_of
from sim.scenario.problems import NotAllowedError, Problem, ScenarioError, TableError, listed, nearest
from sim.scenario.reading import Node
from sim.scenario.units import shown
from sim.words import _

_Block = TypeVar("_Block", bound=Block)
Path_ = tuple[str | int, ...]


def validated(model: type[_Block], node: Node, root: Path) -> _Block:
    """The block that a node says; tables are read from the tree under `root`. Raises `ScenarioError`."""
    try:
        return model.model_validate(node.plain(), context={"root": root})
    except ValidationError as error:
        raise ScenarioError(
            [p for each in error.errors(include_url=False) for p in _problems(model, node, each)]
        ) from None


def located(node: Node, path: Path_) -> tuple[Path_, Node, bool]:
    """Where pydantic's location leads in a tree: the path without its marks of branches, the deepest node
    on it, and whether that is the whole way."""
    found: list[str | int] = []
    whole = True
    for part in path:
        inside = node.value
        if isinstance(inside, dict) and part in inside:
            node = inside[str(part)]
        elif isinstance(inside, list) and isinstance(part, int):
            node = inside[part]
        elif _is_branch(part, inside):
            continue
        else:
            whole = False
        found.append(part)
        if not whole:
            break
    return tuple(found), node, whole


def _is_branch(part: str | int, inside: Any) -> bool:
    """Pydantic names the branch of a choice in a location: our tags, or the `kind` of a distribution."""
    if not isinstance(part, str):
        return False
    kind = inside.get("kind") if isinstance(inside, dict) else None
    return part.startswith("(") or (isinstance(kind, Node) and kind.value == part)


def dotted(path: Path_) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")


def _problems(model: type[Block], node: Node, error: Any) -> list[Problem]:
    loc = tuple(error["loc"])
    of_key = bool(loc) and loc[-1] == "[key]"
    path, at, whole = located(node, loc[:-1] if of_key else loc)
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, TableError):
        key = dotted(path)
        return [
            Problem(p.file, p.line, p.column, key, p.message, p.allowed, p.nearest) for p in cause.problems
        ]
    if isinstance(cause, NotAllowedError):
        message, allowed, near = cause.message, cause.allowed, cause.nearest
    else:
        message, allowed, near = _explained(error, path, model)
    unknown = error["type"] == "extra_forbidden"
    missing = not whole
    place = at.key_place if of_key or unknown or missing else at.place
    return [Problem.at(place, dotted(path), message, allowed, near)]


def _explained(error: Any, path: Path_, model: type[Block]) -> tuple[str, str, str]:
    """Message, what is allowed and nearest name for one of pydantic's errors."""
    context, found = error.get("ctx", {}), shown(error["input"])
    match error["type"]:
        case "missing":
            return _("the key is missing"), "", ""
        case "extra_forbidden":
            known = known_keys(model, tuple(error["loc"])[:-1])
            return _("unknown key"), listed(known), nearest(str(path[-1]), known)
        case "union_tag_invalid" if "discriminator" in context and "kind" in context["discriminator"]:
            kinds = [each.strip(" '") for each in context["expected_tags"].split(",")]
            return (
                _("no kind is called {found}").format(found=context["tag"]),
                listed(kinds),
                nearest(context["tag"], kinds),
            )
        case "union_tag_not_found" if "kind" in context.get("discriminator", ""):
            return _("the key kind is missing"), "", ""
        case "union_tag_not_found":
            return _("which change is it?"), "leave, add_seats", ""
        case "literal_error":
            allowed = [each.strip(" '") for each in context["expected"].replace(" or ", ", ").split(",")]
            return _("{found} is not allowed").format(found=found), listed(allowed), nearest(found, allowed)
        case "model_type" | "model_attributes_type" | "dict_type" | "dataclass_type":
            return _("{found} stands where a map of keys and values is expected").format(found=found), "", ""
        case "list_type":
            return _("{found} stands where a list is expected").format(found=found), "", ""
        case "string_type":
            return (
                _("{found} is not a text").format(found=found),
                _("a text, in quotes if it looks like a number"),
                "",
            )
        case "int_type" | "int_from_float":
            return _("{found} is not a whole number").format(found=found), "", ""
        case "float_type" | "finite_number":
            return _("{found} is not a number").format(found=found), "", ""
        case "string_pattern_mismatch" | "string_too_long":
            return (
                _("{found} is not a name").format(found=found),
                _("up to 60 letters, without full stops"),
                "",
            )
        case "too_short":
            return _("there must be at least {n}").format(n=context["min_length"]), "", ""
        case "too_long":
            return _("there may be at most {n}").format(n=context["max_length"]), "", ""
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            sign = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}
            limits = [f"{sign[name]} {limit:g}" for name, limit in context.items() if name in sign]
            return _("{found} is out of range").format(found=found), listed(limits), ""
    return f"{found}: {error['msg']}", "", ""


# --- what keys there are -------------------------------------------------------------------------


def known_keys(model: type[Block], path: Path_) -> list[str]:
    """The keys of the block at pydantic's location `path` in `model`; empty where any name will do."""
    blocks = _blocks_at(model, path)
    return list(
        dict.fromkeys(key_of(name, field) for each in blocks for name, field in each.model_fields.items())
    )


def _blocks_at(model: type[Block], path: Path_) -> list[type[Block]]:
    """Follows a location through annotations; a part leads to a field, entry or item, or names a branch."""
    here: list[Any] = [model]
    for part in path:
        inside: list[Any] = []
        for annotation in here:
            if _is_block(annotation):
                fields = {
                    key_of(name, field): field.annotation for name, field in annotation.model_fields.items()
                }
                kinds = (
                    get_args(annotation.model_fields["kind"].annotation)
                    if "kind" in annotation.model_fields
                    else ()
                )
                inside += _choices(fields[part]) if part in fields else [annotation] * (part in kinds)
            elif str(part).startswith("("):
                inside.append(annotation)
            else:
                inside += [each for argument in get_args(annotation) for each in _choices(argument)]
        here = inside
    return [each for each in here if _is_block(each)]


def _is_block(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Block)


def _choices(annotation: Any) -> list[Any]:
    """What an annotation allows, out of `Annotated` and unions."""
    arguments = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _choices(arguments[0])
    if type(annotation).__name__ in ("UnionType", "_UnionGenericAlias"):
        return [each for argument in arguments for each in _choices(argument)]
    return [annotation]
