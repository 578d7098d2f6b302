"""Replications kept until their study is finished, so that a run that was stopped goes on where it was.

Each is written where it ran, aside, and put in its place in one step: it is there whole, or it is not. It is
found again by all that its figures depend on: scenario, seed, calendar, versions and code.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sim.experiment.archive.columns import TABLES
from sim.experiment.archive.manifest import FILES, scenario_facts
from sim.experiment.archive.totals import read_totals, write_totals
from sim.experiment.provenance import versions
from sim.experiment.running import ReplicationError
from sim.experiment.whole import aside, lock_in, remove, sweep
from sim.scenario.files import shown_path
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment.archive.streaming import Stream
    from sim.record import Record
    from sim.scenario import Scenario

FIGURES = (
    "centre.py",
    "record.py",
    "customers",
    "floor",
    "luck",
    "scenario",
    "workforce",
)  # the code of them
Done = Callable[["Record"], None]
TOTALS = "totals"  # written last: with them a replication is finished


@dataclass(frozen=True)
class Kept:
    """The replications of a study's designs in a folder. Many processes may write there at once."""

    folder: Path
    keys: Mapping[str, str]  # by design: what its figures depend on
    in_full: bool  # with every issue, contact and leg
    lasting: bool  # it may be looked for when this process has ended

    @contextmanager
    def keeping(
        self, design: str, scenario: Scenario, replication: int
    ) -> Iterator[tuple[Stream | None, Done]]:
        """See `sim.experiment.running.Keep`."""
        records: list[Record] = []
        try:
            self.path(design, replication, TOTALS).parent.mkdir(parents=True, exist_ok=True)
            if self.in_full:
                with self._tables(design, scenario, replication) as stream:
                    yield stream, records.append
            else:
                yield None, records.append
            with _put(self.path(design, replication, TOTALS)) as made:
                write_totals(made, records[0], compressed=self.in_full)
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

    @contextmanager
    def _tables(self, design: str, scenario: Scenario, replication: int) -> Iterator[Stream]:
        """A stream into the tables, which are put in their places when this is left."""
        from sim.experiment.archive.streaming import Stream

        with ExitStack() as stack:
            # Unlike totals nobody checks them when they are read, so they have to be on the disk first.
            paths = {
                name: stack.enter_context(_put(self.path(design, replication, name), flush=self.lasting))
                for name in TABLES
            }
            yield stack.enter_context(Stream(scenario, paths))


def kept_in(
    folder: Path,
    designs: Mapping[str, Scenario],
    seed: int,
    clock: str,
    in_full: bool = False,
    lasting: bool = True,
) -> Kept:
    """What is kept in a folder of a study; `clock` is the calendar that is used, simpy or compiled."""
    made_with = versions() | {"code": _code(), "pyarrow": version("pyarrow") if in_full else ""}
    keys = {}
    for name, scenario in designs.items():
        facts = [scenario_facts(scenario), seed, clock, in_full, made_with]
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
        keys[name] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Kept(folder.absolute(), keys, in_full, lasting)  # processes may be elsewhere


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
    sweep(folder)
    for half in folder.glob("*/.*"):  # of processes that were killed
        half.unlink(missing_ok=True)
    finished = False
    try:
        yield folder
        finished = True
    finally:
        os.close(lock)
        if finished or not is_begun(folder):
            remove(folder)


def is_begun(folder: Path) -> bool:
    """Whether any replication is kept there."""
    return any(folder.glob(f"*/{TOTALS}-*"))


@contextmanager
def _put(path: Path, flush: bool = False) -> Iterator[Path]:
    """Where to write a file aside, which is then put in its place."""
    made = path.with_name(f".{secrets.token_hex(4)}.{path.name}")
    try:
        yield made
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
