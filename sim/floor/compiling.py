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
from sim.floor.rulebook import RULES, contents, rules_without_options

RULEBOOK = (*RULES, calendar_compiled, doors)


@functools.cache
def compiled(plain=False, boundscheck=False):
    """All rules by name, compiled; for plain centres without what options need.

    Raises ImportError where numba is not installed.
    """
    import numba

    settings: Any = numba.config
    rules, constants = contents(RULEBOOK)
    if plain:
        shorter = vars(rules_without_options())
        rules = {name: shorter.get(name, rule) for name, rule in rules.items()}
    cache = not boundscheck
    kept = settings.CACHE_DIR
    edition = fingerprint(rules, constants)
    if cache:
        settings.CACHE_DIR = str(cache_folder() / edition)
    try:
        namespace = {"__name__": "sim.floor.compiled", **constants}
        for name, rule in rules.items():
            namespace[name] = numba.njit(cache=cache, boundscheck=boundscheck)(
                copy_of(rule, namespace, edition)
            )
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


def copy_of(function, namespace, edition):
    """Named after the edition: numba names symbols after functions and a number that starts anew in each
    process, so those of two editions, loaded into one, could be taken for each other."""
    copied = types.FunctionType(function.__code__, namespace, function.__name__, function.__defaults__)
    copied.__module__ = function.__module__
    copied.__qualname__ = f"{function.__qualname__}_{edition}"
    return copied
