"""How rules become compiled code; what it does, tests/centre/test_calendars.py holds against SimPy."""

import pytest

pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")

import numba

from sim.floor import doors
from sim.floor.compiling import RULEBOOK, compiled, copy_of, fingerprint, signature, told
from sim.floor.rulebook import contents


def test_whoever_waits_for_compilation_is_told_of_each_rule():
    heard = []
    with told(lambda done, all_: heard.append((done, all_))):
        numba.njit(lambda minutes: minutes + 1.0)(2.0)
        numba.njit(lambda minutes: minutes + 2.0)(2.0)
    assert [done for done, _ in heard] == [1, 2]
    assert heard[0][1] == len(contents(RULEBOOK)[0]) > 100


def test_any_change_of_a_rule_or_constant_asks_for_another_compilation():
    rules, constants = contents(RULEBOOK)
    before = fingerprint(rules, constants)
    assert before == fingerprint(*contents(RULEBOOK))
    assert before != fingerprint(rules, constants | {"NOBODY": -2})

    def close_up(centre):
        centre.desk.pending -= 2

    assert before != fingerprint(rules | {"close_up": close_up}, constants)


def test_rules_of_two_editions_have_names_of_their_own():
    one, other = (copy_of(contents(RULEBOOK)[0]["close_up"], {}, edition) for edition in ("a", "b"))
    assert one.__code__ is other.__code__
    assert one.__qualname__ != other.__qualname__


def test_doors_say_the_types_of_all_they_take_but_the_centre():
    for name, door in contents([doors])[0].items():
        assert len(signature(door)) == door.__code__.co_argcount, name


def test_rules_are_loaded_once_however_they_are_asked_for():
    assert compiled() is compiled(False) is compiled(0, False)
