"""Files that appear whole or not at all: written aside, then put in their place."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

LOCK = ".lock"


@contextmanager
def aside(place: Path) -> Iterator[Path]:
    """A new folder beside `place` for what is to become it, or to be put into it; gone afterwards.

    What processes left there that were killed is swept away. An OSError about a file in it names the place.
    """
    place = place.absolute()  # the current folder may change meanwhile
    place.parent.mkdir(parents=True, exist_ok=True)
    sweep(place)
    folder, lock = _locked_folder(place)
    try:
        yield folder
    except OSError as error:
        if error.filename is None or str(folder) in str(error.filename):
            error.filename = str(place)
        raise
    finally:
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def write_whole(path: Path, text: str) -> Path:
    """Write a text, whole or not at all, and make its folder; where it is."""
    with aside(path) as made:
        (made / path.name).write_text(text, encoding="utf-8")
        return (made / path.name).replace(path)


def lock_in(folder: Path) -> int | None:
    """The folder's lock, held until it is closed or the process ends; None where another process has it.

    Where the system has no such locks, everybody gets it.
    """
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except (ImportError, OSError):  # other systems, some network drives
        pass
    return descriptor


def _locked_folder(place: Path) -> tuple[Path, int]:
    while True:
        folder = _aside(place)
        folder.mkdir()
        try:
            lock = lock_in(folder)
        except FileNotFoundError:  # somebody swept it away before it was locked
            continue
        if lock is not None and (folder / LOCK).exists():
            return folder, lock


def remove(folder: Path) -> None:
    """Take a folder away in one step: who is killed meanwhile leaves no part of it in its place."""
    going = _aside(folder)
    try:
        folder.rename(going)
    except OSError:  # it is gone, or held where its files are open
        going = folder
    shutil.rmtree(going, ignore_errors=True)


def sweep(place: Path) -> None:
    """Take away what processes that were killed left beside `place`; some had begun to take it away."""
    for folder in place.parent.glob(f".{escape(place.name)}.*.part"):
        with suppress(FileNotFoundError):  # somebody else sweeps
            if (lock := lock_in(folder)) is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
