import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang, erlang_a, erlang_b, erlang_c

# The functions are exact, so the same examples each time: no false alarms.
exact = settings(derandomize=True, deadline=None)
loads = st.floats(0.01, 300)
agents = st.integers(1, 400)
patiences = st.floats(0.01, 100)  # in handle times
times = st.floats(0, 5)
SLACK = 1e-9


@pytest.mark.parametrize(
    ("load", "agents", "blocked"),
    [
        pytest.param(1, 1, 0.5, id="EB_1_1"),
        pytest.param(3, 5, 0.11005435, id="EB_5_3"),
        pytest.param(12.03, 20, 0.0099958679, id="EB_20_12.03"),
        pytest.param(84.06, 100, 0.0099917026, id="EB_100_84.06"),
    ],
)
def test_erlang_b(load, agents, blocked):
    assert erlang_b(load, agents) == pytest.approx(blocked, rel=1e-6)


def test_erlang_c_of_the_textbook_case_ec_14():
    line = erlang_c(arrival_rate=100 / 30, handle_time=3, agents=14)
    assert line.p_wait == pytest.approx(0.17413193, rel=1e-6)
    assert line.occupancy == pytest.approx(0.71428571, rel=1e-6)
    assert line.asa == line.mean_wait == pytest.approx(0.13059895, rel=1e-6)
    assert line.mean_queue == pytest.approx(0.43532983, rel=1e-6)
    assert line.answered_within(1 / 3) == pytest.approx(0.88835002, rel=1e-6)
    assert line.wait_quantile(0.9) == pytest.approx(0.4159823, rel=1e-6)
    assert line.wait_quantile(0.5) == 0


def test_erlang_a_of_garnett_mandelbaum_and_reiman_ea_gmr():
    line = erlang_a(arrival_rate=48, handle_time=1, agents=50, patience=2)
    assert line.p_wait == pytest.approx(0.46777407, rel=1e-6)
    assert line.p_abandon == pytest.approx(0.030912249, rel=1e-6)
    assert line.mean_queue == pytest.approx(2.9675759, rel=1e-6)
    assert line.mean_wait == pytest.approx(0.061824498, rel=1e-6)
    assert line.asa == pytest.approx(0.060265004, rel=1e-6)
    assert line.mean_wait_abandoned == pytest.approx(0.11071408, rel=1e-6)
    assert line.occupancy == pytest.approx(0.93032424, rel=1e-6)
    assert line.abandoned_within(1 / 3) == pytest.approx(0.029845437, rel=1e-6)
    levels = line.service_levels(1 / 3)
    assert levels.of_offered == pytest.approx(0.94301895, rel=1e-6)
    assert levels.of_offered_less_abandoned_in_t == pytest.approx(0.9720296, rel=1e-6)
    assert levels.answered_or_abandoned_in_t == pytest.approx(0.97286439, rel=1e-6)
    assert levels.of_answered == pytest.approx(0.97309965, rel=1e-6)


def test_erlang_a_in_overload_ea_overload():
    line = erlang_a(arrival_rate=120, handle_time=1, agents=100, patience=2)
    assert line.p_abandon == pytest.approx(0.16679063, rel=1e-6)
    assert line.asa == pytest.approx(0.35999011, rel=1e-6)
    assert line.mean_wait_abandoned == pytest.approx(0.20165479, rel=1e-6)
    assert line.answered_within(1 / 3) == pytest.approx(0.35852202, rel=1e-6)


def test_erlang_a_where_patience_equals_handle_time_holds_a_poisson_number():
    line = erlang_a(arrival_rate=10, handle_time=1, agents=10, patience=1)
    below = sum(math.exp(-10) * 10**k / math.factorial(k) for k in range(10))
    assert line.p_wait == pytest.approx(1 - below, rel=1e-12)


@pytest.mark.parametrize("agents", [1, 7, 40, 300])
@pytest.mark.parametrize("utilisation", [0.05, 0.9, 1.0, 1.5])
@pytest.mark.parametrize("patience", [0.002, 0.3, 1, 40])
def test_erlang_a_agrees_with_the_chain_of_numbers_present(agents, utilisation, patience):
    rate = utilisation * agents
    number = np.arange(1, 40_000)
    down = np.minimum(number, agents) + np.maximum(0, number - agents) / patience
    logs = np.concatenate([[0.0], np.cumsum(np.log(rate / down))])
    p = np.exp(logs - logs.max())
    p /= p.sum()
    queue = float(p @ np.maximum(0, np.arange(len(p)) - agents))

    line = erlang_a(rate, 1, agents, patience)
    assert line.p_wait == pytest.approx(p[agents:].sum(), rel=1e-9, abs=1e-200)
    assert line.mean_queue == pytest.approx(queue, rel=1e-9, abs=1e-200)
    assert line.p_abandon == pytest.approx(queue / patience / rate, rel=1e-9, abs=1e-200)


def test_the_mean_wait_of_the_answered_is_the_area_over_its_distribution():
    line = erlang_a(arrival_rate=1.9, handle_time=3.2, agents=7, patience=6.5)
    t = np.linspace(0, 40, 4001)
    answered_later = [1 - line.p_abandon - line.answered_within(float(s)) for s in t]
    abandoned_later = [line.p_abandon - line.abandoned_within(float(s)) for s in t]
    assert np.trapezoid(answered_later, t) == pytest.approx((1 - line.p_abandon) * line.asa, rel=1e-5)
    expected = line.p_abandon * line.mean_wait_abandoned
    assert np.trapezoid(abandoned_later, t) == pytest.approx(expected, rel=1e-5)


@exact
@given(loads, agents)
def test_blocking_falls_with_agents_and_rises_with_load(load, agents):
    assert erlang_b(load, agents + 1) <= erlang_b(load, agents) <= erlang_b(load * 1.1, agents)


