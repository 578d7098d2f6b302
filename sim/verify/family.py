"""What a family of reference cases is: how a case is written as a scenario, and where its figures are read.

A family lays the parameters of a case over a scenario of `scenarios/`, and names for each exact figure what
is read from the replications. Times are minutes unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.verify.reads import Percentile, Read

Params = Mapping[str, Any]
Reads = Mapping[str, Read | Percentile]


@dataclass(frozen=True)
class Family:
    """`ids`: cases whose id begins with one of these. `days`: to simulate, for a case's parameters.

    `settings` gives values by dotted key; `reads` what is read for each exact figure by name, where a nested
    figure has a name with a full stop. Exact figures that are not read are left to the formulas' own test.
    """

    title: str
    ids: tuple[str, ...]
    scenario: str
    settings: Callable[[Params], dict[str, Any]]
    reads: Callable[[Params], Reads]
    days: Callable[[Params], float]
    where: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # more settings, by case
    again: str = ""  # name of a second way to try cases that another family tries, too


def exponential(mean: float) -> str:
    return f"{{kind: exponential, mean: {mean:.9f}min}}"


def patience(rate: float) -> str:
    """Exponential, with so many giving up a minute; so small a rate that nobody does: never."""
    return exponential(1 / rate) if rate > 1e-6 else "{kind: never}"
