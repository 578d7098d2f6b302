"""Durations: how users write them, minutes inside, and back. A year has 365 days, a month a twelfth of it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sim.scenario.problems import NotAllowedError, is_number, nearest, shown
from sim.words import N_, _

HOUR, DAY, WEEK = 60, 1440, 10080
YEAR = 365 * DAY
MONTH = YEAR // 12
LONGEST = 1000 * YEAR
MOST_DECIMALS = 30  # 17 digits, all that a number has, down to 1e-13
NUMBER = rf"[0-9]{{1,12}}(?:\.[0-9]{{1,{MOST_DECIMALS}}})?"

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
_QUANTITY = re.compile(rf"\s*({NUMBER})\s*([A-Za-z]+)")
_ISO = re.compile(
    rf"P(?:({NUMBER})Y)?(?:({NUMBER})M)?(?:({NUMBER})W)?(?:({NUMBER})D)?"
    rf"(?:T(?:({NUMBER})H)?(?:({NUMBER})M)?(?:({NUMBER})S)?)?"
)
_DURATIONS = N_("a duration with its unit, such as 45s, 4m30s, 4.5min, 42h, 3 weeks, 6 months, PT4M30S")


def read_duration(value: Any) -> float:
    """Minutes from text such as `4m30s`; 0 is the one bare number allowed, the same in every unit."""
    if is_number(value) and value == 0:
        return 0.0
    if is_number(value) and 0 < value < LONGEST:
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
            if re.fullmatch(NUMBER, text):
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
    return write_number(Decimal(repr(float(minutes)))) + "min"


def write_number(number: Decimal) -> str:
    """In digits alone, as many as there are."""
    return f"{number:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")


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