@exact
@given(loads, agents, patiences, times)
def test_shares_are_shares_and_service_levels_keep_their_order(load, agents, patience, t):
    line = erlang_a(load, 1, agents, patience)
    levels = line.service_levels(t)
    assert 0 <= line.occupancy <= 1
    for share in (line.p_wait, line.p_abandon, *vars(levels).values()):
        assert 0 <= share <= 1 + SLACK
    assert levels.of_offered <= levels.of_offered_less_abandoned_in_t + SLACK
    assert levels.of_offered_less_abandoned_in_t <= levels.answered_or_abandoned_in_t + SLACK
    assert levels.of_offered <= levels.of_answered + SLACK
    assert line.answered_within(0) == pytest.approx(1 - line.p_wait, abs=SLACK)
    assert line.abandoned_within(0) == pytest.approx(0, abs=SLACK)
    assert line.answered_within(1e6) == pytest.approx(1 - line.p_abandon, abs=SLACK)
    assert line.abandoned_within(1e6) == pytest.approx(line.p_abandon, abs=SLACK)


@exact
@given(loads, agents, patiences)
def test_little_and_the_two_kinds_of_customers(load, agents, patience):
    line = erlang_a(load, 1, agents, patience)
    assert line.mean_queue == pytest.approx(load * line.mean_wait, rel=1e-9)
    of_two = (1 - line.p_abandon) * line.asa + line.p_abandon * line.mean_wait_abandoned
    assert of_two == pytest.approx(line.mean_wait, rel=1e-9)


@exact
@given(loads, agents, patiences)
def test_abandonment_lies_between_what_cannot_be_served_and_what_would_be_blocked(load, agents, patience):
    line = erlang_a(load, 1, agents, patience)
    assert max(0, 1 - agents / load) - SLACK <= line.p_abandon <= erlang_b(load, agents) + SLACK
    assert line.p_wait <= erlang_c(load, 1, agents).p_wait + SLACK


@exact
@given(loads, agents, patiences, times)
def test_more_agents_never_serve_worse(load, agents, patience, t):
    one, more = erlang_a(load, 1, agents, patience), erlang_a(load, 1, agents + 1, patience)
    assert more.p_abandon <= one.p_abandon + SLACK
    assert more.mean_wait <= one.mean_wait + SLACK
    assert more.occupancy <= one.occupancy + SLACK
    better, worse = vars(more.service_levels(t, short=0.1)), vars(one.service_levels(t, short=0.1))
    for variant in (
        "of_answered",
        "of_offered",
        "of_offered_less_abandoned_in_t",
        "answered_or_abandoned_in_t",
    ):
        assert better[variant] >= worse[variant] - SLACK, variant


@exact
@given(st.floats(0.05, 0.95), st.integers(1, 400), times)
def test_with_endless_patience_erlang_a_is_erlang_c(utilisation, agents, t):
    c, a = erlang_c(utilisation * agents, 1, agents), erlang_a(utilisation * agents, 1, agents, 1e9)
    assert a.p_wait == pytest.approx(c.p_wait, rel=1e-5)
    assert a.asa == pytest.approx(c.asa, rel=1e-5)
    assert a.answered_within(t) == pytest.approx(c.answered_within(t), rel=1e-5)


@exact
@given(loads, agents)
def test_without_patience_erlang_a_is_erlang_b(load, agents):
    assert erlang_a(load, 1, agents, 1e-9).p_abandon == pytest.approx(erlang_b(load, agents), rel=1e-5)


@pytest.mark.parametrize("patience", [1e-3, 1, 1e3, 1e6])
@pytest.mark.parametrize("utilisation", [0.5, 0.99, 1.0, 1.2])
def test_thousands_of_agents(utilisation, patience):
    agents = 5000
    line = erlang_a(utilisation * agents, 1, agents, patience)
    assert all(math.isfinite(value) for value in vars(line).values())
    levels = [line.answered_within(t) for t in (0, 0.1, 1, 10, 1000)]
    assert levels == pytest.approx(sorted(levels), abs=SLACK)
    assert line.p_abandon >= 1 - 1 / utilisation - SLACK


def test_a_line_that_cannot_be_kept_short_says_so():
    line = erlang_c(arrival_rate=10, handle_time=1, agents=9)
    assert not line.stable
    assert (line.p_wait, line.occupancy) == (1, 1)
    assert (line.asa, line.mean_queue, line.wait_quantile(0.9)) == (math.inf, math.inf, math.inf)
    assert line.answered_within(60) == 0
    assert not erlang_c(10, 1, 10).stable
    assert erlang_a(10, 1, 9, patience=5).stable


def test_which_erlang_is_decided_by_patience():
    assert erlang(4, 6, 26) == erlang_c(4, 6, 26)
    assert erlang(4, 6, 26, 5) == erlang_a(4, 6, 26, 5)


@pytest.mark.parametrize(
    ("figures", "name"),
    [
        ((0, 1, 1, 1), "arrival_rate"),
        ((math.nan, 1, 1, 1), "arrival_rate"),
        ((1, -1, 1, 1), "handle_time"),
        ((1, 1, 0, 1), "agents"),
        ((1, 1, 1.5, 1), "agents"),
        ((1, 1, 1, 0), "patience"),
        ((1, 1, 1, math.inf), "patience"),
    ],
)
def test_figures_without_meaning_are_refused_by_name(figures, name):
    with pytest.raises(OutOfRangeError, match=name) as error:
        erlang_a(*figures)
    assert error.value.name == name
    with pytest.raises(OutOfRangeError):
        erlang_a(1, 1, 1, 1).answered_within(-1)
    with pytest.raises(OutOfRangeError):
        erlang_b(-1, 1)
