"""Keeping a record: each replication is written where it runs, and the folder appears when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sim.experiment.archive.manifest import FILES, NAME, ArchiveError, Manifest, file_path, sha256_of
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment.comparison import Comparison
    from sim.record import Record
    from sim.scenario import Scenario

ROWS_READ_TOGETHER = 1 << 16  # an issue is looked for by what the file says of so many rows


@dataclass(frozen=True)
class Recording:
    """A record in the making. What processes write while they run becomes part of it at the end, or not."""

    folder: Path
    designs: tuple[str, ...]

    def keep(self, design: str, scenario: Scenario, replication: int, record: Record) -> None:
        """Write the files of a replication. Many processes may do so at once."""
        from pyarrow import parquet

        from sim.experiment.archive.tables import tables_of
        from sim.experiment.archive.totals import write_totals

        paths = {name: self._made(design, replication, name) for name in FILES}
        paths["totals"].parent.mkdir(parents=True, exist_ok=True)
        write_totals(paths["totals"], record)
        for name, table in tables_of(scenario, record).items():
            parquet.write_table(table, paths[name], compression="zstd", row_group_size=ROWS_READ_TOGETHER)

    def finish(self, comparison: Comparison) -> None:
        """Take the replications of a comparison into the record, and write the manifest."""
        results = comparison.results
        files = {}
        for design in self.designs:
            for replication in results[design].numbers:
                for content in FILES:
                    made = self._made(design, replication, content)
                    path = file_path(list(self.designs), design, replication, content)
                    files[path] = sha256_of(made)
                    (self.whole / path).parent.mkdir(parents=True, exist_ok=True)
                    made.rename(self.whole / path)
        Manifest(
            title=comparison.title,
            baseline=comparison.baseline,
            designs={name: results[name].scenario for name in self.designs},
            interrupted=comparison.interrupted,
            numbers=tuple(results[comparison.baseline].numbers),
            provenance=comparison.provenance,
            files=files,
            written_with={"pyarrow": version("pyarrow")},
            split=comparison.chain,
        ).write(self.whole)

    @property
    def whole(self) -> Path:
        """What becomes the record."""
        return self.folder / "whole"

    def _made(self, design: str, replication: int, content: str) -> Path:
        return self.folder / "made" / file_path(list(self.designs), design, replication, content)


@contextmanager
def recording(folder: Path, designs: tuple[str, ...], overwrite: bool) -> Iterator[Recording]:
    """Make a record of designs: a folder that appears whole at the end, or not at all if anything fails.

    Raises ArchiveError if the folder is there and may not be replaced; only records ever are.
    """
    _refuse(folder, overwrite)
    unfinished = folder.absolute().with_name(f".{folder.name}.{os.getpid()}")  # processes may be elsewhere
    try:
        made = Recording(unfinished, designs)
        made.whole.mkdir(parents=True)
        yield made
        _refuse(folder, overwrite)  # it may have come meanwhile
        if folder.exists():
            folder.rename(unfinished / "replaced")
        made.whole.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _refuse(folder: Path, overwrite: bool) -> None:
    if not folder.exists():
        return
    if not overwrite:
        text = _("{folder} is there already: --overwrite replaces it, --output names another place")
        raise ArchiveError(text.format(folder=folder))
    if not (folder / NAME).is_file():
        raise ArchiveError(_("{folder} is there and is no record, so it stays").format(folder=folder))
