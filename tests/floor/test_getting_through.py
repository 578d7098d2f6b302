"""Busy lines, balking and redials, told contact by contact."""

import numpy as np

from sim.floor.names import CONTACT_KINDS
from tests.tracing import fixed, play, quiet

EASY = 0.3


def redials(share="100%", after="20min"):
    return {"share": share, "after": fixed(after)}


def test_busy_lines_turn_callers_away(clock):
    """Two lines: one contact is answered and one waits; the third meets busy lines, the fourth doesn't."""
    log = play(quiet(lines=2), [(10, EASY), (11, EASY), (12, EASY), (16, EASY)], clock)
    assert log.legs() == [
        (2, "one", 12, None, 12, "busy", None),
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 11, 15, 20, "answered", None),
        (3, "one", 16, 20, 25, "answered", None),
    ]
    assert log.endings()[0] == (2, "blocked", 12, 1, 0)
    tally = log.record.slots[..., 0]
    assert (tally["offered"].sum(), tally["blocked"].sum(), tally["busy"].sum()) == (4, 1, 1)
    assert log.record.issues["turned_away"].sum() == 0  # the centre was open


def test_who_met_busy_lines_tries_again(clock):
    log = play(quiet(lines=1, redials=redials()), [(10, EASY), (12, EASY)], clock)
    assert log.legs() == [
        (1, "one", 12, None, 12, "busy", None),
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 32, 32, 37, "answered", None),
    ]
    assert log.endings() == [(0, "solved", 15, 1, 0), (1, "solved", 37, 2, 0)]
    assert [CONTACT_KINDS[leg["kind"]] for leg in log.record.legs] == ["first", "first", "redial"]


def test_who_gave_up_tries_again_and_need_not_explain_again(clock):
    """Nobody had heard the story; it is the first answered contact, so it counts as solved in the first."""
    scenario = quiet(patience=fixed("3min"), redials=redials(), explanation={"repeat": "2min"})
    log = play(scenario, [(10, EASY), (11, EASY)], clock)
    assert log.legs() == [
        (1, "one", 11, None, 14, "abandoned", None),
        (0, "one", 10, 10, 15, "answered", None),
        (1, "one", 34, 34, 39, "answered", None),
    ]
    issues = log.record.issues
    assert (issues["redials"].sum(), issues["repeats"].sum(), issues["fcr"].sum()) == (1, 0, 2)


def test_a_redial_may_give_up_again_and_luck_decides_each_time(clock):
    """One agent busy for five hours: everybody who calls keeps trying as long as luck has it."""
    scenario = quiet(
        topics={"any": {"share": "100%", "handle": fixed("5h")}},
        patience=fixed("1min"),
        redials=redials(share="50%", after="4min"),
    )
    log = play(scenario, [(10, EASY)] + [(11, EASY)] * 40, clock)
    contacts = np.array([visits for _, ending, _, visits, _ in log.endings() if ending == "abandoned"])
    # Geometric with mean 2; the mean of 40 lies in (1.2, 3.2) with probability 0.9995.
    assert len(contacts) == 40
    assert 1.2 < contacts.mean() < 3.2
    assert contacts.max() > 2


def test_without_redials_it_is_over(clock):
    log = play(quiet(lines=1, redials=redials(share="0%")), [(10, EASY), (12, EASY)], clock)
    assert log.endings()[0] == (1, "blocked", 12, 1, 0)


def test_balking_customers_hang_up_rather_than_wait(clock):
    """All who'd have to wait balk; who finds somebody free does not."""
    log = play(quiet(balking="100%"), [(10, EASY), (11, EASY), (16, EASY)], clock)
    assert log.legs() == [
        (1, "one", 11, None, 11, "balked", None),
        (0, "one", 10, 10, 15, "answered", None),
        (2, "one", 16, 16, 21, "answered", None),
    ]
    tally = log.record.slots[..., 0]
    assert (tally["abandoned"].sum(), tally["balked"].sum()) == (1, 1)


def test_a_redial_waits_until_the_centre_opens(clock):
    opening = {"Sun-Sat": "08:00-16:00"}
    scenario = quiet(opening=opening, lines=1, redials=redials(after="2h"))
    log = play(scenario, [(15 * 60 + 55, EASY), (15 * 60 + 56, EASY)], clock)
    joined = log.legs()[-1][2]
    assert 24 * 60 + 8 * 60 <= joined < 24 * 60 + 16 * 60
