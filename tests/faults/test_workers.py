"""A process that runs replications is killed."""

import os
import signal
import time
from pathlib import Path

import pytest

import sim
from sim.experiment import workers as running_workers

CHILDREN = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")


def workers():
    pids = map(int, CHILDREN.read_text().split())
    return [pid for pid in pids if "popen_loky" in Path(f"/proc/{pid}/cmdline").read_text()]


@pytest.mark.skipif(not CHILDREN.is_file(), reason="needs Linux's /proc")
def test_killed_it_is_one_clear_error_and_nothing_finished_is_lost(folder, monkeypatch):
    monkeypatch.setattr(running_workers, "start_seconds", lambda clock: 0.0)
    finished = []

    def progress(done, _all):
        finished.append(done)
        if done == 8:
            os.kill(workers()[0], signal.SIGKILL)

    with pytest.raises(sim.ReplicationError, match="A process that ran replications died"):
        sim.compare("study.yaml", replications=500, jobs=2, progress=progress, unfinished="kept")
    kept = len(list((folder / "kept").glob("*/totals-*")))
    assert kept >= max(finished) >= 8
    told = []
    again = sim.compare(
        "study.yaml", replications=6, jobs=1, progress=lambda *d: told.append(d), unfinished="kept"
    )
    assert told[0][0] >= 8
    assert again.kpis().equals(sim.compare("study.yaml", replications=6, jobs=1).kpis())


@pytest.mark.skipif(not CHILDREN.is_file(), reason="needs Linux's /proc")
def test_a_worker_ends_with_the_process_that_started_it(folder, tmp_path):
    import subprocess
    import sys

    from tests.tracing import heeding_ctrl_c

    script = (
        "import sim; from sim.experiment import workers; workers.start_seconds = lambda clock: 0.0\n"
        "sim.compare('study.yaml', replications=5000, jobs=2, progress=lambda *d: print(*d, flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", script],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=heeding_ctrl_c,
    )
    for line in process.stdout:
        if line.startswith(b"8 "):
            process.send_signal(signal.SIGKILL)
            break
    began = time.monotonic()
    process.stdout.read()  # until the last process that could write there is gone
    assert time.monotonic() - began < 60
    process.wait()
