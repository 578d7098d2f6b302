import numpy as np
import pytest
from scipy import stats

from sim.experiment.statistics import difference, pseudo_values, ratio, relative_difference


def test_a_narrow_interval_with_equal_denominators_is_students():
    figures = 1000 + np.array([3.1, 2.7, 3.6, 2.9, 3.3])
    found = ratio(figures * 4, np.full(5, 4.0))
    low, high = stats.t.interval(0.95, 4, loc=figures.mean(), scale=stats.sem(figures))
    assert found.mean == pytest.approx(figures.mean())
    assert found.low - found.mean == pytest.approx(low - found.mean, rel=1e-3)
    assert found.high - found.mean == pytest.approx(high - found.mean, rel=1e-3)
    assert found.sd == pytest.approx(figures.std(ddof=1))


def test_an_amount_is_as_far_away_as_its_own_error_reaches():
    """The error of the logarithm, jackknifed, with the root of the amount."""
    a, b = np.array([1.0, 4, 2, 6, 3]), np.array([8.0, 8, 8, 8, 8])
    found = ratio(a, b)
    logs = [5 * np.log(3.2) - 4 * np.log((16 - x) / 4) for x in a]
    error = stats.t.ppf(0.975, 4) * stats.sem(logs)
    for limit in (found.low, found.high):
        assert abs(limit - 0.4) == pytest.approx(error * np.sqrt(0.4 * limit))
    assert found.low < 0.4 < found.high


def test_amounts_that_may_be_negative_have_students_interval():
    money = np.array([-3.0, 2, 7, 4])
    found = ratio(money, np.ones(4))
    low, high = stats.t.interval(0.95, 3, loc=money.mean(), scale=stats.sem(money))
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_share_is_as_far_away_as_its_own_error_reaches():
    """Wilson's interval, with the variance found over replications instead of the binomial one."""
    seen, of = np.array([11.0, 17, 9, 20, 13]), np.full(5, 100.0)
    found = ratio(seen, of, most=1, events=True)
    per_spread = stats.sem(seen / 100) ** 2 / (0.14 * 0.86)
    for limit in (found.low, found.high):
        error = stats.t.ppf(0.975, 4) * np.sqrt(per_spread * limit * (1 - limit))
        assert abs(limit - 0.14) == pytest.approx(error)


def test_what_was_never_seen_may_still_happen():
    """In 500 contacts. With so few replications it is less than t^2 / (500 + t^2)."""
    square = stats.t.ppf(0.975, 4) ** 2
    never, always = np.zeros(5), np.full(5, 100.0)
    found = ratio(never, always, most=1, events=True)
    assert (found.mean, found.low, found.high) == pytest.approx((0, 0, square / (500 + square)))
    found = ratio(always, always, most=1, events=True)
    assert (found.mean, found.low, found.high) == pytest.approx((1, 500 / (500 + square), 1))


def test_minutes_of_which_none_were_seen_are_none():
    found = ratio(np.zeros(5), np.full(5, 1440.0), most=1)
    assert found.low == found.mean == found.high == 0


def test_few_events_that_are_alike_by_chance_are_no_certainty():
    found = ratio(np.ones(3), np.full(3, 50.0), most=1, events=True)
    assert found.low < 0.005
    assert found.high > 0.1


def test_replications_that_weigh_little_tell_little():
    """Seven of ten hold next to nothing, so three are what is known."""
    weights = np.array([100.0, 100, 100] + [0.001] * 7)
    of = weights * np.array([1.0, 1.2, 1.1] + [5.0] * 7)
    found, three = ratio(of, weights), ratio(of[:3], weights[:3])
    assert found.high / found.mean == pytest.approx(three.high / three.mean, rel=0.15)
    usual = found.mean + stats.t.ppf(0.975, 9) * found.sd / np.sqrt(10)
    assert found.high - found.mean > 1.5 * (usual - found.mean)


