"""Shares, days and times of day: how users write them, what they are inside, and back; all units as types.

Inside, durations are minutes, shares are fractions, days are weekday numbers (0 is Sunday) and times of
day are minutes after midnight. Every `read_` function raises `NotAllowedError`; what a `write_` function
gives, its `read_` function reads back as the same value, to the last bit unless it is below 1e-12.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from sim.scenario.durations import (
    DAY,
    NUMBER,
    read_duration,
    read_positive_duration,
    write_duration,
    write_hours,
    write_number,
)
from sim.scenario.problems import NotAllowedError, is_number, nearest, shown
from sim.words import N_, _

WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")

_PERCENT = re.compile(rf"({NUMBER})\s*%")
_SHARES = N_("a share from 0% to 100%, such as 80%")
_PERCENTAGES = N_("a percentage, such as 35% or 160%")
_DAYS = N_("weekdays such as Sun-Thu, Mon,Wed or Fri-Sun")
_TIMES = N_('a time of day in quotes, such as "10:00"; the day ends at "24:00"')
_SPANS = N_('opening hours in quotes, such as "07:00-24:00"')


# --- shares --------------------------------------------------------------------------------------


def read_percent(value: Any) -> float:
    """A fraction from text such as `160%`; a bare number from 0 to 1 is taken as it stands."""
    number = _bare(value)
    if number is not None and 0 <= number <= 1:
        return number
    if number is not None and number > 1:
        message = _("{found} could be two things: write {a} or {b}")
        message = message.format(found=shown(value), a=f"{number:g}%", b=f"{number * 100:g}%")
        raise NotAllowedError(message, _(_PERCENTAGES))
    match = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise NotAllowedError(_("{found} is not a percentage").format(found=shown(value)), _(_PERCENTAGES))
    return float(Fraction(match[1]) / 100)


def read_share(value: Any) -> float:
    """A fraction from 0 to 1 from text such as `80%`; a bare number from 0 to 1 is taken as it stands."""
    number = _bare(value)
    if number is not None and 1 < number <= 100:
        message = _("{found} is not a share: write {a}").format(found=shown(value), a=f"{number:g}%")
        raise NotAllowedError(message, _(_SHARES))
    try:
        share = read_percent(value)
    except NotAllowedError:
        share = math.inf
    if share > 1:
        raise NotAllowedError(_("{found} is not a share").format(found=shown(value)), _(_SHARES))
    return share


def _bare(value: Any) -> float | None:
    """A number without a sign, itself or as text."""
    if is_number(value) and math.isfinite(value):
        return float(value)
    return float(value) if isinstance(value, str) and re.fullmatch(NUMBER, value.strip()) else None


def write_share(share: float) -> str:
    return write_number(Decimal(repr(float(share))) * 100) + "%"


# --- days and times of day -----------------------------------------------------------------------


def read_days(value: Any) -> tuple[int, ...]:
    """Weekday numbers, ascending, from text such as `Sun-Thu`, `Mon,Wed` or `Fri-Sun`."""
    if not isinstance(value, str):
        raise NotAllowedError(_("{found} is not a text with weekdays").format(found=shown(value)), _(_DAYS))
    days: list[int] = []
    for part in value.split(","):
        ends = [_read_weekday(name, value) for name in part.split("-")]
        if len(ends) > 2:
            raise NotAllowedError(_("{found} has a dash too many").format(found=shown(value)), _(_DAYS))
        first, last = ends[0], ends[-1]
        days += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    if len(set(days)) < len(days):
        raise NotAllowedError(_("{found} names a day twice").format(found=shown(value)), _(_DAYS))
    return tuple(sorted(days))


def _read_weekday(name: str, whole: str) -> int:
    known = {day.casefold(): number for number, day in enumerate(WEEKDAYS)}
    if name.strip().casefold() not in known:
        message = _("{found}: {name} is not a weekday").format(found=shown(whole), name=shown(name.strip()))
        raise NotAllowedError(message, _(_DAYS), nearest(name.strip()[:3], WEEKDAYS))
    return known[name.strip().casefold()]


def write_days(days: tuple[int, ...]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        names = [WEEKDAYS[day] for day in run]
        parts += [f"{names[0]}-{names[-1]}"] if len(run) > 2 else names
    return ",".join(parts)


def read_time(value: Any) -> int:
    """Minutes after midnight from text such as `10:00`; `24:00` ends the day."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", value.strip()) if isinstance(value, str) else None
    minutes = int(match[1]) * 60 + int(match[2]) if match else DAY + 1
    if not match or int(match[2]) > 59 or minutes > DAY:
        raise NotAllowedError(_("{found} is not a time of day").format(found=shown(value)), _(_TIMES))
    return minutes


