"""A week, interval by interval: open hours, volumes and seats wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sim.scenario.changes import AddSeats
from sim.scenario.customers import Demand
from sim.scenario.durations import DAY, WEEK
from sim.scenario.populations import Population
from sim.scenario.schema import Scenario
from sim.scenario.units import WEEKDAYS, write_time
from sim.scenario.week_table import WeekTable

Week = NDArray[np.float64]  # a figure for each interval, from Sunday 00:00


def open_shares(scenario: Scenario) -> Week:
    """How much of each interval the centre is open, 0 to 1."""
    interval = scenario.calendar.interval
    starts = np.arange(round(WEEK / interval)) * interval
    minutes = np.zeros(len(starts))
    for start, end in scenario.open_stretches():
        minutes += np.clip(np.minimum(starts + interval, end) - np.maximum(starts, start), 0, None)
    return minutes / interval


def profile(scenario: Scenario, population: str | None = None) -> Week:
    """Issues that arrive in each interval on average before `demand.scale`, opening hours or not.

    Of one population, or of all together.
    """
    demand, interval = scenario.demand, scenario.calendar.interval
    if population is None and demand.populations:
        return np.sum([profile(scenario, name) for name in demand.populations], axis=0)
    if population is None:
        return _volumes(demand, interval)
    said = demand.populations[population]
    if said.share is not None:
        return shifted(said.share * _volumes(demand, interval), said.hours_ahead * 60 / interval)
    return shifted(_volumes(said, interval), said.hours_ahead * 60 / interval)


def _volumes(said: Demand | Population, interval: float) -> Week:
    if said.table is not None:
        return np.array(said.table.volumes(interval)).reshape(-1)
    return np.full(round(WEEK / interval), (said.per_hour or 0.0) * interval / 60)


def shifted(week: Week, ahead: float) -> Week:
    """A week as a clock sees it that is behind by so many intervals, of which parts are shared out."""
    whole = int(np.floor(ahead))
    part = ahead - whole
    rolled: Week = np.roll(week, -whole)
    return rolled if part == 0 else (1 - part) * rolled + part * np.roll(week, -whole - 1)


def topic_weights(scenario: Scenario, population: str | None = None) -> dict[str, float | Week]:
    """The mix of topics of one population, or of all that have none of their own: what counts is how their
    weights compare, at each interval of the week where the mix changes with time.
    """
    own = scenario.demand.populations[population].topics if population is not None else {}
    if own:
        return {name: own.get(name, 0.0) for name in scenario.topics}
    interval = scenario.calendar.interval
    return {
        name: np.array(topic.share.volumes(interval)).reshape(-1)
        if isinstance(topic.share, WeekTable)
        else topic.share
        for name, topic in scenario.topics.items()
    }


def mix_by_time(scenario: Scenario) -> bool:
    """Whether the mix of topics changes in the course of the week."""
    return any(isinstance(topic.share, WeekTable) for topic in scenario.topics.values())


def topic_shares(scenario: Scenario, population: str | None = None) -> dict[str, float]:
    """The mix of topics of one population, or of all together, over the whole week."""
    populations = scenario.demand.populations
    if population is not None or not (mix_by_time(scenario) or any(p.topics for p in populations.values())):
        return _over_the_week(topic_weights(scenario, population), profile(scenario, population))
    if not populations:
        return _over_the_week(topic_weights(scenario), profile(scenario))
    weights = {name: float(profile(scenario, name).sum()) for name in populations}
    mixes = [(weight, topic_shares(scenario, name)) for name, weight in weights.items()]
    whole = sum(weights.values()) or 1.0
    return {name: sum(weight * mix[name] for weight, mix in mixes) / whole for name in scenario.topics}


def _over_the_week(weights: Mapping[str, float | Week], volumes: Week) -> dict[str, float]:
    """Shares of all that comes in a week, from weights at each time."""
    said = {name: weight for name, weight in weights.items() if isinstance(weight, float)}
    if len(said) == len(weights):
        return said
    table = np.array([np.broadcast_to(weight, volumes.shape) for weight in weights.values()])
    table[0, table.sum(axis=0) == 0] = 1.0  # as topics are dealt
    counts = (table / table.sum(axis=0) * volumes).sum(axis=1)
    return dict(zip(weights, (counts / (counts.sum() or 1.0)).tolist(), strict=True))


def heard_by_bot(scenario: Scenario) -> list[str]:
    """The topics of the contacts that meet the bot, if there is one."""
    people = [name for name, topic in scenario.topics.items() if topic.alarm is None]
    return scenario.bot.topics or people if scenario.bot else []


def pace(scenario: Scenario) -> Week:
    """How long handling takes that begins in each interval, relative to what topics say."""
    interval = scenario.calendar.interval
    if scenario.pace is None:
        return np.ones(round(WEEK / interval))
    said = np.array(scenario.pace.figures(interval)).reshape(-1)
    return np.where(said > 0, said, 1.0)


def first_contacts(scenario: Scenario) -> Week:
    """Issues that arrive in each interval on average, opening hours or not."""
    return profile(scenario) * scenario.demand.scale


def seats_wanted(scenario: Scenario, pool: str, sunday: date | None = None) -> Week | None:
    """Whole seats of a pool in each interval of the week that begins on `sunday`; None if it has no seats.

    A change that starts in mid-week holds from its day on. Without a date: with the changes due on the first
    day of the run.
    """
    wanted = seats_said(scenario, pool, sunday)
    return None if wanted is None else np.maximum(wanted, 0.0)


def on_rota(scenario: Scenario, pool: str) -> Week | None:
    """People put on the rota of a pool in each interval of the week as at the start; None if it has none."""
    said, interval = scenario.pools[pool], scenario.calendar.interval
    if said.rota is None:
        wanted = seats_wanted(scenario, pool)
        return None if wanted is None else np.ceil(wanted * said.rostered - 1e-9)
    starts = np.arange(round(WEEK / interval)) * interval
    people = np.zeros(len(starts))
    for week in said.rota.shifts:
        for day, spans in enumerate(week):
            for start, end in spans:
                begins = (day * DAY + start - said.hours_ahead * 60) % WEEK
                for shift in (0, WEEK):  # what goes on into the next week
                    overlap = np.minimum(starts + interval, begins + end - start - shift)
                    people += np.clip(overlap - np.maximum(starts, begins - shift), 0, None) / interval
    return people


def seats_by_own_clock(scenario: Scenario, pool: str, sunday: date) -> Week | None:
    """As `seats_wanted`, with the holidays of the week that begins on `sunday`, by the pool's own clock."""
    wanted = _seats(scenario, pool, sunday)
    if wanted is None:
        return None
    by_day = np.maximum(wanted, 0.0).reshape(7, -1)
    for day in range(7):
        by_day[day] = np.ceil(by_day[day] * seats_on(scenario, sunday + timedelta(days=day)) - 1e-9)
    return by_day.reshape(-1)


