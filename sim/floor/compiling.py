"""Rules through numba: one namespace of compiled copies, each calling the others' compiled forms.

The cache on disk is keyed by the rules' code in memory, their constants and the layout of the rows,
since numba itself notices only changes of a rule's own file.
"""

import functools
import hashlib
import os
import types
from pathlib import Path
from typing import Any

from sim.floor import calendar_compiled, doors, rows
from sim.floor.layout import dtype
from sim.floor.rulebook import RULES, contents

RULEBOOK = (*RULES, calendar_compiled, doors)


@functools.cache
def compiled(boundscheck=False):
    """All rules by name, compiled. Raises ImportError where numba is not installed."""
    import numba

    settings: Any = numba.config
    rules, constants = contents(RULEBOOK)
    cache = not boundscheck
    kept = settings.CACHE_DIR
    if cache:
        settings.CACHE_DIR = str(cache_folder() / fingerprint(rules, constants))
    try:
        namespace = {"__name__": "sim.floor.compiled", **constants}
        for name, rule in rules.items():
            namespace[name] = numba.njit(cache=cache, boundscheck=boundscheck)(copy_of(rule, namespace))
        namespace["schedule"] = namespace["push"]
    finally:
        settings.CACHE_DIR = kept
    return types.SimpleNamespace(**namespace)


def cache_folder():
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "moked"


def fingerprint(rules, constants):
    codes = [(name, rule.__code__) for name, rule in rules.items()]
    told = [(name, code.co_code, code.co_consts, code.co_names, code.co_varnames) for name, code in codes]
    return hashlib.sha256(repr((told, constants, dtype(rows.Centre))).encode()).hexdigest()[:16]


def copy_of(function, namespace):
    copied = types.FunctionType(function.__code__, namespace, function.__name__, function.__defaults__)
    copied.__module__ = function.__module__
    copied.__qualname__ = function.__qualname__
    return copied
