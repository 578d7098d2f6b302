"""The reference of all keys, `docs/scenario.md`, from the JSON Schema.

`python -m sim.scenario.reference` writes the part of the page below its mark anew; what stands above is
written by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from sim.scenario.block import key_of
from sim.scenario.distributions import Time
from sim.scenario.json_schema import SHAPES, all_blocks, json_schema
from sim.scenario.writing import written

PAGE = Path(__file__).parents[2] / "docs" / "scenario.md"
MARK = "<!-- From here on the page is made by `python -m sim.scenario.reference`. -->\n"
TIMES = [f"[{block.__name__}](#{block.__name__.lower()})" for block in get_args(get_args(Time)[0])]


def keys_page(schema: dict[str, Any]) -> str:
    """A section for each block, the scenario first, each block after the one that first names it."""
    blocks = schema["$defs"]
    order = ["Scenario"]
    for name in order:  # grows as it goes
        order += [
            each
            for each in _named(blocks[name])
            if each in blocks and each not in order and not _is_unit(each)
        ]
    order += [name for name in ("StudyFile", "Design", "Claim", "Given") if name not in order]
    return "\n".join(_section(name, blocks[name]) for name in order)


def _named(schema: Any) -> list[str]:
    """The definitions that a schema refers to, in order."""
    if isinstance(schema, list):
        return [name for each in schema for name in _named(each)]
    if not isinstance(schema, dict):
        return []
    here = [schema["$ref"].rpartition("/")[2]] if "$ref" in schema else []
    return here + [name for key, each in schema.items() if key != "default" for name in _named(each)]


def _is_unit(name: str) -> bool:
    return name.replace("_", " ") in SHAPES


def _section(name: str, block: dict[str, Any]) -> str:
    lines = [f"### {name}", "", block["description"], "", "| key | value | default | |", "|---|---|---|---|"]
    model = next(each for each in all_blocks() if each.__name__ == name)
    needed = {
        key_of(field_name, field) for field_name, field in model.model_fields.items() if field.is_required()
    }
    for key, schema in block["properties"].items():
        default = "needed" if key in needed else _default(schema)
        cells = [f"`{key}`", _value(schema), default, schema.get("description", "")]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _default(schema: dict[str, Any]) -> str:
    """The default, except of what has a section with defaults of its own."""
    value = schema.get("default")
    own_section = isinstance(value, dict) and "kind" not in value
    return (
        ""
        if value in (None, {}, [], "") or own_section
        else f"`{str(value).lower() if isinstance(value, bool) else written(value)}`"
    )


def _value(schema: dict[str, Any]) -> str:
    """What may stand at a key, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return name.replace("_", " ") if _is_unit(name) else f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        choices = [_value(each) for each in schema["anyOf"] if each != {"type": "null"}]
        if set(TIMES) <= set(choices):
            choices = ["a [distribution](#exponential)", *(each for each in choices if each not in TIMES)]
        return " or ".join(choices)
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`".replace('"', "")
    if "enum" in schema:
        return " or ".join(f"`{each}`" for each in schema["enum"])
    match schema.get("type"):
        case "object":
            inside = [_value(each) for each in schema.get("patternProperties", {}).values()]
            return "map of " + (inside[0] if inside and inside[0] else "values")
        case "array":
            return f"list of {_value(schema['items'])}"
        case "string":
            return "text"
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return "whole number"
        case "number":
            return "number"
    return ""


def page(current: str) -> str:
    """The page with its made part as it should be."""
    return current.partition(MARK)[0] + MARK + "\n" + keys_page(json_schema())


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
