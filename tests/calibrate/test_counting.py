import numpy as np
import pandas as pd
import pytest

from sim.calibrate.counting import clock, day_to_day, open_half_hours, volumes, whole_days

DAYS = pd.date_range("1999-01-03", periods=70)  # ten weeks from a Sunday


def calls_at(*moments: tuple[str, float]) -> pd.DataFrame:
    """Answered calls from (date, hour) pairs."""
    day = pd.DatetimeIndex([date for date, _ in moments])
    arrived = np.array([round(hour * 3600) for _, hour in moments])
    return pd.DataFrame(
        {
            "day": day,
            "weekday": (day.day_of_week + 1) % 7,
            "arrived": arrived,
            "answered": True,
            "service": 60,
        }
    )


def test_days_with_an_empty_hour_are_dropped():
    calls = calls_at(*[(str(day.date()), hour) for day in DAYS for hour in (9, 10, 11)])
    early, lost = pd.Timestamp("1999-01-12"), pd.Timestamp("1999-01-21")
    calls = calls[~((calls["day"] == early) & (calls["arrived"] >= 10 * 3600))]
    calls.loc[(calls["day"] == lost) & (calls["arrived"] == 9 * 3600), "answered"] = False
    assert DAYS.difference(whole_days(calls)).tolist() == [early, lost]


def test_an_hour_that_is_rare_on_its_weekday_need_not_be_there():
    calls = calls_at(*[(str(day.date()), 9) for day in DAYS], ("1999-01-12", 3))
    assert len(whole_days(calls)) == 70


def test_volumes_are_means_of_the_days_given():
    calls = calls_at(
        ("1999-01-03", 9), ("1999-01-03", 9.4), ("1999-01-10", 9.5), ("1999-01-17", 9), ("1999-01-05", 0)
    )
    days = pd.DatetimeIndex([*pd.date_range("1999-01-03", "1999-01-09"), "1999-01-10"])
    means = volumes(calls, days)
    assert means.shape == (7, 48)
    assert means[0, 18] == 1.0
    assert means[0, 19] == 0.5
    assert means[2, 0] == 1.0
    assert means.sum() == 2.5


def test_open_where_calls_come_regularly():
    means = np.zeros((7, 48))
    means[0, 14:] = 20
    means[0, 12] = 0.5
    assert np.flatnonzero(open_half_hours(means)[0]).tolist() == list(range(14, 48))


def test_clock():
    assert [clock(slot) for slot in (0, 15, 48)] == ["00:00", "07:30", "24:00"]


def test_busyness_is_found_again():
    """7,000 days with cv 0.2; standard error 0.0017, so a false alarm is less likely than 1 in 1,000,000."""
    luck = np.random.default_rng(1)
    days = pd.date_range("1980-01-06", periods=7000)
    means = np.array([1500, 1400, 1400, 1350, 1450, 440, 160])[(days.day_of_week + 1) % 7]
    totals = pd.Series(luck.poisson(means * luck.gamma(25, 1 / 25, 7000)), index=days)
    found = day_to_day(totals)
    assert found.cv == pytest.approx(0.2, abs=5 * found.error)
    assert found.error == pytest.approx(0.2 / np.sqrt(2 * 6993), rel=0.05)
    assert found.alpha == pytest.approx(1 / found.cv**2)
    assert abs(found.correlation) < 0.06


def test_days_that_differ_by_chance_alone_have_hardly_any_busyness():
    """The square's standard error is about 1/(mean sqrt(days/2)) = 1.7e-5, five of which are 0.01 squared."""
    luck = np.random.default_rng(2)
    days = pd.date_range("1980-01-06", periods=7000)
    found = day_to_day(pd.Series(luck.poisson(1000, 7000), index=days))
    assert found.cv < 0.01
