import math

import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a, erlang_c
from sim.theory.tiers import Tier, tiers_in_series, tiers_with_abandonment, warm_transfer


def test_the_first_tier_knows_nothing_of_the_second_and_nobody_is_lost():
    result = tiers_with_abandonment(4, [Tier(5, 22, patience=3, escalated=0.3), Tier(6, 9, patience=6)])
    first, alone = result.tiers[0], erlang_a(4, 5, 22, 3)
    assert first.p_wait == pytest.approx(alone.p_wait, rel=1e-9)
    assert first.p_abandon == pytest.approx(alone.p_abandon, rel=1e-9)
    assert first.mean_wait == pytest.approx(alone.mean_wait, rel=1e-9)
    assert sum(result.solved) + result.abandoned == pytest.approx(1, rel=1e-9)


def test_two_tiers_know_nothing_of_a_third_that_follows():
    first, second = Tier(2, 4, patience=4, escalated=0.4), Tier(3, 3, patience=5, escalated=0.3)
    two = tiers_with_abandonment(1.5, [first, second])
    three = tiers_with_abandonment(1.5, [first, second, Tier(4, 1, patience=5)])
    assert three.covariance == pytest.approx(two.covariance, rel=1e-7)
    assert three.tiers[1].p_abandon == pytest.approx(two.tiers[1].p_abandon, rel=1e-7)
    assert three.tiers[2].offered == pytest.approx(0.3 * two.solved[1] * 1.5, rel=1e-7)
    assert sum(three.solved) + three.abandoned == pytest.approx(1, rel=1e-7)


@pytest.mark.parametrize("patience", [6.0, math.inf])
def test_burke_a_first_tier_that_keeps_all_feeds_the_second_as_if_by_chance(patience):
    result = tiers_with_abandonment(4, [Tier(2, 9, escalated=0.3), Tier(4, 8, patience)])
    alone = erlang_c(1.2, 4, 8) if patience == math.inf else erlang_a(1.2, 4, 8, patience)
    assert result.tiers[1].p_wait == pytest.approx(alone.p_wait, rel=1e-7)
    assert result.tiers[1].mean_wait == pytest.approx(alone.mean_wait, rel=1e-7)
    assert result.covariance == pytest.approx(0, abs=1e-7)


def test_a_warm_transfer_costs_the_first_line_what_the_second_lets_it_wait():
    second = Tier(4, 40)  # always somebody free: as if cold
    free = warm_transfer(3, Tier(2, 8, patience=3, escalated=0.3), second)
    assert free.second.mean_wait == pytest.approx(0, abs=1e-12)
    assert free.first.p_abandon == pytest.approx(erlang_a(3, 2, 8, 3).p_abandon, rel=1e-9)
    few = warm_transfer(3, Tier(2, 8, patience=3, escalated=0.3), Tier(4, 3))
    talking = 3 * (1 - few.first.p_abandon) * 2
    holding = few.second.offered * few.second.mean_wait
    assert few.first.occupancy * 8 == pytest.approx(talking + holding, rel=1e-9)  # Little, twice
    assert few.first.p_abandon > free.first.p_abandon


def test_one_agent_who_waits_for_another():
    """One at each tier and all passed on: with nobody in line there are four states, solved by hand.

    With arrivals, both rates 1 and patience tiny, the first is idle or talking or holding, the second idle or
    busy: idle-idle a, talking-idle b, idle-busy c, talking-busy d, holding-busy e.
    a = c; b = a + d; 2 c = b + e; 2 d = c; e = d. So c = 2 d, a = 2 d, b = 3 d: d = 1 / 9.
    """
    result = warm_transfer(1, Tier(1, 1, patience=1e-7, escalated=1), Tier(1, 1))
    assert result.first.occupancy == pytest.approx(5 / 9, rel=1e-6)
    assert result.second.occupancy == pytest.approx(4 / 9, rel=1e-6)
    assert result.first.p_abandon == pytest.approx(5 / 9, rel=1e-6)


def test_tiers_are_a_network():
    """Result 3 of the references: 60 calls an hour, handle times 6 and 12 minutes, a quarter escalated."""
    first, second = tiers_in_series(1, [Tier(6, 8, escalated=0.25), Tier(12, 5)])
    assert 60 * first.asa == pytest.approx(64.26, abs=0.005)
    assert 60 * second.asa == pytest.approx(85.01, abs=0.005)


def test_pooling_pays():
    """Result 10 of the references."""
    assert erlang_c(8, 1, 10).p_wait == pytest.approx(0.409, abs=5e-4)
    assert erlang_c(16, 1, 20).p_wait == pytest.approx(0.256, abs=5e-4)


def test_a_tier_that_cannot_keep_up_passes_on_what_it_handles():
    first, second = tiers_in_series(2, [Tier(6, 8, escalated=0.25), Tier(12, 5)])
    assert not first.stable
    assert second.arrival_rate == pytest.approx(0.25 * 8 / 6)


def test_figures_without_meaning_are_refused():
    with pytest.raises(OutOfRangeError, match="escalated"):
        Tier(1, 1, 1, escalated=1.1)
    with pytest.raises(OutOfRangeError, match="escalated"):
        tiers_with_abandonment(1, [Tier(1, 2, 1), Tier(1, 1, 1)])
    with pytest.raises(OutOfRangeError, match="patience"):
        tiers_with_abandonment(2, [Tier(1, 1, escalated=0.5), Tier(1, 1, 1)])
    with pytest.raises(OutOfRangeError, match="two or three"):
        tiers_with_abandonment(2, [Tier(1, 4)])
    with pytest.raises(OutOfRangeError, match="infinite"):
        warm_transfer(1, Tier(1, 2, 1, escalated=0.5), Tier(1, 1, 1))
    with pytest.raises(OutOfRangeError, match="patience"):
        tiers_in_series(1, [Tier(1, 2, patience=1)])
