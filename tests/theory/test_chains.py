import math

import numpy as np
import pytest

from sim.theory.chains import long_run, longest, on_the_edge
from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a


def test_a_line_is_a_chain_of_one_axis():
    number = np.arange(60)
    down = np.minimum(number, 3) / 2 + np.maximum(0, number - 3) / 4
    p = long_run((60,), [((1,), 1.7), ((-1,), down)])
    line = erlang_a(1.7, 2, 3, 4)
    assert p[3:].sum() == pytest.approx(line.p_wait, rel=1e-10)
    assert p @ np.maximum(0, number - 3) == pytest.approx(line.mean_queue, rel=1e-10)


@pytest.mark.parametrize("shape", [(12, 8), (8, 12)])
def test_lines_that_know_nothing_of_each_other_are_a_product(shape):
    """As many servers as places, so the numbers are Poisson as far as the grid goes."""
    first, second = np.indices(shape)
    p = long_run(shape, [((1, 0), 3.0), ((-1, 0), first), ((0, 1), 2.0), ((0, -1), second)])
    here, there = (
        np.array([m**k / math.factorial(k) for k in range(n)]) for m, n in zip((3, 2), shape, strict=True)
    )
    here, there = here / here.sum(), there / there.sum()
    assert p == pytest.approx(np.outer(here, there), abs=1e-13)
    assert on_the_edge(p) == pytest.approx(1 - here[:-1].sum() * there[:-1].sum(), rel=1e-6, abs=0)


def test_places_not_allowed_have_no_part():
    """A closed network: two customers between two servers."""
    first, second = np.indices((3, 3))
    moves = [((-1, 1), np.where(first > 0, 1.0, 0)), ((1, -1), np.where(second > 0, 2.0, 0))]
    p = long_run((3, 3), moves, allowed=first + second == 2)
    assert p[first + second != 2].sum() == 0
    assert [p[n, 2 - n] for n in range(3)] == pytest.approx([1 / 7, 2 / 7, 4 / 7])


def test_a_line_without_end_is_refused():
    assert longest(2, 1, 3, math.inf) > 20
    with pytest.raises(OutOfRangeError, match="no end"):
        longest(2, 1, 2, math.inf)
