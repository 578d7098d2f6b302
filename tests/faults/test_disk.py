"""A full disk, a folder that nobody may write to, a table that nobody may read: one clear error each."""

import errno
import os

import pytest

RUN = ("run", "two.yaml", "--replications", "2", "--jobs", "1")
GOES_ON = "What is finished is kept: the same command goes on from there."


def in_sight(folder):
    """What a user sees there: whatever is hidden is not a result."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.mark.parametrize(
    ("most", "more", "what"),
    [
        (2_000, (), "What is finished cannot be kept in reports"),
        (1_000_000, (), f"reports/two.html: File too large {GOES_ON}"),
        (20_000, ("--record",), "What is finished cannot be kept in reports"),
    ],
)
def test_a_full_disk_is_one_clear_error_and_leaves_what_was_there(folder, moked, full_disk, most, more, what):
    reports = folder / "reports"
    reports.mkdir()
    (reports / "two.html").write_text("the old one")
    with full_disk(most):
        code, out, err = moked(*RUN, *more)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert what in err
    assert "File too large" in err
    assert in_sight(reports) == ["two.html"]
    assert (reports / "two.html").read_text() == "the old one"
    assert [path.name for path in reports.iterdir() if path.name.endswith(".part")] == []


def test_once_there_is_room_the_same_command_goes_on(folder, moked, full_disk):
    with full_disk(1_000_000):
        assert GOES_ON in moked(*RUN)[2]
    code, out, _err = moked(*RUN)
    assert code == 0
    assert out.startswith("Finished before: 2 of 2 runs")
    assert in_sight(folder / "reports") == ["two.html", "two_tables"]


def test_no_room_for_the_verdicts_of_claims(folder, moked, full_disk, monkeypatch):
    claim = "{say: busy, source: x, measure: occupancy, of: two, between: [10%, 35%]}"
    study = (folder / "study.yaml").read_text()
    (folder / "study.yaml").write_text(f"{study}claims: [{claim}]\n")
    (folder / "verdicts.json").write_text("[]")
    monkeypatch.setattr("sim.cli.judging._judge", lambda *_arguments: True)
    with full_disk(2):
        code, _out, err = moked("claims", "study.yaml", "--json", "verdicts.json", "--jobs", "1")
    assert code == 1
    assert err == "verdicts.json: File too large\n"
    assert (folder / "verdicts.json").read_text() == "[]"


def test_claims_are_judged_where_nothing_can_be_kept(folder, moked, monkeypatch):
    claim = "{say: busy, source: x, measure: occupancy, of: two, between: [10%, 35%]}"
    study = (folder / "study.yaml").read_text()
    (folder / "study.yaml").write_text(f"{study}claims: [{claim}]\n")
    monkeypatch.setattr("sim.cli.judging.cache_folder", lambda: folder / "study.yaml")
    code, out, err = moked("claims", "study.yaml", "--jobs", "1")
    assert (code, err) == (0, "")
    assert "busy" in out


def test_no_room_is_told_as_such(folder, moked, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("sim.report.page.page", full)
    code, _out, err = moked(*RUN)
    assert (code, err) == (1, f"reports/two.html: No space left on device {GOES_ON}\n")


def test_no_room_for_what_is_worked_on_is_told_with_the_place(folder, moked, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("sim.experiment.records.Store.put", full)
    (folder / "elsewhere").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / "elsewhere"))
    code, _out, err = moked(*RUN)
    assert (code, err) == (1, f"elsewhere: No space left on device {GOES_ON}\n")


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_is_read_only_is_found_before_the_work(
    folder, moked, permissions_count, monkeypatch, there
):
    monkeypatch.setattr("sim.centre.replicate", None)
    place = folder / "reports" if there else folder
    place.mkdir(exist_ok=True)
    place.chmod(0o555)
    try:
        code, out, err = moked(*RUN)
    finally:
        place.chmod(0o755)
    assert (code, out) == (2, "")
    assert err == ("reports/.two.unfinished" if there else "reports") + ": Permission denied\n"


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda path: path.chmod(0), "volumes.csv cannot be read: Permission denied"),
        (lambda path: path.unlink(), "there is no file volumes.csv"),
        (lambda path: (path.unlink(), path.mkdir()), "volumes.csv is a folder"),
        (lambda path: (path.unlink(), os.mkfifo(path)), "volumes.csv is not a file"),
        (lambda path: (path.unlink(), path.symlink_to("/dev/zero")), "is outside"),
        (lambda path: (path.unlink(), path.symlink_to("volumes.csv")), "cannot be read"),
        (lambda path: path.write_bytes(b"from,Sun\n\x80\x81"), "volumes.csv:2:1: "),
        (lambda path: path.write_bytes(b"from,Sun\n" * 100_000), "larger than"),
        (lambda path: path.write_bytes(b"PK\x03\x04\0\0\0\0\xff\xfe"), "not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_clear_error(folder, moked, permissions_count, spoil, complaint):
    scenario = folder / "two.yaml"
    scenario.write_text(scenario.read_text().replace("per_hour: 4", "table: volumes.csv"))
    table = folder / "volumes.csv"
    table.write_text("from,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n00:00,1,1,1,1,1,1,1\n")
    spoil(table)
    code, out, err = moked(*RUN)
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.startswith("1 problem in the scenario\n\n")
