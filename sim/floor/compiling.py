"""Rules through numba: one namespace of compiled copies, each calling the others' compiled forms.

Only the doors are kept on disk, each with all that it calls. The cache is keyed by the rules' code in memory,
their constants and the layout of the rows, since numba itself notices only changes of a rule's own file.
"""

import functools
import hashlib
import os
import types
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from sim.floor import calendar_compiled, doors, rows
from sim.floor.layout import dtype
from sim.floor.rulebook import CALENDARS, RULES, contents, rules_without_options

RULEBOOK = (*RULES, calendar_compiled, doors)
Progress = Callable[[int, int], None]  # rules compiled, of how many
INSIDE = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # rules that only other rules call


def prepare(plain: bool, progress: Progress | None = None) -> None:
    """Have the rules ready, of plain centres or the whole: loaded, or compiled, which takes most of a minute.

    `progress` hears of it only where they have to be compiled.
    """
    with told(progress):
        compiled(plain)


def compiled(plain=False, boundscheck=False):
    """All rules by name, compiled; for plain centres without what options need.

    Raises ImportError where numba is not installed.
    """
    return edition_of(bool(plain), boundscheck)


@functools.cache
def edition_of(plain, boundscheck):
    import numba

    settings: Any = numba.config
    njit: Any = numba.njit
    rules, constants = contents(RULEBOOK)
    if plain:
        shorter = vars(rules_without_options())
        rules = {name: rule if name in CALENDARS else shorter.get(name, rule) for name, rule in rules.items()}
    cache = not boundscheck
    kept = settings.CACHE_DIR
    edition = fingerprint(rules, constants)
    if cache:
        settings.CACHE_DIR = str(cache_folder() / edition)
    try:
        namespace: dict[str, Any] = {"__name__": "sim.floor.compiled"}
        # As numpy's numbers: of Python's, numba makes a copy of a rule for each value that it is called with.
        namespace |= {name: np.array(value)[()] for name, value in constants.items()}
        for name, rule in rules.items():
            how = {"cache": cache} if is_door(rule) else INSIDE
            copied = copy_of(rule, namespace, edition)
            namespace[name] = njit(boundscheck=boundscheck, **how)(copied)
        namespace["schedule"], namespace["prefetch"] = namespace["push"], prefetch()
        for name, rule in rules.items():
            if is_door(rule):
                namespace[name].compile(signature(rule))
    finally:
        settings.CACHE_DIR = kept
    return types.SimpleNamespace(**namespace)


def is_door(rule):
    return rule.__module__ == doors.__name__


@functools.cache
def centre_type():
    import numba

    return numba.typeof(np.empty(1, dtype(rows.Centre)))


def signature(door):
    """The types of a door's arguments; the first is always the centre."""
    import numba

    kinds = {
        "int": numba.int64,
        "float": numba.float64,
        "Ints": numba.int64[::1],
        "Floats": numba.float64[::1],
    }
    return (centre_type(), *(kinds[kind] for kind in door.__annotations__.values()))


def prefetch():
    """The instruction that brings a number of a table into the processor's cache."""
    from llvmlite import ir
    from numba import types as kinds
    from numba.core import cgutils
    from numba.extending import intrinsic

    @intrinsic
    def asked_for(_typing, table, row, column):
        def generate(context, builder, signature, arguments):
            array = context.make_array(signature.args[0])(context, builder, arguments[0])
            index = [
                builder.sext(each, ir.IntType(64)) if each.type.width < 64 else each for each in arguments[1:]
            ]
            place = cgutils.get_item_pointer(context, builder, signature.args[0], array, index)
            word, byte = ir.IntType(32), ir.IntType(8).as_pointer()
            function = cgutils.get_or_insert_function(
                builder.module, ir.FunctionType(ir.VoidType(), [byte, word, word, word]), "llvm.prefetch.p0i8"
            )
            reading, soon, data = (ir.Constant(word, each) for each in (0, 3, 1))
            builder.call(function, [builder.bitcast(place, byte), reading, soon, data])
            return context.get_dummy_value()

        return kinds.void(table, kinds.int64, kinds.int64), generate

    return asked_for


@contextmanager
def told(progress):
    """Tells of each rule that numba has compiled."""
    from numba.core import event

    if progress is None:
        yield
        return
    done, most = 0, len(contents(RULEBOOK)[0])  # not all are called in a plain centre

    class Listener(event.Listener):
        def on_start(self, event):
            pass

        def on_end(self, event):
            nonlocal done
            done = min(done + 1, most)
            progress(done, most)

    with event.install_listener("numba:compile", Listener()):
        yield


def cache_folder():
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "moked"


def fingerprint(rules, constants):
    codes = [(name, rule.__code__) for name, rule in rules.items()]
    told = [(name, code.co_code, code.co_consts, code.co_names, code.co_varnames) for name, code in codes]
    return hashlib.sha256(repr((told, constants, dtype(rows.Centre))).encode()).hexdigest()[:16]


def copy_of(function, namespace, edition):
    """Named after the edition: numba names symbols after functions and a number that starts anew in each
    process, so those of two editions, loaded into one, could be taken for each other."""
    copied = types.FunctionType(function.__code__, namespace, function.__name__, function.__defaults__)
    copied.__module__ = function.__module__
    copied.__qualname__ = f"{function.__qualname__}_{edition}"
    return copied
