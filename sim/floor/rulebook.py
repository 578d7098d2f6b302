"""The rules all together, and those that remain of them in a centre without some options.

A rule asks for an option by a flag of the house, such as `if house.quality:`. Under SimPy each such question
would cost as much as a line of work, so the flags are put in as constants, and Python leaves out what cannot
happen. The lines keep their numbers: one steps through the very files. Compiled there are two rulebooks, that
of plain centres and the whole one, since each takes most of a minute to compile.
"""

import ast
import functools
import inspect
import types
from typing import Any

from sim.floor import (
    backlog,
    breaking_off,
    calendar_simpy,
    chats,
    consulting,
    contacts,
    desk,
    endings,
    expecting,
    farewell,
    following,
    handling,
    hourly,
    judging,
    lists,
    patience,
    quality,
    record,
    rejecting,
    routing,
    skills,
    surveying,
    transfers,
    waiting,
    written,
)
from sim.luck import draws

RULES = (
    draws,
    lists,
    written,
    record,
    patience,
    farewell,
    quality,
    skills,
    judging,
    expecting,
    desk,
    handling,
    rejecting,
    consulting,
    routing,
    chats,
    backlog,
    breaking_off,
    waiting,
    transfers,
    following,
    endings,
    surveying,
    hourly,
    contacts,
)
CALENDARS = ("schedule", "await_arrival")  # what each calendar has of its own
FLAGS = ("plain", "quality", "colleagues", "judged")  # of the house, the same all through a run


def contents(modules):
    """All rules and constants, by name. One name has one meaning: raises TypeError where it has two."""
    rules: dict[str, types.FunctionType] = {}
    constants: dict[str, float] = {}
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, types.FunctionType) and value.__module__ == module.__name__:
                if rules.setdefault(name, value) is not value:
                    raise TypeError(f"two rules are called {name}")
            elif isinstance(value, int | float) and constants.setdefault(name, value) != value:
                raise TypeError(f"two constants are called {name}")
    return rules, constants


def rules_of(house):
    """The rules by name, for SimPy, in a house with these flags."""
    return folded(tuple(getattr(house, flag) for flag in FLAGS))


def rules_without_options():
    """The rules by name, in a plain centre. Constants stay names, which a compiler looks up once."""
    return folded((1, *[0] * (len(FLAGS) - 1)), constants_too=False)


@functools.cache
def folded(values, constants_too=True):
    constants = contents(RULES)[1] if constants_too else {}
    namespace: dict[str, Any] = {name: getattr(calendar_simpy, name) for name in CALENDARS}
    fold = Fold(dict(zip(FLAGS, values, strict=True)), constants)
    for module in RULES:
        tree = ast.parse(inspect.getsource(module))
        tree.body = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
        namespace["__name__"] = module.__name__  # each rule remembers where it is from
        exec(compile(fold.visit(tree), inspect.getfile(module), "exec"), namespace)
    return types.SimpleNamespace(**namespace)


class Fold(ast.NodeTransformer):
    """Puts in the values of flags, and of all constants: Python looks up names of modules each time."""

    def __init__(self, flags, constants):
        self.flags, self.constants = flags, constants

    def visit_Attribute(self, node):
        of = node.value
        name = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
        if name == "house" and node.attr in self.flags:
            return ast.copy_location(ast.Constant(self.flags[node.attr]), node)
        return self.generic_visit(node)

    def visit_Name(self, node):
        if node.id in self.constants:
            return ast.copy_location(ast.Constant(self.constants[node.id]), node)
        return node
