"""What happens when things go wrong on the way: killed runs."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.verify.catalogue import Effort, verified
from sim.verify.killing import kill
from sim.verify.outcome import Finding, SkippedError, Value
from sim.words import _

KILLS, SEED = 50, 6


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


def _count(what: str, wanted: int, found: int) -> Value:
    return Value(what, wanted, found, found, found)
