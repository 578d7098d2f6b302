import math

import numpy as np
import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.erlang import erlang_a, erlang_b, erlang_c
from sim.theory.varying import Period, cycle, day

RISE_AND_FALL = [Period(60, 0.7, 5), Period(60, 1.5, 10), Period(60, 0.5, 3)]


@pytest.mark.parametrize("leaving", ["finish", "drop"])
@pytest.mark.parametrize("patience", [4.0, math.inf])
def test_who_comes_is_answered_or_hangs_up(leaving, patience):
    result = day(RISE_AND_FALL, 6, patience, leaving)
    busy = sum(period.busy_time for period in (*result.periods, result.after_close))
    assert result.arrivals == pytest.approx(60 * 2.7)
    # A dropped call is begun anew, which to an exponential is as good as gone on with: no work is lost.
    assert busy == pytest.approx(6 * (result.arrivals - result.abandoned), rel=1e-9)
    assert result.mean_wait * result.arrivals == pytest.approx(result.waiting_time)


def test_a_long_day_at_one_rate_is_the_long_run():
    """The error of a start from empty is about a constant, and falls as one over the length."""
    result = day([Period(20_000, 1.9, 7)], 3.2, 6.5)
    line = erlang_a(1.9, 3.2, 7, 6.5)
    assert result.p_abandon == pytest.approx(line.p_abandon, rel=2e-3)
    assert result.p_wait == pytest.approx(line.p_wait, rel=2e-3)
    assert result.answered_within(0.5) / result.arrivals == pytest.approx(line.answered_within(0.5), rel=1e-3)
    patient = day([Period(20_000, 1.9, 7)], 3.2)
    assert patient.mean_wait == pytest.approx(erlang_c(1.9, 3.2, 7).mean_wait, rel=1e-2)


def test_two_halves_make_a_whole():
    whole, halves = day([Period(120, 1.5, 8)], 6, 4), day([Period(60, 1.5, 8)] * 2, 6, 4)
    assert halves.abandoned == pytest.approx(whole.abandoned, rel=1e-9)
    assert halves.answered_within(0.3) == pytest.approx(whole.answered_within(0.3), rel=1e-9)


def test_to_drop_the_call_in_hand_costs_more_than_to_finish_it():
    finish, drop = (day(RISE_AND_FALL, 6, 4, leaving) for leaving in ("finish", "drop"))
    assert drop.abandoned > finish.abandoned
    assert drop.periods[0].abandoned == pytest.approx(finish.periods[0].abandoned, rel=1e-9)


def test_nobody_is_taken_from_the_line_until_those_beyond_have_finished():
    """Of two busy agents one should go: while both are busy the third waits, however long; seen from a start
    that all but surely has three present and no more arrivals."""
    result = day([Period(1e-3, 1e5, 2), Period(1.0, 1e-9, 1)], 1.0, 1e9, "finish")
    # About 100 come at once; two are in service. From then on one of two finishes (mean 1/2), and only the
    # second one's end takes the next: as if one agent had worked from the first end on.
    busy = result.periods[1].busy_time
    assert busy == pytest.approx(1 + (1 - math.exp(-2)) / 2, rel=1e-3)
    dropped = day([Period(1e-3, 1e5, 2), Period(1.0, 1e-9, 1)], 1.0, 1e9, "drop")
    assert dropped.periods[1].busy_time == pytest.approx(1, rel=1e-3)


def test_balking_of_all_is_loss():
    result = day([Period(20_000, 1.9, 7)], 3.2, p_balk=1.0)
    assert result.p_abandon == pytest.approx(erlang_b(1.9 * 3.2, 7), rel=2e-3)
    assert result.waiting_time == 0
    with pytest.raises(ValueError, match="balk"):
        result.answered_within(1)


def test_a_cycle_that_stands_still_is_the_long_run():
    result, line = cycle(lambda t: 5.0, 10, 1, 6, 2, [5.0]), erlang_a(5, 1, 6, 2)
    assert result.p_abandon == pytest.approx(line.p_abandon, rel=1e-7)
    assert result.p_wait == pytest.approx(line.p_wait, rel=1e-7)
    assert result.p_wait_at == pytest.approx([line.p_wait], rel=1e-7)


def test_with_patience_like_handling_the_number_present_is_poisson():
    """It is that of M(t)/M/infinity, whose mean solves m' = rate - m."""
    pace = 2 * math.pi / 24

    def mean(t):
        return 20 * (1 + 0.5 * (math.sin(pace * t) - pace * math.cos(pace * t)) / (1 + pace**2))

    def rate(t):
        return 20 * (1 + 0.5 * math.sin(pace * t))

    times = np.array([3.0, 9.0, 20.0])
    result = cycle(rate, 24, 1, 22, 1, times.tolist())
    assert result.present_at == pytest.approx([mean(t) for t in times], rel=1e-8)
    below = [sum(math.exp(-mean(t)) * mean(t) ** k / math.factorial(k) for k in range(22)) for t in times]
    assert result.p_wait_at == pytest.approx([1 - share for share in below], rel=1e-7)


def test_figures_without_meaning_are_refused():
    with pytest.raises(OutOfRangeError, match="agents"):
        Period(60, 1, 0)
    with pytest.raises(OutOfRangeError, match="arrival_rate"):
        day([Period(60, 0, 2)], 6)
    with pytest.raises(OutOfRangeError, match="p_balk"):
        day([Period(60, 1, 2)], 6, p_balk=2)
    with pytest.raises(ValueError, match="agents change"):
        day(RISE_AND_FALL, 6).answered_within(0.3)
