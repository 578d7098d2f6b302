"""The sums of a replication as numpy's arrays in a file: a Record without what is in tables."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np

from sim.record import Record

ELSEWHERE = (
    "seconds",
    "legs",
    "contacts",
    "ended",
    "still_open",
)  # no two runs take equally long; or in tables


def write_totals(path: Path, record: Record, compressed: bool = True) -> None:
    """The same record makes the same bytes. `path` ends in .npz."""
    arrays = {
        field.name: np.asarray(getattr(record, field.name))
        for field in fields(Record)
        if field.name not in ELSEWHERE
    }
    arrays["unstable"] = arrays["unstable"].astype(str)  # an empty tuple has no type of its own
    write = np.savez_compressed if compressed else np.savez
    write(path, allow_pickle=False, **arrays)


def read_totals(path: Path) -> Record:
    """The record again, without legs and issues; its run time is 0."""
    values = {}
    with np.load(path, allow_pickle=False) as arrays:
        for field in fields(Record):
            if field.name in ELSEWHERE:
                continue
            array = arrays[field.name]
            if field.type is np.ndarray:
                values[field.name] = array
            else:
                values[field.name] = tuple(array.tolist()) if array.ndim else array.item()
    return Record(**values)
