import math

import numpy as np
import pytest
from scipy import stats

from sim.calibrate.fitting import (
    Lognormal,
    Told,
    Weibull,
    distance,
    fit_exponential,
    fit_lognormal,
    fit_lognormal_censored,
    fit_told,
    fit_weibull,
    kaplan_meier,
    log_likelihood,
)


@pytest.fixture(scope="module")
def waits():
    """4,000 waits of which about half end by patience: (times, observed)."""
    luck = np.random.default_rng(7)
    patience, answered = 300 * luck.weibull(0.8, 4000), luck.exponential(200, 4000)
    return np.minimum(patience, answered), patience < answered


def test_kaplan_meier_by_hand():
    """Five waits, the third cut short in the second in which another gave up, the last cut short."""
    found = kaplan_meier(np.array([1.0, 2, 2, 4, 9]), np.array([True, True, False, True, False]))
    assert found.times.tolist() == [1, 2, 4, 9]
    assert found.at_risk.tolist() == [5, 4, 2, 1]
    assert found.share.tolist() == pytest.approx([0.8, 0.6, 0.3, 0.3])
    assert [found.after(time) for time in (0.5, 1, 3, 100)] == pytest.approx([1, 0.8, 0.6, 0.3])
    assert found.median() == 4


def test_kaplan_meier_agrees_with_scipy(waits):
    times, observed = waits
    other = stats.ecdf(stats.CensoredData.right_censored(times, ~observed)).sf
    found = kaplan_meier(times, observed)
    assert found.share == pytest.approx([found.after(time) for time in found.times])
    assert [found.after(time) for time in other.quantiles] == pytest.approx(other.probabilities.tolist())


def test_no_median_where_too_few_gave_up():
    assert kaplan_meier(np.array([1.0, 2, 3]), np.array([True, False, False])).median() == math.inf


def test_fits_agree_with_scipy(waits):
    times, observed = waits
    censored = stats.CensoredData.right_censored(times, ~observed)
    shape, _, scale = stats.weibull_min.fit(censored, floc=0)
    weibull = fit_weibull(times, observed)
    assert (weibull.shape, weibull.scale) == pytest.approx((shape, scale), rel=1e-3)
    spread, _, scale = stats.lognorm.fit(censored, floc=0)
    lognormal = fit_lognormal_censored(times, observed)
    assert (lognormal.spread, lognormal.median) == pytest.approx((spread, scale), rel=1e-3)
    assert log_likelihood(weibull, times, observed) > log_likelihood(lognormal, times, observed)


def test_nothing_near_a_fit_is_likelier(waits):
    times, observed = waits
    weibull, lognormal = fit_weibull(times, observed), fit_lognormal_censored(times, observed)
    for a, b in ((1.01, 1), (0.99, 1), (1, 1.01), (1, 0.99)):
        other = Weibull(weibull.shape * a, weibull.scale * b)
        assert log_likelihood(other, times, observed) < log_likelihood(weibull, times, observed)
        near = Lognormal(lognormal.centre * a, lognormal.spread * b)
        assert log_likelihood(near, times, observed) < log_likelihood(lognormal, times, observed)


def test_the_exponential_is_all_time_by_those_who_gave_up(waits):
    times, observed = waits
    fit = fit_exponential(times, observed)
    assert fit.mean == pytest.approx(times.sum() / observed.sum())
    assert fit.cv == pytest.approx(1)


@pytest.mark.parametrize(
    ("fit", "other"),
    [
        (Lognormal(5, 0.9), stats.lognorm(0.9, scale=math.exp(5))),
        (Weibull(0.8, 300), stats.weibull_min(0.8, scale=300)),
        (Weibull(1, 300), stats.expon(scale=300)),
    ],
)
def test_distributions_agree_with_scipy(fit, other):
    times = np.array([1.0, 50, 500, 5000])
    assert fit.mean == pytest.approx(other.mean())
    assert fit.cv == pytest.approx(other.std() / other.mean())
    assert fit.median == pytest.approx(other.median())
    assert fit.log_survival(times) == pytest.approx(other.logsf(times))
    assert fit.log_density(times) == pytest.approx(other.logpdf(times))


def test_a_lognormal_is_found_again():
    """100,000 services; tolerances of five standard errors: a false alarm in less than 1 of 1,000,000."""
    logs = np.random.default_rng(3).normal(5, 0.9, 100_000)
    fit = fit_lognormal(np.exp(logs))
    assert fit.centre == pytest.approx(5, abs=5 * 0.9 / math.sqrt(100_000))
    assert fit.spread == pytest.approx(0.9, abs=5 * 0.9 / math.sqrt(200_000))


def test_distance_is_that_of_kolmogorov_and_smirnov():
    times = np.random.default_rng(5).weibull(0.8, 500) * 300
    fit = fit_lognormal(times)
    expected = stats.kstest(np.log(times), "norm", args=(fit.centre, fit.spread)).statistic
    everyone = kaplan_meier(times, np.full(500, True))
    assert distance(fit, everyone) == pytest.approx(expected, abs=1.01 / 500)
    assert distance(fit, everyone, least_at_risk=400) < distance(fit, everyone)


def test_patience_of_callers_who_are_told_their_place_is_found_again():
    """50,000 callers with 0 to 5 ahead, patience 300 s times 0.8 for each, half of them answered before.

    Errors of the logarithms are about 0.01; the tolerance is five of them: false alarms below 1 of 1,000,000.
    """
    luck = np.random.default_rng(6)
    ahead = luck.integers(0, 6, 50_000).astype(float)
    patience = np.exp(luck.normal(math.log(300), 1.5, 50_000)) * 0.8**ahead
    answered = luck.exponential(200, 50_000)
    times, observed = np.minimum(patience, answered), patience < answered
    fit = fit_told(times, observed, ahead)
    assert math.log(fit.factor) == pytest.approx(math.log(0.8), abs=0.05)
    assert fit.alone.centre == pytest.approx(math.log(300), abs=0.1)
    assert fit.alone.spread == pytest.approx(1.5, abs=0.08)
    for factor in (fit.factor * 1.02, fit.factor / 1.02):
        near = Told(fit.alone, factor)
        assert near.log_likelihood(times, observed, ahead) < fit.log_likelihood(times, observed, ahead)


def test_nobody_ahead_is_the_usual_likelihood():
    times, observed = np.array([10.0, 100, 400]), np.array([True, False, True])
    fit = Lognormal(5, 0.9)
    alone = Told(fit, 0.7).log_likelihood(times, observed, np.zeros(3))
    assert alone == pytest.approx(log_likelihood(fit, times, observed))
