"""How rules become compiled code; what it does, tests/centre/test_calendars.py holds against SimPy."""

import builtins
import dis
import subprocess
import sys

import pytest

pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")

import numba

from sim.floor import compiling, doors, layout, machine_code, rows
from sim.floor.compiling import RULEBOOK, code_of, compiled, fingerprint, signature, told
from sim.floor.rulebook import contents
from sim.luck import draws


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
    assert before != fingerprint(rules, constants, "plain")

    def close_up(centre):
        centre.desk.pending -= 2

    assert before != fingerprint(rules | {"close_up": close_up}, constants)


def test_luck_is_part_of_what_is_compiled(monkeypatch):
    before = fingerprint(*contents(RULEBOOK))
    monkeypatch.setattr(draws, "draw", with_other_code(draws.draw))
    assert fingerprint(*contents(RULEBOOK)) != before


def with_other_code(rule):
    """The rule, of which a number has changed."""
    code = rule.__code__
    others = tuple(each + 2 if type(each) is int else each for each in code.co_consts)
    return type(rule)(code.replace(co_consts=others), rule.__globals__, rule.__name__, rule.__defaults__)


def test_other_rows_ask_for_another_compilation(monkeypatch):
    before = fingerprint(*contents(RULEBOOK))
    monkeypatch.setattr(compiling, "dtype", lambda kind: layout.dtype(rows.Issue))
    assert fingerprint(*contents(RULEBOOK)) != before


def test_another_processor_or_numba_asks_for_another_compilation(monkeypatch):
    before = fingerprint(*contents(RULEBOOK))
    monkeypatch.setenv("NUMBA_OPT", "1")
    assert fingerprint(*contents(RULEBOOK)) != before
    monkeypatch.setattr(machine_code, "machine", lambda: ("0.99", "another"))
    assert fingerprint(*contents(RULEBOOK)) != before


def test_rules_use_nothing_that_the_fingerprint_leaves_out():
    rules, constants = contents(RULEBOOK)
    used = {
        each.argval
        for rule in rules.values()
        for each in dis.get_instructions(rule)
        if each.opname == "LOAD_GLOBAL"
    }
    assert used - set(dir(builtins)) <= rules.keys() | constants.keys() | {"schedule", "prefetch"}


def test_doors_say_the_types_of_all_they_take_but_the_centre_and_of_their_answers():
    for name, door in contents([doors])[0].items():
        assert len(signature(door).args) == door.__code__.co_argcount, name


def test_rules_are_loaded_once_however_they_are_asked_for():
    assert compiled() is compiled(False) is compiled(0, False)


def test_what_was_compiled_before_needs_no_numba():
    compiled(plain=True)
    again = (
        "import sys; from sim.floor.compiling import compiled; compiled(True); print('numba' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", again], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"


def entered(unlocked, rule, answer, *kinds):
    """The rule, compiled and loaded, of a centre that it doesn't look at."""
    names = {numba.int64: "int", numba.float64: "float", numba.boolean: "bool", numba.void: "None"}
    compiled_rule = numba.njit(**compiling.INSIDE)(rule)
    code = code_of(compiled_rule, answer(numba.types.CPointer(numba.int64), *kinds))
    (door,) = machine_code.loaded(
        {"rule": code}, {"rule": [names[kind] for kind in (*kinds, answer)]}
    ).values()
    return door.of(0, unlocked)


@pytest.mark.parametrize("unlocked", [False, True])
def test_doors_take_numbers_and_answer(unlocked):
    whole = entered(unlocked, lambda centre, a, b: a - b, numba.int64, numba.int64, numba.int64)
    assert whole(2**40, 3) == 2**40 - 3
    real = entered(unlocked, lambda centre, a, b: a - b, numba.float64, numba.float64, numba.int64)
    assert real(0.5, 3) == -2.5
    truth = entered(unlocked, lambda centre, a: a > 1, numba.boolean, numba.float64)
    assert [truth(1.0), truth(2.0)] == [False, True]
    nothing = entered(unlocked, lambda centre: None, numba.void)
    assert nothing() is None


@pytest.mark.parametrize("unlocked", [False, True])
def test_what_a_rule_raises_comes_through_the_door(unlocked):
    divide = entered(unlocked, lambda centre, a, b: a / b, numba.float64, numba.float64, numba.float64)
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        divide(1.0, 0.0)
    assert divide(1.0, 2.0) == 0.5


def test_machine_code_is_kept_whole(tmp_path):
    path = tmp_path / "folder" / "code"
    assert machine_code.kept(path) is None
    machine_code.keep(path, {"door": ("symbol", b"code")})
    assert machine_code.kept(path) == {"door": ("symbol", b"code")}
    path.write_bytes(path.read_bytes()[:-3])
    assert machine_code.kept(path) is None
    machine_code.keep(path / "below", {})  # where nothing can be written
