"""Doors into the compiled floor: what Python calls of the rules.

Where a rule may write rows the answer is how many are written and not yet collected. The types that doors say
are those they are compiled for.
"""

from __future__ import annotations

from sim.floor.calendar_compiled import advance, await_arrival, push
from sim.floor.endings import new_row
from sim.floor.hourly import see_backlog
from sim.floor.waiting import hand_back, sign_in, sign_out


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


def enter_sign_out(centre, now: float, number: int) -> None:
    sign_out(centre, now, number)


def enter_hand_back(centre, now: float, number: int) -> int:
    hand_back(centre, now, number)
    return centre.desk.written


def enter_see_backlog(centre, now: float) -> None:
    see_backlog(centre, now)
