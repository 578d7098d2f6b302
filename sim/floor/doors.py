"""Doors into the compiled floor. An array of one is passed in 0.25 us, the record itself only in 9.

Where a rule may write rows the answer is how many are written and not yet collected.
"""

from sim.floor.calendar_compiled import advance, push
from sim.floor.endings import expect, take
from sim.floor.waiting import hand_back, sign_in, sign_out


def enter_advance(centres, until):
    return advance(centres[0], until)


def enter_schedule(centres, time, kind, number):
    push(centres[0], time, kind, number)


def enter_take(centres, numbers, identity, fortune, topic, opened, difficulty):
    take(centres[0], numbers, identity, fortune, topic, opened, difficulty)


def enter_expect(centres, numbers):
    expect(centres[0], numbers)


def enter_sign_in(centres, now, number):
    sign_in(centres[0], now, number)
    return centres[0].desk.written


def enter_sign_out(centres, now, number):
    sign_out(centres[0], now, number)


def enter_hand_back(centres, now, number):
    hand_back(centres[0], now, number)
    return centres[0].desk.written
