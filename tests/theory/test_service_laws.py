import math

import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a, erlang_c
from sim.theory.service_laws import TwoPhases, all_alike, erlang_2, hyper_2, one_agent, two_phases


@pytest.mark.parametrize(
    "law",
    [
        TwoPhases(2, 5, starts_first=1, goes_on=0),
        TwoPhases(5, 2, starts_first=0),
        TwoPhases(2, 2, starts_first=0.4, goes_on=0),
    ],
)
def test_exponential_in_two_phases(law):
    assert law.mean == 2
    result, line = two_phases(3, law, 7, 4), erlang_a(3, 2, 7, 4)
    assert result.p_wait == pytest.approx(line.p_wait, rel=1e-9)
    assert result.p_abandon == pytest.approx(line.p_abandon, rel=1e-9)
    assert result.occupancy == pytest.approx(line.occupancy, rel=1e-9)


def test_one_after_the_other_with_a_chance_to_stop_is_exponential():
    """Rates 2 and 1: to go on half the time after the first phase gives Exp(1), as its transform shows."""
    result, line = two_phases(3, TwoPhases(0.5, 1.0, starts_first=1, goes_on=0.5), 4, 2), erlang_a(3, 1, 4, 2)
    assert result.p_wait == pytest.approx(line.p_wait, rel=1e-9)
    assert result.mean_wait == pytest.approx(line.mean_wait, rel=1e-9)


@pytest.mark.parametrize("law", [erlang_2(1.5), hyper_2(0.9, 0.5, 5.5), TwoPhases(1, 2, 0.7, 0.4)])
def test_agents_are_busy_with_those_who_stay(law):
    result = two_phases(4, law, 5, 2)
    assert 5 * result.occupancy == pytest.approx(4 * (1 - result.p_abandon) * law.mean, rel=1e-9)


def test_handle_times_all_alike_halve_the_wait_of_one_agent():
    assert all_alike(0.8, 1, 1) == pytest.approx(one_agent(0.8, 1, 0), rel=1e-10)
    assert one_agent(0.8, 1, 1) == pytest.approx(erlang_c(0.8, 1, 1).mean_wait, rel=1e-12)
    assert one_agent(0.8, 1, 0) == pytest.approx(one_agent(0.8, 1, 1) / 2, rel=1e-12)
    exponential = erlang_c(95, 1, 100).mean_wait  # with many agents a little less than half is gained
    assert exponential / 2 < all_alike(95, 1, 100) < 0.6 * exponential


def test_what_cannot_be_kept_up_with():
    assert one_agent(1, 1, 1) == all_alike(10, 1, 10) == math.inf
    with pytest.raises(OutOfRangeError, match="load"):
        all_alike(10 - 1e-5, 1, 10)
    with pytest.raises(OutOfRangeError, match="goes_on"):
        two_phases(1, TwoPhases(1, 1, goes_on=1.5), 2, 1)
