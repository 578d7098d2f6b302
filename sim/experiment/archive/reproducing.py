"""A record made again from its manifest, and held against it byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sim.experiment.archive.manifest import Manifest, read_manifest
from sim.experiment.experiments import recorded
from sim.experiment.running import Progress
from sim.scenario import Study
from sim.words import _


@dataclass(frozen=True)
class Reproduction:
    """What came of simulating again."""

    files: int  # that were compared
    differing: list[str]  # those that are not the same
    unlike: list[str]  # what the two runs were not made with alike: "numpy: 2.1, now 2.2"
    interrupted: bool


def reproduce(
    manifest: Manifest, folder: Path, jobs: int | None = None, progress: Progress | None = None
) -> Reproduction:
    """Simulate what a manifest says, keep the record in a new folder, and compare the files.

    Raises ReplicationError, ArchiveError.
    """
    made = manifest.provenance
    study = Study(manifest.title, manifest.designs, manifest.baseline, made.asked, made.seed)
    recorded(study, manifest.numbers, folder, made.clock, jobs, progress)
    again = read_manifest(folder)
    files = again.files
    expected = {path: manifest.files.get(path) for path in manifest.paths() if path in files}
    return Reproduction(
        files=len(expected),
        differing=[path for path, digest in expected.items() if files[path] != digest],
        unlike=list(_unlike(_made_with(manifest), _made_with(again))),
        interrupted=again.interrupted,
    )


def _made_with(manifest: Manifest) -> dict[str, str]:
    made = manifest.provenance
    return made.versions | manifest.written_with | {"machine": made.machine}


def _unlike(then: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for name, found in now.items():
        if then.get(name) != found:
            yield _("{name}: {then}, now {now}").format(name=name, then=then.get(name, "?"), now=found)
