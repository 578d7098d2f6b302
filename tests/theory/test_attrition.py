import math

import pytest

from sim.theory.attrition import cohort_share_of, hazard_of, yearly_of_monthly
from sim.theory.domain import OutOfRangeError


def test_four_percent_a_month():
    """Result 16 of the references."""
    year = yearly_of_monthly(0.04)
    assert year.simple == pytest.approx(0.48)
    assert year.cohort_share == pytest.approx(0.387, abs=5e-4)
    assert year.hazard == pytest.approx(0.490, abs=5e-4)


def test_the_same_figure_means_two_hazards_hc_conv():
    """HC_conv, per week of a year of 52."""
    assert hazard_of(cohort_share=0.38) / 52 == pytest.approx(0.0091929962, rel=1e-6)
    assert hazard_of(yearly_rate=0.38) / 52 == pytest.approx(0.0073076923, rel=1e-6)
    assert hazard_of(hazard=0.38) == 0.38


def test_there_and_back():
    assert cohort_share_of(hazard_of(cohort_share=0.3)) == pytest.approx(0.3)
    assert cohort_share_of(0.5, years=2) == pytest.approx(1 - math.exp(-1))
    assert cohort_share_of(0) == hazard_of(cohort_share=0) == 0


def test_a_rate_may_exceed_one_and_a_cohort_may_not():
    assert hazard_of(yearly_rate=1.5) == 1.5
    with pytest.raises(OutOfRangeError, match="cohort_share"):
        hazard_of(cohort_share=1)
    with pytest.raises(OutOfRangeError, match="hazard"):
        hazard_of(hazard=-0.1)
    with pytest.raises(OutOfRangeError, match="share"):
        yearly_of_monthly(1)


@pytest.mark.parametrize("figures", [{}, {"yearly_rate": 0.3, "hazard": 0.3}])
def test_exactly_one_figure(figures):
    with pytest.raises(TypeError, match="one of"):
        hazard_of(**figures)
