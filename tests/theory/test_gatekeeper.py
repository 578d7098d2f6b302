"""Shumsky & Pinker's gatekeeper: treating costs 4, an expert 10, a failed try 2."""

import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.gatekeeper import referral_cost, referral_threshold

COSTS = (4.0, 10.0, 2.0)


def falling(x):
    return 1 - x


def falling_late(x):
    return 1 - x * x


@pytest.mark.parametrize(("solved", "best", "cost"), [(falling, 0.5, 8.5), (falling_late, 0.5**0.5, 7.1716)])
def test_threshold_and_cost_as_published(solved, best, cost):
    assert referral_threshold(solved, *COSTS) == pytest.approx(best, abs=1e-9)
    assert referral_cost(best, solved, *COSTS) == pytest.approx(cost, abs=5e-5)


def test_treating_none_or_all_costs_more():
    assert referral_cost(0, falling, *COSTS) == pytest.approx(10)
    assert referral_cost(1, falling, *COSTS) == pytest.approx(10)


def test_the_threshold_costs_least():
    best = referral_threshold(falling_late, *COSTS)
    least = referral_cost(best, falling_late, *COSTS)
    assert all(referral_cost(best + d, falling_late, *COSTS) > least for d in (-0.1, -0.01, 0.01, 0.1))


def test_who_solves_everything_refers_nothing():
    assert referral_threshold(lambda x: 1.0, *COSTS) == 1


def test_costs_that_can_be_none():
    with pytest.raises(OutOfRangeError):
        referral_threshold(falling, 0, 10)
    with pytest.raises(OutOfRangeError):
        referral_threshold(falling, 4, 10, -1)
