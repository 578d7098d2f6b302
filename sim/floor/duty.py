"""Who is on the phone when, by the plan of the week and by what takes people off the phone beside it.

On the phone is who is on shift and kept away by nothing.
"""

from sim.floor.calendar_simpy import await_moment
from sim.floor.kinds import (
    MOST_CAUSES,
    NEVER,
    NOBODY,
    PAUSE_BEGINS,
    SEATS_ASKED,
    SHIFT_BEGINS,
    SHIFT_ENDS,
    SPARE,
)
from sim.floor.presence import ABSENT, ASKED, FILLED, ROSTERED, UNATTENDED, UNPAID, WANTED
from sim.floor.waiting import hand_back, sign_in, sign_out

FIRST_HOURS = 120.0  # of a day's overtime, at the lower rate: Hours of Work and Rest Law 1951, section 16


# --- the plan ------------------------------------------------------------------------------------------


def begin_plan(centre, now):
    """A pool has been given a plan. What it says of now happens at once."""
    centre.desk.moment = now
    on_plan(centre, now)


def on_plan(centre, now):
    """All pools' people do what is planned for now; where there is no room to write, in several steps."""
    if centre.desk.moment == now:
        centre.desk.moment = NEVER
        if is_done(centre, now):
            await_moment(centre, next_moment(centre))
        else:
            await_moment(centre, now)


def is_done(centre, now):
    for number in range(centre.house.pools):
        shifts = centre.shifts[number]
        while shifts.at < shifts.planned and shifts.time[shifts.at] == now:
            heed(centre, now, shifts, shifts.at)
            shifts.at += 1
        if shifts.looked < shifts.at and not all_looked_at(centre, now, shifts):
            return False
    return True


def next_moment(centre):
    """When the plan of a pool says something again."""
    first = NEVER
    for number in range(centre.house.pools):
        shifts = centre.shifts[number]
        if shifts.at < shifts.planned:
            first = min(first, shifts.time[shifts.at])
    return first


def heed(centre, now, shifts, entry):
    """What one entry of the plan changes, before anybody comes or goes."""
    kind = shifts.kind[entry]
    if kind == SEATS_ASKED:
        set_level(shifts, now, ASKED, shifts.what[entry])
    elif still_holds(centre, shifts, entry):
        there = centre.attendance[shifts.agent[entry]]
        if kind == SHIFT_BEGINS:
            begin_shift(there, now, shifts.what[entry], shifts.paid[entry])
        elif kind == SHIFT_ENDS:
            end_shift(shifts, there, now)
        elif kind == PAUSE_BEGINS:
            keep_away(there, int(shifts.what[entry]))
        else:
            let_back(there, int(shifts.what[entry]))


def still_holds(centre, shifts, entry):
    """Whether who it was planned for is still there."""
    return centre.attendance[shifts.agent[entry]].holder == shifts.holder[entry]


def all_looked_at(centre, now, shifts):
    """Who should be on the phone and isn't comes, in order of agents; then goes who is and shouldn't. False
    where there was no room for all: then those who are left are found again."""
    for entry in range(shifts.looked, shifts.at):
        number = shifts.agent[entry]
        if number != NOBODY and still_holds(centre, shifts, entry):
            if centre.desk.written + SPARE > len(centre.samples):
                return False
            come_to_phone(centre, now, shifts, number)
    for entry in range(shifts.looked, shifts.at):
        number = shifts.agent[entry]
        if number != NOBODY and still_holds(centre, shifts, entry):
            if centre.desk.written + SPARE > len(centre.samples):
                return False
            leave_phone(centre, now, shifts, number)
            count_presence(shifts, centre.attendance[number], now)
    shifts.looked = shifts.at
    count_seats(shifts, now)
    return True


# --- beside the plan -----------------------------------------------------------------------------------


def take_off(centre, now, number, cause):
    """Off the phone for a while, at once or after the call in hand."""
    keep_away(centre.attendance[number], cause)
    look_at(centre, now, number)


def put_back(centre, now, number, cause):
    """What took the agent off the phone is over."""
    let_back(centre.attendance[number], cause)
    look_at(centre, now, number)


def vacate(centre, now, number):
    """Whoever held the place has left."""
    there = centre.attendance[number]
    end_shift(centre.shifts[centre.agents[number].pool], there, now)
    there.causes = 0
    look_at(centre, now, number)
    there.holder += 1


