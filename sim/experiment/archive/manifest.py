"""The manifest of a record: everything needed to get the same again, and what files there are."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.experiment.archive.columns import VERSION
from sim.experiment.provenance import Provenance
from sim.scenario import Scenario, WeekTable
from sim.scenario.observed import Observed
from sim.scenario.rota_table import RotaTable
from sim.scenario.table_text import IN_FULL
from sim.words import _

NAME = "manifest.json"
FILES = {"issues": "parquet", "contacts": "parquet", "legs": "parquet", "totals": "npz"}  # of a replication
TABLE_KEYS = {"source", "starts", "rows"}
ROTA_KEYS = {"source", "names", "shifts"}
OBSERVED_KEYS = {"source", "minutes", "weights"}


class ArchiveError(Exception):
    """A record cannot be read or written. `str()` is what the user sees."""


@dataclass(frozen=True)
class Manifest:
    """What a record is of."""

    title: str
    baseline: str
    designs: dict[str, Scenario]
    interrupted: bool
    numbers: tuple[int, ...]  # of the replications that finished in every design
    provenance: Provenance
    files: dict[str, str]  # their SHA-256, by path seen from the manifest
    written_with: dict[str, str]  # versions that bytes depend on and figures do not
    split: tuple[str, ...] = ()  # designs in the order in which a difference is split into steps

    def path_of(self, design: str, replication: int, content: str) -> str:
        """Of a file, seen from the manifest; `content` is one of `FILES`."""
        return file_path(list(self.designs), design, replication, content)

    def paths(self) -> Iterator[str]:
        """Of all files that a whole record has."""
        for design in self.designs:
            for number in self.numbers:
                for content in FILES:
                    yield self.path_of(design, number, content)

    def write(self, folder: Path) -> None:
        facts = {
            "record": VERSION,
            "title": self.title,
            "baseline": self.baseline,
            "interrupted": self.interrupted,
            "numbers": self.numbers,
            "provenance": asdict(self.provenance),
            "designs": {name: scenario_facts(scenario) for name, scenario in self.designs.items()},
            "written_with": self.written_with,
            "files": self.files,
        }
        if self.split:
            facts["split"] = self.split
        facts["sha256"] = _digest(facts)
        text = json.dumps(facts, indent=1, ensure_ascii=False, allow_nan=False)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder. Raises ArchiveError if there is none, or it is not as it was written."""
    path = folder / NAME
    if not path.is_file():
        text = _("{folder} holds no record: {name} is missing. `moked compare ... --record` keeps one.")
        raise ArchiveError(text.format(folder=folder, name=NAME))
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        facts = None
    if isinstance(facts, dict) and facts.get("record", VERSION) != VERSION:
        text = _("{path} is of version {found} of records; this Moked reads version {known}")
        raise ArchiveError(text.format(path=path, found=facts["record"], known=VERSION))
    if not isinstance(facts, dict) or facts.pop("sha256", None) != _digest(facts):
        raise ArchiveError(
            _("{path} is not as it was written: it was changed or cut short").format(path=path)
        )
    try:
        return Manifest(
            title=facts["title"],
            baseline=facts["baseline"],
            designs={name: scenario_from(said) for name, said in facts["designs"].items()},
            interrupted=facts["interrupted"],
            numbers=tuple(facts["numbers"]),
            provenance=Provenance(**facts["provenance"]),
            files=facts["files"],
            written_with=facts["written_with"],
            split=tuple(facts.get("split", ())),
        )
    except (ValidationError, KeyError, TypeError, AttributeError):
        text = _("{path} says what this version of Moked cannot read; it was written by moked {version}")
        version = facts.get("provenance", {}).get("versions", {}).get("moked", "?")
        raise ArchiveError(text.format(path=path, version=version)) from None


def _digest(facts: dict[str, Any]) -> str:
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def file_path(designs: list[str], design: str, replication: int, content: str) -> str:
    """Of a file, seen from the manifest: `1_tiers/legs-0007.parquet`."""
    plain = re.sub(r"[^0-9A-Za-z]+", "_", design)[:40].strip("_")
    folder = f"{designs.index(design) + 1}_{plain}".rstrip("_")
    return f"{folder}/{content}-{replication:04}.{FILES[content]}"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- scenarios -----------------------------------------------------------------------------------


def scenario_facts(scenario: Scenario) -> dict[str, Any]:
    """A resolved scenario as its file would say it, but with tables in it instead of their files' names."""
    return scenario.model_dump(mode="json", by_alias=True, exclude={"overrides"}, context=IN_FULL)


def scenario_from(facts: dict[str, Any]) -> Scenario:
    """The scenario of which `scenario_facts` said that. Raises ValidationError."""
    return Scenario.model_validate(_with_tables(facts))


def _with_tables(facts: Any) -> Any:
    if isinstance(facts, list):
        return [_with_tables(each) for each in facts]
    if not isinstance(facts, dict):
        return facts
    if set(facts) == TABLE_KEYS:
        return WeekTable(facts["source"], tuple(facts["starts"]), tuple(map(tuple, facts["rows"])))
    if set(facts) == ROTA_KEYS:
        shifts = tuple(tuple(tuple(map(tuple, day)) for day in week) for week in facts["shifts"])
        return RotaTable(facts["source"], tuple(facts["names"]), shifts)
    if set(facts) == OBSERVED_KEYS:
        return Observed(facts["source"], tuple(facts["minutes"]), tuple(facts["weights"]))
    return {key: _with_tables(each) for key, each in facts.items()}
