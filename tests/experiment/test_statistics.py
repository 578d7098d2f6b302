import numpy as np
import pytest
from scipy import stats

from sim.experiment.statistics import difference, pseudo_values, ratio, relative_difference


def test_with_equal_denominators_it_is_students_interval():
    figures = np.array([3.1, 2.7, 3.6, 2.9, 3.3])
    found = ratio(figures * 4, np.full(5, 4.0))
    low, high = stats.t.interval(0.95, 4, loc=figures.mean(), scale=stats.sem(figures))
    assert found.mean == pytest.approx(figures.mean())
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.sd == pytest.approx(figures.std(ddof=1))


def test_pseudo_values_are_those_of_leaving_one_out():
    """Against the jackknife's definition, n R - (n - 1) R_i, worked out term by term."""
    numerators, denominators = np.array([1.0, 4, 2, 6]), np.array([10.0, 20, 5, 25])
    whole, pseudo = pseudo_values(numerators, denominators)
    assert whole == 13 / 60
    left_out = np.array([12 / 50, 9 / 40, 11 / 55, 7 / 35])
    assert pseudo == pytest.approx(4 * 13 / 60 - 3 * left_out)


def test_the_spread_is_that_of_the_delta_method():
    """The textbook's other standard error of a ratio (Cochran 1977, 2.11), on a large sample."""
    rng = np.random.default_rng(5)
    denominators = rng.gamma(20, 5, 2000)
    numerators = 0.3 * denominators + rng.normal(0, 2, 2000)
    found = ratio(numerators, denominators)
    residuals = numerators - found.mean * denominators
    delta = residuals.std(ddof=1) / denominators.mean()
    assert found.sd == pytest.approx(delta, rel=0.02)


def test_shares_stay_within_0_and_1():
    found = ratio(np.array([0.0, 0, 3]), np.array([10.0, 10, 10]), most=1)
    assert found.low == 0
    found = ratio(np.array([10.0, 10, 7]), np.array([10.0, 10, 10]), most=1)
    assert found.high == 1


def test_one_replication_has_a_mean_and_no_interval():
    found = ratio(np.array([3.0]), np.array([4.0]))
    assert found.mean == 0.75
    assert np.isnan([found.low, found.high, found.sd]).all()


def test_no_spread_is_an_interval_of_no_width():
    found = ratio(np.array([1.0, 2, 3]), np.array([2.0, 4, 6]))
    assert found.low == found.mean == found.high == 0.5


def test_nothing_to_divide_by_is_nan_without_a_warning():
    found = ratio(np.zeros(3), np.zeros(3))
    assert np.isnan([found.mean, found.low, found.high]).all()


def test_what_happened_in_a_single_replication_has_no_interval():
    found = ratio(np.array([5.0, 0, 0]), np.array([10.0, 0, 0]))
    assert found.mean == 0.5
    assert np.isnan([found.low, found.high]).all()


def test_columns_are_treated_one_by_one():
    rng = np.random.default_rng(1)
    numerators, denominators = rng.uniform(1, 2, (6, 3, 2)), rng.uniform(2, 3, (6, 3, 2))
    found = ratio(numerators, denominators)
    assert found.mean.shape == (3, 2)
    assert found.low[1, 0] == ratio(numerators[:, 1, 0], denominators[:, 1, 0]).low


def test_a_paired_difference_is_students_paired_interval():
    a, b = np.array([5.0, 6, 7, 9]), np.array([4.5, 5.2, 6.9, 8.1])
    ones = np.ones(4)
    found = difference((a, ones), (b, ones))
    test = stats.ttest_rel(a, b).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((test.low, test.high))
    assert found.distinguishable
    removed = 1 - np.var(a - b, ddof=1) / (np.var(a, ddof=1) + np.var(b, ddof=1))
    assert found.variance_removed == pytest.approx(removed)


