import math

import numpy as np
import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a, erlang_b, erlang_c
from sim.theory.trunks import in_line, limited_trunks


def test_as_many_lines_as_agents_is_erlang_b():
    line = limited_trunks(9, 1, 10, 10, patience=2)
    assert line.p_blocked == pytest.approx(erlang_b(9, 10), rel=1e-12)
    assert (line.p_wait, line.p_abandon, line.mean_wait) == (0, 0, 0)
    assert line.answered_within(0) == 1


@pytest.mark.parametrize("patience", [0.4, 3.0, math.inf])
def test_lines_without_end_are_erlang_a_or_c(patience):
    line = limited_trunks(9, 1, 10, 700, patience)
    exact = erlang_c(9, 1, 10) if patience == math.inf else erlang_a(9, 1, 10, patience)
    for name in ("p_wait", "p_abandon", "mean_wait", "asa", "occupancy"):
        assert getattr(line, name) == pytest.approx(getattr(exact, name), rel=1e-9), name
    assert line.answered_within(0.2) == pytest.approx(exact.answered_within(0.2), rel=1e-9)
    assert line.abandoned_within(0.2) == pytest.approx(exact.abandoned_within(0.2), rel=1e-9)


def test_what_becomes_of_the_first_and_second_in_line():
    """Ahead nobody: the first of exponentials drain and 1 / patience; ahead one: that once more."""
    wait = in_line(np.array([0, 1]), drain=3.0, patience=2.0, t=0.25)
    assert wait.still[0] == pytest.approx(math.exp(-3.5 * 0.25))
    assert wait.answered_later[0] == pytest.approx(3 / 3.5 * math.exp(-3.5 * 0.25))
    assert wait.answered_wait == pytest.approx([3 / 3.5**2, (3.5 / 4) * (3 / 3.5) * (1 / 4 + 1 / 3.5)])


def test_fewer_lines_than_agents_are_refused():
    with pytest.raises(OutOfRangeError, match="lines"):
        limited_trunks(9, 1, 10, 9)
