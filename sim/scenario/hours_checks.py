"""What must hold of hours: rotas, what is planned off the phone, absences and holidays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from sim.scenario.check import Finding, check
from sim.scenario.durations import DAY, write_duration
from sim.scenario.hours import ACTIVITIES, Holiday, has_rota, pauses_in
from sim.scenario.people import Pool
from sim.scenario.schema import Calendar
from sim.words import _

ON_SHIFTS = (
    *("rostered", "hours_ahead", "breaks", "lunch", *ACTIVITIES, "lateness", "overtime", "flexible"),
    "at_shift_end",
)


@check
def hours_need_a_rota(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        for key in ON_SHIFTS if not has_rota(pool) else ():
            if getattr(pool, key) != Pool.model_fields[key].default:
                message = _("the pool {name} has no shifts: all who are there answer, always").format(
                    name=name
                )
                yield Finding(("pools", name, key), message, _("a pool with seats or a rota"))


@check
def rotas_fit(pools: dict[str, Pool], calendar: Calendar) -> Iterator[Finding]:
    for name, pool in pools.items():
        if pool.hours_ahead * 60 % calendar.interval:
            message = _("{hours} hours are no whole number of intervals of {interval}")
            words = {"hours": pool.hours_ahead, "interval": write_duration(calendar.interval)}
            yield Finding(("pools", name, "hours_ahead"), message.format(**words))
        if pool.rota is None:
            continue
        if len(pool.rota.names) > pool.agents:
            message = _("{n} people have shifts, and {agents} agents are employed")
            words = {"n": len(pool.rota.names), "agents": pool.agents}
            allowed = _("agents: {n} or more").format(n=len(pool.rota.names))
            yield Finding(("pools", name, "rota"), message.format(**words), allowed)
        for key in ("rostered", "flexible"):
            if getattr(pool, key) != Pool.model_fields[key].default:
                message = _("the shifts are named in pools.{name}.rota already").format(name=name)
                yield Finding(("pools", name, key), message, _("seats without a rota"))


@check
def breaks_leave_time(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        off = sum(minutes for _cause, minutes in pauses_in(pool, pool.shift))
        if off >= pool.shift / 2:
            message = _("breaks and lunch take {off} of a shift of {shift}")
            words = {"off": write_duration(off), "shift": write_duration(pool.shift)}
            key = "breaks" if pool.breaks else "lunch"
            yield Finding(("pools", name, key), message.format(**words), _("less than half of it"))
        for key in ACTIVITIES:
            activity = getattr(pool, key)
            if activity and activity.length > pool.shift:
                message = _("it is longer than a shift of {shift}").format(shift=write_duration(pool.shift))
                yield Finding(("pools", name, key, "length"), message)


@check
def absences_fit(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        path = ("pools", name, "absence_spell")
        if pool.absence_spell is None:
            continue
        if not pool.absence:
            message = _("nobody is absent").format(name=name)
            yield Finding(path, message, f"pools.{name}.absence: 5%")
        elif pool.absence_spell < DAY / (1 - pool.absence):
            message = _("absences of {share:.6g}% of the days last longer by chance alone")
            least = _("{least:.3g} days or more").format(least=1 / (1 - pool.absence))
            yield Finding(path, message.format(share=pool.absence * 100), least)


@check
def holidays_fit(holidays: list[Holiday], calendar: Calendar) -> Iterator[Finding]:
    last = calendar.start + timedelta(minutes=calendar.length - 1)
    seen: Counter[object] = Counter()
    for number, holiday in enumerate(holidays):
        seen[holiday.on] += 1
        if not calendar.start <= holiday.on <= last:
            allowed = _("{first} to {last}").format(first=calendar.start, last=last)
            message = _("{day} is outside the run").format(day=holiday.on)
            yield Finding(("holidays", number, "on"), message, allowed)
        elif seen[holiday.on] == 2:
            yield Finding(("holidays", number, "on"), _("{day} is given twice").format(day=holiday.on))
