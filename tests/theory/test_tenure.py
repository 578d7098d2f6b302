import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, special

from sim.theory.attrition import hazard_of
from sim.theory.domain import OutOfRangeError
from sim.theory.learning import mean_over_people
from sim.theory.tenure import (
    Bathtub,
    Begun,
    Constant,
    Steps,
    Weibull,
    scale_for_cohort,
    scale_for_mean,
    stays,
    survival,
)

LAWS = [
    Constant(),
    Weibull(0.7),
    Weibull(2.0, at=0.5),
    Bathtub(newcomer=4, settles=0.2, tires=3),
    Bathtub(newcomer=2, settles=0.5),
    Steps(until=(0.25, 2, math.inf), times=(3, 1, 1.5)),
    Begun(Weibull(0.7), until=(0.1, 0.2), times=(3, 0.5)),
    Begun(Steps(until=(0.15, math.inf), times=(2, 1)), until=(0.1,), times=(3,)),
]


@pytest.mark.parametrize("law", LAWS)
def test_a_law_and_its_inverse(law):
    tenures = np.concatenate((np.geomspace(1e-6, 50, 300), law.bends))
    assert law.reached(law.cumulated(tenures)) == pytest.approx(tenures, rel=1e-10)
    assert law.cumulated(0.0) == law.reached(0.0) == 0


@pytest.mark.parametrize("law", LAWS)
def test_what_the_long_run_is_made_of(law):
    scale = 0.7
    found = stays(law, scale)
    points = (0, 1e-3, *sorted(law.bends), 5, 100)
    parts = [integrate.quad(lambda t: survival(law, scale, t), a, b) for a, b in pairwise(points)]
    assert found.mean == pytest.approx(sum(part for part, _ in parts), rel=1e-7)
    for share in (0.01, 0.3, 0.9):
        age = found.age(share)
        assert found.gone_within(age) == pytest.approx(share, rel=1e-9)


@pytest.mark.parametrize("law", LAWS)
def test_the_scale_is_solved_for_the_figure(law):
    assert stays(law, scale_for_mean(law, 3.1)).mean == pytest.approx(3.1, rel=1e-9)
    assert stays(law, scale_for_cohort(law, 0.38, 1)).gone_within(1) == pytest.approx(0.38, rel=1e-9)


def test_with_a_constant_hazard_the_figures_are_those_of_attrition():
    assert scale_for_mean(Constant(), 1 / 0.4) == pytest.approx(0.4, rel=1e-9)
    assert scale_for_cohort(Constant(), 0.38, 1) == pytest.approx(hazard_of(cohort_share=0.38), rel=1e-9)
    assert stays(Constant(), 0.4).age(0.5) == pytest.approx(math.log(2) / 0.4)


@pytest.mark.parametrize(
    ("shape", "fcr", "experience"), [(0.7, 0.7753, 3.14), (1.0, 0.7722, 2.00), (2.0, None, 1.27)]
)
def test_the_shape_of_the_hazard_matters(shape, fcr, experience):
    """Result 8 of the references: mean tenure of 2 years; performance grows at 4 a year from .55 to .80."""
    law = Weibull(shape)
    found = stays(law, scale_for_mean(law, 2.0))
    assert found.mean_age == pytest.approx(experience, abs=5e-3)
    # E[T^2] / (2 E[T]) of a Weibull.
    exact = special.gamma(1 + 2 / shape) / special.gamma(1 + 1 / shape) ** 2
    assert found.mean_age == pytest.approx(exact, rel=1e-9)
    if fcr:
        assert found.mean_of_curve(0.55, 0.80, 0.25) == pytest.approx(fcr, abs=5e-5)


@pytest.mark.parametrize("hazard", [0.15, 0.30, 0.60, 1.0])
def test_a_constant_hazard_gives_the_closed_form(hazard):
    """Result 7 of the references, to 1e-9 of the closed form that has its figures."""
    found = stays(Constant(), hazard).mean_of_curve(0.55, 0.80, 0.25)
    assert found == pytest.approx(mean_over_people(0.55, 0.80, 0.25, hazard), rel=1e-9)


@pytest.mark.parametrize("law", LAWS[3:])
def test_a_notice_period_lengthens_stays(law):
    """By simulation of the definition, on a fine grid of quantiles: who decides after 0.1 stays 0.2 more."""
    scale, notice, trained = 0.7, 0.2, 0.1
    found = stays(law, scale, notice, trained)
    decided = law.reached(-np.log(1 - (np.arange(400_000) + 0.5) / 400_000) / scale)
    stay = decided + notice * (decided > trained)
    assert found.mean == pytest.approx(stay.mean(), rel=1e-4)
    for time in (0.05, 0.2, 1.0):
        assert found.gone_within(time) == pytest.approx(np.minimum(stay, time).mean() / stay.mean(), rel=1e-3)
    assert stays(law, scale_for_mean(law, 3.1, notice, trained), notice, trained).mean == pytest.approx(3.1)


def test_figures_without_meaning_are_refused():
    with pytest.raises(OutOfRangeError, match="scale"):
        stays(Constant(), 0.0)
    with pytest.raises(OutOfRangeError, match="asked"):
        scale_for_mean(Constant(), 0.3, notice=0.5)
    with pytest.raises(OutOfRangeError, match="share"):
        scale_for_cohort(Constant(), 1.0, 1)
