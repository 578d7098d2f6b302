import numpy as np
import pandas as pd
import pytest

from sim.calibrate.observed import met, observed, ratio


def test_ratio_and_its_error_by_hand():
    """1 of 2 and 3 of 4: 4/6. Residuals -1/3 and 1/3 have variance 2/9; sqrt(2/9 / 2) / 3."""
    found = ratio(np.array([1, 3]), np.array([2, 4]))
    assert found.value == pytest.approx(2 / 3)
    assert found.error == pytest.approx(1 / 9)
    assert np.isnan(ratio(np.array([1]), np.array([2])).error)
    assert np.isnan(ratio(np.array([0, 0]), np.array([0, 0])).value)


def test_by_hour_of_full_days_and_all_days_together():
    days = pd.DatetimeIndex(["1999-01-03", "1999-01-04", "1999-01-08"])  # Sunday, Monday, Friday
    rows = [(0, 9, 0, True), (0, 9, 30, True), (1, 9, 60, False), (1, 10, 0, True), (2, 9, 10, True)]
    calls = pd.DataFrame(rows, columns=["number", "hour", "wait", "answered"])
    calls = calls.assign(day=days[calls["number"]], arrived=calls["hour"] * 3600)
    calls["weekday"] = (calls["day"].dt.day_of_week + 1) % 7
    found = observed(calls, days)
    assert list(found) == ["all days", "Sun-Thu", "09:00-10:00", "10:00-11:00"]
    assert found["all days"].calls_a_day.value == pytest.approx(5 / 3)
    assert found["Sun-Thu"].waited.value == pytest.approx(0.5)
    nine = found["09:00-10:00"]
    assert (nine.calls_a_day.value, nine.abandoned.value, nine.mean_wait.value) == pytest.approx(
        (1.5, 1 / 3, 30)
    )
    assert met(calls[calls["weekday"] < 5], days[:2]).mean_wait.value == pytest.approx(22.5)