def test_one_replication_that_stands_out_widens_the_interval():
    money = np.array([1.0] * 9 + [4.0]) - 10
    found = ratio(money, np.ones(10))
    squares = (money - money.mean()) ** 2
    excess = (squares**2).mean() / squares.mean() ** 2 - 3
    half = stats.t.ppf(0.975, 9 / (1 + excess / 2)) * stats.sem(money)
    assert found.high - found.mean == pytest.approx(half)
    assert half > 1.4 * stats.t.ppf(0.975, 9) * stats.sem(money)


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
    assert 0 <= found.low < 0.1 < found.high <= 1
    found = ratio(np.array([10.0, 10, 7]), np.array([10.0, 10, 10]), most=1)
    assert 0 <= found.low < 0.9 < found.high <= 1


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

    def log(kept):
        return np.log(
            of[0][kept].sum() / of[1][kept].sum() / (against[0][kept].sum() / against[1][kept].sum())
        )

    everyone = np.arange(4)
    logs = [4 * log(everyone) - 3 * log(np.delete(everyone, i)) for i in everyone]
    found = relative_difference(of, against, confidence=0.99)
    weights = [of[1].sum() ** 2 / (of[1] ** 2).sum(), against[1].sum() ** 2 / (against[1] ** 2).sum()]
    error = stats.t.ppf(0.995, min(weights) - 1) * stats.sem(logs)
    whole = np.exp(log(everyone))
    assert found.mean == pytest.approx(whole - 1)
    for limit in (found.low + 1, found.high + 1):
        assert abs(limit - whole) == pytest.approx(error * np.sqrt(limit * whole))


def test_a_relative_difference_of_what_may_be_negative_is_students():
    of, against = (np.array([-1.0, 4, 2, 6]), np.ones(4)), (np.array([-2.0, -3, -2.5, -2]), np.ones(4))

    def theta(kept):
        return of[0][kept].sum() / against[0][kept].sum() - 1

    everyone = np.arange(4)
    pseudo = [4 * theta(everyone) - 3 * theta(np.delete(everyone, i)) for i in everyone]
    found = relative_difference(of, against)
    half = stats.t.ppf(0.975, 3) * stats.sem(pseudo)
    assert (found.low, found.high) == pytest.approx((found.mean - half, found.mean + half))


def test_nothing_is_relative_to_zero():
    found = relative_difference((np.ones(3), np.ones(3)), (np.zeros(3), np.ones(3)))
    assert np.isnan([found.mean, found.low, found.high]).all()


def test_more_confidence_is_a_wider_interval():
    ones = np.ones(3)
    figures = (np.array([3.1, 2.7, 3.6]), ones), (ones, ones)
    usual, sure = difference(*figures), difference(*figures, confidence=0.99)
    assert sure.high - sure.mean == pytest.approx(
        (usual.high - usual.mean) * stats.t.ppf(0.995, 2) / stats.t.ppf(0.975, 2)
    )
    usual, sure = ratio(*figures[0]), ratio(*figures[0], confidence=0.99)
    assert sure.low < usual.low < usual.high < sure.high


def test_what_rounding_leaves_is_no_difference():
    people = np.array([10.3, 10.1, 9.7, 10.9])
    found = difference((0.326 * people, people), (0.326 * people * 1.7, people * 1.7))
    assert (found.mean, found.low, found.high) == (0, 0, 0)
    assert not found.distinguishable


def test_limits_of_a_share_that_is_one_are_shares():
    """The upper limit is 1; worked out, it was above by a last bit, and "90% to 100%" could not be told."""
    rng = np.random.default_rng(3)
    for replications in (2, 5, 10, 30):
        counts = rng.integers(1, 10_000, (replications, 200)).astype(float)
        estimate = ratio(counts, counts, most=1, events=True)
        assert (estimate.mean == 1).all()
        assert (estimate.high == 1).all()
        assert (estimate.low < 1).all()
