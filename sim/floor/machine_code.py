"""Machine code of the doors: kept on disk, loaded and called without numba.

Numba compiles, but importing it and having it read what it kept took each process 0.4 s; this takes a tenth
of that. A function is called as numba's functions call each other: with the place for its answer, the place
for what it raises, and its arguments. It returns a code that says what became of it.
"""

import ctypes
import os
import pickle
from contextlib import suppress
from importlib.metadata import version
from typing import Any

from sim.cache import read_cached, write_cached

TYPES: dict[str, Any] = {
    "int": ctypes.c_int64,
    "float": ctypes.c_double,
    "bool": ctypes.c_bool,
    "None": ctypes.c_void_p,
}
FINE = (0, -2)  # of the codes: there is an answer; it is None


class Raised(ctypes.Structure):
    """The beginning of what numba says of an error."""

    _fields_ = (("pickled", ctypes.c_void_p), ("size", ctypes.c_int32))


class Door:
    """A compiled function of a centre and of numbers."""

    def __init__(self, code, kinds, engine):
        """`code`: its address, in the engine's memory; `kinds`: names of its types, the answer's last."""
        *taken, self.answer = [TYPES[kind] for kind in kinds]
        signature = ctypes.c_int32, *[ctypes.c_void_p] * 3, *taken
        # Types, which nothing but Python's search for rings takes away: made once, not for each centre.
        self.locked, self.unlocked = ctypes.PYFUNCTYPE(*signature), ctypes.CFUNCTYPE(*signature)
        self.code, self.engine = code, engine

    def of(self, centre, unlocked=False):
        """As a function of numbers, for the centre at this address.

        It keeps Python's lock, so no other thread can see a centre between two events. `unlocked`: it lets go
        of it, for a thread that goes on with other things; that takes 0.1 us a call.
        """
        call: Any = (self.unlocked if unlocked else self.locked)(self.code)
        call.engine = self.engine  # which lives as long
        answer, raised = self.answer(), ctypes.c_void_p()
        places = ctypes.addressof(answer), ctypes.addressof(raised), centre

        def enter(*arguments):
            if call(*places, *arguments) not in FINE:
                raise error(raised.value)
            return answer.value

        return enter


def error(raised):
    """The exception that a rule raised."""
    import numba  # noqa: F401  what it pickles needs it

    told = Raised.from_address(raised)
    kind, arguments, _where = pickle.loads(ctypes.string_at(told.pickled, told.size))
    return kind(*arguments or ())


def machine():
    """What machine code depends on beside the rules: numba, its settings, LLVM and the processor.

    Raises ImportError where numba is not installed.
    """
    numba = version("numba")
    import llvmlite
    from llvmlite import binding as llvm

    processor = llvm.get_process_triple(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    settings = sorted(item for item in os.environ.items() if item[0].startswith("NUMBA_"))
    return numba, llvmlite.__version__, *processor, settings


def loaded(code, kinds):
    """The doors by name. `code`: by door its symbol and machine code; `kinds`: by door as in `Door`."""
    from llvmlite import binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target.create_target_machine())
    for _symbol, machine_code in code.values():
        engine.add_object_file(llvm.ObjectFileRef.from_data(machine_code))
    engine.finalize_object()
    return {
        name: Door(engine.get_function_address(symbol), kinds[name], engine)
        for name, (symbol, _machine_code) in code.items()
    }


def kept(path):
    """What `keep` wrote; None where there is nothing that can be read."""
    with suppress(EOFError, pickle.UnpicklingError):
        return pickle.loads(read_cached(path) or b"")
    return None


def keep(path, code):
    """Write the machine code; where that is impossible it is compiled again next time."""
    write_cached(path, pickle.dumps(code))
