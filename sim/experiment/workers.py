"""Processes that run replications beside this one, and whether they pay.

That is decided by measurement: what is left to do is timed here; what starting takes is timed wherever
workers start, and remembered on this machine. They start while this one goes on, and take over when ready.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from sim.cache import cache_folder, read_cached, write_cached

T = TypeVar("T")

REMEMBERED = "workers.json"  # in the cache folder: seconds, by what they load
IDLE = 300  # seconds until workers end by themselves
# Tasks under way for each worker, so that none waits for this process. With more of them the executor trips
# when it is ended early (its queue to the workers has room for one more).
AHEAD = 2
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

_ready: set[int] = set()
"""Numbers of workers that have been started here and wait for more: their start costs nothing any more."""


class WorkersDiedError(Exception):
    """A worker ended before its task did."""


class Workers:
    """So many processes; they are started when first needed."""

    def __init__(self, jobs: int | None, loads: str, load: Callable[[], None]):
        """`load` is what a worker has to do before its first task, `loads` a name for it: the calendar's."""
        from joblib.externals.loky import cpu_count

        self.count = cpu_count() if jobs is None else jobs
        self.loads, self.load = loads, load
        self.loading: list[Future[None]] = []

    @property
    def ready(self) -> bool:
        """Whether they run and have nothing to do."""
        return self.count in _ready

    def cost(self) -> float:
        """Seconds until they are ready, if they are started now."""
        return 0.0 if self.ready else start_seconds(self.loads)

    def pay(self, seconds: float, tasks: int) -> bool:
        """Whether so many tasks, of so many seconds each, are done sooner by them than by this process."""
        return tasks * seconds > self.cost() + math.ceil(tasks / self.count) * seconds

    def start(self) -> None:
        """Have them load what they need, meanwhile."""
        if self.ready or self.loading:
            return
        began = time.perf_counter()

        def loaded(first: Future[None]) -> None:
            if not first.cancelled() and first.exception() is None:
                _ready.add(self.count)
                remember(self.loads, time.perf_counter() - began)

        with _deaf_children():
            self.loading = [self._executor().submit(self.load) for _each in range(self.count)]
        self.loading[0].add_done_callback(loaded)

    def run(self, tasks: Sequence[Callable[[], T]]) -> Iterator[T]:
        """The tasks' results, as they come. Raises WorkersDiedError."""
        from joblib.externals.loky.process_executor import BrokenProcessPool

        executor, coming = self._executor(), enumerate(tasks)
        under_way: set[Future[Path]] = set()

        def submit() -> set[Future[Path]]:
            loading = sum(not future.done() for future in self.loading)
            room = AHEAD * self.count - loading - len(under_way)
            return {executor.submit(_leave, task, folder / str(n)) for n, task in islice(coming, room)}

        with TemporaryDirectory(prefix="moked-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            try:
                with _deaf_children():
                    self.start()
                    under_way = submit()
                while under_way:
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    under_way |= submit()
                    for future in done:
                        yield _fetch(future.result())
            except BrokenProcessPool as error:
                raise WorkersDiedError from error
            finally:
                if under_way:  # nobody wants what they are at
                    _ready.discard(self.count)
                    _wait_for_queue(under_way)
                    executor.shutdown(wait=True, kill_workers=True)

    def _executor(self) -> Any:
        from joblib.externals.loky import get_reusable_executor

        return get_reusable_executor(
            max_workers=self.count,
            timeout=IDLE,
            initializer=_end_with,
            initargs=(os.getpid(),),
            env=ONE_THREAD,
        )


def _leave(task: Callable[[], object], path: Path) -> Path:
    """Where a worker left its task's result.

    Not in the executor's pipe, which takes 64 kB at a time: were the worker killed with half of a result
    in it, the executor would wait for the other half for good. A path goes through whole or not at all.
    """
    path.write_bytes(pickle.dumps(task()))
    return path


def _fetch(path: Path) -> Any:
    result = pickle.loads(path.read_bytes())
    path.unlink()
    return result


def _wait_for_queue(futures: set[Future[T]]) -> None:
    """Until all are on their way to the workers, for a second at most: the executor's own thread trips over
    those that are not when it is ended."""
    until = time.monotonic() + 1.0
    while time.monotonic() < until and not all(each.running() or each.done() for each in futures):
        time.sleep(0.005)


def start_seconds(loads: str) -> float:
    """What starting took the last time on this machine. Before the first, what
    this process has taken so far, since it began, loaded and compiled just as they have to."""
    return _times().get(loads, time.process_time())


def remember(loads: str, seconds: float) -> None:
    write_cached(cache_folder() / REMEMBERED, json.dumps(_times() | {loads: round(seconds, 3)}).encode())


def _times() -> dict[str, float]:
    with suppress(ValueError, TypeError):
        said = json.loads(read_cached(cache_folder() / REMEMBERED) or b"{}")
        return {str(loads): float(seconds) for loads, seconds in said.items()}
    return {}


def _end_with(starter: int) -> None:
    """End this process soon after the one that started it, which can't do so itself when it is killed."""

    def watch() -> None:
        while os.getppid() == starter:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes started here don't hear Ctrl-C: this one does, and ends them, without a traceback from each.

    A signal that is ignored stays so in the processes started meanwhile.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
