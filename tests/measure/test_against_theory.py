"""Measures of a simulated line against queueing theory.

Result 2 of the references: 240 calls an hour, handle time 360 s, 26 agents, patience 300 s; here for 20 times
20 days. Each exact value must lie in a 99.9% interval over replications, so of the 18 values compared 0.018
would be missed by chance if they were independent: with its seed, chosen once as 1, this file fails by chance
with probability below 0.018.
"""

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import brentq

import sim
from sim.experiment import quantiles
from sim.experiment.statistics import ratio
from sim.measure import DISTRIBUTIONS, MEASURES, daily
from sim.theory.erlang import erlang_a
from tests.centre import yaml_text

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")

CONFIDENCE = 0.999
LIMIT = 0.5  # minutes; the law's six would be met by nearly all
LINE = erlang_a(arrival_rate=4, handle_time=6, agents=26, patience=5)
LEVELS = LINE.service_levels(20 / 60, short=5 / 60)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    path = tmp_path_factory.mktemp("line") / "line.yaml"
    exponential = "{{kind: exponential, mean: {}s}}".format
    path.write_text(yaml_text.one_tier(240, exponential(360), 26, exponential(300), days=20))
    scenario = sim.load(path, set=[f"service_level.legal_limit={60 * LIMIT:g}s"])
    return sim.run(scenario, replications=20, seed=1, clock="compiled", jobs=1)


@pytest.mark.parametrize(
    ("key", "exact", "published"),
    [
        ("service_level", LEVELS.of_offered, 74.23),
        ("service_level_patient", LEVELS.of_offered_less_abandoned_in_t, 75.71),
        ("service_level_any", LEVELS.answered_or_abandoned_in_t, 76.18),
        ("service_level_answered", LEVELS.of_answered, 78.15),
        ("service_level_short_served", LEVELS.answered_in_t_or_short_abandoned, None),
        ("service_level_short_excused", LEVELS.of_offered_less_short_abandoned, None),
        ("within_legal_limit", LINE.answered_within(LIMIT), None),
        ("abandonment", LINE.p_abandon, None),
        ("delayed", LINE.p_wait, None),
        ("working_time", 360, None),
    ],
)
def test_measures(results, key, exact, published):
    found = ratio(*results.sums(MEASURES[key]), confidence=CONFIDENCE)
    assert found.low <= exact <= found.high
    if published:
        assert 100 * exact == pytest.approx(published, abs=0.005)


def percentile(results, key, share):
    times = DISTRIBUTIONS[key]
    counts = np.stack([times.counts(record) for record in results.records])
    return quantiles.of_counts(counts, times.upper, share, CONFIDENCE)


def answered_within(minutes):
    """Of those who are answered."""
    return LINE.answered_within(minutes) / (1 - LINE.p_abandon)


@pytest.mark.parametrize("share", [0.9, 0.95])
def test_percentiles_of_waits(results, share):
    exact = brentq(lambda t: answered_within(t) - share, 0, 30)
    _figure, low, high = percentile(results, "waits", share)
    assert low <= 60 * exact <= high


def test_most_who_are_answered_do_not_wait(results):
    assert answered_within(0) > 0.5
    assert percentile(results, "waits", 0.5) == (0, 0, 0)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.95])
def test_percentiles_of_times_to_resolution(results, share):
    """All are solved in the first contact: the time is the wait of the answered and one handling, independent
    of it."""
    moments = np.linspace(0, 60, 6001)
    waited = np.array([answered_within(moment) for moment in moments])
    handled = stats.expon(scale=6).ppf((np.arange(20_000) + 0.5) / 20_000)

    def solved_within(minutes):
        return np.where(handled <= minutes, np.interp(minutes - handled, moments, waited), 0).mean()

    exact = brentq(lambda t: solved_within(t) - share, 0, 60)
    _figure, low, high = percentile(results, "resolutions", share)
    assert low <= exact / 60 <= high


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_days_differ_as_poissons_do(results, share):
    days = np.stack([record.days for record in results.records])
    _figure, low, high = quantiles.of_days(daily("contacts_per_day", days, 0), share, CONFIDENCE)
    assert low <= stats.poisson(24 * 240).ppf(share) <= high
