"""The folder in which Moked keeps on this machine what would take long to find out again."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

UNUSED = 30 * 86400  # seconds after which it goes


def cache_folder() -> Path:
    """It need not be there."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "moked"


def read_cached(path: Path) -> bytes | None:
    """What a file there says, which is of use then; None where it cannot be read."""
    with suppress(OSError):
        said = path.read_bytes()
        with suppress(OSError):
            os.utime(path)
        return said
    return None


def write_cached(path: Path, said: bytes) -> None:
    """Write a file whole or not at all, if it can be, and let go what nobody has used for long.

    Others may be at it too: whoever reads a file has all of it, or nothing and finds it out again.
    """
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(said)
        Path(file.name).replace(path)
        _sweep(path.parent)


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime < UNUSED:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)  # of versions that kept folders
            else:
                path.unlink()
