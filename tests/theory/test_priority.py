import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a, erlang_c
from sim.theory.priority import two_classes_with_abandonment, waits_by_class, waits_if_interrupted


def test_two_classes_pr_1():
    """PR_1: the wait by class, and their mean is that of first come, first served."""
    waits = waits_by_class([3, 4], 1, 8)
    assert waits == pytest.approx((0.1270632, 1.0165056), rel=1e-6)
    assert (3 * waits[0] + 4 * waits[1]) / 7 == pytest.approx(0.63531602, rel=1e-6)


def test_one_class_is_erlang_c():
    assert waits_by_class([7], 1, 8)[0] == pytest.approx(erlang_c(7, 1, 8).mean_wait)


def test_the_work_is_conserved():
    """However many classes, the mean wait over all is the same (Kleinrock's conservation law)."""
    rates = [1.0, 2.0, 0.5, 3.0]
    waits = waits_by_class(rates, 1, 8)
    mean = sum(rate * wait for rate, wait in zip(rates, waits, strict=True)) / sum(rates)
    assert mean == pytest.approx(erlang_c(6.5, 1, 8).mean_wait)


def test_what_has_no_answer():
    with pytest.raises(OutOfRangeError, match="below 1"):
        waits_by_class([4, 4], 1, 8)


def test_interrupting_changes_whose_wait_it_is_and_not_how_much():
    rates = [3.0, 2.0, 2.0]
    waits = waits_if_interrupted(rates, 1, 8)
    fifo = erlang_c(7, 1, 8)
    assert waits[0] == pytest.approx(erlang_c(3, 1, 8).mean_wait)
    assert sum(rate * wait for rate, wait in zip(rates, waits, strict=True)) == pytest.approx(fifo.mean_queue)
    with pytest.raises(OutOfRangeError, match="load"):
        waits_if_interrupted([4, 4], 1, 8)


def test_two_classes_alike_share_the_line_of_erlang_a():
    result = two_classes_with_abandonment((3, 6), 1, 8, (2, 2))
    line = erlang_a(9, 1, 8, 2)
    assert result.p_wait == pytest.approx(line.p_wait, rel=1e-9)
    both = 3 * result.mean_waits[0] + 6 * result.mean_waits[1]
    assert both == pytest.approx(line.mean_queue, rel=1e-9)
    assert result.mean_waits[0] < result.mean_waits[1]


def test_two_very_patient_classes_are_cobhams():
    result = two_classes_with_abandonment((3, 2), 1, 8, (1e9, 1e9))
    assert result.mean_waits == pytest.approx(waits_by_class([3, 2], 1, 8), rel=1e-6)