def sort_of_week(scenario: Scenario, pool: str, sunday: date) -> tuple:
    """Weeks of the same sort want the same seats of a pool, by its own clock: the days from which each change
    holds, and what holidays leave of each day."""
    starts = (each.since for each in scenario.changes if isinstance(each, AddSeats) and each.pool == pool)
    since = tuple(min(max((day - sunday).days, 0), 7) for day in starts if day)
    holidays = (((each.on - sunday).days, each.seats) for each in scenario.holidays)
    return since, tuple(each for each in holidays if 0 <= each[0] < 7)


def seats_on(scenario: Scenario, day: date) -> float:
    """Of the weekday's seats, how many are wanted on a day."""
    return next((each.seats for each in scenario.holidays if each.on == day), 1.0)


def seats_said(scenario: Scenario, pool: str, sunday: date | None = None) -> Week | None:
    """As `seats_wanted`, but below zero where changes take away more seats than there are."""
    said = _seats(scenario, pool, sunday)
    ahead = scenario.pools[pool].hours_ahead
    return said if said is None or not ahead else shifted(said, ahead * 60 / scenario.calendar.interval)


def _seats(scenario: Scenario, pool: str, sunday: date | None) -> Week | None:
    """By the pool's own clock."""
    interval, start = scenario.calendar.interval, scenario.calendar.start
    seats = scenario.pools[pool].seats
    if seats is None:
        return None
    if isinstance(seats, WeekTable):
        said = np.array(seats.levels(interval), float)
    else:
        ahead = scenario.pools[pool].hours_ahead * 60 / interval
        said = (seats * shifted(np.ceil(open_shares(scenario)), -ahead)).reshape(7, -1)
    for change in scenario.changes:
        if not isinstance(change, AddSeats) or change.pool != pool:
            continue
        since = change.since or start
        first_day = (since - sunday).days if sunday and change.since else 7 * (since > start)
        hours = slice(int(change.from_ // interval), int(change.to // interval))
        for day in change.days:
            if day >= first_day:
                said[day, hours] += change.add_seats
    return said.reshape(-1)


def interval_name(scenario: Scenario, number: int) -> str:
    """When an interval of the week begins: `Sun 10:00`."""
    day, minute = divmod(round(number * scenario.calendar.interval), DAY)
    return f"{WEEKDAYS[day]} {write_time(minute)}"


def ratio(work: float, people: float) -> float:
    """Work by people to do it: infinity where there is work and nobody, 0 where there is neither."""
    return work / people if people > 0 else (0.0 if work == 0 else float("inf"))
