import math

import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a
from sim.theory.service_level import VARIANT_NAMES, ServiceLevels, service_levels


def test_one_day_by_six_service_levels():
    """Result 17 of the references: the same counts, as the trade's systems would print them."""
    levels = service_levels(
        answered=1000, abandoned=60, answered_in_t=860, abandoned_in_t=20, short_abandons=10
    )
    percent = [round(100 * level, 2) for level in vars(levels).values()]
    assert percent == [86.00, 81.13, 82.69, 83.02, 82.08, 81.90]


def test_one_line_by_four_service_levels():
    """Result 2 of the references: 240 calls an hour, handle time 360 s, 26 agents, patience 300 s."""
    levels = erlang_a(arrival_rate=4, handle_time=6, agents=26, patience=5).service_levels(20 / 60)
    assert levels.of_offered == pytest.approx(0.7423, abs=5e-5)
    assert levels.of_offered_less_abandoned_in_t == pytest.approx(0.7571, abs=5e-5)
    assert levels.answered_or_abandoned_in_t == pytest.approx(0.7618, abs=5e-5)
    assert levels.of_answered == pytest.approx(0.7815, abs=5e-5)


def test_short_abandons_of_a_line_are_those_within_the_short_time():
    line = erlang_a(4, 6, 26, 5)
    levels = line.service_levels(20 / 60, short=5 / 60)
    short = line.abandoned_within(5 / 60)
    assert short > 0
    assert levels.answered_in_t_or_short_abandoned == pytest.approx(levels.of_offered + short)
    assert levels.of_offered_less_short_abandoned == pytest.approx(levels.of_offered / (1 - short))


def test_every_variant_has_a_name_and_a_figure():
    levels = ServiceLevels(*range(6))
    assert [levels.by(variant) for variant in VARIANT_NAMES] == list(range(6))


def test_nobody_answered_or_nobody_there_is_no_number():
    nobody_answered = service_levels(answered=0, abandoned=5, answered_in_t=0, abandoned_in_t=5)
    assert math.isnan(nobody_answered.of_answered)
    assert math.isnan(nobody_answered.of_offered_less_abandoned_in_t)
    assert nobody_answered.answered_or_abandoned_in_t == 1
    assert all(math.isnan(level) for level in vars(service_levels(0, 0, 0, 0)).values())


def test_negative_counts_are_refused():
    with pytest.raises(OutOfRangeError, match="abandoned_in_t"):
        service_levels(10, 2, 5, -1)
