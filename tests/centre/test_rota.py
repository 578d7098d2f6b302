"""The rota: shifts cover the seats; people work within their hours and rest between days."""

from hypothesis import given
from hypothesis import strategies as st

from sim.workforce.rota import LEAST, REST, SPAN, assign, shifts_of

INTERVAL = 60.0
weeks = st.lists(st.integers(0, 4), min_size=168, max_size=168)


@given(weeks, st.sampled_from([60.0, 240.0, 480.0, 10080.0]))
def test_shifts_cover_exactly_the_seats_wanted(wanted, longest):
    shifts = shifts_of(wanted, INTERVAL, longest)
    for slot, seats in enumerate(wanted):
        assert sum(a <= slot * INTERVAL < b for a, b in shifts) == seats
    assert all(0 < b - a <= longest for a, b in shifts)
    assert shifts == sorted(shifts)


def test_one_seat_round_the_clock_is_three_shifts_a_day():
    shifts = shifts_of([1] * 168, INTERVAL, 480.0)
    assert shifts == [(480.0 * k, 480.0 * (k + 1)) for k in range(21)]


def test_who_came_first_goes_first():
    wanted = [0] * 8 + [1] * 2 + [2] * 4 + [1] * 2 + [0] * 152
    assert shifts_of(wanted, INTERVAL, 480.0) == [(480.0, 840.0), (600.0, 960.0)]


@given(weeks, st.integers(0, 12), st.sampled_from([20 * 60.0, 42 * 60.0]))
def test_people_keep_their_hours_and_their_rest(wanted, people, hours):
    shifts = tuple(shifts_of(wanted, INTERVAL, 480.0))
    rota = assign(shifts, people, hours)
    assert sum(b - a for a, b, _ in rota) == sum(b - a for a, b in shifts), (
        "every minute is assigned or empty"
    )
    for person in range(people):
        own = [(a, b) for a, b, who in rota if who == person]
        assert sum(b - a for a, b in own) <= hours
        begun = None
        for i, (a, b) in enumerate(own):
            if i == 0 or a - own[i - 1][1] >= REST:
                begun = a
            assert i == 0 or a >= own[i - 1][1], "nobody is in two places"
            assert b - begun <= SPAN


def test_five_people_of_42_hours_fill_210_and_no_more():
    wanted = ([1] * 8 + [2] * 8 + [1] * 8) * 7
    rota = assign(tuple(shifts_of(wanted, INTERVAL, 480.0)), 5, 42 * 60.0)
    filled = sum(b - a for a, b, who in rota if who >= 0)
    assert 210 * 60 - 5 * LEAST < filled <= 210 * 60


def test_a_shortage_is_spread_over_the_week_and_nobody_is_missed_before_company_is():
    """A first seat of 168 hours, a second of 40; four people have 168: the first stays filled."""
    wanted = ([1] * 8 + [2] * 8 + [1] * 8) * 5 + [1] * 48
    shifts = tuple(shifts_of(wanted, INTERVAL, 480.0))
    rota = assign(shifts, 4, 42 * 60.0)
    alone = [not any(a <= slot * INTERVAL < b for a, b, who in rota if who >= 0) for slot in range(168)]
    assert sum(alone) <= 4, "parts of shifts that rest between days does not allow"
    by_half = [
        sum(b - a for a, b, who in assign(shifts, 3, 42 * 60.0) if who >= 0 and a // 5040 == half)
        for half in (0, 1)
    ]
    assert abs(by_half[0] - by_half[1]) <= 2 * 480


def test_nobody_to_assign():
    assert assign(((0.0, 480.0),), 0, 2520.0) == ((0.0, 480.0, -1),)
