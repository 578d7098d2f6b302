"""Designs that differ from another in one thing only, so that their difference is what that thing does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.report.findings import called

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results
    from sim.scenario.schema import Scenario


def twins(
    comparison: Comparison, without: Callable[[Scenario], Scenario | None]
) -> list[tuple[str, Results, Results]]:
    """(name, design, its twin) for each design whose twin is in the comparison too.

    `without`: the scenario less the thing in question; None if it has no such thing. Names, descriptions and
    overrides make no difference.
    """
    found, designs = [], called(comparison)
    for name, of in designs.items():
        less = without(of.scenario)
        if less is None:
            continue
        for twin in designs.values():
            other = twin.scenario
            texts = {"name": other.name, "description": other.description, "overrides": other.overrides}
            if twin is not of and less.model_copy(update=texts) == other:
                found.append((name, of, twin))
    return found
