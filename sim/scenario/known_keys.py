"""Which keys a block may have, found by following a path through the models."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from sim.scenario.block import Block, key_of


def known_keys(model: type[Block], path: tuple[str | int, ...]) -> list[str] | None:
    """The keys of the block at `path` in `model`; None where no block is, or any name will do.

    A part of the path is a key, a name in a map, a place in a list, or the branch that pydantic took of a
    choice: the `kind` of a distribution, or one of our tags in brackets.
    """
    here: list[Any] = [model]
    for part in path:
        here = [each for annotation in here for each in _below(annotation, part)]
    blocks = [each for each in here if _is_block(each)]
    if not blocks:
        return None
    keys = [key_of(name, field) for each in blocks for name, field in each.model_fields.items()]
    return list(dict.fromkeys([*keys, *(key for each in blocks for key in each.composing_keys)]))


def _below(annotation: Any, part: str | int) -> list[Any]:
    if str(part).startswith("("):
        other = _is_block(annotation) and part not in ("(one)", "(list)")
        return [] if other and str(part).strip("()") not in annotation.model_fields else [annotation]
    if _is_block(annotation):
        for name, field in annotation.model_fields.items():
            if key_of(name, field) == part:
                return _choices(field.annotation)
        kind = annotation.model_fields.get("kind")
        return [annotation] if kind and part in get_args(kind.annotation) else []
    return _choices(get_args(annotation)[-1]) if get_args(annotation) else []


def _is_block(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Block)


def _choices(annotation: Any) -> list[Any]:
    """What an annotation allows, out of `Annotated` and unions."""
    if get_origin(annotation) is Annotated:
        return _choices(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [each for argument in get_args(annotation) for each in _choices(argument)]
    return [annotation]
