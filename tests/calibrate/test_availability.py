import heapq
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim.calibrate.availability import (
    Available,
    activity,
    available,
    busy_while_waiting,
    in_line,
    pauses,
    seats,
    took_a_call,
)
from sim.centre import replicate
from sim.floor.names import LEG_OUTCOMES

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
    assert busy_while_waiting(seen)[0, 0] == pytest.approx(1.5)
    assert np.isnan(busy_while_waiting(seen)[0, 1])
    found = available(seen)
    assert found.mean[0, 0] == pytest.approx(700 / 1800)
    assert np.isnan(found.error[0, 0])
    assert np.isnan(found.mean[1]).all()


def test_between_two_calls_an_agent_is_at_work_unless_somebody_waits_in_vain_for_long():
    """Pauses of 200 s with a line, of 1000 s without, and of 400 s with a line: only the last is a break."""
    calls = calls_of(
        [
            (0, 0, 0, 0, 100, "a"),
            (0, 50, 250, 300, 100, "a"),
            (0, 0, 0, 1400, 100, "a"),
            (0, 1450, 450, 1900, 100, "a"),
        ]
    )
    at_work = activity(calls, SUNDAY).at_work[0]
    assert at_work[[0, 150, 299, 900, 1499, 1500, 1899, 1900, 2000]].tolist() == [1, 1, 1, 1, 1, 0, 0, 1, 0]


def test_error_by_hand():
    """Two Sundays, one agent at work in the first half hour of one, three on the other: 2, give or take 1."""
    days = pd.DatetimeIndex(["1999-01-03", "1999-01-10"])
    rows = [
        (number, 0, 0, 0, 1800, f"{number}{i}") for number, there in ((0, 1), (1, 3)) for i in range(there)
    ]
    found = available(activity(calls_of(rows, days), days))
    assert found.mean[0, 0] == pytest.approx(2)
    assert found.error[0, 0] == pytest.approx(1)


def test_calls_are_cut_off_at_midnight():
    seen = activity(calls_of([(0, 86_390, 30, 86_380, 60, "a")]), SUNDAY)
    assert seen.busy[0, -20:].tolist() == [1] * 20
    assert seen.waiting[0, -10:].tolist() == [1] * 10


def test_a_known_number_of_agents_is_found_again():
    """Six agents who take the next call three seconds after the last, and hardly enough."""
    luck = np.random.default_rng(4)
    free = [(0, f"agent{i}") for i in range(6)]
    now, rows = 0, []
    while now < 80_000:
        now += int(luck.exponential(30)) + 1
        when, agent = heapq.heappop(free)
        start, service = max(now, when), int(luck.exponential(180)) + 1
        rows.append((0, now, start - now, start, service, agent))
        heapq.heappush(free, (start + service + 3, agent))
    calls = calls_of([row for row in rows if row[3] < 80_000])
    seen = activity(calls, SUNDAY)
    assert available(seen).mean[0, 1:43] == pytest.approx(6, abs=0.02)
    assert np.nanmean(busy_while_waiting(seen)[0, 1:43]) == pytest.approx(6 * 180 / 183, abs=0.05)
    assert took_a_call(calls, SUNDAY)[0, :44].mean() == pytest.approx(6, abs=0.1)
    found = pauses(calls, SUNDAY, seen)
    assert (found.mean, found.median, found.deviation) == pytest.approx((3, 3, 0))
    assert found.break_share < 0.01  # whoever has his last call of the day as somebody waits


def test_who_took_a_call_counts_once_a_half_hour():
    calls = calls_of(
        [(0, 0, 0, 10, 20, "a"), (0, 0, 0, 40, 20, "a"), (0, 0, 0, 1800, 5, "a"), (0, 0, 0, 50, 5, "b")]
    )
    assert took_a_call(calls, SUNDAY)[0, :3].tolist() == [2, 1, 0]


