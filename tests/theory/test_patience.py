import math

import numpy as np
import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a, erlang_b, erlang_c
from sim.theory.patience import (
    Deterministic,
    Erlang,
    Exponential,
    Mixture,
    Uniform,
    erlang_g,
    hyperexponential,
    with_balking,
)

LAWS = [
    Deterministic(2.0),
    Uniform(0.5, 3.0),
    Exponential(1.5),
    Erlang(2.0),
    Erlang(2.0, 5),
    hyperexponential((0.3, 0.7), (0.2, 3.0)),
    with_balking(0.2, Exponential(2.0)),
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: type(law).__name__)
def test_what_adds_up_is_the_area_under_the_survival(law):
    t = np.linspace(0, 6, 60_001)
    area = np.trapezoid(law.survival(t), t)
    assert area == pytest.approx(float(law.upto(np.array([6.0]))[0]), abs=2e-4)
    assert float(law.upto(np.array([1e4]))[0]) == pytest.approx(law.mean, rel=1e-9)


@pytest.mark.parametrize("agents", [1, 10, 200])
@pytest.mark.parametrize("utilisation", [0.3, 1.0, 1.6])
@pytest.mark.parametrize("patience", [0.05, 1, 30])
def test_exponential_patience_is_erlang_a(agents, utilisation, patience):
    general = erlang_g(utilisation * agents, 1, agents, Exponential(patience))
    exact = erlang_a(utilisation * agents, 1, agents, patience)
    for name in ("p_wait", "p_abandon", "mean_wait", "asa", "mean_wait_abandoned", "occupancy", "mean_queue"):
        assert getattr(general, name) == pytest.approx(getattr(exact, name), rel=1e-9, abs=1e-14), name
    t = patience / 3
    assert general.answered_within(t) == pytest.approx(exact.answered_within(t), rel=1e-9)
    assert general.abandoned_within(t) == pytest.approx(exact.abandoned_within(t), rel=1e-8, abs=1e-13)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: type(law).__name__)
def test_agents_are_busy_with_those_who_stay(law):
    line = erlang_g(12, 1, 10, law)
    assert line.mean_wait == pytest.approx(line.mean_queue / 12, rel=1e-12)
    both = (1 - line.p_abandon) * line.asa + line.p_abandon * line.mean_wait_abandoned
    assert both == pytest.approx(line.mean_wait, rel=1e-9)
    # All busy: those in service finish at the rate of those who come when not all are, and of those in line.
    blocked = erlang_b(12, 9)
    one_less_than_busy = (1 - line.p_busy) * blocked
    starting_from_line = 12 * (line.p_busy - line.p_abandon)
    assert 12 * one_less_than_busy + starting_from_line == pytest.approx(10 * line.p_busy, rel=1e-9)
    assert line.answered_within(1e5) == pytest.approx(1 - line.p_abandon, rel=1e-12)


def test_all_balk_is_erlang_b_and_nobody_hangs_up_is_erlang_c():
    assert erlang_g(8, 1, 10, Deterministic(0.0)).p_abandon == pytest.approx(erlang_b(8, 10), rel=1e-12)
    patient = erlang_g(8, 1, 10, Mixture((), ()))
    assert patient.patience == math.inf
    assert patient.p_wait == pytest.approx(erlang_c(8, 1, 10).p_wait, rel=1e-10)
    assert patient.asa == pytest.approx(erlang_c(8, 1, 10).asa, rel=1e-10)


def test_too_many_who_never_hang_up():
    half = Mixture((0.5,), (Exponential(1.0),))
    assert erlang_g(15, 1, 10, half).p_abandon > 1 / 3  # 7.5 erlangs wait for ever, which ten can do
    with pytest.raises(OutOfRangeError, match="never hang up"):
        erlang_g(21, 1, 10, half)
    with pytest.raises(OutOfRangeError, match="share"):
        with_balking(1.5, Exponential(1.0))
