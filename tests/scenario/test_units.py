from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.scenario.durations import read_duration, read_positive_duration, write_duration, write_hours
from sim.scenario.problems import NotAllowedError
from sim.scenario.units import (
    read_date,
    read_days,
    read_percent,
    read_share,
    read_time,
    read_time_span,
    write_days,
    write_share,
    write_time,
    write_time_span,
)
from tests.scenario.asserting import exact

DURATIONS = {
    "270s": 4.5,
    "4m30s": 4.5,
    "4min30s": 4.5,
    "4.5min": 4.5,
    "4.5 minutes": 4.5,
    "PT4M30S": 4.5,
    "PT0.5S": 0.5 / 60,
    "1h30m": 90,
    "1 day 2 hours": 26 * 60,
    "P1DT2H": 26 * 60,
    "P3W": 3 * 10080,
    "3 weeks": 3 * 10080,
    "1 year": 365 * 1440,
    "2 years": 2 * 365 * 1440,
    "6 months": 365 * 1440 / 2,
    "6mo": 365 * 1440 / 2,
    "P6M": 365 * 1440 / 2,
    " 20s ": 1 / 3,
    "0s": 0,
    "0": 0,
    0: 0,
}


@pytest.mark.parametrize(("text", "minutes"), DURATIONS.items())
def test_durations_are_read_as_minutes(text, minutes):
    assert read_duration(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "s",
        "4",
        "4 5s",
        "4m30",
        "30s4m",
        "4m4m",
        "-4s",
        "4,5min",
        "4M",
        "4 Years",
        "1e3s",
        "P",
        "PT",
        "P4S",
    ],
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(NotAllowedError):
        read_duration(text)


@pytest.mark.parametrize(
    "text", ["PT4M30", "1e999999999s", "9" * 400 + "s", "inf", "nan", "4ms", "٤s", "2000 years", "1_0s"]
)
def test_nor_is_what_only_looks_like_one(text):
    with pytest.raises(NotAllowedError):
        read_duration(text)


@pytest.mark.parametrize(
    "value", [None, True, [], {}, (), b"4s", float("nan"), float("inf"), -3, 10**50, date(2026, 1, 1)]
)
def test_other_kinds_are_no_durations(value):
    with pytest.raises(NotAllowedError):
        read_duration(value)


@pytest.mark.parametrize("bare", [270, 4.5, "270"])
def test_a_bare_number_suggests_units(bare):
    with pytest.raises(NotAllowedError, match=r"has no unit: write .*s, .*min or .*h"):
        read_duration(bare)


def test_a_misspelt_unit_suggests_the_nearest():
    with pytest.raises(NotAllowedError) as caught:
        read_duration("3 weaks")
    assert caught.value.nearest == "weeks"


def test_positive_durations_are_above_zero():
    assert read_positive_duration("1s") == 1 / 60
    with pytest.raises(NotAllowedError, match="above zero"):
        read_positive_duration("0s")


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0s"),
        (1 / 3, "20s"),
        (4.5, "4m30s"),
        (30, "30min"),
        (60, "1h"),
        (90, "1h30m"),
        (2520, "1.75 days"),
        (1440, "1 day"),
        (2880, "2 days"),
        (7 * 1440, "1 week"),
        (364 * 1440, "52 weeks"),
        (365 * 1440, "1 year"),
        (730 * 1440, "2 years"),
        (14.3 * 365 * 1440 / 12, "14.3 months"),
    ],
)
def test_durations_are_written_as_people_do(minutes, text):
    assert write_duration(minutes) == text


def test_working_hours_stay_hours():
    assert write_hours(2520) == "42h"
    assert write_hours(48 * 60) == "48h"
    assert write_hours(27.5 * 60) == "27.5h"


@exact
@given(st.integers(0, 10**9))
def test_what_is_written_is_read_back_seconds(seconds):
    assert read_duration(write_duration(seconds / 60)) == pytest.approx(seconds / 60, rel=1e-15)


@exact
@given(st.floats(0, 1e6))
@example(1 / 3)
@example(1e-9)
def test_what_is_written_is_read_back(minutes):
    assert read_duration(write_duration(minutes)) == (minutes if minutes > 1e-12 else pytest.approx(minutes))


