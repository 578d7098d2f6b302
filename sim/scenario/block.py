"""What blocks of a scenario have in common: unknown keys and nulls, names, and choices between keys."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic.fields import FieldInfo

from sim.scenario.problems import NotAllowedError, listed, shown
from sim.words import _

MOST_PEOPLE = 100_000  # people, seats: a bound for slips of the finger


class Block(BaseModel):
    """A block of the scenario file. Null means nothing said, except where a key has a null of its own."""

    composing_keys: ClassVar[tuple[str, ...]] = ()
    """Keys that files may have beside the fields, gone once the files are composed."""

    # Built when first used: each block as part of the scenario, not a second time by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_nulls(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key in said_by_null(cls)}


@cache
def said_by_null(block: type[Block]) -> set[str]:
    """The keys of a block that have a null of their own."""
    return {key_of(name, field) for name, field in block.model_fields.items() if takes_null(field)}


def key_of(name: str, field: FieldInfo) -> str:
    """What files call a field."""
    return field.alias or name


def takes_null(field: FieldInfo) -> bool:
    return type(None) in get_args(field.annotation)


# --- kinds of value ------------------------------------------------------------------------------


def _without_nulls(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    return {key: value for key, value in data.items() if value is not None}


_Value = TypeVar("_Value")
Name = Annotated[str, Field(pattern=r"^[^.\s]([^.]*[^.\s])?$", max_length=60)]
"""Of a pool, a tier, a topic. No full stop, which dotted keys have between names."""

dropping_nulls = BeforeValidator(_without_nulls)
Map = Annotated[dict[Name, _Value], dropping_nulls]
"""Blocks by name, in order; a null removes the one it is given for."""

Count = Annotated[int, Field(ge=1, le=MOST_PEOPLE)]


def one_or_list(value: Any) -> str:
    """Which branch of a choice between one value and a list of them."""
    return "(list)" if isinstance(value, list | tuple) else "(one)"


Names = Annotated[
    Annotated[Name, Tag("(one)")] | Annotated[list[Name], Field(min_length=1), Tag("(list)")],
    Discriminator(one_or_list),
]


# --- choices between keys ------------------------------------------------------------------------

_Block = TypeVar("_Block", bound=Block)


def exactly_one(block: _Block, *names: str) -> _Block:
    """The block, if one of the fields is given; raises `NotAllowedError`."""
    given = [name for name in names if getattr(block, name) is not None]
    if len(given) != 1:
        found = _("{names} are given together").format(names=listed(given)) if given else _("none is given")
        raise NotAllowedError(
            found, _("exactly one of {names}; null removes one").format(names=listed(names))
        )
    return block


def low_below_high(block: Any) -> Any:
    """The block, if its low is below its high; raises `NotAllowedError`."""
    if block.low >= block.high:
        message = _("low is {low}, not below high, {high}")
        written = block.model_dump(mode="json")
        raise NotAllowedError(message.format(low=shown(written["low"]), high=shown(written["high"])))
    return block
