import numpy as np
import pandas as pd
import pytest

from sim.calibrate.mix import mix, pace, redial_arrivals, topics_of
from sim.calibrate.redials import Redials

SUNDAY, MONDAY = pd.DatetimeIndex(["1999-01-03", "1999-01-04"])
NOON = 12 * 3600
NO_REDIALS = Redials(share=0, error=0, mean=1, uncorrected=0, after={}, calls={})


def calls_of(*rows):
    """(day, topic, priority, second it came, waited, service); no service: gave up."""
    calls = pd.DataFrame(rows, columns=["day", "topic", "priority", "arrived", "wait", "service"])
    calls["weekday"] = (calls["day"].dt.day_of_week + 1) % 7
    calls["queued"] = calls["arrived"]
    calls["started"] = calls["arrived"] + calls["wait"]
    calls["answered"] = calls["service"] > 0
    return calls


def test_priority_is_that_of_those_who_waited_and_full_days_are_alike():
    calls = calls_of(
        (SUNDAY, "regular", 2, NOON, 10, 100),
        (SUNDAY, "regular", 1, NOON, 10, 100),
        (SUNDAY, "regular", 0, NOON, 0, 100),
        (SUNDAY, "regular", 0, NOON, 0, 100),
        (MONDAY, "regular", 2, NOON, 10, 100),
        (MONDAY, "new", 0, NOON, 10, 100),
    )
    days = pd.DatetimeIndex([SUNDAY, MONDAY])
    found = mix(calls, days, {"regular": 0.1, "new": 0.0}, NO_REDIALS)
    assert found.volumes[:3, 24].tolist() == [4, 2, 0]
    at_noon = {topic: weights[:5, 24].tolist() for topic, weights in found.weights.items()}
    assert at_noon["new"] == pytest.approx([0.5] * 5)
    assert at_noon["regular"] == pytest.approx([2.5 * 0.9 / 3] * 5)
    assert at_noon["regular_priority"] == pytest.approx([2.5 * 0.9 * 2 / 3] * 5)
    assert at_noon["cut_off"] == pytest.approx([0.25] * 5)
    assert topics_of(calls).tolist()[:2] == ["regular_priority", "regular"]


def test_redials_come_later_and_are_not_first_contacts():
    """A tenth of those who gave up tries again, after an hour on average: 1 - exp(-1/2) by the end of the
    half hour, then less. First contacts are never fewer than none.
    """
    calls = calls_of(*[(SUNDAY, "new", 0, NOON, 0.001, 0)] * 10)
    some = Redials(share=0.1, error=0, mean=3600, uncorrected=0, after={}, calls={})
    again = redial_arrivals(calls, some)[0]
    assert again[24] == pytest.approx(1 - np.exp(-0.5), abs=0.01)
    assert again[25] == pytest.approx(np.exp(-0.5) - np.exp(-1), abs=0.01)
    assert again.sum() == pytest.approx(1, abs=0.01)
    found = mix(calls, pd.DatetimeIndex([SUNDAY]), {"new": 0.0}, some)
    assert found.volumes[0, 24] == pytest.approx(10 - again[24])
    assert found.volumes[0, 25] == 0


def test_pace_compares_like_with_like():
    """Regular calls of 100 s at 9 and 300 s at 12, and more of the short topic at 12: pace 0.5 and 1.5."""
    calls = calls_of(
        (SUNDAY, "regular", 1, 9 * 3600, 0, 100),
        (SUNDAY, "regular", 1, NOON, 0, 300),
        (SUNDAY, "new", 0, 9 * 3600, 0, 20),
        (SUNDAY, "new", 0, NOON, 0, 60),
        (SUNDAY, "new", 0, NOON, 0, 10),  # cut off
    )
    found = pace(calls, pause=0.0)
    assert found[:5, 18].tolist() == found[:5, 19].tolist() == pytest.approx([0.5] * 5)
    assert found[0, 24] == pytest.approx(1.5)
    assert found[0, 30] == 0
    assert pace(calls, pause=1e9)[0, 18] == pytest.approx(1)