def test_pairing_can_add_variance():
    a, ones = np.array([1.0, 2, 3, 4]), np.ones(4)
    assert difference((a, ones), (5 - a, ones)).variance_removed == pytest.approx(-1)


def test_a_figure_against_itself_does_not_differ():
    a, b = np.array([0.1, 0.7, 0.3]), np.array([1.1, 0.9, 1.3])
    found = difference((a, b), (a, b))
    assert found.mean == 0
    assert not found.distinguishable
    assert found.variance_removed == 1


def test_figures_that_never_vary_differ_for_sure():
    ones = np.ones(3)
    found = difference((12 * ones, ones), (10 * ones, ones))
    assert (found.low, found.mean, found.high) == (2, 2, 2)
    assert found.distinguishable
    assert np.isnan(found.variance_removed)


def test_rounding_is_not_a_difference():
    third = np.full(4, 0.1) * 3
    found = difference((third, np.ones(4)), (np.full(4, 0.3), np.ones(4)))
    assert not found.distinguishable


def test_intervals_hold_the_truth_as_often_as_they_say():
    """2000 studies of 30 replications of a model where busy days answer a smaller share.

    The jackknife's interval is approximate: we accept 93% to 97%. An exact 95% interval would leave that
    range with a probability below 1e-4.
    """
    rng = np.random.default_rng(20)
    studies, replications, cv = 2000, 30, 0.2
    shape = 1 / cv**2
    busyness = rng.gamma(shape, 1 / shape, (replications, studies))
    offered = rng.poisson(1000 * busyness)
    abandoned = rng.binomial(offered, 0.1 * busyness)
    truth = 0.1 * (1 + cv**2)  # E[busyness^2] / E[busyness]
    found = ratio(abandoned, offered, most=1)
    assert 0.93 <= np.mean((found.low <= truth) & (truth <= found.high)) <= 0.97

    same_luck = rng.binomial(offered, 0.08 * busyness)
    paired = difference((same_luck, offered), (abandoned, offered))
    held = (paired.low <= -0.02 * (1 + cv**2)) & (-0.02 * (1 + cv**2) <= paired.high)
    assert 0.93 <= held.mean() <= 0.97
    assert np.median(paired.variance_removed) > 0.5


def test_a_relative_difference_is_jackknifed_as_a_whole():
    of = (np.array([1.0, 4, 2, 6]), np.array([10.0, 20, 5, 25]))
    against = (np.array([2.0, 3, 1, 5]), np.array([9.0, 21, 6, 20]))

    def theta(kept):
        return of[0][kept].sum() / of[1][kept].sum() / (against[0][kept].sum() / against[1][kept].sum()) - 1

    everyone = np.arange(4)
    pseudo = [4 * theta(everyone) - 3 * theta(np.delete(everyone, i)) for i in everyone]
    found = relative_difference(of, against, confidence=0.99)
    half = stats.t.ppf(0.995, 3) * np.std(pseudo, ddof=1) / 2
    assert found.mean == pytest.approx(theta(everyone))
    assert (found.low, found.high) == pytest.approx((found.mean - half, found.mean + half))


def test_nothing_is_relative_to_zero():
    found = relative_difference((np.ones(3), np.ones(3)), (np.zeros(3), np.ones(3)))
    assert np.isnan([found.mean, found.low, found.high]).all()


def test_more_confidence_is_a_wider_interval():
    figures = (np.array([3.1, 2.7, 3.6]), np.ones(3))
    usual, sure = ratio(*figures), ratio(*figures, confidence=0.99)
    assert sure.high - sure.mean == pytest.approx(
        (usual.high - usual.mean) * stats.t.ppf(0.995, 2) / stats.t.ppf(0.975, 2)
    )


def test_what_rounding_leaves_is_no_difference():
    people = np.array([10.3, 10.1, 9.7, 10.9])
    found = difference((0.326 * people, people), (0.326 * people * 1.7, people * 1.7))
    assert (found.mean, found.low, found.high) == (0, 0, 0)
    assert not found.distinguishable
