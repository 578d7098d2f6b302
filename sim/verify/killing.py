"""A study killed at random moments and taken up again, until it is finished: what a power cut does, often."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STUDY = {
    "centre.yaml": """\
name: Two agents
calendar: {start: 2026-01-04, length: 3 weeks}
demand: {per_hour: 8}
topics: {all: {share: 100%, handle: {kind: exponential, mean: 6min}}}
patience: {kind: exponential, mean: 6min}
tiers: {desk: {pool: desk}}
pools: {desk: {agents: 2, wage: 50}}
""",
    "three.yaml": "{extends: centre.yaml, name: Three, pools: {desk: {agents: 3}}}\n",
    "study.yaml": "{study: One more?, designs: {two: centre.yaml, three: three.yaml}, replications: 10}\n",
}
BEGUN = "begun"  # said once Python is there: what follows is ours
# Workers from the start, so that these are killed and orphaned, too.
COMMAND = f"""\
from sim.cli import main
from sim.experiment import workers

workers.start_seconds = lambda clock: 0.0
print("{BEGUN}", flush=True)
main()
"""
REPORTS = "reports"
ENDS_ITSELF = 600  # seconds; a run that takes longer hangs


@dataclass
class Killed:
    """What became of a study that was killed again and again."""

    kills: int = 0
    studies: int = 0  # that were finished in the end
    equal: int = 0  # of them, those whose every file is that of a study nobody killed, to the last byte
    lost: int = 0  # replications that had been finished, and were not found again
    half_written: list[str] = field(default_factory=list)  # files seen after a kill that were not whole
    tracebacks: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)  # files beside the report of a finished study


def kill(times: int, seed: int, folder: Path, record: bool = True) -> Killed:
    """Kill a study so many times, at moments drawn from `seed`, in an empty folder; take it up each time.

    By turns with SIGKILL, which nobody can prepare for, and SIGINT, which is Ctrl-C; with one process or two.
    """
    rng, found = random.Random(seed), Killed()
    for name, text in STUDY.items():
        (folder / name).write_text(text, encoding="utf-8")
    process, began = _start(folder, 1, record), time.perf_counter()
    process.communicate(timeout=ENDS_ITSELF)
    whole = time.perf_counter() - began
    expected = contents(folder / REPORTS)
    shutil.rmtree(folder / REPORTS)
    while found.kills < times:
        _until_finished(folder, rng, whole, times, found, record)
        result = contents(folder / REPORTS)
        found.studies += 1
        found.equal += result == expected
        found.left_over += sorted(set(result) - set(expected))
        shutil.rmtree(folder / REPORTS)
    return found


def _until_finished(
    folder: Path, rng: random.Random, whole: float, times: int, found: Killed, record: bool
) -> None:
    """One study, killed on the way unless it is quicker or was killed often enough."""
    while True:
        before = _kept(folder)
        process = _start(folder, rng.choice((1, 2)), record)
        try:
            _said, complaint = process.communicate(
                timeout=rng.uniform(0, whole) if found.kills < times else ENDS_ITSELF
            )
        except subprocess.TimeoutExpired:
            found.kills += 1
            if found.kills % 2:
                process.send_signal(signal.SIGKILL)
            else:
                os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all
            _said, complaint = process.communicate(timeout=ENDS_ITSELF)
        if "Traceback" in complaint:
            found.tracebacks.append(complaint)
        if process.returncode == 0:
            return
        found.lost += 0 if _written(folder) else len(before - _kept(folder))
        found.half_written += _half_written(folder / REPORTS)


def _start(folder: Path, jobs: int, record: bool) -> subprocess.Popen[str]:
    arguments = ["compare", "study.yaml", "--jobs", str(jobs), *(["--record"] if record else [])]
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", COMMAND, *arguments],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": "0"},  # else reports say when they were written
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_heeding_ctrl_c,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def _heeding_ctrl_c() -> None:
    """Who starts us in the background may have told children to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, what it holds by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _kept(folder: Path) -> set[tuple[str, int]]:
    """The replications kept so far, and which file on the disk each is: one written anew is another."""
    return {(str(path), path.stat().st_ino) for path in (folder / REPORTS).glob(".*.unfinished/*/totals-*")}


def _written(folder: Path) -> bool:
    """Whether the report of the whole study is there, so that nothing has to be kept any more."""
    pages = list((folder / REPORTS).glob("*.html"))
    return bool(pages) and "<dd>10 of 10</dd>" in pages[0].read_text(encoding="utf-8")


def _half_written(reports: Path) -> Iterator[str]:
    """Files in sight of a user that are not whole."""
    for path in reports.glob("*.html"):
        if not path.read_text(encoding="utf-8").rstrip().endswith("</html>"):
            yield path.name
    for path in reports.glob("*_tables/*.parquet"):
        if path.read_bytes()[-4:] != b"PAR1" or not path.with_suffix(".csv").read_bytes().endswith(b"\n"):
            yield path.name
    for path in reports.glob("*_record"):
        from sim.experiment.archive.manifest import ArchiveError
        from sim.experiment.archive.reading import Archive

        try:
            Archive.open(path).check()
        except ArchiveError as error:
            yield str(error)
