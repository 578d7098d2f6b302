"""Rules through numba: one namespace of compiled copies, each calling the others' compiled forms.

Only the doors are kept on disk, each with all that it calls (`machine_code`). They are found again by a
fingerprint of all that the machine code depends on: the rules' code in memory, their constants, the layout of
the rows, how they are compiled, numba and the processor.
"""

import functools
import hashlib
import types
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np

from sim.cache import cache_folder
from sim.floor import calendar_compiled, doors, machine_code, rows, rulebook
from sim.floor.layout import dtype
from sim.floor.rulebook import CALENDARS, RULES, contents, rules_without_options

RULEBOOK = (*RULES, calendar_compiled, doors)
Progress = Callable[[int, int], None]  # rules compiled, of how many
INSIDE = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # nothing but numba's own way to call them


def prepare(plain: bool, progress: Progress | None = None) -> None:
    """Have the rules ready, of plain centres or the whole: loaded, or compiled, which takes most of a minute.

    `progress` hears of it only where they have to be compiled.
    """
    needed = progress is not None and not place(bool(plain), False).exists()
    with told(progress) if needed else nullcontext():
        compiled(plain)


def compiled(plain=False, boundscheck=False):
    """The doors by name, with compiled rules behind them; for plain centres without what options need.

    Raises ImportError where numba is not installed.
    """
    return edition_of(bool(plain), boundscheck)


def rules_for(centres, plain=False, boundscheck=False, unlocked=False):
    """The doors for a centre, given as an array of one that outlives them: called with numbers only.

    `unlocked`: see `machine_code.Door.of`.
    """
    doors, address = compiled(plain, boundscheck), centres.ctypes.data
    return types.SimpleNamespace(**{name: door.of(address, unlocked) for name, door in doors.items()})


@functools.cache
def edition_of(plain, boundscheck):
    path = place(plain, boundscheck)
    code = machine_code.kept(path)
    if code is None:
        code = machine_code_of(plain, boundscheck)
        machine_code.keep(path, code)
    kinds = {name: tuple(door.__annotations__.values()) for name, door in contents([doors])[0].items()}
    return machine_code.loaded(code, kinds)


def machine_code_of(plain, boundscheck):
    """Symbol and machine code of each door, compiled now."""
    import numba

    njit: Any = numba.njit
    rules, constants = contents(RULEBOOK)
    if plain:
        shorter = vars(rules_without_options())
        rules = {name: rule if name in CALENDARS else shorter.get(name, rule) for name, rule in rules.items()}
    # As numpy's numbers: of Python's, numba makes a copy of a rule for each value that it is called with.
    namespace: dict[str, Any] = {name: np.array(value)[()] for name, value in constants.items()}
    for name, rule in rules.items():
        namespace[name] = njit(boundscheck=boundscheck, **INSIDE)(copy_of(rule, namespace))
    namespace["schedule"], namespace["prefetch"] = namespace["push"], prefetch()
    return {name: code_of(namespace[name], signature(door)) for name, door in contents([doors])[0].items()}


def code_of(door, kinds):
    door.compile(kinds)
    (made,) = door.overloads.values()
    _name, _kind, (code, _bitcode) = made.library.serialize_using_object_code()
    return made.fndesc.llvm_func_name, code


def signature(door):
    """The types of a door's arguments and of its answer; the first argument is always the centre."""
    import numba

    kinds = {"int": numba.int64, "float": numba.float64, "bool": numba.boolean, "None": numba.void}
    *taken, answer = [kinds[kind] for kind in door.__annotations__.values()]
    return answer(numba.from_dtype(dtype(rows.Centre)), *taken)


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


@functools.cache
def place(plain, boundscheck):
    """Where the machine code is kept."""
    return cache_folder() / f"{fingerprint(*contents(RULEBOOK), plain, boundscheck)}.doors"


def fingerprint(rules, constants, *edition):
    codes = [(name, rule.__code__, rule.__defaults__, rule.__annotations__) for name, rule in rules.items()]
    told = [(name, c.co_code, c.co_consts, c.co_names, c.co_varnames, *more) for name, c, *more in codes]
    how = [Path(file).read_bytes() for file in (__file__, rulebook.__file__)]
    everything = (told, constants, dtype(rows.Centre), edition, how, machine_code.machine())
    return hashlib.sha256(repr(everything).encode()).hexdigest()[:16]


def copy_of(function, namespace):
    copied = types.FunctionType(function.__code__, namespace, function.__name__, function.__defaults__)
    copied.__module__ = function.__module__
    return copied
