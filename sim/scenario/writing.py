"""A scenario's values as users write them, by dotted key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.scenario.schema import Scenario


def flatten(scenario: Scenario) -> dict[str, str]:
    """Every value of a scenario, defaults included, by its dotted key: `{"pools.helpdesk.agents": "5"}`.

    Lists are one value. Overrides are left out: those that were applied show in the values they set.
    """
    return dict(_leaves(scenario.model_dump(mode="json", by_alias=True, exclude={"overrides"})))


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for name, each in value.items():
            yield from _leaves(each, f"{key}.{name}" if key else name)
    else:
        yield key, written(value)


def written(value: Any) -> str:
    """A value as YAML on one line."""
    match value:
        case None:
            return "null"
        case dict():
            said = [f"{key}: {written(each)}" for key, each in value.items() if each is not None]
            return "{" + ", ".join(said) + "}"
        case list():
            return "[" + ", ".join(map(written, value)) + "]"
        case float():
            return f"{value:.12g}"
    return str(value)
