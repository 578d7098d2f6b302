import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report import amounts
from sim.report.amounts import MINUS, Scale, scale

PLAIN = Scale(1.0, "", "")
NAN = math.nan


@pytest.mark.parametrize(
    ("low", "high", "figure", "expected"),
    [
        (38.6, 52.1, 45.37, 0),  # half of it is 6.8
        (45.0, 45.8, 45.37, 1),
        (440.0, 460.0, 453.0, 0),  # 10 is kept to two digits
        (420.0, 500.0, 453.0, -1),  # 40 to one
        (0.01, 0.03, 0.02, 3),
        (-1.0, 5.0, 2.0, 1),
        (NAN, NAN, 1234.0, -1),  # no interval: three digits
        (NAN, NAN, 0.04567, 4),
        (10.0, 10.0, 10.0, 1),
        (0.0, 0.0, 0.0, 0),
        (2.50931, 2.51079, 2.5101, 2),  # never more than three digits
    ],
)
def test_an_interval_supports_so_many_places(low, high, figure, expected):
    assert amounts.places(low, high, figure) == expected


def test_figures_are_rounded_to_what_their_interval_supports():
    assert amounts.value(45.37, 38.6, 52.1, scale("s", [45.37])) == "45\N{NO-BREAK SPACE}s"
    assert amounts.value(0.68372, 0.659, 0.708, scale("share", [0.68])) == "68.4%"
    assert amounts.value(1_234_567, 1_190_000, 1_280_000, scale("money", [1_234_567], "ILS")) == (
        "1.23\N{NO-BREAK SPACE}M ILS"
    )
    assert amounts.interval(38.6, 52.1, PLAIN) == "39 to 52"
    assert amounts.difference(0.0712, 0.052, 0.0904, scale("share", [])) == "+7.1\N{NO-BREAK SPACE}pp"
    assert amounts.difference(-4.6, -5.4, -3.8, PLAIN) == MINUS + "4.6"


def test_an_interval_that_leaves_zero_out_is_not_shown_to_hold_it():
    assert amounts.interval(0.31, 19.0, PLAIN) == "0.3 to 19"
    assert amounts.interval(-19.0, -0.31, PLAIN) == f"{MINUS}19 to {MINUS}0.3"
    assert amounts.interval(-0.31, 19.0, PLAIN) == "0 to 19"  # it does hold zero


def test_what_is_not_known_is_a_dash():
    assert amounts.value(NAN, NAN, NAN, scale("share", [NAN])) == "–"
    assert amounts.difference(NAN, NAN, NAN, scale("share", [NAN])) == "–"
    assert amounts.interval(NAN, NAN, PLAIN) == ""
    assert amounts.number(math.inf, 0) == "∞"


def test_an_interval_without_width_is_not_shown():
    assert amounts.interval(56_314.0, 56_314.0 * (1 + 1e-12), PLAIN) == ""
    assert amounts.interval(2.50931, 2.51079, PLAIN) == ""
    assert amounts.size(-56_314.0, -56_314.0, -56_314.0, PLAIN) == "56\N{NARROW NO-BREAK SPACE}300"


@pytest.mark.parametrize(
    ("unit", "figure", "label"),
    [
        ("s", 45.0, "s"),
        ("s", 300.0, "min"),
        ("s", 3 * 3600.0, "h"),
        ("s", 3 * 86400.0, "days"),
        ("hours", 0.01, "s"),
        ("hours", 30.0, "h"),
        ("hours", 72.0, "days"),
        ("share", 0.5, "%"),
        ("share_per_year", 0.5, "% a year"),
        ("people", 3.0, ""),
        ("count", 3.0, ""),
        ("money", 1000.0, "USD"),
    ],
)
def test_the_unit_fits_the_figure(unit, figure, label):
    assert scale(unit, [figure], "USD").label == label


@given(
    mean=st.floats(-1e6, 1e6, allow_subnormal=False),
    half=st.floats(1e-3, 1e5),
)
def test_rounding_is_small_against_the_interval(mean, half):
    decimals = amounts.places(mean - half, mean + half, mean)
    assert abs(round(mean, decimals) - mean) <= max(0.15 * half, abs(mean) / 200) * (1 + 1e-9) + 1e-9
