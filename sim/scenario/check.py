"""Checks between the parts of a scenario, beyond each value on its own.

Each check takes the sections it needs by their names, and yields what it finds; it runs where those
sections are sound, so that one wrong value elsewhere does not hide the rest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit, at a key given part by part; `of_key` where the key itself is wrong."""

    path: tuple[str | int, ...]
    message: str
    allowed: str = ""
    nearest: str = ""
    of_key: bool = False


Check = Callable[..., Iterator[Finding]]
_CHECKS: list[Check] = []


def findings(sections: Mapping[str, Any]) -> Iterator[Finding]:
    """All that does not fit between the sections given, by field name."""
    for rule in _CHECKS:
        needed = inspect.signature(rule).parameters
        if all(name in sections for name in needed):
            yield from rule(**{name: sections[name] for name in needed})


def check(rule: Check) -> Check:
    _CHECKS.append(rule)
    return rule