def write_time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def read_time_span(value: Any) -> tuple[int, int]:
    """From and to, in minutes after midnight, from text such as `07:00-24:00`.

    A span that ends where it begins or earlier, such as `20:00-02:00`, ends on the next day, above 1440.
    """
    ends = value.split("-") if isinstance(value, str) else []
    if len(ends) != 2:
        raise NotAllowedError(_("{found} is not a span of time").format(found=shown(value)), _(_SPANS))
    start, end = (read_time(part) for part in ends)
    if start == DAY:
        raise NotAllowedError(_("{found}: nothing begins at 24:00").format(found=shown(value)), _(_SPANS))
    return start, end if end > start else end + DAY


def write_time_span(span: tuple[int, int]) -> str:
    start, end = span
    return f"{write_time(start)}-{write_time(end if end <= DAY else end - DAY)}"


def read_date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
            return date.fromisoformat(value.strip())
    except ValueError:
        pass
    raise NotAllowedError(
        _("{found} is not a date").format(found=shown(value)), _("a date such as 2026-01-04")
    )


# --- as types of fields --------------------------------------------------------------------------


def _text(pattern: str, *examples: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, "examples": list(examples)}


_FRACTION = {"type": "number", "minimum": 0, "maximum": 1}
_TIME = r"[0-9]{1,2}:[0-9]{2}"
JSON_SHAPES: dict[str, dict[str, Any]] = {
    "duration": {
        "anyOf": [
            _text(
                r"^\s*(P[0-9YMWDTHS.]+|([0-9]+(\.[0-9]+)?\s*[a-z]+\s*)+)$",
                *("4m30s", "45s", "4.5min", "42h", "3 weeks", "6 months"),
            ),
            {"const": 0},
        ]
    },
    "share": {"anyOf": [_text(r"^\s*[0-9]+(\.[0-9]+)?\s*%\s*$", "80%"), _FRACTION]},
    "percentage": {"anyOf": [_text(r"^\s*[0-9]+(\.[0-9]+)?\s*%\s*$", "35%", "160%"), _FRACTION]},
    "weekdays": _text(r"^[A-Za-z ,-]+$", "Sun-Thu", "Mon,Wed", "Fri-Sun"),
    "time of day": _text(rf"^\s*{_TIME}\s*$", "10:00", "24:00"),
    "span of time": _text(rf"^\s*{_TIME}\s*-\s*{_TIME}\s*$", "07:00-24:00"),
    "date": _text(r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$", "2026-01-04"),
}
"""What editors know of each unit; the reference names units by these keys."""


def _unit(name: str, read: Callable[[Any], Any], write: Callable[[Any], str]) -> tuple[Any, ...]:
    return BeforeValidator(read), PlainSerializer(write, str), WithJsonSchema(JSON_SHAPES[name])


Duration = Annotated[float, *_unit("duration", read_duration, write_duration)]
PositiveDuration = Annotated[float, *_unit("duration", read_positive_duration, write_duration)]
Hours = Annotated[float, *_unit("duration", read_positive_duration, write_hours)]
Share = Annotated[float, *_unit("share", read_share, write_share)]
Percent = Annotated[float, *_unit("percentage", read_percent, write_share)]
Days = Annotated[tuple[int, ...], *_unit("weekdays", read_days, write_days)]
TimeOfDay = Annotated[int, *_unit("time of day", read_time, write_time)]
TimeSpan = Annotated[tuple[int, int], *_unit("span of time", read_time_span, write_time_span)]
Date = Annotated[date, *_unit("date", read_date, date.isoformat)]
