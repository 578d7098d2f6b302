"""Durations, shares, days and times of day: how users write them, what they are inside, and back.

Inside, durations are minutes, shares are fractions, days are weekday numbers (0 is Sunday) and times of
day are minutes after midnight. Every `read_` function raises `NotAllowedError`; every `write_` function gives
text that its `read_` function reads back to the same value.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from sim.scenario.problems import NotAllowedError, nearest
from sim.words import N_, _

WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
HOUR, DAY, WEEK = 60, 1440, 10080
YEAR = 365 * DAY
MONTH = YEAR // 12
LONGEST = 1000 * YEAR

_UNITS = {
    ("years", "year", "y"): Fraction(YEAR),
    ("months", "month", "mo"): Fraction(MONTH),
    ("weeks", "week", "w"): Fraction(WEEK),
    ("days", "day", "d"): Fraction(DAY),
    ("hours", "hour", "h"): Fraction(HOUR),
    ("minutes", "minute", "min", "m"): Fraction(1),
    ("seconds", "second", "sec", "s"): Fraction(1, 60),
}
_MINUTES = {name: minutes for names, minutes in _UNITS.items() for name in names}
_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,12})?"
_QUANTITY = re.compile(rf"\s*({_NUMBER})\s*([A-Za-z]+)")
_ISO = re.compile(
    rf"P(?:({_NUMBER})Y)?(?:({_NUMBER})M)?(?:({_NUMBER})W)?(?:({_NUMBER})D)?"
    rf"(?:T(?:({_NUMBER})H)?(?:({_NUMBER})M)?(?:({_NUMBER})S)?)?"
)
_PERCENT = re.compile(rf"({_NUMBER})\s*%")
_DURATIONS = N_("a duration with its unit, such as 45s, 4m30s, 4.5min, 42h, 3 weeks, 6 months, PT4M30S")
_SHARES = N_("a share from 0% to 100%, such as 80%")
_PERCENTAGES = N_("a percentage, such as 35% or 160%")
_DAYS = N_("weekdays such as Sun-Thu, Mon,Wed or Fri-Sun")
_TIMES = N_('a time of day in quotes, such as "10:00"; the day ends at "24:00"')
_SPANS = N_('opening hours in quotes, such as "07:00-24:00"')


def shown(value: Any) -> str:
    """A value found, for an error message: as YAML would have it, and short."""
    names = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return names[value]
    if isinstance(value, dict):
        return _("a map")
    if isinstance(value, list | tuple):
        return _("a list")
    text = " ".join(str(value).split())
    text = text if len(text) <= 40 else text[:37] + "..."
    return text or '""'


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# --- durations -----------------------------------------------------------------------------------


def read_duration(value: Any) -> float:
    """Minutes from text such as `4m30s`; 0 is the one bare number allowed, the same in every unit."""
    if _is_number(value):
        if value == 0:
            return 0.0
        advice = _("{found} has no unit: write {a}, {b} or {c}").format(
            found=shown(value), a=f"{value}s", b=f"{value}min", c=f"{value}h"
        )
        raise NotAllowedError(advice, _(_DURATIONS))
    if not isinstance(value, str):
        raise NotAllowedError(_("{found} is not a duration").format(found=shown(value)), _(_DURATIONS))
    text = value.strip()
    minutes = _read_iso(text) if text.startswith("P") else _read_quantities(text)
    if minutes > LONGEST:
        raise NotAllowedError(_("{found} is longer than 1000 years").format(found=shown(value)))
    return float(minutes)


def _read_iso(text: str) -> Fraction:
    match = _ISO.fullmatch(text)
    if not match or not any(match.groups()) or text.endswith("T"):
        raise NotAllowedError(_("{found} is not a duration").format(found=shown(text)), _(_DURATIONS))
    return sum(
        (Fraction(n) * unit for n, unit in zip(match.groups(), _UNITS.values(), strict=True) if n),
        Fraction(0),
    )


def _read_quantities(text: str) -> Fraction:
    total, position, smallest = Fraction(0), 0, None
    while position < len(text):
        match = _QUANTITY.match(text, position)
        if not match:
            if re.fullmatch(_NUMBER, text):
                return Fraction(read_duration(float(text)))
            raise NotAllowedError(_("{found} is not a duration").format(found=shown(text)), _(_DURATIONS))
        number, name = match.groups()
        unit = _MINUTES.get(name)
        if unit is None:
            message = _("{found} is not a duration: no unit is called {name}").format(
                found=shown(text), name=name
            )
            raise NotAllowedError(message, _(_DURATIONS), nearest(name, _MINUTES))
        if smallest is not None and unit >= smallest:
            message = _("{found} is not a duration: units go from large to small, each once")
            raise NotAllowedError(message.format(found=shown(text)), _(_DURATIONS))
        total, position, smallest = total + Fraction(number) * unit, match.end(), unit
    if smallest is None:
        raise NotAllowedError(_("an empty text is not a duration"), _(_DURATIONS))
    return total


def read_positive_duration(value: Any) -> float:
    minutes = read_duration(value)
    if minutes <= 0:
        raise NotAllowedError(_("{found} must be above zero").format(found=shown(value)), _(_DURATIONS))
    return minutes


def write_duration(minutes: float) -> str:
    """As a user would write it: `4m30s`, `42h`, `2 years`, `14.3 months`."""
    for text in _duration_texts(minutes):
        if float(_read_quantities(text)) == minutes:
            return text
    return f"{minutes:.12f}".rstrip("0").rstrip(".") + "min"


def write_hours(minutes: float) -> str:
    """As people write working hours, never as days: `42h`."""
    text = f"{minutes / HOUR:.12g}h"
    return text if float(_read_quantities(text)) == minutes else write_duration(minutes)


def _duration_texts(minutes: float) -> list[str]:
    texts = []
    if minutes >= DAY:
        for digits in (0, 1, 2):
            for names, unit in list(_UNITS.items())[:4]:
                amount = round(minutes / float(unit), digits)
                if amount >= 1:
                    texts.append(f"{amount:g} {names[1] if amount == 1 else names[0]}")
    seconds = round(minutes * 60, 3)
    hours, rest = divmod(seconds, 3600)
    whole, seconds = divmod(rest, 60)
    parts = [f"{n:.12g}{unit}" for n, unit in ((hours, "h"), (whole, "m"), (round(seconds, 3), "s")) if n]
    texts.append("".join(parts).replace("m", "min") if len(parts) == 1 else "".join(parts) or "0s")
    return [text for text in texts if "e" not in text.split()[0]]


# --- shares --------------------------------------------------------------------------------------


def read_percent(value: Any) -> float:
    """A fraction from text such as `160%`; a bare number from 0 to 1 is taken as it stands."""
    if _is_number(value) and math.isfinite(value):
        if 0 <= value <= 1:
            return float(value)
        if value > 1:
            advice = _("{found} could be two things: write {a} or {b}")
            raise NotAllowedError(
                advice.format(found=shown(value), a=f"{value:g}%", b=f"{value * 100:g}%"), _(_PERCENTAGES)
            )
    match = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        if isinstance(value, str) and re.fullmatch(_NUMBER, value.strip()):
            return read_percent(float(value))
        raise NotAllowedError(_("{found} is not a percentage").format(found=shown(value)), _(_PERCENTAGES))
    return float(Fraction(match[1]) / 100)


def read_share(value: Any) -> float:
    """A fraction from 0 to 1 from text such as `80%`; a bare number from 0 to 1 is taken as it stands."""
    if _is_number(value) and 1 < value <= 100:
        raise NotAllowedError(
            _("{found} is not a share: write {a}").format(found=shown(value), a=f"{value:g}%"), _(_SHARES)
        )
    try:
        share = read_percent(value)
    except NotAllowedError:
        share = math.inf
    if share > 1:
        raise NotAllowedError(_("{found} is not a share").format(found=shown(value)), _(_SHARES))
    return share


def write_share(share: float) -> str:
    text = f"{share * 100:.10f}".rstrip("0").rstrip(".") + "%"
    return text if read_percent(text) == share else f"{share!r}"


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


_DURATION_PATTERN = r"^\s*(P[0-9YMWDTHS.]+|([0-9]+(\.[0-9]+)?\s*[a-z]+\s*)+)$"
_DURATION_JSON = {
    "anyOf": [_text(_DURATION_PATTERN, "4m30s", "45s", "4.5min", "42h", "3 weeks", "6 months"), {"const": 0}]
}
_NUMBER_0_TO_1 = {"type": "number", "minimum": 0, "maximum": 1}
_SHARE_PATTERN = r"^\s*[0-9]+(\.[0-9]+)?\s*%\s*$"

Duration = Annotated[
    float,
    BeforeValidator(read_duration),
    PlainSerializer(write_duration, str),
    WithJsonSchema(_DURATION_JSON),
]
PositiveDuration = Annotated[
    float,
    BeforeValidator(read_positive_duration),
    PlainSerializer(write_duration, str),
    WithJsonSchema(_DURATION_JSON),
]
Hours = Annotated[
    float,
    BeforeValidator(read_positive_duration),
    PlainSerializer(write_hours, str),
    WithJsonSchema(_DURATION_JSON),
]
Share = Annotated[
    float,
    BeforeValidator(read_share),
    PlainSerializer(write_share, str),
    WithJsonSchema({"anyOf": [_text(_SHARE_PATTERN, "80%"), _NUMBER_0_TO_1]}),
]
Percent = Annotated[
    float,
    BeforeValidator(read_percent),
    PlainSerializer(write_share, str),
    WithJsonSchema({"anyOf": [_text(_SHARE_PATTERN, "35%", "160%"), _NUMBER_0_TO_1]}),
]
Days = Annotated[
    tuple[int, ...],
    BeforeValidator(read_days),
    PlainSerializer(write_days, str),
    WithJsonSchema(_text(r"^[A-Za-z ,-]+$", "Sun-Thu", "Mon,Wed", "Fri-Sun")),
]
TimeOfDay = Annotated[
    int,
    BeforeValidator(read_time),
    PlainSerializer(write_time, str),
    WithJsonSchema(_text(r"^\s*[0-9]{1,2}:[0-9]{2}\s*$", "10:00", "24:00")),
]
TimeSpan = Annotated[
    tuple[int, int],
    BeforeValidator(read_time_span),
    PlainSerializer(write_time_span, str),
    WithJsonSchema(_text(r"^\s*[0-9]{1,2}:[0-9]{2}\s*-\s*[0-9]{1,2}:[0-9]{2}\s*$", "07:00-24:00")),
]
Date = Annotated[
    date,
    BeforeValidator(read_date),
    PlainSerializer(date.isoformat, str),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-01-04"]}),
]
