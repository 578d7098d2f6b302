"""The record in a folder: whole or absent, as it was written, and enough to get the same again."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.experiment import workers
from sim.experiment.archive.manifest import NAME, ArchiveError
from sim.experiment.archive.reading import Archive
from sim.experiment.archive.reproducing import reproduce
from tests.tracing import assert_equal, heeding_ctrl_c


@pytest.fixture
def kept(tmp_path, centre, larger_centre):
    """Two designs, run twice each, and the folder of their record."""
    folder = tmp_path / "kept"
    return sim.compare([centre, larger_centre], replications=2, jobs=1, record=folder), folder


def bytes_of(folder):
    """Every file but the manifest, which has the time in it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def left_over(folder):
    return [path.name for path in folder.parent.iterdir() if path.name.startswith(".")]


# --- the folder ----------------------------------------------------------------------------------


def test_a_record_has_the_files_that_its_page_names(kept):
    _comparison, folder = kept
    assert sorted(bytes_of(folder)) == [
        f"{design}/{content}"
        for design in ("1_Tiers", "2_More")
        for content in sorted(
            f"{name}-000{number}.{ending}"
            for number in (0, 1)
            for name, ending in (
                ("issues", "parquet"), ("contacts", "parquet"), ("legs", "parquet"), ("totals", "npz"),
            )
        )
    ]  # fmt: skip
    assert left_over(folder) == []


def test_keeping_a_record_changes_no_figure(kept, centre, larger_centre):
    comparison, _folder = kept
    plain = sim.compare([centre, larger_centre], replications=2, jobs=1)
    assert plain.kpis().equals(comparison.kpis())
    assert comparison.results["Tiers"].records[0].legs is None


def test_read_again_the_comparison_is_the_same(kept):
    comparison, folder = kept
    again = Archive.open(folder).comparison()
    assert (again.title, again.baseline) == (comparison.title, comparison.baseline)
    assert again.provenance == comparison.provenance
    for name, results in comparison.results.items():
        assert again.results[name].scenario == results.scenario
        assert list(again.results[name].numbers) == list(results.numbers)
        for record, read in zip(results.records, again.results[name].records, strict=True):
            assert_equal(record, read)
            assert read.clock == record.clock


def test_the_report_drawn_again_is_the_same(kept, tmp_path):
    comparison, folder = kept
    pages = [
        each.report(tmp_path / name / "study.html").read_bytes()
        for name, each in (("first", comparison), ("again", Archive.open(folder).comparison()))
    ]
    assert pages[0] == pages[1]


def test_workers_write_the_same_bytes(kept, tmp_path, monkeypatch, centre, larger_centre):
    monkeypatch.setattr(workers, "start_seconds", lambda clock: 0.0)
    monkeypatch.chdir(tmp_path)
    sim.compare([centre, larger_centre], replications=2, jobs=2, record="together")
    assert bytes_of(tmp_path / "together") == bytes_of(kept[1])


def test_reproduced_from_the_manifest_alone_byte_for_byte(kept, tmp_path):
    _comparison, folder = kept
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / NAME).write_bytes((folder / NAME).read_bytes())
    found = reproduce(Archive.open(alone).manifest, tmp_path / "again", jobs=1)
    assert (found.files, found.differing, found.unlike, found.interrupted) == (16, [], [], False)
    assert bytes_of(tmp_path / "again") == bytes_of(folder)


def test_what_does_not_come_out_again_is_named(kept, tmp_path):
    manifest = Archive.open(kept[1]).manifest
    made = manifest.provenance
    elsewhere = replace(
        manifest,
        files=manifest.files | {"1_Tiers/legs-0001.parquet": "0" * 64},
        provenance=replace(made, versions=made.versions | {"numpy": "1.0"}),
    )
    found = reproduce(elsewhere, tmp_path / "again", jobs=1)
    assert found.differing == ["1_Tiers/legs-0001.parquet"]
    assert found.unlike == [f"numpy: 1.0, now {np.__version__}"]


# --- what must not happen ------------------------------------------------------------------------


