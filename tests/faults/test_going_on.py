"""A run that was stopped goes on: with what was finished, and with nothing that is not the same."""

import json
import shutil

import pytest

import sim
from sim.experiment import running
from sim.experiment.running import Task
from sim.experiment.unfinished import until_finished
from sim.experiment.whole import LOCK

STUDY = ("compare", "study.yaml", "--jobs", "1")


class Simulated:
    """The (design, replication) simulated; `stop_at`: Ctrl-C comes instead of the one with this number."""

    def __init__(self):
        self.asked = []
        self.stop_at = None

    def again(self):
        self.asked, self.stop_at = [], None


@pytest.fixture
def simulated(monkeypatch):
    real, watched = Task.run, Simulated()

    def run(task):
        if len(watched.asked) == watched.stop_at:
            raise KeyboardInterrupt
        watched.asked.append((task.design, task.replication))
        return real(task)

    monkeypatch.setattr(Task, "run", run)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    return watched


@pytest.fixture
def stopped(folder, simulated):
    """A study of three replications of two designs, stopped before the last one."""
    simulated.stop_at = 5
    assert sim.compare("study.yaml", jobs=1, unfinished="kept").interrupted
    simulated.again()


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_after_ctrl_c_the_same_command_does_the_rest(folder, moked, simulated):
    assert moked(*STUDY, "--record", "--output", "whole")[0] == 0
    simulated.again()
    simulated.stop_at = 5
    code, out, err = moked(*STUDY, "--record")
    assert code == 130
    assert "2 of 3 replications" in out
    assert err == "What is finished is kept: the same command goes on from there.\n"
    manifest = folder / "reports" / f"{folder.name}_record" / "manifest.json"
    assert json.loads(manifest.read_text())["interrupted"]
    code, _out, err = moked(*STUDY, "--record", "--seed", "2")
    assert code == 2
    assert "is there already: --overwrite" in err
    simulated.again()
    code, out, err = moked(*STUDY, "--record")
    assert (code, err) == (0, "")
    assert out.startswith("Finished before: 5 of 6 runs")
    assert simulated.asked == [("three", 2)]
    assert contents(folder / "reports") == contents(folder / "whole")


def test_the_figures_are_those_of_a_run_that_nobody_stopped(stopped, simulated):
    resumed = sim.compare("study.yaml", jobs=1, unfinished="kept")
    assert simulated.asked == [("three", 2)]
    whole = sim.compare("study.yaml", jobs=1)
    assert resumed.kpis().equals(whole.kpis())
    assert resumed.differences().equals(whole.differences())
    assert resumed.provenance == whole.provenance


@pytest.mark.parametrize("change", [{"seed": 2}, {"clock": "compiled"}, {"record": "record"}])
def test_what_is_not_the_same_is_simulated(stopped, simulated, change):
    if "clock" in change:
        pytest.importorskip("numba")
    sim.compare("study.yaml", jobs=1, unfinished="kept", **change)
    assert len(simulated.asked) == 6


def test_of_two_designs_only_the_changed_one_is_simulated_again(folder, stopped, simulated):
    three = folder / "three.yaml"
    three.write_text(three.read_text().replace("agents: 3", "agents: 4"))
    sim.compare("study.yaml", jobs=1, unfinished="kept")
    assert simulated.asked == [("three", 0), ("three", 1), ("three", 2)]


def test_more_replications_go_on_from_fewer(stopped, simulated):
    sim.compare("study.yaml", replications=4, jobs=1, unfinished="kept")
    assert simulated.asked == [("three", 2), ("two", 3), ("three", 3)]


def test_a_changed_rule_finds_nothing(stopped, simulated, monkeypatch):
    monkeypatch.setattr("sim.experiment.unfinished._code", lambda: "another")
    sim.compare("study.yaml", jobs=1, unfinished="kept")
    assert len(simulated.asked) == 6


@pytest.mark.parametrize("harm", ["cut short", "changed", "empty"])
def test_what_is_not_whole_is_simulated_again(folder, stopped, simulated, harm):
    files = list((folder / "kept").glob("*/totals-0001.npz"))
    assert len(files) == 2
    for file in files:
        content = file.read_bytes()
        half = len(content) // 2
        changed = content[:half] + bytes(255 - byte for byte in content[half : half + 64])
        spoilt = {"cut short": content[:half], "empty": b"", "changed": changed + content[half + 64 :]}
        file.write_bytes(spoilt[harm])
    sim.compare("study.yaml", jobs=1, unfinished="kept")
    assert simulated.asked == [("two", 1), ("three", 1), ("three", 2)]


def test_a_failure_keeps_what_is_finished_and_says_so(folder, moked, monkeypatch):
    real = Task.run

    def broken(task):
        if task.replication == 2:
            raise running.ReplicationError("The roof is leaking.")
        return real(task)

    monkeypatch.setattr(Task, "run", broken)
    code, out, err = moked(*STUDY)
    assert (code, out) == (1, "")
    assert err == "The roof is leaking. What is finished is kept: the same command goes on from there.\n"
    assert len(list((folder / "reports").glob(".*.unfinished/*/totals-*"))) == 4


def test_the_folder_goes_once_all_is_finished_and_only_then(tmp_path):
    place = tmp_path / "unfinished"

    def leave(error=None, kept=True):
        with until_finished(place) as folder:
            if kept:
                (folder / "design").mkdir(exist_ok=True)
                (folder / "design" / "totals-0000.npz").touch()
            if error:
                raise error

    for error in (KeyboardInterrupt, OSError):
        with pytest.raises(error):
            leave(error)
        assert (place / "design" / "totals-0000.npz").exists()
    leave()
    assert not place.exists()
    with pytest.raises(OSError):  # noqa: PT011
        leave(OSError, kept=False)
    assert not place.exists()


def test_what_is_killed_while_the_folder_goes_leaves_no_part_of_it_to_go_on_from(tmp_path, monkeypatch):
    place = tmp_path / "unfinished"

    def killed(folder, **_how):
        (folder / LOCK).unlink()
        raise SystemExit

    def finish():
        with until_finished(place) as folder:
            (folder / "totals-0000.npz").touch()

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", killed)
        with pytest.raises(SystemExit):
            finish()
    assert not place.exists()
    assert len(list(tmp_path.iterdir())) == 1
    with until_finished(place) as folder:  # sweeps away what is left
        assert list(tmp_path.iterdir()) == [folder]


def test_a_second_run_at_the_same_time_keeps_apart(tmp_path):
    place = tmp_path / "unfinished"
    with until_finished(place) as first:
        with until_finished(place) as second:
            assert second != first == place
        assert not second.exists()
        assert first.is_dir()
