"""Records out of memory: what a thousand replications left behind would take hundreds of megabytes.

Each is put into a file without a name, which goes with the last of its readers, and what is asked of it is
read then. So whoever needs several things of all records asks each for all of them before the next.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from sim.record import Record


class Place(NamedTuple):
    """Where an array is in the file."""

    first: int
    kind: int  # among the store's
    shape: tuple[int, ...]


class Store:
    """A file of records."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is closed with its last reader
        self._kinds: list[np.dtype[Any]] = []
        self._end = 0

    def put(self, record: Record) -> Entry:
        """Write a record: its arrays, then all else with their places."""
        said: dict[str, Any] = {}
        arrays = []
        for field in fields(Record):
            value = said[field.name] = getattr(record, field.name)
            if isinstance(value, np.ndarray) and not value.dtype.hasobject:
                if value.dtype not in self._kinds:
                    self._kinds.append(value.dtype)
                said[field.name] = Place(self._end, self._kinds.index(value.dtype), value.shape)
                arrays.append(value.tobytes())
                self._end += value.nbytes
        rest = pickle.dumps(said)
        entry = Entry(self, self._end, len(rest))
        self._file.seek(0, 2)
        self._file.write(b"".join([*arrays, rest]))
        self._end += len(rest)
        return entry

    def array(self, place: Place) -> NDArray[Any]:
        array = np.empty(place.shape, self._kinds[place.kind])
        if array.nbytes:
            self._file.seek(place.first)
            self._file.readinto(memoryview(array.data).cast("B"))
        return array

    def bytes(self, first: int, count: int) -> bytes:
        self._file.seek(first)
        return self._file.read(count)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a record is."""

    store: Store
    first: int
    count: int

    def read(self) -> Record:
        return Stored(self.store, pickle.loads(self.store.bytes(self.first, self.count)))


class Stored(Record):
    """A record whose arrays are read when they are first asked for."""

    def __init__(self, store: Store, said: dict[str, Any]):
        places = {name: value for name, value in said.items() if isinstance(value, Place)}
        vars(self).update({name: value for name, value in said.items() if name not in places})
        self._store, self._places = store, places

    def __getattr__(self, name: str) -> Any:  # of what is not here yet
        if name.startswith("_") or name not in self._places:
            raise AttributeError(name)
        array = self._store.array(self._places[name])
        setattr(self, name, array)
        return array

    def __reduce__(self) -> Any:
        """Where it goes to another process, it goes whole."""
        return Record, tuple(getattr(self, field.name) for field in fields(Record))


class Records(Sequence[Record]):
    """Some of the records in files. Each time one is asked for it is a new object, which has read nothing."""

    def __init__(self, entries: Iterable[Entry]):
        self._entries = list(entries)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, number: int) -> Record: ...

    @overload
    def __getitem__(self, number: slice) -> Records: ...

    def __getitem__(self, number: int | slice) -> Record | Records:
        if isinstance(number, slice):
            return Records(self._entries[number])
        return self._entries[number].read()

    def __reduce__(self) -> Any:
        """Where they go to another process, they go whole."""
        return list, (list(self),)
