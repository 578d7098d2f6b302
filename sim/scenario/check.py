"""Checks between the parts of a scenario, beyond each value on its own.

Each check takes the sections it needs by their names, and yields what it finds; it runs where those
sections are sound, so that one wrong value elsewhere does not hide the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.scenario.problems import listed, nearest
from sim.words import _


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit, at a key given part by part; `of_key` where the key itself is wrong."""

    path: tuple[str | int, ...]
    message: str
    allowed: str = ""
    nearest: str = ""
    of_key: bool = False


Path = tuple[str | int, ...]


def unknown_tier(path: Path, name: str, tiers: Iterable[str], of_key: bool = False) -> Finding:
    return unknown(path, _("no tier is called {name}"), name, tiers, of_key)


def unknown_topic(path: Path, name: str, topics: Iterable[str], of_key: bool = False) -> Finding:
    return unknown(path, _("no topic is called {name}"), name, topics, of_key)


def unknown_pool(path: Path, name: str, pools: Iterable[str]) -> Finding:
    return unknown(path, _("no pool is called {name}"), name, pools)


def unknown(path: Path, message: str, name: str, known: Iterable[str], of_key: bool = False) -> Finding:
    """Something is named that is not there; `message` has a place for the name."""
    names = list(known)
    return Finding(path, message.format(name=name), listed(names), nearest(name, names), of_key)


Check = Callable[..., Iterator[Finding]]
_CHECKS: list[Check] = []


def findings(sections: Mapping[str, Any]) -> Iterator[Finding]:
    """All that does not fit between the sections given, by field name."""
    for rule in _CHECKS:
        needed = rule.__code__.co_varnames[: rule.__code__.co_argcount]  # sooner than by its signature
        if all(name in sections for name in needed):
            yield from rule(**{name: sections[name] for name in needed})


def check(rule: Check) -> Check:
    _CHECKS.append(rule)
    return rule
