"""Days on which clocks are put forward or back: 24 hours as all others, and told so."""

from datetime import date
from zoneinfo import available_timezones

import pytest

import sim
from sim.centre import replicate
from sim.scenario import ScenarioError, explain
from sim.scenario.clock_changes import ClockChange, affected, clock_changes
from sim.scenario.schema import Calendar
from tests.tracing import assert_equal

pytestmark = pytest.mark.skipif(not available_timezones(), reason="this system knows no time zones")

CENTRE = {
    "name": "By the clock",
    "demand": {"per_hour": 10},
    "topics": {"all": {"share": "100%", "handle": {"kind": "exponential", "mean": "6min"}}},
    "tiers": {"desk": {"pool": "desk"}},
    "pools": {"desk": {"agents": 2}},
}


def centre(start, length="1 years", zone="Asia/Jerusalem", **blocks):
    calendar = {"start": date.fromisoformat(start), "length": length, "warm_up": "0s", "time_zone": zone}
    return sim.load(CENTRE | {"calendar": calendar} | blocks)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        # Israel: forward on the Friday before the last Sunday of March, back on the last Sunday of October.
        ("Asia/Jerusalem", [(date(2026, 3, 27), 120, 60), (date(2026, 10, 25), 120, -60)]),
        ("America/New_York", [(date(2026, 3, 8), 120, 60), (date(2026, 11, 1), 120, -60)]),
        ("Europe/Berlin", [(date(2026, 3, 29), 120, 60), (date(2026, 10, 25), 180, -60)]),
        ("Australia/Lord_Howe", [(date(2026, 4, 5), 120, -30), (date(2026, 10, 4), 120, 30)]),
        ("America/Santiago", [(date(2026, 4, 4), 1440, -60), (date(2026, 9, 6), 0, 60)]),
        ("Asia/Tokyo", []),
        ("UTC", []),
        (None, []),
    ],
)
def test_when_clocks_change(zone, expected):
    calendar = Calendar.model_construct(start=date(2026, 1, 1), length=365 * 1440.0, time_zone=zone)
    found = clock_changes(calendar)
    if zone != "America/Santiago":  # whose laws change often, and the system's tables with them
        assert found == [ClockChange(*each) for each in expected]
    else:
        assert len(found) == 2


def test_only_those_of_the_run():
    for start, days, changes in (("2026-03-26", 1, 0), ("2026-03-27", 1, 1), ("2026-03-28", 30, 0)):
        assert len(clock_changes(centre(start, f"{days} days").calendar)) == changes
    assert len(clock_changes(centre("2026-01-01", "10 years").calendar)) == 20


def said(scenario):
    return [text for text in explain(scenario).mechanisms if text.startswith("Clocks")]


def test_it_is_told_what_happens():
    (text,) = said(centre("2026-01-01"))
    assert text == (
        "Clocks in Asia/Jerusalem are put forward by 1h on 2026-03-27 at 02:00 and back by 1h on 2026-10-25 "
        "at 02:00. Here these days have 24 hours as all others: an hour that is skipped is simulated, one "
        "that comes twice is simulated once. 0.023% of all contacts fall into these hours."
    )
    assert "and 18 times more" in said(centre("2026-01-01", "10 years"))[0]
    assert said(centre("2026-01-01", zone="Asia/Tokyo")) == []


def test_where_nobody_calls_at_night_nothing_changes():
    (text,) = said(centre("2026-01-01", opening={"Sun-Sat": "07:00-24:00"}))
    assert text.endswith("Nobody calls then, so nothing changes.")


def test_the_share_of_contacts():
    scenario = centre("2026-01-01")
    assert affected(scenario, clock_changes(scenario.calendar)) == pytest.approx(2 / (365 * 24))
    half_hours = centre("2026-01-01", zone="Australia/Lord_Howe")
    assert affected(half_hours, clock_changes(half_hours.calendar)) == pytest.approx(1 / (365 * 24))


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
@pytest.mark.parametrize("day", ["2026-03-27", "2026-10-25"])
def test_such_a_day_has_24_hours_of_volume_and_of_people(day, clock):
    if clock == "compiled":
        pytest.importorskip("numba")
    scenario = centre(day, "1 days")
    record = replicate(scenario, 1, 0, clock)
    assert_equal(record, replicate(centre(day, "1 days", zone=None), 1, 0, clock))
    (weekday,) = record.slot_days.nonzero()[0]
    by_hour = record.slots["offered"][weekday, :, 0].reshape(24, 2).sum(1)
    # Poisson(10) each: none is 0 or above 30 but with a chance of 24 * 5e-5; the seed is fixed.
    assert ((by_hour > 0) & (by_hour < 30)).all()
    assert record.counted_minutes == 1440


def test_a_zone_that_does_not_exist_is_an_error():
    names = {"Asia/Jerusalm": "Asia/Jerusalem", "Berlin": "Europe/Berlin", "../../etc/passwd": ""}
    for zone, near in names.items():
        with pytest.raises(ScenarioError) as told:
            centre("2026-01-01", zone=zone)
        (problem,) = told.value.problems
        assert problem.key == "calendar.time_zone"
        assert problem.nearest == near
