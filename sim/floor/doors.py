"""Doors into the compiled floor: what Python calls of the rules.

Where a rule may write rows the answer is how many are written and not yet collected. The types that doors say
are those they are compiled for.
"""

from __future__ import annotations

from sim.floor.calendar_compiled import advance, await_arrival, push
from sim.floor.duty import add_up_levels, begin_plan, on_plan, put_back, take_off, vacate
from sim.floor.endings import new_row
from sim.floor.hourly import see_backlog
from sim.floor.leading import change_desk
from sim.floor.waiting import sign_in, sign_out


def enter_advance(centre, until: float) -> bool:
    return advance(centre, until)


def enter_schedule(centre, time: float, kind: int, number: int) -> None:
    push(centre, time, kind, number)


def enter_new_row(centre) -> int:
    return new_row(centre)


def enter_await_arrival(centre, time: float) -> None:
    await_arrival(centre, time)


def enter_sign_in(centre, now: float, number: int) -> int:
    sign_in(centre, now, number)
    return centre.desk.written


def enter_sign_out(centre, now: float, number: int) -> int:
    sign_out(centre, now, number)
    return centre.desk.written


def enter_see_backlog(centre, now: float) -> None:
    see_backlog(centre, now)


def enter_begin_plan(centre, now: float) -> int:
    begin_plan(centre, now)
    return centre.desk.written


def enter_on_plan(centre, now: float) -> int:
    on_plan(centre, now)
    return centre.desk.written


def enter_take_off(centre, now: float, number: int, cause: int) -> int:
    take_off(centre, now, number, cause)
    return centre.desk.written


def enter_put_back(centre, now: float, number: int, cause: int) -> int:
    put_back(centre, now, number, cause)
    return centre.desk.written


def enter_vacate(centre, now: float, number: int) -> int:
    vacate(centre, now, number)
    return centre.desk.written


def enter_change_desk(centre, now: float, number: int, by: int) -> int:
    change_desk(centre, now, number, by)
    return centre.desk.written


def enter_add_up_levels(centre, now: float) -> int:
    add_up_levels(centre, now)
    return centre.desk.written
