"""What must hold between the parts of a scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sim.scenario import (  # noqa: F401 (their checks are registered)
    breaking_off_checks,
    channels_checks,
    clock_changes,
    cooperation,
    demand_checks,
    hiring_checks,
    hours_checks,
    leads_checks,
    learning_checks,
    ownership_checks,
    quality_checks,
    routing_checks,
    size_checks,
    staying_checks,
)
from sim.scenario.changes import AddSeats, Change, Leave
from sim.scenario.check import Finding, check, unknown_pool, unknown_tier
from sim.scenario.composing import KEPT
from sim.scenario.customers import Topic
from sim.scenario.durations import DAY, write_duration
from sim.scenario.known_keys import known_keys
from sim.scenario.levels import Tier, pool_names
from sim.scenario.people import Pool
from sim.scenario.problems import listed, nearest
from sim.scenario.schema import Calendar, Scenario
from sim.scenario.units import WEEKDAYS, write_time
from sim.scenario.week_table import WeekTable
from sim.words import _

# --- customers -----------------------------------------------------------------------------------


@check
def shares_add_up(topics: dict[str, Topic]) -> Iterator[Finding]:
    by_time = [name for name, topic in topics.items() if isinstance(topic.share, WeekTable)]
    if by_time:
        for name in topics.keys() - by_time:
            message = _("{name} has a share of all, and {other} a table by time of week")
            message = message.format(name=name, other=by_time[0])
            yield Finding(("topics", name, "share"), message, _("a table for each topic, or for none"))
        return
    total = sum(topic.share for topic in topics.values() if not isinstance(topic.share, WeekTable))
    if abs(total - 1) > 1e-6:
        words = _("shares add up to {total:.6g}%, {missing:.6g}% too few")
        if total > 1:
            words = _("shares add up to {total:.6g}%, {missing:.6g}% too many")
        yield Finding(("topics",), words.format(total=total * 100, missing=abs(total - 1) * 100), "100%")


@check
def handle_at_tiers(topics: dict[str, Topic], tiers: dict[str, Tier]) -> Iterator[Finding]:
    for topic_name, topic in topics.items():
        for name in topic.handle_at:
            if name not in tiers:
                path = ("topics", topic_name, "handle_at", name)
                yield unknown_tier(path, name, tiers, of_key=True)


# --- time ----------------------------------------------------------------------------------------


SHORTEST = 15.0  # minutes of an interval; the floor has rows for 96 a day


@check
def calendar_fits(calendar: Calendar) -> Iterator[Finding]:
    interval = calendar.interval
    if interval != round(interval) or DAY % interval or interval < SHORTEST:
        message = _("{interval} does not divide a day into 96 parts at most")
        allowed = _("whole minutes: 15min, 30min, 1h, ...")
        yield Finding(("calendar", "interval"), message.format(interval=write_duration(interval)), allowed)
    if calendar.warm_up >= calendar.length:
        message = _("the warm-up takes the whole run of {length}, and nothing is left to count")
        yield Finding(("calendar", "warm_up"), message.format(length=write_duration(calendar.length)))


@check
def days_open_once(opening: dict[tuple[int, ...], tuple[int, int]]) -> Iterator[Finding]:
    for day, times in Counter(day for days in opening for day in days).items():
        if times > 1:
            yield Finding(("opening",), _("{day} is given twice").format(day=WEEKDAYS[day]))


# --- the house -----------------------------------------------------------------------------------


@check
def tiers_have_pools(tiers: dict[str, Tier], pools: dict[str, Pool]) -> Iterator[Finding]:
    tier_of: dict[str, str] = {}
    for tier_name, tier in tiers.items():
        path = ("tiers", tier_name, "pool")
        for name in pool_names(tier):
            if name not in pools:
                yield unknown_pool(path, name, pools)
            elif name in tier_of:
                message = _("the pool {name} is in the tier {tier} already; a pool belongs to one tier")
                yield Finding(path, message.format(name=name, tier=tier_of[name]))
            tier_of.setdefault(name, tier_name)
    for name in pools:
        if name not in tier_of:
            message = _("no tier has the pool {name}").format(name=name)
            yield Finding(
                ("pools", name), message, "", nearest(name, [each for each in pools if each != name])
            )


@check
def last_tier_keeps(tiers: dict[str, Tier]) -> Iterator[Finding]:
    name, tier = list(tiers.items())[-1]
    for threshold in ("difficulty_above", "after", "waiting", "repeats", "age", "avoidable"):
        if getattr(tier.escalate, threshold) is not None:
            message = _("{tier} is the last tier: there is none to pass up to").format(tier=name)
            yield Finding(("tiers", name, "escalate", threshold), message, "null")


@check
def newcomers_learn(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        if pool.learning and pool.learning.ability is not None and pool.learning.ability > pool.ability:
            message = _("newcomers are abler than the experienced, {ability:.6g}%")
            yield Finding(("pools", name, "learning", "ability"), message.format(ability=pool.ability * 100))


@check
def seats_begin_at_intervals(pools: dict[str, Pool], calendar: Calendar) -> Iterator[Finding]:
    for name, pool in pools.items():
        if isinstance(pool.seats, WeekTable):
            odd = [write_time(start) for start in pool.seats.starts if start % calendar.interval]
            if odd:
                message = _("the table has rows between intervals of {interval}: {times}")
                interval = write_duration(calendar.interval)
                yield Finding(("pools", name, "seats"), message.format(interval=interval, times=listed(odd)))


# --- changes -------------------------------------------------------------------------------------


@check
def changes_fit(changes: list[Change], pools: dict[str, Pool], calendar: Calendar) -> Iterator[Finding]:
    leaving: Counter[str] = Counter()
    for number, change in enumerate(changes):
        path = ("changes", number)
        if change.pool not in pools:
            yield unknown_pool((*path, "pool"), change.pool, pools)
            continue
        pool = pools[change.pool]
        day, key = (change.on, "on") if isinstance(change, Leave) else (change.since, "since")
        last = calendar.start + timedelta(minutes=calendar.length - 1)
        if day is not None and not calendar.start <= day <= last:
            message = _("{day} is outside the run").format(day=day)
            yield Finding(
                (*path, key), message, _("{first} to {last}").format(first=calendar.start, last=last)
            )
        if isinstance(change, AddSeats):
            yield from _seats_fit(change, pool, path, calendar.interval)
            continue
        leaving[change.pool] += change.leave
        if leaving[change.pool] > pool.agents and (pool.hiring is None or change.leave > pool.agents):
            message = _("{n} leave of {agents} agents").format(n=leaving[change.pool], agents=pool.agents)
            yield Finding((*path, "leave"), message)


def _seats_fit(
    change: AddSeats, pool: Pool, path: tuple[str | int, ...], interval: float
) -> Iterator[Finding]:
    if pool.seats is None:
        message = _("the pool {name} has no seats to change: all who are there answer")
        yield Finding((*path, "pool"), message.format(name=change.pool), _("a pool with seats"))
    if change.add_seats == 0:
        yield Finding((*path, "add_seats"), _("0 seats change nothing"))
    if change.from_ >= change.to:
        message = _("{start} is not before {end}")
        times = {"start": write_time(change.from_), "end": write_time(change.to)}
        yield Finding((*path, "from"), message.format(**times))
    for key, minutes in (("from", change.from_), ("to", change.to)):
        if minutes % interval:
            message = _("{time} lies between intervals of {interval}")
            words = {"time": write_time(minutes), "interval": write_duration(interval)}
            yield Finding((*path, key), message.format(**words))


# --- overrides -----------------------------------------------------------------------------------


@check
def overrides_name_keys(overrides: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    """Of overrides that are not applied the keys are checked, not the values."""
    for name, entries in overrides.items():
        for dotted in entries:
            path = dotted.split(".")
            for depth, part in enumerate(path):
                known = known_keys(Scenario, tuple(path[:depth]))
                if known is None:  # any name will do here, or it is no key of a block
                    continue
                if part not in known or (depth == 0 and part in KEPT):
                    known = [key for key in known if depth or key not in KEPT]
                    where = ("overrides", name, dotted)
                    yield Finding(where, _("unknown key"), listed(known), nearest(part, known), of_key=True)
                    break
