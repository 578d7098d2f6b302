"""Running replications: in this process while that is quicker, else on all cores (see `workers`).

Tasks go by replication first and design second, so that whatever is finished when a run is interrupted can
be compared. Luck belongs to the seed and the replication's number, so neither order nor the number of
processes changes a result.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from sim.experiment.workers import Workers, WorkersDiedError
from sim.scenario import ScenarioError
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment.records import Entry
    from sim.record import Record
    from sim.scenario.schema import Scenario

Process = Callable[..., Iterator[Any]]  # a user's SimPy process beside the model: process(env, centre)
Progress = Callable[[int, int], None]
"""Is told how many replications are finished, and to do in all; first with those found. Where it has an
attribute `compiling`, that hears before, likewise, of rules: they are compiled once, and again whenever one
has changed."""


class Keep(Protocol):
    """Keeps replications that are finished, and finds them again."""

    def keeping(
        self, design: str, scenario: Scenario, replication: int
    ) -> AbstractContextManager[tuple[Any, Callable[[Record], None]]]:
        """To write a replication where it runs, since legs are too many to travel.

        Gives what takes every leg, contact and issue while it runs (None: they are not wanted), and what
        takes the record when it is over. When this is left, all is kept, or nothing. Raises ReplicationError.
        """
        ...

    def found(self, design: str, replication: int) -> Record | None:
        """A replication that was kept before."""
        ...


CLOCKS = ("simpy", "compiled", "auto")
WORTH_COMPILING = 100_000  # contacts: a second or two under SimPy, while rules may have to be compiled
DIED = N_("A process that ran replications died, perhaps for want of memory. Fewer `jobs` need less.")
TIMED = 2  # tasks that have run here before short ones are judged: the first may spend its time on loading


class ReplicationError(Exception):
    """A replication failed. `str()` is what the user sees; the cause is the error itself."""


@dataclass
class Finished:
    """What finished: where records are, by design and replication."""

    records: dict[str, dict[int, Entry]]
    interrupted: bool = False
    seconds: float = 0.0

    def common(self) -> list[int]:
        """The replications that finished in every design, in order."""
        return sorted(set.intersection(*(set(records) for records in self.records.values())))


@dataclass(frozen=True)
class Task:
    """One replication of one design."""

    design: str
    scenario: Scenario = field(repr=False)
    replication: int
    seed: int
    clock: str
    processes: tuple[Process, ...]
    keep: Keep | None

    def run(self) -> tuple[str, int, Record]:
        from sim.centre import replicate

        try:
            with self._keeping() as (rows, done):
                record = replicate(
                    self.scenario,
                    self.seed,
                    self.replication,
                    clock=self.clock,
                    processes=self.processes,
                    record=rows,
                )
                done(record)
        except (ScenarioError, ReplicationError):
            raise
        except Exception as error:
            text = _("Replication {number} of {design} failed: {error}")
            what = f"{type(error).__name__}: {error}"
            raise ReplicationError(
                text.format(number=self.replication, design=self.design, error=what)
            ) from error
        return self.design, self.replication, record

    def _keeping(self) -> AbstractContextManager[tuple[Any, Callable[[Record], None]]]:
        if self.keep:
            return self.keep.keeping(self.design, self.scenario, self.replication)
        return nullcontext((None, lambda record: None))


def run_designs(
    designs: Mapping[str, Scenario],
    replications: int | Sequence[int],
    seed: int,
    clock: str = "simpy",
    processes: Iterable[Process] = (),
    jobs: int | None = None,
    progress: Progress | None = None,
    keep: Keep | None = None,
) -> Finished:
    """Every design, `replications` times or those with these numbers, on the same luck.

    `clock`: see `calendar_for`. `jobs`: processes at most; None: one per core. `keep` gets each replication,
    in the process that ran it, and what it has already is not simulated again. Ctrl-C ends the run early
    with what is finished, unless no replication has finished in every design. Raises ReplicationError.
    """
    numbers = range(replications) if isinstance(replications, int) else replications
    from sim.experiment.records import Store

    if not numbers:
        raise ValueError(_("at least one replication is needed"))
    clock, processes = calendar_for(clock, designs, len(numbers)), tuple(processes)
    finished, store = Finished({name: {} for name in designs}), Store()
    tasks = []
    for number in numbers:
        for name, scenario in designs.items():
            if keep and (known := keep.found(name, number)) is not None:
                finished.records[name][number] = store.put(known)
            else:
                tasks.append(Task(name, scenario, number, seed, clock, processes, keep))
    before = sum(map(len, finished.records.values()))
    whole = before + len(tasks)
    if progress:
        progress(before, whole)
    began = time.perf_counter()
    try:
        if clock == "compiled" and tasks:
            _have_rules(designs.values(), getattr(progress, "compiling", None))
        for done, (name, number, record) in enumerate(_results(tasks, jobs), start=before + 1):
            finished.records[name][number] = store.put(record)
            if progress:
                progress(done, whole)
    except KeyboardInterrupt:
        if not finished.common():
            raise
        finished.interrupted = True
    finished.seconds = time.perf_counter() - began
    return finished


def calendar_for(clock: str, designs: Mapping[str, Scenario], replications: int) -> str:
    """The calendar to use, "simpy" or "compiled".

    "auto" is the compiled one where numba is installed and the work is worth loading it. Both give the same
    bits. Raises ReplicationError where the compiled one is asked for and cannot be had.
    """
    installed = find_spec("numba") is not None
    if clock not in CLOCKS:
        raise ValueError(_("the clock is one of {clocks}").format(clocks=", ".join(CLOCKS)))
    if clock == "compiled" and not installed:
        raise ReplicationError(_("The compiled calendar needs numba: pip install 'moked[fast]'"))
    if clock != "auto":
        return clock
    contacts = replications * sum(map(contacts_of, designs.values()))
    return "compiled" if installed and contacts > WORTH_COMPILING else "simpy"


def _have_rules(scenarios: Iterable[Scenario], progress: Progress | None) -> None:
    """Load or compile the rules that are needed, before anything is timed or goes to other processes."""
    from sim.floor.compiling import prepare
    from sim.floor.plain import is_plain

    for plain in {is_plain(scenario) for scenario in scenarios}:
        prepare(plain, progress)


def contacts_of(scenario: Scenario) -> float:
    """How many contacts a replication has, about: the expected first ones."""
    from sim.scenario.weeks import first_contacts

    return float(first_contacts(scenario).sum()) * scenario.calendar.length / 10080


def _results(tasks: list[Task], jobs: int | None) -> Iterator[tuple[str, int, Record]]:
    """The tasks' results, as they come: from here, and from workers once they are ready and worth it."""
    if jobs == 1 or len(tasks) < 2:
        yield from (task.run() for task in tasks)
        return
    from sim.floor.plain import is_plain

    scenarios = {id(task.scenario): task.scenario for task in tasks}.values()
    clock = tasks[0].clock
    workers = Workers(jobs, clock, partial(_load, clock, {is_plain(scenario) for scenario in scenarios}))
    quickest = float("inf")
    for number, task in enumerate(tasks):
        rest = tasks[number:]
        if workers.ready or (number and quickest > workers.cost() and workers.pay(quickest, len(rest))):
            try:
                yield from workers.run([task.run for task in rest])
            except WorkersDiedError as error:
                raise ReplicationError(_(DIED)) from error
            return
        if number >= TIMED and workers.pay(quickest, len(rest)):
            workers.start()
        began = time.perf_counter()
        result = task.run()
        quickest = min(quickest, time.perf_counter() - began)
        yield result


def _load(clock: str, plain: set[bool]) -> None:
    """What a process does before its first replication: some of it is quicker for all together."""
    import sim.centre  # noqa: F401

    if clock == "compiled":
        from sim.floor.compiling import prepare

        for each in plain:
            prepare(each)
