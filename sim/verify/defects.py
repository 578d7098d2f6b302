"""The proof can fail: defects sown one at a time, each of which a named test has to see.

`defects.toml` holds them: a text of a file that occurs there once, and what it is replaced by. A copy of the
source tree gets the defect, and the test is run in it: it has to fail by an assertion, not by an error, and
to pass without the defect. Only a source checkout has tests, so only there can it be run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

from sim.words import _

COPIED = ("sim", "tests", "scenarios", "pyproject.toml")
LONGEST = 300.0  # seconds of one test
ASSERTIONS = ("AssertionError", "assert ", "Failed: DID NOT")

Verdict = Literal["caught", "missed", "stale", "broken"]
"""caught: the test failed by an assertion. missed: it passed. stale: the text does not occur just once.
broken: the test fails by itself, or by an error, or isn't there."""


class NoCheckoutError(Exception):
    """There is no source checkout to sow defects in; `str()` says so."""


@dataclass(frozen=True)
class Defect:
    """`test`: as pytest names it; without parameters in brackets, all of them, of which one has to fail."""

    id: str
    what: str
    file: str
    old: str
    new: str
    test: str

    def sown(self, text: str) -> str:
        """The file's text with the defect. Raises ValueError where `old` does not occur exactly once."""
        times = text.count(self.old)
        if times != 1:
            said = _("{id} is stale: its text occurs {times} times in {file}, not once")
            raise ValueError(said.format(id=self.id, times=times, file=self.file))
        return text.replace(self.old, self.new)


@dataclass(frozen=True)
class Caught:
    """What became of a defect. `said`: by the test that failed, or why it is not caught."""

    id: str
    what: str
    file: str
    test: str
    verdict: Verdict
    said: str
    seconds: float

    def row(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self) | {"seconds": round(self.seconds, 2)}


def defects() -> dict[str, Defect]:
    """All of them by id."""
    text = (files("sim.verify") / "defects.toml").read_text(encoding="utf-8")
    return {row["id"]: Defect(**row) for row in tomllib.loads(text)["defect"]}


def chosen(only: str | None = None) -> list[Defect]:
    """Those whose id matches a pattern with * and ?, or holds it."""
    return [each for each in defects().values() if only is None or fnmatch(each.id, only) or only in each.id]


def checkout() -> Path:
    """The folder of the source checkout that this package is in. Raises NoCheckoutError."""
    folder = Path(__file__).resolve().parents[2]
    if not all((folder / name).exists() for name in COPIED):
        raise NoCheckoutError(
            _(
                "Defects are sown in a copy of the source code, beside its tests. This is an installed "
                "package without them: run it in a checkout of the sources."
            )
        )
    return folder


def run_defects(
    only: str | None = None,
    report: Callable[[Caught, int, int], None] | None = None,
    jobs: int | None = None,
) -> list[Caught]:
    """Sow the chosen defects, and see which are caught; in their order.

    `report` is told each as it is known, how many are done and how many there are. `jobs`: tests that run at
    once; None: one per core. Raises NoCheckoutError.
    """
    source = checkout()
    sown = chosen(only)
    jobs = jobs or os.cpu_count() or 1
    found: dict[str, Caught] = {}
    with tempfile.TemporaryDirectory(prefix="moked-defects-") as folder:
        for caught in _tried(sown, source, Path(folder), jobs):
            found[caught.id] = caught
            if report:
                report(caught, len(found), len(sown))
    return [found[defect.id] for defect in sown]


def _tried(sown: Sequence[Defect], source: Path, folder: Path, jobs: int) -> Iterator[Caught]:
    """First all tests in a copy without defects, then each in a copy with one."""
    copies = [_copy(source, folder / str(number)) for number in range(jobs)]
    whole = _failures(copies[0], [defect.test for defect in sown])
    free = list(copies)  # each worker takes one and puts it back
    with ThreadPoolExecutor(jobs) as pool:

        def try_one(defect: Defect) -> Caught:
            copy = free.pop()
            try:
                return _try(defect, copy, whole)
            finally:
                free.append(copy)

        for done in as_completed([pool.submit(try_one, defect) for defect in sown]):
            yield done.result()


def _try(defect: Defect, copy: Path, whole: Mapping[str, str]) -> Caught:
    began = time.perf_counter()
    verdict, said = _verdict(defect, copy, whole)
    took = time.perf_counter() - began
    return Caught(defect.id, defect.what, defect.file, defect.test, verdict, said, took)


def _verdict(defect: Defect, copy: Path, whole: Mapping[str, str]) -> tuple[Verdict, str]:
    by_itself = next((said for test, said in whole.items() if _is_of(test, defect.test)), None)
    if by_itself is not None:
        return "broken", _("without the defect it fails too: {said}").format(said=by_itself)
    file = copy / defect.file
    text = file.read_text(encoding="utf-8")
    try:
        sown = defect.sown(text)
    except ValueError as error:
        return "stale", str(error)
    file.write_text(sown, encoding="utf-8")
    try:
        failures = _failures(copy, [defect.test])
    finally:
        file.write_text(text, encoding="utf-8")
    if not failures:
        return "missed", _("the test passes")
    said = next((said for said in failures.values() if said.startswith(ASSERTIONS)), None)
    if said is None:
        return "broken", next(iter(failures.values()))
    return "caught", said


def _copy(source: Path, target: Path) -> Path:
    """A copy of the tree, without what others have cached in it."""
    target.mkdir()
    for name in COPIED:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source / name, target / name)
    return target


def _failures(copy: Path, tests: Sequence[str]) -> dict[str, str]:
    """Run tests in a copy: what the failing ones said, in a line, by name."""
    report = copy / "failures.xml"
    report.unlink(missing_ok=True)
    options = ("-q", "-p", "no:cacheprovider", "-p", "no:cov", f"--junitxml={report}", "-o", "addopts=")
    command = [sys.executable, "-B", "-m", "pytest", *options, *dict.fromkeys(tests)]
    try:
        ran = subprocess.run(
            command,
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=LONGEST * len(tests),
        )
    except subprocess.TimeoutExpired:
        return {tests[0]: _("it did not end")}
    if not report.exists() or ran.returncode not in (0, 1):
        return {test: _one_line(ran.stdout + ran.stderr) for test in tests}
    return {
        _name_of(case): _one_line(failed.get("message", ""))
        for case in ElementTree.parse(report).iter("testcase")
        for failed in (*case.iter("failure"), *case.iter("error"))
    }


def _name_of(case: ElementTree.Element) -> str:
    """As pytest is asked for it: tests/floor/test_traces.py::test_x[simpy]."""
    return f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"


def _is_of(test: str, asked: str) -> bool:
    """Whether it is the test asked for, or one of its parameters."""
    return test == asked or test.startswith(f"{asked}[")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
