"""From scenarios to results: what `sim.run` and `sim.compare` do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sim.experiment.comparison import Comparison
from sim.experiment.provenance import provenance
from sim.experiment.records import Records
from sim.experiment.results import Results
from sim.experiment.running import Finished, Keep, Process, Progress, calendar_for, run_designs
from sim.experiment.whole import aside
from sim.measure import MEASURES
from sim.scenario import Scenario, Study, load, load_study
from sim.words import _

REPLICATIONS, SEED = 30, 1


def run(
    scenario: Scenario | str | Path,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    clock: str = "simpy",
    jobs: int | None = None,
    processes: Iterable[Process] = (),
    progress: Progress | None = None,
) -> Results:
    """Simulate one design: a scenario or its file.

    `clock`: "simpy", "compiled" or "auto"; `jobs`: processes at most (None: one per core); `processes`: SimPy
    processes beside the model, each called as `process(env, centre)`; `progress`: called with the
    replications done and to do. Raises ScenarioError, ReplicationError.
    """
    scenario = _loaded(scenario)
    finished = run_designs({scenario.name: scenario}, replications, seed, clock, processes, jobs, progress)
    return _results({scenario.name: scenario}, finished, replications, seed)[scenario.name]


def compare(
    designs: Study | str | Path | Sequence[Scenario | str | Path],
    baseline: str | None = None,
    replications: int | None = None,
    seed: int | None = None,
    clock: str = "simpy",
    jobs: int | None = None,
    progress: Progress | None = None,
    record: str | Path | None = None,
    overwrite: bool = False,
    unfinished: str | Path | None = None,
) -> Comparison:
    """Simulate designs on the same luck: a study, its file, or scenarios and files of scenarios.

    `baseline`, `replications` and `seed` default to the study's; without a study to the first design, 30 and
    1. `record` is a folder to keep every issue, contact and leg in (see `docs/record.md`); `overwrite` lets
    it take the place of another record. `unfinished` is a folder to keep finished replications in: the same
    comparison, called again after it was stopped, goes on from them. The rest is as in `run`. Designs keep
    the names a study gives them, else their scenarios'. Raises ScenarioError, ReplicationError, ArchiveError.
    """
    study = _study(designs)
    study = replace(
        study,
        replications=study.replications if replications is None else replications,
        seed=study.seed if seed is None else seed,
        baseline=study.baseline if baseline is None else baseline,
    )
    if study.baseline not in study.designs:
        raise ValueError(_("no design is called {name}").format(name=study.baseline))
    place = None if unfinished is None else Path(unfinished)
    if record is not None:
        return recorded(study, study.replications, Path(record), clock, jobs, progress, overwrite, place)
    if place is None:
        return simulate(study, study.replications, clock, jobs, progress)
    from sim.experiment.unfinished import kept_in

    clock = calendar_for(clock, study.designs, study.replications)
    kept = kept_in(place, study.designs, study.seed, clock)
    return simulate(study, study.replications, clock, jobs, progress, kept)


def recorded(
    study: Study,
    replications: int | Sequence[int],
    folder: Path,
    clock: str,
    jobs: int | None,
    progress: Progress | None,
    overwrite: bool = False,
    unfinished: Path | None = None,
) -> Comparison:
    """Simulate a study and keep the record in a folder. Raises ReplicationError, ArchiveError."""
    from sim.experiment.archive.writing import refuse, write_record
    from sim.experiment.unfinished import kept_in

    asked = replications if isinstance(replications, int) else len(replications)
    refuse(folder, study, asked, overwrite)
    clock = calendar_for(clock, study.designs, asked)
    with aside(folder) as own:
        place = unfinished or own / "kept"
        kept = kept_in(place, study.designs, study.seed, clock, in_full=True, lasting=unfinished is not None)
        comparison = simulate(study, replications, clock, jobs, progress, kept)
        write_record(own / "whole", comparison, kept)
        refuse(folder, study, asked, overwrite)  # it may have come meanwhile
        if folder.exists():
            folder.rename(own / "replaced")
        (own / "whole").rename(folder)
    return comparison


def simulate(
    study: Study,
    replications: int | Sequence[int],
    clock: str,
    jobs: int | None,
    progress: Progress | None,
    keep: Keep | None = None,
) -> Comparison:
    """Simulate a study as it stands, but for `replications`: see `run_designs`. Raises ReplicationError."""
    finished = run_designs(study.designs, replications, study.seed, clock, (), jobs, progress, keep)
    asked = replications if isinstance(replications, int) else len(replications)
    results = _results(study.designs, finished, asked, study.seed)
    return Comparison(study.title, results, study.baseline, results[study.baseline].provenance, study.split)


def _loaded(scenario: Scenario | str | Path) -> Scenario:
    return scenario if isinstance(scenario, Scenario) else load(scenario)


def _study(designs: Study | str | Path | Sequence[Scenario | str | Path]) -> Study:
    if isinstance(designs, Study):
        return designs
    if isinstance(designs, str | Path):
        return load_study(designs, measures=MEASURES)
    named: dict[str, Scenario] = {}
    for scenario in map(_loaded, designs):
        named[_unused(scenario.name, named)] = scenario
    if not named:
        raise ValueError(_("there is no design to simulate"))
    return Study(", ".join(named), named, next(iter(named)), REPLICATIONS, SEED)


def _unused(name: str, taken: Mapping[str, Scenario]) -> str:
    """The name, numbered if others have it: "Tiers", "Tiers (2)"."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _results(
    designs: Mapping[str, Scenario], finished: Finished, replications: int, seed: int
) -> dict[str, Results]:
    common = finished.common()
    records = {name: Records(finished.records[name][number] for number in common) for name in designs}
    clock = ", ".join(sorted({record.clock for runs in records.values() for record in runs}))
    made = provenance(seed, len(common), replications, clock, finished.seconds)
    return {
        name: Results(name, scenario, records[name], finished.interrupted, made, common)
        for name, scenario in designs.items()
    }
