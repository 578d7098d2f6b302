"""The record's tables, written while the run goes on: ROWS rows at a time, and never more in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.experiment.archive.columns import ROWS, TABLES, schema_of
from sim.experiment.archive.tables import Tables
from sim.floor.layout import dtype
from sim.floor.tallies import Contact, Ended, Leg

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

    from sim.scenario import Scenario

# Of what hardly two are alike no dictionary is worth making, and compressing it gains little for its time:
# floats stand as they are, but for those that are mostly 0; numbers and moments as differences.
COMPRESSION = {"explained": "lz4", "waited": "lz4"}
DIFFERENCES = "whole number", "moment"
LOOKED_UP = ["issue"]  # what each group says the least and the most of


class Columns:
    """Room for ROWS rows of a kind, a column of each field.

    Neighbouring fields of one type are moved together, which takes a fraction of the time.
    """

    def __init__(self, kind: np.dtype[np.void]):
        assert kind.fields
        self.blocks = []
        self.column: dict[str, NDArray[Any]] = {}
        for base, fields in groupby(kind.fields.items(), key=lambda field: field[1][0]):
            named = [(name, offset) for name, (_, offset, *_) in fields]
            block = np.empty((len(named), ROWS), base)
            self.blocks.append((block, named[0][1]))
            self.column |= {name: block[number] for number, (name, _) in enumerate(named)}
        self.filled = 0

    def add(self, rows: NDArray[np.void]) -> int:
        """As many as there is room for; how many these are."""
        first, count = self.filled, min(len(rows), ROWS - self.filled)
        for block, offset in self.blocks:
            strides = block.itemsize, rows.itemsize
            block[:, first : first + count] = np.ndarray(
                (len(block), count), block.dtype, rows, offset, strides
            )
        self.filled += count
        return count

    def take(self) -> dict[str, NDArray[Any]]:
        """What is in it, until more is added."""
        count, self.filled = self.filled, 0
        return {name: column[:count] for name, column in self.column.items()}


class TableFile:
    """A table in a file to which rows are added: one room is filled while the other is written."""

    def __init__(
        self,
        path: Path,
        name: str,
        kind: type,
        made: Callable[[Mapping[str, Any]], pa.Table],
        writer: Executor,
    ):
        self.file, self.made, self.writer = writer_of(path, name), made, writer
        self.filling, self.other = Columns(dtype(kind)), Columns(dtype(kind))
        self.writing: Future[None] | None = None  # what is in the other

    def add(self, rows: NDArray[np.void]) -> None:
        while len(rows):
            rows = rows[self.filling.add(rows) :]
            if self.filling.filled == ROWS:
                self.write()

    def write(self) -> None:
        self.wait()
        self.writing = self.writer.submit(self._write, self.filling.take())
        self.filling, self.other = self.other, self.filling

    def _write(self, columns: Mapping[str, NDArray[Any]]) -> None:
        self.file.write_table(self.made(columns))

    def wait(self) -> None:
        """Until the other room is free again. Raises what came of writing it."""
        if self.writing:
            self.writing.result()

    def close(self) -> None:
        if self.filling.filled:
            self.write()
        self.wait()
        self.file.close()


class Stream:
    """Takes a replication's legs, contacts and issues as they end, as `sim.floor.kept.Rows` does.

    For use in a `with` statement: what is left is written at its end; after an error the files are of no use.
    A thread makes the tables and writes them, since neither that nor compiled rules need Python's lock: a
    core that has nothing else to do takes it off the run.
    """

    def __init__(self, scenario: Scenario, paths: Mapping[str, Path]):
        """`paths`: of the files to write, by table."""
        tables, self.writer = Tables(scenario), ThreadPoolExecutor(1)
        self.legs = TableFile(paths["legs"], "legs", Leg, tables.legs, self.writer)
        self.contacts = TableFile(paths["contacts"], "contacts", Contact, tables.contacts, self.writer)
        self.issues = TableFile(paths["issues"], "issues", Ended, tables.issues, self.writer)

    def add(self, legs: NDArray[np.void], contacts: NDArray[np.void], ended: NDArray[np.void]) -> None:
        self.legs.add(legs)
        self.contacts.add(contacts)
        self.issues.add(ended)

    def finish(self, contacts: NDArray[np.void], still_open: NDArray[np.void]) -> None:
        self.contacts.add(contacts)
        self.issues.add(still_open)

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        try:
            if not failed:
                for table in (self.legs, self.contacts, self.issues):
                    table.close()
        finally:
            self.writer.shutdown()  # when what is being written is


def writer_of(path: Path, table: str) -> parquet.ParquetWriter:
    from pyarrow import parquet

    columns = TABLES[table]
    return parquet.ParquetWriter(
        path,
        schema_of(table),
        compression={each.name: COMPRESSION.get(each.name, "none") for each in columns},
        use_dictionary=[each.name for each in columns if each.kind == "name"],
        column_encoding={each.name: "DELTA_BINARY_PACKED" for each in columns if each.kind in DIFFERENCES},
        write_statistics=LOOKED_UP,
        write_batch_size=ROWS,
    )
