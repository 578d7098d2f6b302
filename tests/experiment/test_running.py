import os
import signal
import subprocess
import sys
import textwrap

import pytest

import sim
from sim.experiment import running, workers
from sim.experiment.running import calendar_for, run_designs
from tests.experiment.synthetic import empty_record
from tests.tracing import heeding_ctrl_c


def fails_later(env, centre):
    """A process beside the model that goes wrong in the third replication."""
    yield env.timeout(60)
    if centre.replication == 2:
        raise ZeroDivisionError("no way")


def dies_later(env, centre):
    yield env.timeout(60)
    if centre.replication == 3:
        os._exit(1)


@pytest.fixture
def at_once(monkeypatch):
    """Workers take over as soon as one replication is timed."""
    monkeypatch.setattr(workers, "start_seconds", lambda clock: 0.0)


@pytest.fixture
def replicated(monkeypatch):
    """Replaces the engine; a list of the (design, replication) asked for, in order."""
    asked = []

    def replicate(scenario, seed, replication, clock, processes, record):
        asked.append((scenario.name, replication))
        record = empty_record()
        record.backlog = float(replication)
        return record

    monkeypatch.setattr("sim.centre.replicate", replicate)
    return asked


def test_designs_take_turns(replicated, centre, larger_centre):
    told = []
    run_designs({"a": centre, "b": larger_centre}, 3, 1, jobs=1, progress=lambda *done: told.append(done))
    assert replicated == [(name, n) for n in range(3) for name in ("Tiers", "More")]
    assert told == [(n, 6) for n in range(7)]


def test_interrupted_it_keeps_what_finished_in_every_design(replicated, centre, larger_centre):
    def interrupts(done, _all):
        if done == 5:
            raise KeyboardInterrupt

    comparison = sim.compare([centre, larger_centre], replications=4, jobs=1, progress=interrupts)
    assert comparison.interrupted
    assert [results.replications for results in comparison.results.values()] == [2, 2]
    assert [results.numbers for results in comparison.results.values()] == [[0, 1], [0, 1]]
    assert comparison.provenance.replications == 2
    assert comparison.provenance.asked == 4
    assert "2 of 4" in comparison.warnings[0]


def test_interrupted_before_anything_can_be_compared_it_stops(replicated, centre, larger_centre):
    def interrupts(_done, _all):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sim.compare([centre, larger_centre], replications=4, jobs=1, progress=interrupts)


def test_no_replications_are_refused(centre):
    with pytest.raises(ValueError, match="at least one"):
        sim.run(centre, replications=0)


def test_the_calendar_is_compiled_where_it_pays(centre):
    pytest.importorskip("numba")
    few, many = 10, 1000  # of 1440 contacts each
    assert calendar_for("auto", {"a": centre}, few) == "simpy"
    assert calendar_for("auto", {"a": centre}, many) == "compiled"
    assert calendar_for("simpy", {"a": centre}, many) == "simpy"
    with pytest.raises(ValueError, match="one of simpy, compiled, auto"):
        calendar_for("fast", {"a": centre}, 1)


def test_without_numba_the_calendar_is_simpys(monkeypatch, centre):
    monkeypatch.setattr(running, "find_spec", lambda name: None)
    assert calendar_for("auto", {"a": centre}, 10_000) == "simpy"
    with pytest.raises(sim.ReplicationError, match=r"moked\[fast\]"):
        sim.run(centre, replications=1, clock="compiled")


def test_workers_change_nothing(at_once, centre, larger_centre):
    alone = sim.compare([centre, larger_centre], replications=4, jobs=1)
    together = sim.compare([centre, larger_centre], replications=4, jobs=2)
    assert alone.kpis().equals(together.kpis())
    assert alone.differences().equals(together.differences())


def test_order_changes_nothing(monkeypatch, centre):
    forwards = sim.run(centre, replications=3, jobs=1)
    monkeypatch.setattr(running, "_results", lambda tasks, jobs: (task.run() for task in reversed(tasks)))
    backwards = sim.run(centre, replications=3, jobs=1)
    assert forwards.kpis().equals(backwards.kpis())


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_replication_that_fails_is_one_clear_error(at_once, centre, jobs):
    with pytest.raises(
        sim.ReplicationError, match=r"^Replication 2 of Tiers failed: ZeroDivisionError: no way$"
    ):
        sim.run(centre, replications=4, jobs=jobs, processes=[fails_later])


def test_a_process_that_dies_is_one_clear_error(at_once, centre):
    with pytest.raises(sim.ReplicationError, match="died"):
        sim.run(centre, replications=5, jobs=2, processes=[dies_later])


SCRIPT = """
    import sim
    from sim.experiment import workers
    from tests.experiment.conftest import CENTRE

    workers.start_seconds = lambda clock: 0.0
    centre = sim.load(CENTRE)
    progress = lambda done, all: print(done, all, flush=True)
    results = sim.run(centre, replications={replications}, jobs=2, progress=progress)
    print("finished", results.interrupted, results.replications)
"""


def start(folder, root, replications):
    """A script in a folder of its own, as a process group of its own, as a terminal would start it."""
    script = folder / "study.py"
    script.write_text(textwrap.dedent(SCRIPT.format(replications=replications)))
    return subprocess.Popen(
        [sys.executable, "-P", script.name],  # -P: without the script's folder on the path
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=heeding_ctrl_c,
    )


def test_a_sim_py_in_the_users_folder_breaks_nothing(tmp_path, request):
    (tmp_path / "sim.py").write_text("raise SystemExit('not this one')")
    process = start(tmp_path, request.config.rootpath, 4)
    said, _nothing = process.communicate(timeout=60)
    assert said.splitlines()[-1] == "finished False 4"


@pytest.mark.skipif(os.name != "posix", reason="signals to process groups are POSIX")
def test_ctrl_c_while_workers_run_leaves_what_is_finished_and_no_traceback(tmp_path, request):
    process = start(tmp_path, request.config.rootpath, 100_000)
    for line in process.stdout:
        if line.startswith("6 "):
            os.killpg(process.pid, signal.SIGINT)
            break
    said, _nothing = process.communicate(timeout=60)
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("finished True")
