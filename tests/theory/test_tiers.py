import math

import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a, erlang_c
from sim.theory.tiers import Tier, tiers_in_series, two_tiers


def test_two_tiers_with_abandonment_tt_1():
    result = two_tiers(4, Tier(2, 9, patience=4, escalated=0.3), Tier(5, 6, patience=5))
    assert result.first.p_abandon == pytest.approx(0.068921217, rel=1e-6)
    assert result.first.occupancy == pytest.approx(0.82762558, rel=1e-6)
    assert result.second.offered == pytest.approx(1.1172945, rel=1e-6)
    assert result.second.p_wait == pytest.approx(0.48191115, rel=1e-6)
    assert result.second.p_abandon == pytest.approx(0.13112121, rel=1e-6)
    assert result.second.mean_wait == pytest.approx(0.65560606, rel=1e-6)
    assert result.second.occupancy == pytest.approx(0.8089946, rel=1e-6)
    assert result.solved_first == pytest.approx(0.65175515, rel=1e-6)
    assert result.solved_second == pytest.approx(0.24269838, rel=1e-6)
    assert result.abandoned == pytest.approx(0.10554647, rel=1e-6)
    assert result.covariance == pytest.approx(-0.62454972, rel=1e-6)


def test_an_overloaded_second_tier_tt_overload2():
    result = two_tiers(3, Tier(2, 8, patience=1 / 0.3, escalated=0.4), Tier(4, 3, patience=4))
    assert result.second.p_abandon == pytest.approx(0.39620369, rel=1e-6)
    assert result.second.mean_wait == pytest.approx(1.5848147, rel=1e-6)
    assert result.abandoned == pytest.approx(0.19320399, rel=1e-6)


def test_the_first_tier_knows_nothing_of_the_second_and_nobody_is_lost():
    first = Tier(5, 22, patience=3, escalated=0.3)
    result = two_tiers(4, first, Tier(6, 9, patience=6))
    alone = erlang_a(4, 5, 22, 3)
    assert result.first.p_wait == pytest.approx(alone.p_wait, rel=1e-9)
    assert result.first.p_abandon == pytest.approx(alone.p_abandon, rel=1e-9)
    assert result.first.mean_wait == pytest.approx(alone.mean_wait, rel=1e-9)
    assert result.solved_first + result.solved_second + result.abandoned == pytest.approx(1, rel=1e-9)


@pytest.mark.parametrize("patience", [6.0, math.inf])
def test_burke_a_first_tier_that_keeps_all_feeds_the_second_as_if_by_chance(patience):
    result = two_tiers(4, Tier(2, 9, escalated=0.3), Tier(4, 8, patience))
    alone = erlang_c(1.2, 4, 8) if patience == math.inf else erlang_a(1.2, 4, 8, patience)
    assert result.second.p_wait == pytest.approx(alone.p_wait, rel=1e-7)
    assert result.second.mean_wait == pytest.approx(alone.mean_wait, rel=1e-7)
    assert result.covariance == pytest.approx(0, abs=1e-7)


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
        two_tiers(1, Tier(1, 2, 1), Tier(1, 1, 1))
    with pytest.raises(OutOfRangeError, match="patience"):
        two_tiers(2, Tier(1, 1, escalated=0.5), Tier(1, 1, 1))
    with pytest.raises(OutOfRangeError, match="patience"):
        tiers_in_series(1, [Tier(1, 2, patience=1)])
