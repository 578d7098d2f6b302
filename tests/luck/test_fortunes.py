"""The customers of a day: more volume adds and moves none; a new topic leaves the others theirs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.luck import fortunes

FLAT = [1.0] * 48


def customers(count, volumes=FLAT, topics=None):
    a = fortunes.arrivals(1, 0, [3], np.array([count]), [fortunes.profile_of(volumes)], 30.0)
    dealt = fortunes.topics_of(a.fortune, topics or {"a": 1.0})
    return {i: (t, f, k) for i, t, f, k in zip(a.identity, a.time, a.fortune, dealt, strict=True)}


def test_more_volume_adds_customers_and_moves_none():
    few, many = customers(100), customers(150)
    assert few == {i: many[i] for i in few}
    assert len(many) == 150


def test_a_topic_added_at_the_end_takes_its_customers_and_leaves_the_rest():
    before = customers(2000, topics={"a": 0.5, "b": 0.3, "c": 0.2})
    after = customers(2000, topics={"a": 0.4, "b": 0.24, "c": 0.16, "new": 0.2})
    moved = [i for i in before if before[i] != after[i]]
    assert all(after[i][2] == 3 and after[i][:2] == before[i][:2] for i in moved)
    assert 0.16 < len(moved) / 2000 < 0.24  # six sigma: false alarm below 1e-5


def test_topics_come_in_their_shares():
    shares = {"a": 0.5, "b": 0.3, "c": 0.2}
    counts = np.bincount([k for *_, k in customers(30_000, topics=shares).values()])
    p = stats.chisquare(counts, 30_000 * np.array([0.5, 0.3, 0.2])).pvalue
    assert p > 1e-4  # the false-alarm rate


def test_places_follow_the_days_profile():
    volumes = [0.0] * 16 + [3.0] * 16 + [1.0] * 16
    times = np.array([t for t, *_ in customers(20_000, volumes).values()])
    assert times.min() >= 480
    early = (times < 960).mean()
    assert abs(early - 0.75) < 6 * (0.75 * 0.25 / 20_000) ** 0.5


@given(st.floats(0.001, 1e5), st.floats(1.0, 3.0), st.integers(0, 50))
def test_volume_is_the_poisson_quantile_and_grows_with_its_mean(mean, factor, day):
    few, many = fortunes.volumes_of(1, 0, [day, day], [mean, mean * factor])
    u = fortunes.uniform(fortunes.fortune(1, 0, "volume", day), 0)
    assert few == stats.poisson.ppf(u, mean)
    assert few <= many


def test_busyness_is_gamma_with_mean_1():
    sample = fortunes.busyness_of(1, 0, range(4000), 0.3)
    shape = 1 / 0.09
    p = stats.kstest(sample, stats.gamma(shape, scale=1 / shape).cdf).pvalue
    assert p > 1e-4  # the false-alarm rate
    assert fortunes.busyness_of(1, 0, [0], 0.0) == [1.0]


def test_nobody_calls_where_nobody_is_expected():
    assert fortunes.volumes_of(1, 0, [0], [0.0]) == [0]
    nobody = fortunes.profile_of([0.0] * 48)
    assert len(fortunes.arrivals(1, 0, [0], np.array([0]), [nobody], 30.0).time) == 0


def test_every_key_counts():
    keys = [(1, 0, "a"), (1, 0, "b"), (1, 1, "a"), (2, 0, "a"), (1, 0, "a", 0)]
    assert len({fortunes.fortune(*key) for key in keys}) == len(keys)
    assert fortunes.fortune(1, 0, "a") == pytest.approx(fortunes.fortune(1, 0, "a"))


def test_customers_with_equal_times_stand_in_the_order_of_their_numbers(monkeypatch):
    places = np.array([0.5, 0.25, 0.75, 0.25] * 500)
    whole = (places * 2**53).astype(np.int64)
    monkeypatch.setattr(fortunes, "places", lambda owners, counts: (whole, np.arange(counts.sum())))
    some = fortunes.arrivals(1, 0, [0], np.array([len(places)]), [fortunes.profile_of(FLAT)], 30.0)
    assert (np.diff(some.time) >= 0).all()
    assert (np.diff(some.identity)[np.diff(some.time) == 0] > 0).all()
    assert (some.time == np.sort(360.0 * 4 * places)).all()


def test_days_dealt_together_are_as_dealt_alone():
    profiles = [fortunes.profile_of(FLAT), fortunes.profile_of([1.0, 3.0] * 24), fortunes.profile_of(FLAT)]
    counts = fortunes.volumes_of(1, 0, [4, 5, 6], [30.0, 0.0, 50.0])
    together = fortunes.arrivals(1, 0, [4, 5, 6], counts, profiles, 30.0)
    alone = [
        fortunes.arrivals(1, 0, [day], np.array([count]), [profile], 30.0)
        for day, count, profile in zip([4, 5, 6], counts, profiles, strict=True)
    ]
    for column in ("identity", "fortune", "time", "day"):
        assert (getattr(together, column) == np.concatenate([getattr(each, column) for each in alone])).all()


def test_fortunes_of_days_are_those_of_each_day():
    days = [0, 7, 364]
    found = fortunes.fortunes_of(3, 1, "volume", days, "population", "here")
    assert found.tolist() == [fortunes.fortune(3, 1, "volume", day, "population", "here") for day in days]