def look_at(centre, now, number):
    shifts = centre.shifts[centre.agents[number].pool]
    come_to_phone(centre, now, shifts, number)
    leave_phone(centre, now, shifts, number)
    count_presence(shifts, centre.attendance[number], now)
    count_seats(shifts, now)


# --- an agent ------------------------------------------------------------------------------------------


def begin_shift(there, now, before, paid):
    """`before`: of overtime, minutes of it on the same day before; else NEVER."""
    there.on_shift = 1
    if before < NEVER:
        there.extra_since = now
        there.extra_before = before
        there.extra_paid = paid


def end_shift(shifts, there, now):
    there.on_shift = 0
    let_back(there, ABSENT)
    if there.extra_since < NEVER:
        minutes = (now - there.extra_since) * there.extra_paid
        shifts.overtime_time += minutes
        shifts.overtime_extra += supplement(shifts, minutes, there.extra_before)
        there.extra_since = NEVER


def supplement(shifts, minutes, before):
    """What overtime is paid beyond the plain wage, as its minutes. `before`: minutes of overtime that day."""
    lower = max(0.0, min(FIRST_HOURS - before, minutes))
    return lower * shifts.overtime_premium + (minutes - lower) * shifts.overtime_premium_after


def keep_away(there, cause):
    if there.causes < MOST_CAUSES:
        there.away[there.causes] = cause
        there.causes += 1


def let_back(there, cause):
    """The cause is over, if it was one; those that came after it move up."""
    found = 0
    for place in range(there.causes):
        if found:
            there.away[place - 1] = there.away[place]
        elif there.away[place] == cause:
            found = 1
    there.causes -= found


def come_to_phone(centre, now, shifts, number):
    there = centre.attendance[number]
    if there.on_shift and there.causes == 0 and not there.on_phone:
        there.on_phone = 1
        shifts.on_phone += 1
        sign_in(centre, now, number)


def leave_phone(centre, now, shifts, number):
    there = centre.attendance[number]
    if there.on_phone and not (there.on_shift and there.causes == 0):
        there.on_phone = 0
        shifts.on_phone -= 1
        if shifts.hands_back and not there.on_shift:
            hand_back(centre, now, number)
        else:
            sign_out(centre, now, number)


# --- levels --------------------------------------------------------------------------------------------


def count_presence(shifts, there, now):
    """Who is on shift, and what keeps off the phone whoever is."""
    cause = there.away[0] if there.on_shift and there.causes > 0 else NOBODY
    if there.on_shift != there.counted_on:
        change_level(shifts, now, ROSTERED, there.on_shift - there.counted_on)
        there.counted_on = there.on_shift
    if cause != there.counted_as:
        leave_cause(shifts, there, now)
        if cause != NOBODY:
            change_level(shifts, now, cause, 1)
            if shifts.is_unpaid[cause]:
                change_level(shifts, now, UNPAID, 1)
        there.counted_as = cause


def leave_cause(shifts, there, now):
    if there.counted_as != NOBODY:
        change_level(shifts, now, there.counted_as, -1)
        if shifts.is_unpaid[there.counted_as]:
            change_level(shifts, now, UNPAID, -1)


def count_seats(shifts, now):
    if shifts.rota:
        asked = shifts.level[ASKED]
        set_level(shifts, now, FILLED, min(float(shifts.on_phone), asked))
        set_level(shifts, now, WANTED, 1.0 if asked > 0.0 else 0.0)
        set_level(shifts, now, UNATTENDED, 1.0 if asked > 0.0 and shifts.on_phone == 0 else 0.0)


def change_level(shifts, now, level, by):
    set_level(shifts, now, level, shifts.level[level] + by)


def set_level(shifts, now, level, value):
    if value != shifts.level[level]:
        add_up(shifts, now, level)
        shifts.level[level] = value


def add_up(shifts, now, level):
    shifts.total[level] += shifts.level[level] * (now - shifts.since[level])
    shifts.since[level] = now


def add_up_levels(centre, now):
    """All levels integrated until now."""
    for number in range(centre.house.pools):
        shifts = centre.shifts[number]
        for level in range(len(shifts.total)):
            add_up(shifts, now, level)
