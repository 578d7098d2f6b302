import numpy as np
import pytest
from scipy import optimize, stats

from sim.experiment import quantiles
from sim.measure.percentiles import UPPER


def counted(times):
    """Times of each replication by the bins of `UPPER`, [replication, bin]."""
    return np.stack([np.bincount(np.searchsorted(UPPER, row), minlength=len(UPPER)) for row in times])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_binned_times_have_the_percentiles_of_the_times_themselves(share):
    """Within the 2% that a bin is wide."""
    times = np.random.default_rng(1).lognormal(0, 1.5, (5, 4000))
    figure, low, high = quantiles.of_counts(counted(times), UPPER, share)
    assert figure == pytest.approx(np.quantile(times, share), rel=0.02)
    assert low < figure < high


@pytest.mark.parametrize(("share", "figure"), [(0.25, 0.5), (0.5, 1), (0.75, 2)])
def test_within_a_bin_times_lie_evenly(share, figure):
    counts = np.array([[0, 3, 4], [0, 1, 0]])
    assert quantiles.of_counts(counts, np.array([0.0, 1, 3]), share)[0] == figure


def test_the_interval_is_that_of_the_share_read_as_percentiles():
    """On values that fall one to a bin, so that shares can be counted by hand."""
    times = np.random.default_rng(2).permutation(UPPER[1:901]).reshape(10, 90)
    counts = counted(times)
    figure, low, high = quantiles.of_counts(counts, UPPER, 0.9)
    assert figure == pytest.approx(UPPER[810])
    share_low, share_high = stats.t.interval(
        0.95, 9, loc=0.9, scale=stats.sem((times <= figure).mean(axis=1))
    )
    assert low == pytest.approx(quantiles.of_counts(counts, UPPER, share_low)[0])
    assert high == pytest.approx(quantiles.of_counts(counts, UPPER, share_high)[0])


def test_who_did_not_wait_is_counted():
    """Six of ten. Whether seven of ten wait at all can be told, whether six do cannot."""
    counts = np.zeros((3, len(UPPER)), int)
    counts[:, 0] = 590, 600, 610
    counts[:, 300] = 410, 400, 390
    assert quantiles.of_counts(counts, UPPER, 0.5) == (0, 0, 0)
    figure, low, high = quantiles.of_counts(counts, UPPER, 0.6)
    assert figure == low == 0
    assert high > UPPER[299]
    assert min(quantiles.of_counts(counts, UPPER, 0.7)) > UPPER[299]


def test_ends_stay_within_what_was_counted():
    counts = np.zeros((3, len(UPPER)), int)
    counts[0, 200] = counts[1, 210] = counts[2, 220] = 50
    figure, low, high = quantiles.of_counts(counts, UPPER, 0.5)
    assert UPPER[199] <= low <= UPPER[200]
    assert UPPER[209] <= figure <= UPPER[210]
    assert high == UPPER[220]
    assert quantiles.of_days(np.array([[1.0, 2], [3, 4], [5, 6]]), 0.5) == (3.5, 1, 6)


def test_longer_than_the_longest_edge_is_that_edge():
    counts = np.zeros((2, len(UPPER)), int)
    counts[:, -1] = 5
    assert quantiles.of_counts(counts, UPPER, 0.9) == (UPPER[-1],) * 3


def test_nothing_counted_is_nan_without_a_warning():
    assert np.isnan(quantiles.of_counts(np.zeros((3, len(UPPER)), int), UPPER, 0.9)).all()
    assert np.isnan(quantiles.of_days(np.full((3, 4), np.nan), 0.9)).all()


def test_one_replication_has_percentiles_and_no_interval():
    for figure, low, high in (
        quantiles.of_counts(counted(np.ones((1, 9))), UPPER, 0.9),
        quantiles.of_days(np.arange(9.0).reshape(1, 9), 0.9),
    ):
        assert figure > 0
        assert np.isnan([low, high]).all()


def test_days_without_a_figure_are_left_out():
    values = np.array([[1.0, np.nan, 3], [np.nan, 5, 7], [9, 11, np.nan]])
    assert quantiles.of_days(values, 0.5)[0] == 6


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_intervals_of_times_hold_the_truth_as_often_as_they_say(share):
    """2000 studies of 20 replications, in some of which waits are longer; 30% are answered at once.

    The interval is approximate: we accept 93% to 97%. An exact 95% interval would leave that range with a
    probability below 1e-4.
    """
    rng = np.random.default_rng(4)
    studies, replications, means = 2000, 20, np.array([0.7, 1.0, 1.3])
    of_bins = -0.7 * np.diff(np.exp(-UPPER / means[:, None]), axis=1)
    of_bins = np.hstack([np.full((3, 1), 0.3), of_bins])
    truth = optimize.brentq(lambda t: 0.7 * np.exp(-t / means).mean() - (1 - share), 0, 20)
    held = 0
    for _each in range(studies):
        counts = rng.multinomial(1000, of_bins[rng.integers(3, size=replications)])
        _figure, low, high = quantiles.of_counts(counts, UPPER, share)
        held += low <= truth <= high
    assert 0.93 <= held / studies <= 0.97


@pytest.mark.parametrize(("days", "replications"), [(28, 20), (28, 10), (180, 30)])
def test_intervals_of_days_hold_the_truth_as_often_as_they_say(days, replications):
    """2000 studies with better and worse replications. Accepted as above."""
    rng = np.random.default_rng(5)
    studies = 2000
    truth = 10 + stats.norm.ppf(0.1) * np.sqrt(1 + 0.5**2)
    held = 0
    for _each in range(studies):
        level = rng.normal(10, 0.5, (replications, 1))
        _figure, low, high = quantiles.of_days(rng.normal(level, 1, (replications, days)), 0.1)
        held += low <= truth <= high
    assert 0.93 <= held / studies <= 0.97
