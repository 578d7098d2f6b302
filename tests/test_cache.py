"""What is kept on a machine between runs."""

import os
import time

from sim.cache import UNUSED, read_cached, write_cached


def test_what_nobody_used_for_long_goes_when_something_is_written(tmp_path):
    old, older, used = tmp_path / "old.doors", tmp_path / "edition", tmp_path / "used.doors"
    older.mkdir()
    (older / "rule").write_bytes(b"of a version before")
    for path in (old, used):
        path.write_bytes(b"rules")
    for path in (old, older, used):
        os.utime(path, (0, time.time() - UNUSED - 60))
    assert read_cached(used) == b"rules"
    write_cached(tmp_path / "new.doors", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.doors", "used.doors"]


def test_what_cannot_be_kept_is_no_error(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    write_cached(tmp_path / "file" / "rules", b"rules")
    assert read_cached(tmp_path / "file" / "rules") is None
