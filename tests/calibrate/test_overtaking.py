import pandas as pd
import pytest

from sim.calibrate.overtaking import overtaking


def line(*rows):
    """(joined, waited, who): all answered on one day."""
    calls = pd.DataFrame(rows, columns=["queued", "wait", "who"])
    return calls.assign(day=pd.Timestamp("1999-01-03"), answered=True)


def test_who_is_taken_before_whom():
    """One joined 30 s after a and was taken before it; one joined 100 s after it and was taken after it; the
    last joined when a was no longer in line, and says nothing.
    """
    calls = line((0, 200, "a"), (30, 50, "b"), (100, 150, "b"), (210, 10, "b"))
    found = overtaking(calls, calls["who"] == "a", calls["who"] == "b", (0, 60, 120, 300))
    assert [pairs for _share, pairs in found] == [1, 1, 0]
    assert [share for share, _pairs in found] == [1, 0, 0]


def test_a_bonus_of_ninety_seconds_is_a_step():
    """One agent takes a call a minute, in order of arrival less 90 s for those ahead."""
    waiting = [(30 * k, "ahead" if k % 3 == 0 else "behind") for k in range(400)]
    rows, now = [], 0
    while waiting:
        there = [each for each in waiting if each[0] <= now]
        if there:
            joined, who = min(there, key=lambda each: (each[0] - 90 * (each[1] == "ahead"), each[0]))
            waiting.remove((joined, who))
            if now > joined:
                rows.append((joined, now - joined, who))
        now += 60
    calls = line(*rows)
    found = overtaking(calls, calls["who"] == "behind", calls["who"] == "ahead", (0, 89, 91, 1000))
    assert found[0][1] > 50
    assert [share for share, _pairs in found][::2] == pytest.approx([1, 0])
