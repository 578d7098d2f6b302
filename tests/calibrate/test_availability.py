import heapq

import numpy as np
import pandas as pd
import pytest

from sim.calibrate.availability import Available, activity, available, pauses, seats, took_a_call

SUNDAY = pd.DatetimeIndex(["1999-01-03"])


def calls_of(rows, days=SUNDAY) -> pd.DataFrame:
    """Calls from (day number, joined, waited, served from, served for, agent); no agent: abandoned."""
    calls = pd.DataFrame(rows, columns=["number", "queued", "wait", "started", "service", "agent"])
    calls["day"] = days[calls["number"]]
    calls["weekday"] = (days.day_of_week[calls["number"]] + 1) % 7
    calls["answered"] = calls["agent"] != ""
    return calls


def test_by_hand():
    """One agent busy from 100 to 700, a second from 300 to 400; somebody waits from 200 to 400."""
    calls = calls_of([(0, 0, 0, 100, 600, "a"), (0, 200, 100, 300, 100, "b"), (0, 300, 100, 0, 0, "")])
    seen = activity(calls, SUNDAY)
    assert seen.busy[0, [99, 100, 299, 300, 399, 400, 699, 700]].tolist() == [0, 1, 1, 2, 2, 1, 1, 0]
    assert seen.waiting[0, [199, 200, 300, 399, 400]].tolist() == [0, 1, 1, 1, 0]
    found = available(seen)
    assert found.mean[0, 0] == pytest.approx(1.5)
    assert found.waited[0, 0] == 200
    assert np.isnan(found.error[0, 0])
    assert np.isnan(found.mean[0, 1])
    assert np.isnan(found.mean[1]).all()


def test_error_by_hand():
    """Two Sundays, a minute's line each, one agent busy on one and three on the other: 2, give or take 1."""
    days = pd.DatetimeIndex(["1999-01-03", "1999-01-10"])
    rows = [(0, 0, 60, 0, 0, ""), (1, 0, 60, 0, 0, "")]
    rows += [(number, 0, 0, 0, 100, f"{number}{i}") for number, busy in ((0, 1), (1, 3)) for i in range(busy)]
    found = available(activity(calls_of(rows, days), days))
    assert found.mean[0, 0] == pytest.approx(2)
    assert found.error[0, 0] == pytest.approx(1)


def test_calls_are_cut_off_at_midnight():
    seen = activity(calls_of([(0, 86_390, 30, 86_380, 60, "a")]), SUNDAY)
    assert seen.busy[0, -20:].tolist() == [1] * 20
    assert seen.waiting[0, -10:].tolist() == [1] * 10


def test_a_known_number_of_agents_is_found_again():
    """Six agents who take the next call at once, and hardly enough: six are busy while one waits."""
    luck = np.random.default_rng(4)
    free = [(0, f"agent{i}") for i in range(6)]
    now, rows = 0, []
    while now < 80_000:
        now += int(luck.exponential(30)) + 1
        when, agent = heapq.heappop(free)
        start, service = max(now, when), int(luck.exponential(180)) + 1
        rows.append((0, now, start - now, start, service, agent))
        heapq.heappush(free, (start + service, agent))
    calls = calls_of([row for row in rows if row[3] < 80_000])
    seen = activity(calls, SUNDAY)
    found = available(seen)
    judged = found.waited[0, :44] > 0
    assert judged.sum() > 30
    assert found.mean[0, :44][judged] == pytest.approx(6)
    assert took_a_call(calls, SUNDAY)[0, :44].mean() == pytest.approx(6, abs=0.1)
    assert pauses(calls, SUNDAY, seen).size == 0


def test_who_took_a_call_counts_once_a_half_hour():
    calls = calls_of(
        [(0, 0, 0, 10, 20, "a"), (0, 0, 0, 40, 20, "a"), (0, 0, 0, 1800, 5, "a"), (0, 0, 0, 50, 5, "b")]
    )
    assert took_a_call(calls, SUNDAY)[0, :3].tolist() == [2, 1, 0]


def test_pauses_count_while_a_call_waits():
    """After 100 s of work 20 s of pause with a line, then a pause without, then a break of ten minutes."""
    calls = calls_of(
        [
            (0, 0, 0, 0, 100, "a"),
            (0, 90, 30, 120, 100, "a"),
            (0, 0, 0, 250, 50, "a"),
            (0, 300, 600, 900, 10, "a"),
        ]
    )
    assert pauses(calls, SUNDAY, activity(calls, SUNDAY)).tolist() == [20]


def test_seats_are_whole_and_only_while_open():
    mean, error, most = np.full((7, 48), np.nan), np.full((7, 48), np.nan), np.zeros((7, 48))
    waited, opened = np.zeros((7, 48), int), np.zeros((7, 48), bool)
    mean[0, 14:17], waited[0, 14:17], opened[0, 14:18] = (4.6, 0.2, 9.0), (2000, 2000, 100), True
    mean[0, 20], waited[0, 20] = 5.0, 2000
    most[0, 16] = 3.0
    found = seats(Available(mean, error, waited, most), opened)
    assert found[0, 14:21].tolist() == [5, 1, 3, 1, 0, 0, 0]
    assert found[1:].sum() == 0
