import math

import pytest

from sim.experiment.flips import HALVINGS, flip


def search(margin, ends, now=None, whole=False):
    """What is found, and the values asked for."""
    asked = []
    going = flip(ends, now, whole, "{:g}".format)
    try:
        values = next(going)
        while True:
            asked += values
            values = going.send([margin(value) for value in values])
    except StopIteration as end:
        return end.value, asked


def test_a_straight_margin_is_found_at_once():
    found, asked = search(lambda x: x - 22.13, (18, 40), now=18)
    assert found.at == pytest.approx(22.13)
    assert len(asked) == len(set(asked)) == 2 + HALVINGS


@pytest.mark.parametrize("sign", [1, -1])
def test_a_bent_margin_is_found_closely(sign):
    found, _asked = search(lambda x: sign * (math.log(x) - 3), (1, 100), now=50)
    assert found.at == pytest.approx(math.exp(3), rel=0.02)


@pytest.mark.parametrize(("now", "at"), [(1.0, 8), (None, 8), (12.0, 7)])
def test_of_whole_numbers_it_is_the_first_on_the_other_side(now, at):
    found, asked = search(lambda x: x - 7.4, (1, 12), now, whole=True)
    assert found.at == at
    assert all(value == round(value) for value in asked)


def test_a_whole_number_at_the_limit_itself():
    assert search(lambda x: 6 - x, (1, 12), 1, whole=True)[0].at == 6


def test_of_two_flips_the_nearer_one():
    found, _asked = search(lambda x: 1 - abs(x - 5), (0, 10), now=5.5)
    assert found.at == pytest.approx(6, rel=0.02)


def test_outside_the_range_the_present_value_is_not_asked_for():
    found, asked = search(lambda x: x - 22, (18, 40), now=50)
    assert found.at == pytest.approx(22)
    assert 50 not in asked


def test_no_flip_says_why():
    found, asked = search(lambda x: x, (1, 9), now=4)
    assert (found.at, found.why) == (None, "the claim holds at 1, 4, 9 alike")
    assert asked == [1, 4, 9]
    assert search(lambda x: -x, (1, 9))[0].why == "the claim fails at 1, 9 alike"


def test_where_nothing_can_be_said():
    found, _asked = search(lambda x: math.nan if x > 8 else 1.0, (1, 9), now=4)
    assert (found.at, found.why) == (None, "nothing can be said at 9")
    found, _asked = search(lambda x: math.nan if x > 8 else 3 - x, (1, 9), now=4)
    assert found.at == pytest.approx(3)
