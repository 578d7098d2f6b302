"""When workers are worth their start."""

import os
import signal
import sys
import threading
from functools import partial

import pytest

from sim.experiment import running, workers
from sim.experiment.workers import Workers, remember, start_seconds


@pytest.fixture(autouse=True)
def nothing_remembered(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(workers, "_ready", set())


def test_before_it_was_ever_measured_it_takes_what_this_process_has_taken(monkeypatch):
    monkeypatch.setattr(workers.time, "process_time", lambda: 3.5)
    assert start_seconds("compiled") == 3.5
    remember("compiled", 0.75)
    remember("simpy", 0.5)
    assert (start_seconds("compiled"), start_seconds("simpy")) == (0.75, 0.5)


def test_what_is_remembered_may_be_spoilt(tmp_path, monkeypatch):
    monkeypatch.setattr(workers.time, "process_time", lambda: 3.5)
    remember("simpy", 0.5)
    (tmp_path / "moked" / "workers.json").write_text("[1, 2")
    assert start_seconds("simpy") == 3.5


def test_they_pay_where_sharing_saves_more_than_the_start():
    remember("simpy", 2.0)
    two = Workers(2, "simpy", int)
    assert not two.pay(1.0, 3)  # three seconds alone; two and two with them
    assert two.pay(1.0, 6)  # six; two and three
    assert not two.pay(10.0, 1)  # nothing to share
    assert not Workers(1, "simpy", int).pay(1.0, 100)


class Tasks:
    """Stand for replications that take this long each, on a clock of their own."""

    def __init__(self, seconds, monkeypatch):
        self.seconds, self.now, self.here = iter(seconds), 0.0, 0
        monkeypatch.setattr(running.time, "perf_counter", lambda: self.now)

    def run(self):
        self.here += 1
        self.now += next(self.seconds)


@pytest.mark.parametrize(
    ("cost", "seconds", "here", "started"),
    [
        (2.0, [0.1] * 10, 10, False),  # a second's work
        (2.0, [9.0] * 10, 1, False),  # long ones: at once, since each would hold them up
        (2.0, [9.0] + [0.1] * 9, 1, False),
        (2.0, [1.9] + [1.0] * 9, 10, True),  # short ones: while they load, it goes on here
        (2.0, [1.9] + [0.1] * 9, 10, False),  # the first loads, and tells little
    ],
)
def test_who_does_what(monkeypatch, cost, seconds, here, started):
    tasks, log = Tasks(seconds, monkeypatch), []
    remember("simpy", cost)
    monkeypatch.setattr(Workers, "start", lambda self: log.append("start"))
    monkeypatch.setattr(Workers, "run", lambda self, rest: log.append(len(rest)) or [None] * len(rest))
    made = [running.Task("a", None, number, 1, "simpy", (), None) for number in range(len(seconds))]
    monkeypatch.setattr(running.Task, "run", lambda self: tasks.run())
    monkeypatch.setattr("sim.floor.plain.is_plain", lambda scenario: True)
    assert len(list(running._results(made, 2))) == len(seconds)
    assert tasks.here == here
    assert ("start" in log) == started


def test_ready_ones_get_everything(monkeypatch):
    monkeypatch.setattr(workers, "_ready", {2})
    assert Workers(2, "simpy", int).cost() == 0.0


def test_once_started_they_are_ready_and_what_it_took_is_remembered():
    two = Workers(2, "simpy", int)
    two.start()
    two.loading[0].result()
    assert two.ready
    assert sorted(two.run([partial(pow, n, 2) for n in range(10)])) == [n * n for n in range(10)]
    assert 0.0 < start_seconds("simpy") < 60.0


def killed_while_it_answers():
    """Sixty megabytes; the process is killed as they leave it."""
    here = threading.get_ident()

    def kill():
        while sys._current_frames()[here].f_code.co_name not in ("_send", "write_bytes"):
            pass
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    return bytes(60_000_000)


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by POSIX signals")
def test_a_worker_killed_with_half_its_result_told_is_noticed(monkeypatch):
    monkeypatch.setattr(workers, "_ready", set())
    with pytest.raises(workers.WorkersDiedError):
        list(Workers(2, "simpy", int).run([killed_while_it_answers, *[int] * 20]))
