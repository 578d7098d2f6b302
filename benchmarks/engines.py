"""What is measured, and processes that stay to be measured by turns, each on one core."""

import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from benchmarks.work import WORKS, Work
from benchmarks.worker import Worker, serve


@dataclass(frozen=True)
class Engine:
    """`run`: "module:function", called as function(work, days, seed), which gives COUNTED by tier."""

    run: str
    package: str  # that it needs
    days: int  # of a timed run: what takes about a second on a machine of 2026
    compared: int  # replications whose KPIs are compared; the quick ones can afford more


ENGINES = {
    "simpy": Engine("benchmarks.idiomatic:run", "simpy", 8, 8),
    "moked_simpy": Engine("benchmarks.in_moked:simpy", "simpy", 8, 8),
    "moked_compiled": Engine("benchmarks.in_moked:compiled", "numba", 400, 30),
    "ciw": Engine("benchmarks.in_ciw:run", "ciw", 4, 8),
    "salabim": Engine("benchmarks.in_salabim:run", "salabim", 1, 6),
    "cimba": Engine("benchmarks.in_cimba:run", "cimba", 50, 30),
    "limit": Engine("benchmarks.limit:run", "numba", 1000, 30),
}
REFERENCE = "simpy"


def missing(engine: Engine) -> str | None:
    """Why the engine can't be measured here, if it can't."""
    if find_spec(engine.package) is None:
        return f"{engine.package} is not installed: pip install '.[bench]'"
    return None


def versions(packages) -> dict[str, str]:
    """Of those that are installed."""
    found = {}
    for package in sorted(packages):
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found


class Bench(Worker):
    """A process that runs one engine when asked to."""

    def __init__(self, engine: str):
        super().__init__("benchmarks.engines", engine)

    def run(self, work: Work, days: float, seed: int) -> tuple[float, list[list[float]]]:
        """Seconds of processor time, and what was COUNTED by tier."""
        return tuple(self.ask(work=work.name, days=days, seed=seed))


def timed(run):
    def answer(work: str, days: float, seed: int):
        began = time.process_time()
        counts = run(WORKS[work], days, seed)
        return time.process_time() - began, counts.tolist()

    return answer


if __name__ == "__main__":
    module, function = ENGINES[sys.argv[1]].run.split(":")
    serve(timed(getattr(import_module(module), function)))
