import math

import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a, erlang_c
from sim.theory.returns import contact_rate, long_delays, orbit


@pytest.mark.parametrize(
    ("repeat", "abandoned", "occupancy"),
    [(0.0, 0.0120, 0.760), (0.1, 0.0284, 0.828), (0.2, 0.0593, 0.891), (0.3, 0.106, 0.940)],
)
def test_unresolved_calls_come_back(repeat, abandoned, occupancy):
    """Result 4 of the references: 200 calls an hour, six minutes, 26 agents, patience five minutes."""
    rate, line = long_delays(200 / 60, 6, 26, 5, repeat=repeat)
    assert line.p_abandon == pytest.approx(abandoned, abs=5e-4 if repeat == 0.3 else 5e-5)
    assert line.occupancy == pytest.approx(occupancy, abs=5e-4)
    assert rate == pytest.approx(contact_rate(200 / 60, 0, repeat, line.p_abandon), rel=1e-9)


def test_nobody_comes_back():
    line = erlang_a(8, 1, 10, 2)
    result = orbit(8, 1, 10, 2, delay=3)
    assert long_delays(8, 1, 10, 2) == (8, line)
    assert result.contact_rate == 8
    assert result.p_abandon == pytest.approx(line.p_abandon, rel=1e-9)
    assert result.occupancy == pytest.approx(line.occupancy, rel=1e-9)


def test_the_longer_the_delay_the_nearer_to_its_limit():
    rate, line = long_delays(8, 1, 10, 2, redial=0.5, repeat=0.2)
    off = [
        abs(orbit(8, 1, 10, 2, delay, redial=0.5, repeat=0.2).p_abandon - line.p_abandon)
        for delay in (0.2, 2, 20)
    ]
    assert off[0] > off[1] > off[2]
    assert off[2] < 0.01 * line.p_abandon
    assert rate > 8


def test_who_redials_and_who_repeats_is_all_that_comes_back():
    result = orbit(8, 1, 10, 2, delay=4, redial=0.5, repeat=0.2)
    exact = contact_rate(8, 0.5, 0.2, result.p_abandon)
    assert result.contact_rate == pytest.approx(exact, rel=1e-9)
    assert result.orbit == pytest.approx((result.contact_rate - 8) * 4, rel=1e-9)  # Little


def test_too_many_repeats_grow_for_ever_unless_somebody_hangs_up():
    rate, line = long_delays(8, 1, 10, repeat=0.3)
    assert rate == pytest.approx(8 / 0.7)
    assert line.mean_wait == math.inf
    assert long_delays(7, 1, 10, repeat=0.1)[1] == erlang_c(7 / 0.9, 1, 10)
    assert contact_rate(8, redial=1, repeat=1, p_abandon=0.5) == math.inf
    with pytest.raises(OutOfRangeError, match="repeat"):
        orbit(8, 1, 10, 2, 1, repeat=1.0)
    with pytest.raises(OutOfRangeError, match="delay"):
        orbit(8, 1, 10, 2, 1e5, repeat=0.2)
