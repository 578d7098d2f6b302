"""Replications kept until their study is finished, so that a run that was stopped goes on where it was.

Each is written where it ran, aside, and put in its place in one step: it is there whole, or it is not. It is
found again by all that its figures depend on: scenario, seed, calendar, versions and code.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sim.experiment.archive.manifest import FILES, scenario_facts
from sim.experiment.archive.totals import read_totals, write_totals
from sim.experiment.provenance import versions
from sim.experiment.running import ReplicationError
from sim.experiment.whole import aside, lock_in
from sim.scenario.files import shown_path
from sim.words import _

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario import Scenario

ROWS_READ_TOGETHER = 1 << 16  # an issue is looked for by what the file says of so many rows
FIGURES = (
    "centre.py",
    "record.py",
    "customers",
    "floor",
    "luck",
    "scenario",
    "workforce",
)  # the code of them
TOTALS = "totals"  # written last: with them a replication is finished


@dataclass(frozen=True)
class Kept:
    """The replications of a study's designs in a folder. Many processes may write there at once."""

    folder: Path
    keys: Mapping[str, str]  # by design: what its figures depend on
    in_full: bool  # with every issue, contact and leg

    def keep(self, design: str, scenario: Scenario, replication: int, record: Record) -> None:
        """Write a replication. Raises ReplicationError where that can't be done."""
        try:
            self.path(design, replication, TOTALS).parent.mkdir(parents=True, exist_ok=True)
            if self.in_full:
                self._keep_tables(design, scenario, replication, record)
            write = partial(write_totals, record=record, compressed=self.in_full)
            _put(self.path(design, replication, TOTALS), write)
        except OSError as error:
            text = _("What is finished cannot be kept in {folder}: {why}")
            why = os.strerror(error.errno) if error.errno else error
            raise ReplicationError(text.format(folder=shown_path(self.folder), why=why)) from error

    def found(self, design: str, replication: int) -> Record | None:
        """A replication that is there, whole."""
        contents = FILES if self.in_full else (TOTALS,)
        if not all(self.path(design, replication, content).is_file() for content in contents):
            return None
        try:
            return read_totals(self.path(design, replication, TOTALS))
        except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
            return None  # cut short when the power failed; it is simulated again

    def path(self, design: str, replication: int, content: str) -> Path:
        """Of a file of a replication."""
        return self.folder / self.keys[design] / f"{content}-{replication:04}.{FILES[content]}"

    def _keep_tables(self, design: str, scenario: Scenario, replication: int, record: Record) -> None:
        from pyarrow import parquet, types

        from sim.experiment.archive.tables import tables_of

        for name, table in tables_of(scenario, record).items():
            named = [field.name for field in table.schema if types.is_dictionary(field.type)]
            write = partial(
                parquet.write_table,
                table,
                compression="zstd",
                row_group_size=ROWS_READ_TOGETHER,
                use_dictionary=named,  # of moments and minutes hardly two are alike
            )
            # Unlike totals nobody checks them when they are read, so they have to be on the disk first.
            _put(self.path(design, replication, name), write, flush=True)


def kept_in(folder: Path, designs: Mapping[str, Scenario], seed: int, clock: str, in_full: bool) -> Kept:
    """What is kept in a folder of a study; `clock` is the calendar that is used, simpy or compiled."""
    made_with = versions() | {"code": _code(), "pyarrow": version("pyarrow") if in_full else ""}
    keys = {}
    for name, scenario in designs.items():
        facts = [scenario_facts(scenario), seed, clock, in_full, made_with]
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
        keys[name] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Kept(folder.absolute(), keys, in_full)  # processes may be elsewhere


@contextmanager
def until_finished(folder: Path) -> Iterator[Path]:
    """A folder to keep replications in: it stays when anything ends the work early, and else goes.

    Where another process is at work in it, a folder of one's own, which goes in any case.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = lock_in(folder)
    if lock is None:
        with aside(folder) as own:
            yield own
        return
    finished = False
    try:
        yield folder
        finished = True
    finally:
        os.close(lock)
        if finished or not is_begun(folder):
            shutil.rmtree(folder, ignore_errors=True)


def is_begun(folder: Path) -> bool:
    """Whether any replication is kept there."""
    return any(folder.glob(f"*/{TOTALS}-*"))


def _put(path: Path, write: Callable[[Path], None], flush: bool = False) -> None:
    """Write a file aside and put it in its place."""
    made = path.with_name(f".{secrets.token_hex(4)}.{path.name}")
    try:
        write(made)
        if flush:
            with made.open("rb+") as file:
                os.fsync(file.fileno())
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


@cache
def _code() -> str:
    """A digest of the code that figures come from: the version of a copy that is worked on says nothing."""
    import sim

    root, digest = Path(sim.__file__).parent, hashlib.sha256()
    for part in FIGURES:
        path = root / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()