def test_pauses_cut_short_as_the_line_empties_are_no_short_ones():
    """Three pauses begin with a line: one ends after 20 s with the next call, one after 60; in the third the
    line empties after 30 s. Of those longer than 20 s, all known to the end took 60: (20 + 2 * 60) / 3.
    """
    calls = calls_of(
        [
            (0, 90, 30, 0, 100, "a"),
            (0, 90, 30, 120, 100, "a"),
            (0, 5_050, 110, 5_000, 100, "b"),
            (0, 5_050, 110, 5_160, 100, "b"),
            (0, 9_050, 80, 9_000, 100, "c"),
            (0, 9_050, 80, 9_200, 100, "c"),
        ]
    )
    calls.loc[[0, 2, 4], "wait"] = 0
    found = pauses(calls, SUNDAY, activity(calls, SUNDAY))
    assert found.begun == 3
    assert found.mean == pytest.approx(140 / 3)
    assert found.break_share == pytest.approx(0)
    assert found.by_line == {"1": found.mean}


def test_who_is_in_line_when_somebody_joins():
    calls = calls_of([(0, 100, 50, 150, 10, "a"), (0, 120, 90, 210, 10, "a"), (0, 160, 10, 0, 0, "")])
    assert in_line(calls, SUNDAY, activity(calls, SUNDAY)).tolist() == [0, 1, 1]


def test_seats_are_whole_and_the_five_full_days_together_have_as_many_as_counted():
    mean, opened = np.full((7, 48), np.nan), np.zeros((7, 48), bool)
    mean[:6, 14], opened[:6, 14] = 4.4, True
    mean[:6, 15], opened[:6, 15] = 0.2, True
    mean[0, 20] = 5.0
    found = seats(Available(mean, np.full((7, 48), np.nan)), opened)
    assert found[:6, 14].tolist() == [4, 5, 4, 5, 4, 4]
    assert (found[:6, 15] == 1).all()
    assert found[:, 16:].sum() == 0
    assert found[6].sum() == 0


def test_the_seats_of_a_simulated_centre_are_found_again():
    """A log made of four weeks of the bank's scenario, of which the seats are known: 5.0 on average.

    Calls in hand as a shift ends add a little, so a fortieth is allowed, in each half hour a tenth or 0.15.
    What differs by luck is much less: seats are the same each week. In the first half hour who has had
    no call yet is not seen, so it finds less.
    """
    bank = Path(__file__).parents[2] / "scenarios" / "bank" / "bank.yaml"
    scenario = sim.load(bank, set=["calendar.length=29 days"])
    calls, days = log_of(replicate(scenario, seed=1, replication=0, record=True))
    found = available(activity(calls, days)).mean[:5, 14:].mean(axis=0)
    seats = np.array(scenario.pools["agents"].seats.levels(30))[:5, 14:].mean(axis=0)
    assert found.mean() == pytest.approx(seats.mean(), rel=0.025)
    assert found[1:] == pytest.approx(seats[1:], rel=0.1, abs=0.15)
    assert 0.75 * seats[0] < found[0] < seats[0]


def log_of(record) -> tuple[pd.DataFrame, pd.DatetimeIndex]:
    """The counted days of a run as a log would have them."""
    over = [LEG_OUTCOMES.index(name) for name in ("answered", "abandoned")]
    legs = record.legs[np.isin(record.legs["outcome"], over)]
    joined = np.rint((legs["joined"] - record.start) * 60).astype(int)
    taken = np.isfinite(legs["answered"])
    until = np.rint((np.where(taken, legs["answered"], legs["ended"]) - record.start) * 60).astype(int)
    ended = np.rint((legs["ended"] - record.start) * 60).astype(int)
    day = pd.Timestamp("1999-05-31") + pd.to_timedelta(joined // 86_400, unit="D")
    calls = pd.DataFrame({"day": day, "queued": joined % 86_400, "wait": until - joined, "answered": taken})
    calls["started"] = calls["queued"] + calls["wait"]
    calls["service"] = ended - until
    calls["agent"] = np.where(taken, np.char.mod("agent%d", legs["agent"]), "")
    calls["weekday"] = (calls["day"].dt.day_of_week + 1) % 7
    days = pd.DatetimeIndex(np.sort(calls["day"].unique()))[1:29]
    return calls, days
