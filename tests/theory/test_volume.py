import math

import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a
from sim.theory.volume import GammaVolume, correlation, over_calls, over_days


def test_gamma_busyness_is_a_negative_binomial_volume():
    volume = GammaVolume(100, 4)
    assert volume.variance == 100 + 2500
    assert volume.cv == pytest.approx(math.sqrt(2600) / 100)
    assert volume.dispersion == 26
    assert volume.p_more_than(volume.quantile(0.9)) <= 0.1 < volume.p_more_than(volume.quantile(0.9) - 1)
    none = (4 / 104) ** 4  # the chance of no call: (alpha / (alpha + mean))^alpha
    assert volume.p_more_than(0) == pytest.approx(1 - none)


def test_hardly_busyness_is_poisson():
    assert GammaVolume(100, 1e9).variance == pytest.approx(100, rel=1e-6)
    assert correlation(100, 100, 1e9) < 1e-6
    assert correlation(1e9, 1e9, 5) == pytest.approx(1, rel=1e-7)


@pytest.mark.parametrize("alpha", [0.5, 10, 400])
def test_moments_of_busyness(alpha):
    assert over_days(lambda b: 1.0, alpha) == pytest.approx(1)
    assert over_days(lambda b: b, alpha) == pytest.approx(1, rel=1e-9)
    assert over_days(lambda b: b * b, alpha) == pytest.approx(1 + 1 / alpha, rel=1e-9)
    assert over_calls(lambda b: b, alpha) == pytest.approx(1 + 1 / alpha, rel=1e-9)


def test_uncertain_volume_costs_service():
    """Result 9 of the references: 240 calls an hour, six minutes, 28 agents, patience five minutes."""

    def lost(busyness):
        return erlang_a(4 * busyness, 6, 28, 5).p_abandon

    assert lost(1) == pytest.approx(0.0273, abs=5e-5)
    assert over_calls(lost, 1 / 0.1**2) == pytest.approx(0.0348, abs=5e-5)
    assert over_calls(lost, 1 / 0.2**2) == pytest.approx(0.0549, abs=5e-5)


def test_figures_without_meaning_are_refused():
    with pytest.raises(OutOfRangeError, match="alpha"):
        GammaVolume(100, 0)
    with pytest.raises(OutOfRangeError, match="alpha"):
        over_days(lambda b: b, -1)
