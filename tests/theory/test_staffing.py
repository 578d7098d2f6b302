import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang, erlang_a, erlang_c
from sim.theory.service_level import VARIANT_NAMES
from sim.theory.staffing import Target, agents_needed, p_wait_by_grade, square_root_staffing, with_shrinkage

EIGHTY_TWENTY = Target(share=0.8, within=20 / 60)


@pytest.mark.parametrize("variant", VARIANT_NAMES)
def test_erlang_c_overstaffs_where_callers_hang_up(variant):
    """Result 1 of the references: 200 calls an hour, handle time 360 s, patience 300 s, 80% in 20 s."""
    target = Target(0.8, 20 / 60, variant)
    assert agents_needed(200 / 60, 6, target) == 25
    assert agents_needed(200 / 60, 6, target, patience=5) == 23


@settings(derandomize=True, deadline=None)
@given(
    st.floats(0.01, 200),
    st.floats(0.05, 0.99),
    st.floats(0, 2),
    st.sampled_from([0.01, 1.0, 20.0, math.inf]),
    st.floats(0.3, 1),
)
def test_it_is_enough_and_one_fewer_is_not(load, share, within, patience, max_occupancy):
    target = Target(share, within, max_occupancy=max_occupancy)
    agents = agents_needed(load, 1, target, patience)
    assert target.met_by(erlang(load, 1, agents, patience))
    assert agents == 1 or not target.met_by(erlang(load, 1, agents - 1, patience))


def test_maximum_occupancy_asks_for_more():
    assert agents_needed(4, 6, EIGHTY_TWENTY) == 29
    relaxed = Target(0.8, 20 / 60, max_occupancy=0.75)
    assert agents_needed(4, 6, relaxed) == 32
    assert erlang_c(4, 6, 32).occupancy == 0.75


def test_thousands_of_agents_are_found():
    agents = agents_needed(1000, 5, EIGHTY_TWENTY)
    assert 5000 < agents < 5100


def test_shrinkage_divides():
    assert with_shrinkage(70, 0.30) == 100
    assert with_shrinkage(63, 0.30) == 90  # 63 / 0.7 is a hair above 90 in floating point
    assert with_shrinkage(64, 0.30) == 92
    assert with_shrinkage(7, 0) == 7
    with pytest.raises(OutOfRangeError, match="shrinkage"):
        with_shrinkage(7, 1)


def test_square_root_rule():
    assert square_root_staffing(100, 0.5) == 105
    assert square_root_staffing(100, -0.5) == 95
    assert square_root_staffing(0.01, -1) == 1
    with pytest.raises(OutOfRangeError):
        square_root_staffing(0, 1)


def test_the_limit_of_large_centres():
    load = 10_000
    for grade in (0.2, 0.5, 1.5):
        exact = erlang_c(load, 1, square_root_staffing(load, grade)).p_wait
        assert p_wait_by_grade(grade) == pytest.approx(exact, rel=0.02)
    for grade in (-0.5, 0.0, 1.5):
        for patience in (0.3, 5):
            exact = erlang_a(load, 1, square_root_staffing(load, grade), patience).p_wait
            assert p_wait_by_grade(grade, patience) == pytest.approx(exact, rel=0.02)
    assert p_wait_by_grade(0) == p_wait_by_grade(-1) == 1


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ({"share": 1, "within": 1}, "service_level"),
        ({"share": 0.8, "within": -1}, "within"),
        ({"share": 0.8, "within": 1, "max_occupancy": 0}, "max_occupancy"),
        ({"share": 0.8, "within": 1, "max_occupancy": 1.1}, "max_occupancy"),
    ],
)
def test_targets_without_meaning_are_refused(target, name):
    with pytest.raises(OutOfRangeError, match=name):
        Target(**target)
