import math

import pytest

from sim.theory.domain import OutOfRangeError
from sim.theory.headcount import headcount, refilled


def test_one_batch_and_nobody_leaves():
    people = headcount(3, start=10, hazard=0, batch=4, every=100, training=5)
    assert (people.productive, people.sd_productive, people.trainees) == (10, 0, 4)
    assert headcount(5, 10, 0, 4, 100, 5).productive == 14
    assert headcount(100, 10, 0, 4, 100, 5).trainees == 4


def test_who_leaves_in_training_never_works():
    people = headcount(10, start=0, hazard=0.1, batch=100, every=50, training=4, hazard_training=0.3)
    there = math.exp(-0.3 * 4 - 0.1 * 6)
    assert people.productive == pytest.approx(100 * there)
    assert people.sd_productive == pytest.approx(math.sqrt(100 * there * (1 - there)))


def test_in_the_long_run_as_many_come_as_leave():
    """Batch / every a week, less those who leave in training, over the hazard, averaged over a cycle."""
    weeks = [400 + 8 * part / 200 for part in range(200)]
    mean = sum(headcount(week, 100, 0.02, 6, 8, 6).productive for week in weeks) / 200
    assert mean == pytest.approx(6 / 8 * math.exp(-0.12) / 0.02, rel=0.002)


def test_refilled_at_reviews():
    result = refilled(100, hazard=0.01, every=4, year=52)
    assert result.lowest == pytest.approx(100 - result.leavers)
    assert result.lowest < result.mean < 100
    assert result.yearly_turnover == pytest.approx(0.52)  # leavers over mean headcount are the hazard
    with pytest.raises(OutOfRangeError, match="every"):
        refilled(100, 0.01, 0, 52)
