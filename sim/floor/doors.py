"""Doors into the compiled floor. An array of one is passed in 0.25 us, the record itself only in 9.

Where a rule may write rows the answer is how many are written and not yet collected. The types that doors say
are those they are compiled for, all at once and before they are needed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.floor.calendar_compiled import advance, await_arrival, push
from sim.floor.endings import new_row
from sim.floor.hourly import see_backlog
from sim.floor.waiting import hand_back, sign_in, sign_out

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def enter_advance(centres, until: float):
    return advance(centres[0], until)


def enter_schedule(centres, time: float, kind: int, number: int):
    push(centres[0], time, kind, number)


def enter_new_row(centres):
    return new_row(centres[0])


def enter_await_arrival(centres, time: float):
    await_arrival(centres[0], time)


def enter_sign_in(centres, now: float, number: int):
    sign_in(centres[0], now, number)
    return centres[0].desk.written


def enter_sign_out(centres, now: float, number: int):
    sign_out(centres[0], now, number)


def enter_hand_back(centres, now: float, number: int):
    hand_back(centres[0], now, number)
    return centres[0].desk.written


def enter_see_backlog(centres, now: float):
    see_backlog(centres[0], now)
