"""Whole runs of Moked through its public face, in a process that stays: the file, the run, every KPI.

`python -m benchmarks.whole` answers requests; `run` is what it does. `seconds` are of processor time,
`elapsed` of the clock on the wall.
"""

import resource
import shutil
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import sim
from benchmarks.parts import Sampler
from benchmarks.worker import Worker, serve

CLOCKS = ("simpy", "compiled")


def run(
    source: str | dict,
    clock: str,
    set: dict | None = None,
    apply: list[str] | None = None,
    seed: int = 1,
    record: bool = False,
    parts: bool = False,
    replications: int = 1,
    tables: bool = False,
) -> dict[str, Any]:
    """`source`: a file or a mapping. `record`: keep every issue, contact and leg as well. `parts`: where the
    time goes; that takes a few percent more. `tables`: all, and not only every KPI."""
    folder = Path(tempfile.mkdtemp()) if record else None
    sampler = Sampler() if parts else None
    began, started = time.process_time(), time.perf_counter()
    with sampler or nullcontext():
        scenario = sim.load(source, set=set or {}, apply=apply or ())
        if folder:
            kept = sim.compare(
                [scenario],
                replications=replications,
                seed=seed,
                clock=clock,
                jobs=1,
                record=folder / "record",
            )
            results = kept.results[scenario.name]
        else:
            results = sim.run(scenario, replications, seed, clock, jobs=1)
        results.tables() if tables else results.kpis()
    seconds, elapsed = time.process_time() - began, time.perf_counter() - started
    written = 0
    if folder:
        written = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        shutil.rmtree(folder)
    return {
        "seconds": seconds,
        "elapsed": elapsed,
        "contacts": sum(int(record.issues["contacts"].sum()) for record in results.records),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "written": written,
        "parts": sampler.seconds if sampler else None,
    }


class Moked(Worker):
    """A process that runs Moked when asked to."""

    def __init__(self):
        super().__init__("benchmarks.whole")

    def run(self, source: str | Path | dict, clock: str, **how: Any) -> dict[str, Any]:
        source = source if isinstance(source, dict) else str(source)
        return self.ask(source=source, clock=clock, **how)


if __name__ == "__main__":
    serve(run)
