"""A record read again: what came of the comparison, and the rows of an issue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.experiment.archive.columns import KEYS
from sim.experiment.archive.manifest import ArchiveError, Manifest, read_manifest, sha256_of
from sim.experiment.comparison import Comparison
from sim.experiment.records import Records, Store
from sim.experiment.results import Results
from sim.words import _

if TYPE_CHECKING:
    from sim.record import Record


@dataclass(frozen=True)
class Archive:
    """A record in a folder. No file is used that is not as it was written."""

    folder: Path
    manifest: Manifest

    @staticmethod
    def open(folder: str | Path) -> Archive:
        """Raises ArchiveError if there is no record, or its manifest is not as it was written."""
        folder = Path(folder)
        return Archive(folder, read_manifest(folder))

    def check(self) -> None:
        """Raises ArchiveError if any file is missing or not as it was written."""
        for path in self.manifest.paths():
            self._sound(path)

    def comparison(self) -> Comparison:
        """The comparison as it was when it ended. Raises ArchiveError."""
        made, store = self.manifest, Store()
        results = {
            name: Results(
                name,
                scenario,
                Records(store.put(self._record(name, number)) for number in made.numbers),
                made.interrupted,
                made.provenance,
                list(made.numbers),
            )
            for name, scenario in made.designs.items()
        }
        return Comparison(made.title, results, made.baseline, made.provenance, made.split)

    def rows(self, table: str, design: str, replication: int, issue: int) -> list[dict[str, Any]]:
        """The rows of an issue in a table, in order, by column; see `sim.experiment.archive.columns`.

        Raises ArchiveError if the file is missing or not as it was written.
        """
        from pyarrow import parquet

        path = self._sound(self.manifest.path_of(design, replication, table))
        found = parquet.read_table(path, filters=[("issue", "=", issue)])
        order = [(key, "ascending") for key in KEYS if key in found.column_names]
        rows: list[dict[str, Any]] = found.sort_by(order).to_pylist()
        return rows

    def _record(self, design: str, replication: int) -> Record:
        from sim.experiment.archive.totals import read_totals

        return read_totals(self._sound(self.manifest.path_of(design, replication, "totals")))

    def _sound(self, path: str) -> Path:
        """The file, if it is as it was written."""
        file = self.folder / path
        if not file.is_file():
            raise ArchiveError(_("{file} is missing: the record is not whole").format(file=file))
        if sha256_of(file) != self.manifest.files.get(path):
            text = _("{file} is not as it was written (its SHA-256 is another): it was changed or cut short")
            raise ArchiveError(text.format(file=file))
        return file
