"""The time that is left, as a user is told it."""

import pytest

from sim.cli import time_left
from sim.cli.time_left import TimeLeft


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def set_to(now):
        monkeypatch.setattr(time_left.time, "monotonic", lambda: now)

    return set_to


def follow(at, moments, to_do, before=0):
    """An estimate that is told of runs finished at these moments, having begun at 0."""
    left = TimeLeft()
    at(0.0)
    left.told(before, to_do)
    for number, moment in enumerate(moments, start=before + 1):
        at(moment)
        left.told(number, to_do)
    return left


def test_nothing_is_said_of_one_run(at):
    assert follow(at, [30.0], 10).seconds() is None


def test_the_rest_takes_as_long_as_those_of_late(at):
    left = follow(at, [40.0, 41.0, 42.0, 43.0], 10)  # compiled first
    assert left.seconds() == pytest.approx(6)
    at(43.5)
    assert left.seconds() == pytest.approx(5.5)


def test_what_was_finished_before_says_nothing(at):
    left = follow(at, [2.0, 4.0], 100, before=90)
    assert left.seconds() == pytest.approx(16)


def test_two_workers_that_finish_at_once_move_it_little(at):
    moments = [10.0, 10.01, 20.0, 20.01, 30.0, 30.01, 40.0, 40.01]
    for count in range(4, 9):
        said = follow(at, moments[:count], 40).seconds()
        assert (40 - count) * 5 * 0.6 < said < (40 - count) * 5 * 1.7


def test_when_workers_take_over_it_follows(at):
    alone = [10.0, 20.0, 30.0]
    assert follow(at, alone, 30).seconds() == pytest.approx(270)
    together = alone + [30.0 + 5 * n for n in range(1, 10)]
    assert follow(at, together, 30).seconds() == pytest.approx(18 * 5)


def test_a_run_that_is_late_makes_it_longer_before_it_is_over(at):
    left = follow(at, [1.0, 2.0, 3.0, 4.0], 10)
    at(20.0)
    assert left.seconds() > 6
