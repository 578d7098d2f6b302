"""How long a user waits for the command `moked`: a whole process each, from the shell to its end.

Wall time, since that is what one waits; where other work is going on it is too much, so the least and the
median are told, with the processor time beside them.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.work import FOLDER, WORKS
from benchmarks.worker import ROOT

MOKED = (sys.executable, "-c", "import sys; from sim.cli import main; main(sys.argv[1:])")
SPD = FOLDER.parent / "scenarios/spd/two_tiers.yaml"
YEAR = ("--set", "calendar.length=365 days", "--set", "calendar.warm_up=1 day")


def timed(*arguments: str, cache: str | None = None) -> tuple[float, float]:
    """Wall and processor seconds of a `moked` with these arguments. Raises CalledProcessError."""
    changed = {"PYTHONPATH": str(ROOT)} | ({"XDG_CACHE_HOME": cache} if cache else {})
    changed["PYTHONDONTWRITEBYTECODE"] = ""  # users have modules compiled to byte code
    before, began = used(), time.perf_counter()
    done = subprocess.run(
        [*MOKED, *arguments], env=os.environ | changed, capture_output=True, check=False, cwd=ROOT
    )
    seconds = time.perf_counter() - began
    if done.returncode not in (0, 1):  # 1: a line grows, which is no matter here
        raise subprocess.CalledProcessError(done.returncode, arguments, done.stdout, done.stderr)
    return seconds, used() - before


def used() -> float:
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def repeated(count: int, *arguments: str) -> dict[str, float]:
    runs = [timed(*arguments) for _ in range(count + 1)][1:]
    walls = [wall for wall, _ in runs]
    return {
        "least": min(walls),
        "median": statistics.median(walls),
        "processor": statistics.median(seconds for _, seconds in runs),
    }


def commands(rounds: int, quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """By what is done: `least`, `median` and `processor` seconds, and the `bar`."""
    with tempfile.TemporaryDirectory() as folder:
        day = (
            "run",
            str(WORKS["two_tiers"].scenario),
            "--set",
            "calendar.length=1 day",
            "--clock",
            "compiled",
        )
        day = (*day, "--replications", "1", "--output", folder)
        asked = {
            "moked --help": (("--help",), 0.5),
            "moked explain, spd": (("explain", str(SPD)), 0.5),
            "moked run, a day, compiled before": (day, 1.5),
        }
        told: dict[str, Any] = {}
        for name, (arguments, bar) in asked.items():
            tell(f"commands: {name}")
            told[name] = repeated(rounds, *arguments) | {"bar": bar}
        if not quick:
            tell("commands: the first compiled run")
            with tempfile.TemporaryDirectory() as cache:
                wall, processor = timed(*day, cache=cache)
            told["moked run, a day, the first time"] = {
                "least": wall,
                "median": wall,
                "processor": processor,
                "bar": 60.0,
            }
    return told


def waiting(quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """Two designs of the bank for a year, 30 replications each, on all cores, up to the report."""
    study = str(FOLDER.parent / "scenarios/bank/study.yaml")
    replications = "2" if quick else "30"
    with tempfile.TemporaryDirectory() as folder:
        tell(f"waiting: a year of the bank, twice {replications} replications")
        arguments = ("compare", study, *YEAR, "--replications", replications, "--clock", "compiled")
        wall, processor = timed(*arguments, "--output", folder)
        assert list(Path(folder).glob("*.html")), "there is a report"
    return {
        "designs": 2,
        "replications": int(replications),
        "seconds": wall,
        "processor": processor,
        "bar": 60.0,
    }