def test_nothing_is_replaced_unasked(kept, centre):
    _comparison, folder = kept
    before = bytes_of(folder)
    with pytest.raises(ArchiveError, match="is there already: --overwrite"):
        sim.compare([centre], replications=1, jobs=1, record=folder)
    assert bytes_of(folder) == before
    sim.compare([centre], replications=1, jobs=1, record=folder, overwrite=True)
    assert len(bytes_of(folder)) == 4
    assert left_over(folder) == []


def test_what_is_no_record_is_never_replaced(tmp_path, centre):
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    for place in (tmp_path, mine):
        with pytest.raises(ArchiveError, match="no record, so it stays"):
            sim.compare([centre], replications=1, jobs=1, record=place, overwrite=True)
    assert mine.read_text() == "precious"


def test_a_run_that_fails_leaves_nothing(tmp_path, monkeypatch, centre):
    def broken(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.experiment.archive.tables.Tables.legs", broken)
    with pytest.raises(sim.ReplicationError, match="No space left"):
        sim.compare([centre], replications=1, jobs=1, record=tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []


def test_interrupted_it_keeps_what_finished_in_every_design(tmp_path, centre, larger_centre):
    def interrupts(done, _all):
        if done == 3:
            raise KeyboardInterrupt

    folder = tmp_path / "kept"
    sim.compare([centre, larger_centre], replications=4, jobs=1, progress=interrupts, record=folder)
    assert len(bytes_of(folder)) == 2 * 4
    archive = Archive.open(folder)
    archive.check()
    assert archive.manifest.numbers == (0,)
    again = archive.comparison()
    assert again.interrupted
    assert again.provenance.asked == 4
    assert reproduce(archive.manifest, tmp_path / "again", jobs=1).differing == []


SCRIPT = """
    import sim
    from sim.experiment import workers
    from tests.experiment.conftest import CENTRE

    workers.start_seconds = lambda clock: 0.0
    progress = lambda done, all: print(done, all, flush=True)
    sim.compare([sim.load(CENTRE)], replications=100_000, jobs=2, progress=progress, record="kept")
    print("finished")
"""


@pytest.mark.skipif(os.name != "posix", reason="signals to process groups are POSIX")
def test_ctrl_c_while_workers_write_leaves_a_whole_record(tmp_path, request):
    (tmp_path / "study.py").write_text(textwrap.dedent(SCRIPT))
    process = subprocess.Popen(
        [sys.executable, "-P", "study.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(request.config.rootpath)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=heeding_ctrl_c,
    )
    for line in process.stdout:
        if line.startswith("6 "):
            os.killpg(process.pid, signal.SIGINT)
            break
    said, _nothing = process.communicate(timeout=60)
    assert said.splitlines()[-1] == "finished"
    archive = Archive.open(tmp_path / "kept")
    archive.check()
    assert len(archive.manifest.numbers) >= 6
    assert sorted(bytes_of(archive.folder)) == sorted(archive.manifest.files)
    assert left_over(archive.folder) == []


@pytest.mark.parametrize("name", ["1_Tiers/issues-0000.parquet", "2_More/totals-0001.npz", NAME])
@pytest.mark.parametrize("harm", ["changed", "cut short", "missing"])
def test_what_is_not_as_it_was_written_is_refused(kept, name, harm):
    _comparison, folder = kept
    path = folder / name
    content = path.read_bytes()
    if harm == "missing":
        path.unlink()
    elif harm == "cut short":
        path.write_bytes(content[: len(content) // 2])
    else:
        path.write_bytes(
            content.replace(b"PAR1", b"PAR2").replace(b"PK", b"KP").replace(b'"seed": 1', b'"seed": 2')
        )
    with pytest.raises(ArchiveError, match=r"missing|not as it was written") as told:
        Archive.open(folder).check()
    assert path.name in str(told.value)


def test_other_versions_are_refused_with_their_number(kept):
    _comparison, folder = kept
    manifest = folder / NAME
    facts = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(facts | {"record": 1}))
    with pytest.raises(ArchiveError, match="version 1 of records; this Moked reads version 2"):
        Archive.open(folder)
