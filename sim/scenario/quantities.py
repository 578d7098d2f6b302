"""Numbers with the unit they are written in, where only what they are about says which unit they need.

A claim's limits are written as its measure needs them (`60%`, `20s`, `30`), the least difference that matters
also as a part of what it is held against (`5%`), and the range of an assumed value as that value is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from sim.scenario.durations import DAY, HOUR, NUMBER, WEEK, read_duration, write_duration
from sim.scenario.problems import NotAllowedError, is_number, shown
from sim.scenario.units import read_percent, read_share, write_share
from sim.words import N_, _

Kind = Literal["number", "percent", "points", "time"]

PER_MINUTE = {"s": 60.0, "min": 1.0, "hours": 1 / 60, "days": 1 / 1440}  # units of measures that are times
SHARES = ("share", "share_per_year")  # and those that are shares
_QUANTITIES = N_("a number and its unit, such as 60%, 2pp (percentage points), 20s or 30")
_POINTS = re.compile(rf"({NUMBER})\s*pp")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`number` is a fraction if written in percent or percentage points, minutes if it is a time."""

    number: float
    kind: Kind

    def __str__(self) -> str:
        return write_quantity(self)


NOTHING = Quantity(0.0, "number")


def read_quantity(value: Any) -> Quantity:
    """From text such as `60%`, `2pp`, `20s` or `30`, or from a bare number. Raises `NotAllowedError`."""
    if isinstance(value, Quantity):
        return value
    if is_number(value) and 0 <= value < 1e12:
        return Quantity(float(value), "number")
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(NUMBER, text):
        return Quantity(float(text), "number")
    if points := _POINTS.fullmatch(text):
        return Quantity(float(points[1]) / 100, "points")
    if text.endswith("%"):
        return Quantity(read_percent(text), "percent")
    try:
        return Quantity(read_duration(text), "time")
    except NotAllowedError as error:
        message = _("{found} is not a quantity").format(found=shown(value))
        raise NotAllowedError(message, _(_QUANTITIES), error.nearest) from None


def write_quantity(quantity: Quantity) -> str:
    match quantity.kind:
        case "percent":
            return write_share(quantity.number)
        case "points":
            return write_share(quantity.number)[:-1] + "pp"
        case "time":
            return write_duration(quantity.number)
    return f"{quantity.number:.12g}"


def rounded(quantity: Quantity, digits: int) -> Quantity:
    """To so many significant digits; of times, in a unit that people would say them in."""
    unit = 1.0
    if quantity.kind == "time":
        unit = next((float(size) for size in (WEEK, DAY, HOUR, 1) if quantity.number >= 2 * size), 1 / 60)
    return replace(quantity, number=float(f"{quantity.number / unit:.{digits}g}") * unit)


def in_unit(quantity: Quantity, unit: str) -> float:
    """A limit in a measure's unit; raises `NotAllowedError` if it is of another kind."""
    number, written = quantity.number, write_quantity(quantity)
    match quantity.kind:
        case "number" | "percent" if unit in SHARES:
            return read_share(written) if unit == "share" else read_percent(written)
        case "number" if unit in PER_MINUTE:
            return read_duration(int(number) if number == int(number) else number) * PER_MINUTE[unit]
        case "number":
            return number
        case "time" if unit in PER_MINUTE:
            return number * PER_MINUTE[unit]
    raise NotAllowedError(_("{found} is of another unit").format(found=written), _limits(unit))


def difference_in_unit(quantity: Quantity, unit: str) -> tuple[float, bool]:
    """A difference in a measure's unit, or as a part of what it is held against, and whether it is that."""
    if quantity.kind == "points" and unit in SHARES:
        return quantity.number, False
    if quantity.kind == "percent" and unit not in SHARES:
        return quantity.number, True
    if unit in SHARES:
        if quantity == NOTHING:
            return 0.0, False
        allowed = _("percentage points, such as 2pp")
        raise NotAllowedError(_("{found} is of another unit").format(found=quantity), allowed)
    try:
        return in_unit(quantity, unit), False
    except NotAllowedError as error:
        raise NotAllowedError(
            error.message, _("{limits}, or a part, such as 5%").format(limits=_limits(unit))
        ) from None


def _limits(unit: str) -> str:
    if unit in SHARES:
        return _("a percentage, such as 60%")
    return _("a time, such as 20s or 3h") if unit in PER_MINUTE else _("a plain number, such as 30")


_PATTERN = r"^\s*(P[0-9YMWDTHS.]+|[0-9]+(\.[0-9]+)?\s*(%|pp)?|([0-9]+(\.[0-9]+)?\s*[a-z]+\s*)+)$"
JSON_SHAPES: dict[str, dict[str, Any]] = {
    "quantity": {
        "anyOf": [
            {"type": "string", "pattern": _PATTERN, "examples": ["60%", "2pp", "20s", "30"]},
            {"type": "number", "minimum": 0},
        ]
    }
}
"""What editors know of quantities; the reference names them by this key."""

AnyQuantity = Annotated[
    Quantity,
    BeforeValidator(read_quantity),
    PlainSerializer(write_quantity, str),
    WithJsonSchema(JSON_SHAPES["quantity"]),
]