@pytest.mark.parametrize(
    ("value", "share"),
    {"80%": 0.8, "0%": 0, "100 %": 1, "12.5%": 0.125, 0.8: 0.8, 0: 0, 1: 1, "0.8": 0.8}.items(),
)
def test_shares(value, share):
    assert read_share(value) == share


@pytest.mark.parametrize(
    "value", ["101%", "80 percent", "-1%", -0.1, 1.01, 101, None, True, [], "%", "", float("nan")]
)
def test_what_is_no_share_is_refused(value):
    with pytest.raises(NotAllowedError):
        read_share(value)


@pytest.mark.parametrize(("value", "advice"), [(80, "write 80%"), (1.5, "write 1.5%"), ("80", "write 80%")])
def test_a_share_without_its_sign_suggests_it(value, advice):
    with pytest.raises(NotAllowedError, match=advice):
        read_share(value)


def test_percentages_may_exceed_a_hundred():
    assert read_percent("160%") == 1.6
    assert read_percent(0.35) == 0.35
    with pytest.raises(NotAllowedError, match=r"write 1\.6% or 160%"):
        read_percent(1.6)


@exact
@given(st.floats(0, 1))
def test_shares_written_are_read_back(share):
    assert read_share(write_share(share)) == (share if share > 1e-12 else pytest.approx(share))


def test_shares_are_written_as_percent():
    assert write_share(0.35) == "35%"
    assert write_share(0.326) == "32.6%"
    assert write_share(1.6) == "160%"


@pytest.mark.parametrize(
    ("text", "days"),
    {
        "Sun-Thu": (0, 1, 2, 3, 4),
        "Mon,Wed": (1, 3),
        "Fri-Sun": (0, 5, 6),
        "sat": (6,),
        "Sun - Tue, Sat": (0, 1, 2, 6),
        "Sun-Sat": (0, 1, 2, 3, 4, 5, 6),
    }.items(),
)
def test_days(text, days):
    assert read_days(text) == days


@pytest.mark.parametrize(
    "value", ["", "Sun-", "Sun-Mon-Tue", "Sun,Sun", "Sun-Tue,Mon", "weekdays", None, 1, ["Sun"]]
)
def test_what_are_no_days_is_refused(value):
    with pytest.raises(NotAllowedError):
        read_days(value)


def test_a_misspelt_day_suggests_the_nearest():
    with pytest.raises(NotAllowedError) as caught:
        read_days("Sun-Thurs")
    assert caught.value.nearest == "Thu"


@exact
@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_written_are_read_back(days):
    assert read_days(write_days(tuple(sorted(days)))) == tuple(sorted(days))


@exact
@given(st.integers(0, 1440))
def test_times_written_are_read_back(minutes):
    assert read_time(write_time(minutes)) == minutes


@pytest.mark.parametrize(
    "value", ["24:01", "25:00", "10:60", "10", "10:0", "10:00:00", "-1:00", 600, None, 10.0, ""]
)
def test_what_is_no_time_is_refused(value):
    with pytest.raises(NotAllowedError):
        read_time(value)


def test_spans_may_end_on_the_next_day():
    assert read_time_span("07:00-24:00") == (420, 1440)
    assert read_time_span("20:00 - 02:00") == (1200, 1560)
    assert write_time_span((1200, 1560)) == "20:00-02:00"
    assert write_time_span((0, 1440)) == "00:00-24:00"


@pytest.mark.parametrize("value", ["07:00", "07:00-", "24:00-02:00", "7-8", "07:00-08:00-09:00", None, 7])
def test_what_is_no_span_is_refused(value):
    with pytest.raises(NotAllowedError):
        read_time_span(value)


def test_dates():
    assert read_date("2026-01-04") == date(2026, 1, 4)
    assert read_date(date(2026, 1, 4)) == date(2026, 1, 4)
    for wrong in ("2026-02-30", "4.1.2026", "20260104", 2026, None):
        with pytest.raises(NotAllowedError):
            read_date(wrong)
