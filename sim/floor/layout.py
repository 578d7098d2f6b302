"""The two forms of a row: a Python object, or a record of a structured array made from the same fields."""

import mmap
from contextlib import suppress
from dataclasses import MISSING, fields
from functools import cache
from operator import attrgetter

import numpy as np

from sim.floor.kinds import CHUNK, FEWER, MOST_AGENTS, MOST_SKILLS
from sim.floor.presence import Attendance
from sim.floor.rows import Agent, Centre, Entry, Issue
from sim.floor.setting import Skill
from sim.floor.tallies import Contact, Ended, Leg, Sample

ON_DEMAND = (Issue, Entry, Agent, Attendance, Skill)  # rows made when first needed
WRITTEN = (Leg, Contact, Ended, Sample)  # rows of which rules set every field, each time


@cache
def dtype(kind):
    """The structured type with a dataclass's fields."""

    def column(f):
        if "rows" in f.metadata:
            kind, count = f.metadata["rows"]
            return (f.name, dtype(kind), count) if count else (f.name, dtype(kind))
        if "table" in f.metadata:
            return f.name, *f.metadata["table"]
        if "narrow" in f.metadata:
            return f.name, f.metadata["narrow"]
        example = f.default if f.default_factory is MISSING else f.default_factory()
        if isinstance(example, list):
            return f.name, "i8" if isinstance(example[0], int) else "f8", len(example)
        return f.name, "i8" if isinstance(example, int) else "f8"

    return np.dtype([column(f) for f in fields(kind)])


def as_objects():
    """A centre of Python objects."""
    centre = Centre()
    for f in fields(Centre):
        if "rows" in f.metadata:
            kind, count = f.metadata["rows"]
            if count and kind not in ON_DEMAND:
                count = FEWER if count == CHUNK else count
                setattr(centre, f.name, [numbered(kind(), i) for i in range(count)])
    return centre


def as_record():
    """A centre of records: the array of one that holds it, and the record itself."""
    kind = dtype(Centre)
    decks, begin = kind.fields["decks"][:2]
    centres = np.frombuffer(untouched(kind.itemsize, begin, decks.itemsize), kind)
    centre = centres.view(np.recarray)[0]
    for f in fields(Centre):
        if "rows" in f.metadata:
            kind, _ = f.metadata["rows"]
            if kind in ON_DEMAND or kind in WRITTEN:
                continue
            freshen(centre[f.name], kind)
    return centres, centre


def untouched(size, begin, length):
    """Memory in pages as small as the system has, each of which is given when first written to.

    Numpy asks for huge pages of 2 MB. Of a centre's tables few rows are used, so clearing these took up to
    60 ms of each replication. But decks, so many bytes from `begin` on, are written whole and read at random,
    where huge pages save a processor's looking up of addresses.
    """
    if not hasattr(mmap, "MAP_PRIVATE"):  # Windows
        return mmap.mmap(-1, size)
    memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if hasattr(mmap, "MADV_NOHUGEPAGE"):
        with suppress(OSError):  # a system that has no huge pages
            memory.madvise(mmap.MADV_NOHUGEPAGE)
            first = begin // mmap.PAGESIZE * mmap.PAGESIZE
            memory.madvise(mmap.MADV_HUGEPAGE, first, length)
    return memory


def freshen(rows, kind):
    """Fill new records with what a new row holds."""
    for name, value in beginnings(kind):
        rows[name] = value
    if "number" in rows.dtype.names:
        rows["number"] = np.arange(rows.size)


@cache
def beginnings(kind):
    """The fields of a new row that are not zero, as memory is already, with their values."""
    fresh = kind()
    return [(name, getattr(fresh, name)) for name in dtype(kind).names if np.any(getattr(fresh, name))]


def fill(rows, name, values):
    """Set a field of the first rows: of records at once, since each takes 3 us by itself."""
    if isinstance(rows, np.ndarray):
        rows[name][: len(values)] = values
    else:
        for row, value in zip(rows, values, strict=False):
            setattr(row, name, value)


def room_for_agents(count):
    """Raises ValueError where the payrolls have more places than there are rows."""
    if count > MOST_AGENTS:
        raise ValueError(f"the payrolls have {count:,} places, more than {MOST_AGENTS:,}")
    return count


def room_for_skills(count):
    """Raises ValueError where places times topics, of the pools with skills, are more than there are rows."""
    if count > MOST_SKILLS:
        raise ValueError(f"pools with skills have {count:,} places times topics, more than {MOST_SKILLS:,}")
    return count


def numbered(row, number):
    if hasattr(row, "number"):
        row.number = number
    return row


def as_array(objects, kind):
    """Rows that are objects, as a structured array."""
    made = np.zeros(len(objects), dtype(kind))
    if not objects:
        return made
    for names, column, shape in columns_of(kind):
        table = np.array(list(map(attrgetter(*names), objects)), column).reshape(-1, len(names), *shape)
        for number, name in enumerate(names):
            made[name] = table[:, number]
    return made


@cache
def columns_of(kind):
    """Names of fields that are alike, with their type and shape: numpy is quick with many of a kind."""
    alike: dict = {}
    for name in dtype(kind).names:
        column = dtype(kind)[name]
        alike.setdefault((column.base, column.shape), []).append(name)
    return [(names, *column) for column, names in alike.items()]
