import math

import pytest

from sim.theory.calculator import calculate
from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a
from sim.theory.staffing import Target


def test_the_textbook_question():
    """100 calls in half an hour of 3 minutes each, 80% in 20 s: 14 agents (EC_14)."""
    answer = calculate(calls=100, handle_time=3, shrinkage=0.30)
    assert answer.model == "Erlang C"
    assert answer.load == pytest.approx(10)
    assert (answer.row.agents, answer.row.scheduled) == (14, 20)
    assert answer.row.service_level == pytest.approx(0.88835002, rel=1e-6)
    assert answer.row.asa == pytest.approx(0.13059895, rel=1e-6)
    assert answer.row.occupancy == pytest.approx(0.71428571, rel=1e-6)
    assert answer.row.p_wait == pytest.approx(0.17413193, rel=1e-6)
    assert answer.row.p_abandon == 0
    assert answer.row.meets_target
    assert answer.warnings == ()


def test_the_table_around_the_answer():
    answer = calculate(calls=100, handle_time=3)
    assert [row.agents for row in answer.table] == [11, 12, 13, 14, 15, 16, 17]
    assert answer.table[3] == answer.row
    assert [row.meets_target for row in answer.table] == [False] * 3 + [True] * 4
    assert [row.agents for row in calculate(calls=1, handle_time=1, agents=2).table] == [1, 2, 3, 4, 5]


def test_patience_makes_it_erlang_a():
    answer = calculate(calls=200, handle_time=6, period=60, patience=5)
    line = erlang_a(200 / 60, 6, 23, 5)
    assert answer.model == "Erlang A"
    assert answer.row.agents == 23
    assert answer.row.p_abandon == line.p_abandon
    assert answer.row.asa == line.asa
    assert answer.row.service_level == line.service_levels(20 / 60).of_offered


def test_the_service_level_is_the_one_named():
    target = Target(0.8, 20 / 60, "of_answered")
    answer = calculate(calls=240, handle_time=6, period=60, patience=5, agents=26, target=target)
    assert answer.row.service_level == pytest.approx(0.7815, abs=5e-5)
    assert answer.target.variant == "of_answered"


def test_occupancy_is_warned_of_and_limited():
    answer = calculate(calls=1000, handle_time=6)
    assert answer.row.occupancy > 0.85
    assert any("85" in warning for warning in answer.warnings)
    limited = calculate(calls=1000, handle_time=6, target=Target(0.8, 20 / 60, max_occupancy=0.85))
    assert limited.row.occupancy <= 0.85
    assert limited.warnings == ()


def test_all_busy_all_the_time_can_still_meet_the_target():
    """Of thousands of agents none is ever idle; rounding must not make that more than 100%."""
    answer = calculate(calls=100_000, handle_time=5, patience=2)
    assert [row.meets_target for row in answer.table] == [False] * 3 + [True] * 4
    assert max(row.occupancy for row in answer.table) == 1


def test_too_few_agents_are_said_to_be():
    answer = calculate(calls=100, handle_time=3, agents=10)
    assert answer.row.asa == math.inf
    assert answer.row.service_level == 0
    assert "for ever" in answer.warnings[0]
    assert "missed" in answer.warnings[1]
    assert [row.asa == math.inf for row in answer.table] == [True] * 4 + [False] * 3


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"calls": 0, "handle_time": 3}, "calls"),
        ({"calls": 10, "handle_time": 0}, "handle_time"),
        ({"calls": 10, "handle_time": 3, "period": 0}, "period"),
        ({"calls": 10, "handle_time": 3, "patience": 0}, "patience"),
        ({"calls": 10, "handle_time": 3, "shrinkage": 1}, "shrinkage"),
        ({"calls": 10, "handle_time": 3, "agents": 0}, "agents"),
    ],
)
def test_figures_without_meaning_are_refused_by_name(arguments, name):
    with pytest.raises(OutOfRangeError) as error:
        calculate(**arguments)
    assert error.value.name == name
