"""Figures of all replications, many of each, out of memory: what tables need beside sums over replications.

An interval needs every replication's figures (`sim.experiment.statistics`), but only those of one ratio at a
time. So figures are put down a replication at a time, as records are read, and read back some columns at a
time: memory does not grow with replications times figures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.experiment.statistics import Estimate, Floats, ratio

AT_ONCE = 1 << 14  # figures of all replications together: an interval takes some twenty times their room
IN_MEMORY = 1 << 18  # bytes: what is less goes to no file


def blocks(figures: int, replications: int) -> Iterator[slice]:
    """Some of so many figures at a time."""
    step = max(1, AT_ONCE // replications)
    for first in range(0, figures, step):
        yield slice(first, min(first + step, figures))


def spool() -> tempfile.SpooledTemporaryFile[bytes]:
    """A file without a name, which goes with its reader."""
    return tempfile.SpooledTemporaryFile(IN_MEMORY, buffering=0)


class Gathered:
    """So many figures of each replication, in order."""

    def __init__(self) -> None:
        self._file = spool()
        self.replications = 0
        self.figures = 0  # of each

    def put(self, figures: ArrayLike) -> None:
        """Those of the next replication."""
        row = np.ascontiguousarray(figures, float)
        self.figures = row.size
        self.replications += 1
        self._file.write(row.tobytes())

    def read(self, wanted: slice) -> Floats:
        """Some of the figures, [replication, figure]."""
        count = wanted.stop - wanted.start
        found = np.empty((self.replications, count))
        for number in range(self.replications):
            self._file.seek(8 * (number * self.figures + wanted.start))
            self._file.readinto(found[number].data)
        self._file.seek(0, 2)
        return found


class Sums:
    """Numerators and denominators of ratios that have the shape of an array."""

    def __init__(self) -> None:
        self._pairs = Gathered()
        self._shape: tuple[int, ...] = ()

    def put(self, numerators: NDArray[Any], denominators: ArrayLike) -> None:
        """Those of the next replication."""
        self._shape = numerators.shape
        self._pairs.put([numerators.ravel(), np.broadcast_to(denominators, numerators.shape).ravel()])

    def ratio(self, most: float = np.inf, events: bool = False) -> Estimate:
        """See `statistics.ratio`."""
        pairs, figures = self._pairs, self._pairs.figures // 2
        found = np.empty((4, figures))
        for block in blocks(figures, pairs.replications):
            below = slice(block.start + figures, block.stop + figures)
            of = ratio(pairs.read(block), pairs.read(below), most, events=events)
            found[:, block] = of.mean, of.low, of.high, of.sd
        return Estimate(*found.reshape(4, *self._shape))


class Shelf:
    """Arrays of floats by name, each read when it is asked for."""

    def __init__(self) -> None:
        self._file = spool()
        self._places: dict[object, tuple[int, tuple[int, ...]]] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def put(self, names: Sequence[object], arrays: Floats) -> None:
        """As many arrays of one shape as names."""
        first = self._file.seek(0, 2)
        each = arrays[0].nbytes
        for number, name in enumerate(names):
            self._places[name] = first + number * each, arrays.shape[1:]
        self._file.write(arrays.tobytes())

    def __getitem__(self, name: object) -> Floats:
        first, shape = self._places[name]
        self._file.seek(first)
        found = np.empty(shape)
        self._file.readinto(found.data)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        """Where it goes to another process, it goes empty: what was on it can be had again."""
        return Shelf, ()
