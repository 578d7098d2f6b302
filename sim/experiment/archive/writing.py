"""The record of a comparison, made of the replications that were kept in full."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sim.experiment.archive.manifest import (
    FILES,
    NAME,
    ArchiveError,
    Manifest,
    file_path,
    read_manifest,
    sha256_of,
)
from sim.experiment.provenance import versions
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment.comparison import Comparison
    from sim.experiment.unfinished import Kept
    from sim.scenario import Study


def write_record(folder: Path, comparison: Comparison, kept: Kept) -> None:
    """Write the record of a comparison into a new folder: its replications' files, and the manifest."""
    designs, results = list(comparison.results), comparison.results
    paths = []
    folder.mkdir()
    for design in designs:
        for replication in results[design].numbers:
            for content in FILES:
                path = file_path(designs, design, replication, content)
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                _same(kept.path(design, replication, content), folder / path)
                paths.append(path)
    with ThreadPoolExecutor() as threads:  # which take digests at once: they need no lock of Python's
        digests = threads.map(sha256_of, [folder / path for path in paths])
    Manifest(
        title=comparison.title,
        baseline=comparison.baseline,
        designs={name: results[name].scenario for name in designs},
        interrupted=comparison.interrupted,
        numbers=tuple(results[comparison.baseline].numbers),
        provenance=comparison.provenance,
        files=dict(zip(paths, digests, strict=True)),
        written_with={"pyarrow": version("pyarrow")},
        split=comparison.chain,
    ).write(folder)


def _same(source: Path, target: Path) -> None:
    """Give a file a second name, so that no room is needed twice; a copy where the system has no such."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def refuse(folder: Path, study: Study, asked: int, overwrite: bool) -> None:
    """Raises ArchiveError if the folder is there and may not be replaced.

    Only records ever are: on request, or where the same is simulated again, such as the rest of an
    interrupted run.
    """
    if not folder.exists():
        return
    if not overwrite and not _of_the_same(folder, study, asked):
        text = _("{folder} is there already: --overwrite replaces it, --output names another place")
        raise ArchiveError(text.format(folder=folder))
    if not (folder / NAME).is_file():
        raise ArchiveError(_("{folder} is there and is no record, so it stays").format(folder=folder))


def _of_the_same(folder: Path, study: Study, asked: int) -> bool:
    """Whether a folder has a record of the same study, as it would come out again."""
    try:
        manifest = read_manifest(folder)
    except ArchiveError:
        return False
    made = manifest.provenance
    return (manifest.designs, made.seed, made.asked, made.versions) == (
        study.designs, study.seed, asked, versions(),
    )  # fmt: skip
