import numpy as np
import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.learning import effective_handle_time, mean_over_people

LC_1 = {"new": 480, "experienced": 300, "time_constant": 8, "hazard": 0.0075}


def test_handle_time_under_turnover_lc_1():
    assert mean_over_people(**LC_1) == pytest.approx(310.18868, rel=1e-6)
    assert effective_handle_time(**LC_1) == pytest.approx(308.13894, rel=1e-6)


@pytest.mark.parametrize(
    ("hazard", "fcr", "handle_time"),
    [(0.15, 0.7910, 1.022), (0.30, 0.7826, 1.042), (0.60, 0.7674, 1.078), (1.0, 0.7500, 1.120)],
)
def test_retention_pays(hazard, fcr, handle_time):
    """Result 7 of the references: performance grows at 4 a year; hazards per year."""
    assert mean_over_people(0.55, 0.80, 1 / 4, hazard) == pytest.approx(fcr, abs=5e-5)
    assert mean_over_people(1.6, 1.0, 1 / 4, hazard) == pytest.approx(handle_time, abs=5e-4)


@pytest.mark.parametrize("new", [0.5, 1, 1.6, 8])
@pytest.mark.parametrize("hazard", [0.05, 0.5, 4])
def test_effective_handle_time_is_one_over_the_mean_rate(new, hazard):
    tenure = np.linspace(0, 40 / hazard, 400_001)
    rate = 1 / (1 + (new - 1) * np.exp(-tenure / 0.25))
    mean_rate = np.trapezoid(hazard * np.exp(-hazard * tenure) * rate, tenure)
    assert effective_handle_time(new, 1, 0.25, hazard) == pytest.approx(1 / mean_rate, rel=1e-5)


def test_without_turnover_all_are_experienced():
    assert mean_over_people(480, 300, 8, 0) == effective_handle_time(480, 300, 8, 0) == 300


def test_figures_without_meaning_are_refused():
    with pytest.raises(OutOfRangeError, match="time_constant"):
        mean_over_people(480, 300, 0, 0.1)
    with pytest.raises(OutOfRangeError, match="new"):
        effective_handle_time(0, 300, 8, 0.1)
