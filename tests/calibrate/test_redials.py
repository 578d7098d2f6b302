import numpy as np
import pandas as pd
import pytest

from sim.calibrate.redials import redials

DAYS = pd.date_range("1999-01-03", periods=4)


def test_excess_over_those_who_were_answered():
    """On each of four days 100 known callers give up and 100 are answered; 50 of the first call again after
    five minutes and 20 of the others after ten, when all wait. 10 are cut off and call again at once.
    """
    rows = []
    for day in DAYS:
        for kind, count, again, after in (
            ("gave", 100, 50, 300),
            ("heard", 100, 20, 600),
            ("cut", 10, 10, 30),
        ):
            for number in range(count):
                who, start = f"{kind}{number}", 10 * 3600
                service = {"gave": 0, "heard": 60, "cut": 5}[kind]
                rows.append((day, who, start, 60, service))
                if number < again:
                    rows.append((day, who, start + 60 + service + after, 60, 100))
    calls = pd.DataFrame(rows, columns=["day", "customer", "arrived", "wait", "service"])
    calls = calls.assign(topic="regular", queued=calls["arrived"], answered=calls["service"] > 0)
    calls["weekday"] = (calls["day"].dt.day_of_week + 1) % 7
    found = redials(calls)
    # those who called again were answered and did not call a third time
    assert found.calls == {"giving_up": 400, "an_answer": 400 + 320, "being_cut_off": 40}
    assert found.share == pytest.approx(0.5 - 80 / 720)
    assert found.uncorrected == pytest.approx(found.share)
    assert found.mean == pytest.approx((0.5 * 300 - 600 * 80 / 720) / found.share)
    assert found.error == pytest.approx(0, abs=1e-9)
    assert sum(found.after["being_cut_off"]) == pytest.approx(1)


def test_who_is_served_at_once_is_not_known_so_known_calls_count_for_more():
    """Where a half of callers wait, each known second call stands for two."""
    rows = []
    for day in DAYS:
        for number in range(100):
            rows.append((day, f"c{number}", 10 * 3600, 60, 0))
            if number < 20:
                rows.append((day, f"c{number}", 11 * 3600 - 900, 60, 100))
                rows.append((day, "", 11 * 3600 - 900, 0, 100))
            rows.append((day, f"d{number}", 10 * 3600, 60, 100))
    calls = pd.DataFrame(rows, columns=["day", "customer", "arrived", "wait", "service"])
    calls = calls.assign(topic="regular", queued=calls["arrived"], answered=calls["service"] > 0)
    calls["weekday"] = (calls["day"].dt.day_of_week + 1) % 7
    found = redials(calls)
    assert found.share == pytest.approx(0.4)
    assert found.uncorrected == pytest.approx(0.2)
    assert np.isfinite(found.mean)
