"""Scenario files as a slip of the finger, a bad disk or somebody who means harm would have them."""

from __future__ import annotations

import random
import resource
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

TOKENS = [
    *(b"{", b"}", b"[", b"]", b":", b": ", b"- ", b"null", b"~", b"*a", b"&a ", b"<<: ", b"!x "),
    *(b"\t", b"\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"%", b"'", b'"', b"#", b"?", b"|"),
    *(b">", b"\\", b"-", b"0", b"-1", b"1e400", b"1e9", b"9" * 40, b"0.0000001", b".nan", b".inf", b"true"),
    *(b"100%", b"1000 years", b"0s", b"5min", b"2026-02-29", b"24:00", b"Sun-Sat", b"kind: never"),
    *(b"../", b"/etc/passwd", b"extends: ", b"!!python/name:os.system "),
]
PATIENCE = 20.0  # seconds of processor time that a file may take to be read or refused
MEGABYTES = 200  # of memory that all of them may take beyond what sound files take


@dataclass
class Tried:
    """What came of mutated files."""

    files: int = 0
    refused: int = 0  # with what is wrong and where
    failed: list[str] = field(default_factory=list)  # by any other error
    slowest: float = 0.0  # seconds of processor time
    slow: int = 0  # files that took longer than `PATIENCE`
    megabytes: float = 0.0  # by which the most memory ever used has grown


def mutate(files: int, seed: int, shipped: Path, folder: Path) -> Tried:
    """Mutate shipped scenarios so many times, in a copy of their tree in an empty folder, and load each."""
    rng, found = random.Random(seed), Tried()
    tree = folder / "scenarios"
    shutil.copytree(shipped, tree)
    paths = sorted(path for path in tree.rglob("*") if path.suffix in (".yaml", ".csv"))
    read_by = _readers(paths)
    for path in paths:
        _load(read_by[path])
    before = _most_memory()
    for _each in range(files):
        path = rng.choice(paths)
        content = path.read_bytes()
        path.write_bytes(mutated(content, rng))
        try:
            found.files += 1
            began = time.process_time()
            try:
                found.refused += not _load(read_by[path])
            except Exception as error:
                found.failed.append(f"{path.relative_to(tree)}: {type(error).__name__}: {error}")
            taken = time.process_time() - began
            found.slowest, found.slow = max(found.slowest, taken), found.slow + (taken > PATIENCE)
        finally:
            path.write_bytes(content)
    found.megabytes = _most_memory() - before
    return found


def mutated(content: bytes, rng: random.Random) -> bytes:
    """Some bytes removed, replaced, doubled, flipped, moved or put in, at one place to four."""
    for _each in range(rng.randint(1, 4)):
        place = rng.randrange(len(content) + 1)
        length = min(rng.choice((0, 1, 1, 2, 5, 12, 40)), len(content) - place)
        put = _instead(content[place : place + length], content, rng)
        content = content[:place] + put + content[place + length :]
    return content


def _instead(piece: bytes, content: bytes, rng: random.Random) -> bytes:
    match rng.randrange(6):
        case 0:
            return rng.choice(TOKENS)
        case 1:
            return b""
        case 2:
            return rng.randbytes(len(piece))
        case 3:
            return piece * rng.choice((2, 3, 50))
        case 4:
            return bytes(byte ^ 1 << rng.randrange(8) for byte in piece)
    return rng.choice(content.splitlines(keepends=True) or [b""])


def _readers(paths: list[Path]) -> dict[Path, Path]:
    """For each file one that reads it: itself, or for a table a scenario in its folder that names it."""
    scenarios = {path: path.read_text(encoding="utf-8") for path in paths if path.suffix == ".yaml"}
    readers = {path: path for path in scenarios}
    for path in paths:
        if path.suffix == ".csv":
            near = [
                each for each, text in scenarios.items() if each.parent == path.parent and path.name in text
            ]
            readers[path] = near[0] if near else next(iter(scenarios))
    return readers


def _load(path: Path) -> bool:
    """Whether a scenario or study can be read."""
    from sim.measure import MEASURES
    from sim.scenario import ScenarioError, explain, load, load_study
    from sim.scenario.problems import NotAllowedError
    from sim.scenario.study import is_study

    try:
        if is_study(path):
            load_study(path, measures=MEASURES)
        else:
            explain(load(path))
    except (ScenarioError, NotAllowedError):
        return False
    return True


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
