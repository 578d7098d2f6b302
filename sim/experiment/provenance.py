"""Where figures come from: everything needed to get them again."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version

ENGINE = ("moked", "simpy", "numpy", "numba", "scipy")  # what the figures depend on


@dataclass(frozen=True)
class Provenance:
    """How a run was made. Equal bits are promised for the same figures here on one kind of machine."""

    seed: int
    replications: int  # finished, and used
    asked: int  # replications asked for
    clock: str  # the calendar used: simpy or compiled
    versions: dict[str, str]  # of Python and of what the figures depend on
    machine: str  # its kind
    seconds: float  # from first to last replication, of those simulated when it ended
    date: str  # when it ended, local time, ISO 8601

    def rows(self) -> dict[str, str]:
        """As name and text, one row each, versions apart."""
        facts = asdict(self)
        versions = facts.pop("versions")
        facts["seconds"] = f"{self.seconds:.1f}"
        return {name: str(fact) for name, fact in (facts | versions).items()}


def provenance(seed: int, replications: int, asked: int, clock: str, seconds: float) -> Provenance:
    """Of a run on this machine that ends now.

    Where SOURCE_DATE_EPOCH is set, as for reproducible builds, it ended then, in no time: so all that is
    written of equal runs is equal to the last byte.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    ended = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdecimal() else datetime.now()
    return Provenance(
        seed=seed,
        replications=replications,
        asked=asked,
        clock=clock,
        versions=versions(),
        machine=f"{platform.system()} {platform.machine()}, {cores()} cores",
        seconds=0.0 if fixed else seconds,
        date=ended.astimezone().isoformat(timespec="seconds"),
    )


def cores() -> int:
    """How many this process may use. Joblib, which knows containers' limits too, takes 35 ms to import."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def versions() -> dict[str, str]:
    """Of Python and of what figures depend on."""
    return dict(_versions())


@cache
def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in ENGINE:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found
