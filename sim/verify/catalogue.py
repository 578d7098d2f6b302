"""All cases, by id, in the order of the page.

A case is a function of its `Effort` that gives a `Finding`, or raises `SkippedError` where it can't be tried:

    @verified("queue.EA_GMR", group="Queues", title="Erlang A, 50 agents", source="...")
    def case(effort: Effort) -> Finding: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from sim.verify.outcome import Finding

MODULES = (
    "formulas",
    "queues",
    "days",
    "volumes",
    "people",
    "published",
    "lessons_queues",
    "lessons_counting",
    "lessons_people",
    "lessons_choices",
    "bank",
    "incidents",
    "faults",
    "coverage",
)
"""Modules of this room that register cases, in the order of the page."""


@dataclass(frozen=True)
class Effort:
    """How hard to try: `quick` is for a few seconds, with wider intervals, and no less true."""

    quick: bool = False


@dataclass(frozen=True)
class Case:
    """`quick`: whether it belongs to the quick part. `alone`: it uses all cores by itself."""

    id: str
    group: str
    title: str
    source: str
    quick: bool
    alone: bool
    run: Callable[[Effort], Finding]


_cases: dict[str, Case] = {}


def verified(
    id: str, *, group: str, title: str, source: str, quick: bool = False, alone: bool = False
) -> Callable[[Callable[[Effort], Finding]], Callable[[Effort], Finding]]:
    """Register a case. Raises ValueError where the id is taken."""

    def register(run: Callable[[Effort], Finding]) -> Callable[[Effort], Finding]:
        if id in _cases:
            raise ValueError(f"two cases are called {id}")
        _cases[id] = Case(id, group, title, source, quick, alone, run)
        return run

    return register


def catalogue() -> dict[str, Case]:
    """Every case by its id."""
    for module in MODULES:
        import_module(f"sim.verify.{module}")
    return dict(_cases)
