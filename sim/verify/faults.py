"""What happens when things go wrong on the way: killed runs, spoilt files."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.verify.catalogue import Effort, verified
from sim.verify.killing import kill
from sim.verify.mutating import MEGABYTES, mutate
from sim.verify.outcome import Finding, SkippedError, Value
from sim.words import _

KILLS, SEED = 50, 6
PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED = PACKAGE / "shipped" if (PACKAGE / "shipped").is_dir() else PACKAGE.parent / "scenarios"


@verified(
    "faults.killed",
    group=_("Faults"),
    title=_("A study killed fifty times at random moments, and taken up again each time"),
    source=_("the same study, left alone"),
    alone=True,
)
def killed(effort: Effort) -> Finding:
    if os.name != "posix":
        raise SkippedError(_("processes are killed by POSIX signals"))
    with TemporaryDirectory() as folder:
        found = kill(5 if effort.quick else KILLS, SEED, Path(folder))
    spoilt = len(found.half_written) + len(found.left_over) + len(found.tracebacks)
    values = [
        _count(_("resumed studies whose files are equal to the last byte"), found.studies, found.equal),
        _count(_("replications that were finished and lost"), 0, found.lost),
        _count(_("files half-written or left over, and tracebacks"), 0, spoilt),
    ]
    note = _(
        "By turns killed outright and interrupted, with one process or two, {kills} times in {studies} "
        "studies. Each went on with the replications that were finished. Report, tables and record are those "
        "of a study that nobody killed."
    )
    return Finding(values, note.format(kills=found.kills, studies=found.studies))


@verified(
    "faults.mutated",
    group=_("Faults"),
    title=_("A thousand shipped scenarios with bytes changed: read, or refused with one clear error"),
    source=_("no other error, no hang, no memory eaten"),
)
def mutated_files(effort: Effort) -> Finding:
    if not SHIPPED.is_dir():
        raise SkippedError(_("the scenarios are not beside the program"))
    with TemporaryDirectory() as folder:
        found = mutate(100 if effort.quick else 1000, SEED, SHIPPED, Path(folder))
    values = [
        _count(_("files that ended in any other error"), 0, len(found.failed)),
        _count(_("files that took longer than 20 s to read"), 0, found.slow),
        _count(_("times that they took 200 MB of memory"), 0, int(found.megabytes // MEGABYTES)),
    ]
    note = _(
        "{refused} of {files} were refused, with file, line and key; the rest could be read. The slowest "
        "took {slowest:.1f} s; the most memory ever used grew by {megabytes:.0f} MB."
    )
    told = {"refused": found.refused, "files": found.files}
    return Finding(values, note.format(**told, slowest=found.slowest, megabytes=found.megabytes))


def _count(what: str, wanted: int, found: int) -> Value:
    return Value(what, wanted, found, found, found)
