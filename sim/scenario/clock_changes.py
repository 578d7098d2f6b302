"""When the clocks of a time zone are put forward or back, and what that means for days of 24 hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from sim.scenario.check import Finding, check
from sim.scenario.durations import DAY, HOUR, write_duration
from sim.scenario.problems import nearest
from sim.scenario.schema import Calendar, Scenario
from sim.scenario.telling import told
from sim.scenario.units import write_time
from sim.scenario.weeks import first_contacts, open_shares
from sim.words import _, ngettext

MOST_NAMED = 2  # changes that are told with their dates; the others are counted


@dataclass(frozen=True)
class ClockChange:
    """At `at`, in minutes after midnight by the clock before it, clocks are put forward by so many minutes.

    Below zero: put back.
    """

    day: date
    at: int
    forward: int


def clock_changes(calendar: Calendar) -> list[ClockChange]:
    """Those of a run, in the calendar's time zone; none without one."""
    zone = _zone(calendar.time_zone)
    if zone is None:
        return []
    days = [calendar.start + timedelta(days=n) for n in range(int(-(-calendar.length // DAY)) + 1)]
    offsets = [datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset() or timedelta() for day in days]
    return [
        ClockChange(day, _moment(zone, day, before), round((after - before).total_seconds() / 60))
        for day, (before, after) in zip(days, pairwise(offsets), strict=False)
        if before != after
    ]


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _moment(zone: ZoneInfo, day: date, before: timedelta) -> int:
    """The minute of the day, by the clock before it, in which the offset is no longer `before`."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - before
    low, high = 0, DAY + HOUR  # it is as before at one, and not at the other
    while high - low > 1:
        middle = (low + high) // 2
        as_before = (midnight + timedelta(minutes=middle)).astimezone(zone).utcoffset() == before
        low, high = (middle, high) if as_before else (low, middle)
    return high


@check
def time_zone_is_known(calendar: Calendar) -> Iterator[Finding]:
    name = calendar.time_zone
    if not name or _zone(name) is not None or not (known := available_timezones()):
        return
    place = _place(name)
    near = nearest(place, {each for each in map(_place, known) if each[:1].lower() == place[:1].lower()})
    full = sorted(each for each in known if near and _place(each) == near)
    message = _("no time zone is called {name}").format(name=name)
    yield Finding(("calendar", "time_zone"), message, _("a name such as Asia/Jerusalem"), (full or [""])[0])


def _place(zone: str) -> str:
    return zone.rpartition("/")[2]


@told
def clocks_put_forward_and_back(scenario: Scenario) -> Iterator[str]:
    changes = clock_changes(scenario.calendar)
    if not changes:
        return
    named = _(" and ").join(_named(change) for change in changes[:MOST_NAMED])
    more = len(changes) - MOST_NAMED
    if more > 0:
        named += ngettext(", and {n} time more", ", and {n} times more", more).format(n=more)
    message = _(
        "Clocks in {zone} are put {named}. Here these days have 24 hours as all others: an hour that is "
        "skipped is simulated, one that comes twice is simulated once."
    )
    told = message.format(zone=scenario.calendar.time_zone, named=named)
    share = affected(scenario, changes)
    if share == 0:
        yield told + " " + _("Nobody calls then, so nothing changes.")
    else:
        yield told + " " + _("{share:.2g}% of all contacts fall into these hours.").format(share=100 * share)


def _named(change: ClockChange) -> str:
    words = _("forward by {by} on {day} at {time}")
    if change.forward < 0:
        words = _("back by {by} on {day} at {time}")
    by = write_duration(abs(change.forward))
    return words.format(by=by, day=change.day.isoformat(), time=write_time(change.at))


def affected(scenario: Scenario, changes: list[ClockChange]) -> float:
    """The share of a run's first contacts that fall into hours that are skipped, or come twice."""
    interval = scenario.calendar.interval
    week = first_contacts(scenario) * open_shares(scenario)
    contacts = 0.0
    for change in changes:
        start = (change.day.weekday() + 1) % 7 * DAY + change.at + min(change.forward, 0)
        for minute in range(start, start + abs(change.forward)):
            contacts += week[int(minute // interval) % len(week)] / interval
    whole = week.sum() * scenario.calendar.length / (7 * DAY)
    return float(contacts / whole) if whole else 0.0
