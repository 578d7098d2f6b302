"""The JSON Schema of scenario and study files, from which editors complete and check.

`python -m sim.scenario.json_schema` writes it anew. It is generous: what one file leaves out another that
it extends, or that extends it, may say, and null removes what a parent says; so no key is required of a
scenario, and all may be null.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sim.scenario import quantities, units, week_table
from sim.scenario.block import Block, key_of
from sim.scenario.schema import Scenario
from sim.scenario.study import StudyFile

PATH = Path(__file__).with_name("scenario.schema.json")
SHAPES = {**units.JSON_SHAPES, **week_table.JSON_SHAPES, **quantities.JSON_SHAPES}
_NOISE = (
    "title",
    "discriminator",
    "required",
)  # "title" repeats the key; the others hold for whole files alone
_NULL = {"type": "null"}
_EXTENDS = {
    "type": "string",
    "description": "the parent: a scenario file, seen from this one",
    "examples": ["../base/centre.yaml"],
}


def json_schema() -> dict[str, Any]:
    """The schema, as a file is to have it."""
    definitions: dict[str, Any] = {name: dict(shape) for name, shape in SHAPES.items()}
    for model in (Scenario, StudyFile):
        schema = model.model_json_schema(by_alias=True)
        blocks = schema.pop("$defs") | {model.__name__: schema}
        definitions |= {name: _tidied(block) for name, block in blocks.items()}
    for block in all_blocks():
        _write_defaults(block, definitions[block.__name__]["properties"])
    definitions["Scenario"]["properties"]["extends"] = _EXTENDS
    definitions["StudyFile"]["required"] = ["study", "designs"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A scenario or a study of Moked",
        "anyOf": [{"$ref": "#/$defs/Scenario"}, {"$ref": "#/$defs/StudyFile"}],
        "$defs": {name.replace(" ", "_"): definitions[name] for name in sorted(definitions)},
    }


def all_blocks() -> list[type[Block]]:
    """Every block of scenarios and studies."""
    return [block for block in Block.__subclasses__() if block.__module__.startswith("sim.scenario")]


def _tidied(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with units by name, choices of choices made one, and what is required left out."""
    choices = [
        part for each in schema.get("anyOf", schema.get("oneOf", [])) for part in _choices(_tidied(each))
    ]
    tidy = {key: part for key, part in schema.items() if key not in (*_NOISE, "anyOf", "oneOf")}
    if choices:
        tidy["anyOf"] = choices
    for key in ("properties", "patternProperties"):
        if key in tidy:
            tidy[key] = {name: _or_null(_tidied(each)) for name, each in tidy[key].items()}
    if "items" in tidy:
        tidy["items"] = _tidied(tidy["items"])
    return _by_name(tidy)


def _choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return schema["anyOf"] if set(schema) == {"anyOf"} else [schema]


def _by_name(schema: dict[str, Any]) -> dict[str, Any]:
    """A unit's shape, spelt out, becomes a reference to it; null may stand beside it."""
    for name, shape in SHAPES.items():
        without_null = [each for each in schema.get("anyOf", []) if each != _NULL]
        said = schema | ({"anyOf": without_null} if without_null else {})
        if all(said.get(key) == part for key, part in shape.items()):
            rest = {key: part for key, part in said.items() if key not in shape}
            reference = {"$ref": f"#/$defs/{name.replace(' ', '_')}"}
            nullable = len(without_null) < len(schema.get("anyOf", []))
            return rest | ({"anyOf": [reference, _NULL]} if nullable else reference)
    return schema


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    about = {key: schema[key] for key in ("description", "default") if key in schema}
    bare = {key: part for key, part in schema.items() if key not in about}
    if not bare or bare == {"additionalProperties": True}:
        return schema
    return about | {"anyOf": [each for each in _choices(bare) if each != _NULL] + [_NULL]}


def _write_defaults(block: type[Block], properties: dict[str, Any]) -> None:
    """Pydantic gives some defaults as they are inside; users are shown what they would write."""
    for name, field in block.model_fields.items():
        if not field.is_required():
            default = field.get_default(call_default_factory=True)
            adapter: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
            written = adapter.dump_python(default, mode="json", by_alias=True, exclude_none=True)
            properties[key_of(name, field)]["default"] = written


def text() -> str:
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
