import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a
from sim.theory.overflow import n_design


def test_without_a_second_class_both_pools_are_one():
    result = n_design((6, 1e-9), 1, (4, 3), (2, 2))
    line = erlang_a(6, 1, 7, 2)
    assert result.mean_waits[0] == pytest.approx(line.mean_wait, rel=1e-6)
    busy = 4 * result.occupancy[0] + 3 * result.occupancy[1]
    assert busy == pytest.approx(7 * line.occupancy, rel=1e-6)
    assert result.occupancy[0] > result.occupancy[1]


def test_with_hardly_a_first_class_the_second_has_its_pool():
    result = n_design((1e-9, 3), 1, (4, 3), (1, 2))
    line = erlang_a(3, 1, 3, 2)
    assert result.mean_waits[1] == pytest.approx(line.mean_wait, rel=1e-6)
    assert result.occupancy[1] == pytest.approx(line.occupancy, rel=1e-6)


def test_all_who_stay_are_handled():
    result = n_design((4, 2), 1.5, (5, 4), (1, 3))
    kept = 4 * (1 - result.p_abandon[0]) + 2 * (1 - result.p_abandon[1])
    assert 5 * result.occupancy[0] + 4 * result.occupancy[1] == pytest.approx(1.5 * kept, rel=1e-9)
    with pytest.raises(OutOfRangeError, match="agents"):
        n_design((4, 2), 1, (0, 3), (2, 2))
