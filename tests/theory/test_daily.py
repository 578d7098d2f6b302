import math

import numpy as np
import pytest

from sim.theory.daily import answered_at_once
from sim.theory.erlang import erlang_a


def test_where_all_find_an_agent_days_are_alike():
    day = answered_at_once(5, 1, 60, 2, 100)
    assert day.mean == pytest.approx(1)
    assert day.sd == pytest.approx(0, abs=1e-12)


def test_one_agent_and_nobody_waits_is_a_renewal():
    """A cycle is an idle time and a call; those turned away are Poisson during the call. Per cycle the sum of
    gains has the variance (rate + rate^2) / (1 + rate)^2, and cycles last 1 + 1 / rate."""
    rate, length = 1.7, 1000.0
    day = answered_at_once(rate, 1, 1, 1e-9, length)
    assert day.mean == pytest.approx(1 / (1 + rate), rel=1e-6)
    per_time = (rate + rate**2) / (1 + rate) ** 2 / (1 + 1 / rate)
    assert day.sd == pytest.approx(math.sqrt(per_time * length) / (rate * length), rel=1e-5)


def test_callers_who_wait_together_make_days_differ():
    day = answered_at_once(200 / 60, 6, 23, 5, 1440)
    assert day.mean == pytest.approx(1 - erlang_a(200 / 60, 6, 23, 5).p_wait, rel=1e-9)
    assert day.sd > 2 * day.sd_if_independent


def test_against_days_played():
    """Two hundred days of a birth and death chain give a standard deviation to 5%, so it is within 20% but
    once in ten thousand times; the seed is fixed."""
    rng = np.random.default_rng(1)
    shares = []
    for _day in range(200):
        time, number, at_once, came = 0.0, 4, 0, 0
        while time < 400:
            leave = min(number, 5) + max(0, number - 5) / 2
            time += rng.exponential(1 / (4.5 + leave))
            if rng.random() < 4.5 / (4.5 + leave):
                came, at_once, number = came + 1, at_once + (number < 5), number + 1
            else:
                number -= 1
        shares.append(at_once / came)
    assert np.std(shares) == pytest.approx(answered_at_once(4.5, 1, 5, 2, 400).sd, rel=0.2)
