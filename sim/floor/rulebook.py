"""The rules all together, and those that remain of them in a centre without some options.

A rule asks for an option by a flag of the house, such as `if house.quality:`. Under SimPy each such question
would cost as much as a line of work, so the flags are put in as constants, and Python leaves out what cannot
happen. The lines keep their numbers: one steps through the very files. Compiled there are two rulebooks, that
of plain centres and the whole one, since each takes most of a minute to compile.
"""

import ast
import functools
import inspect
import operator
import sys
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
    duty,
    endings,
    expecting,
    farewell,
    following,
    handling,
    handovers,
    hourly,
    judging,
    leading,
    legs,
    lists,
    outcomes,
    patience,
    quality,
    rejecting,
    routing,
    skills,
    surveying,
    transfers,
    waiting,
    week,
    written,
)
from sim.floor.inlining import Inline
from sim.luck import draws

RULES = (
    draws,
    lists,
    written,
    week,
    outcomes,
    handovers,
    legs,
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
    duty,
    leading,
    transfers,
    following,
    endings,
    surveying,
    hourly,
    contacts,
)
CALENDARS = ("schedule", "await_arrival", "await_moment")  # what each calendar has of its own
COMPARED: dict[type, Any] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
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
    """The rules by name, for SimPy, in this house. Whoever steps through them with a debugger meets each as
    it stands; else they are written into each other."""
    switches = [name for name in house.__slots__ if isinstance(getattr(house, name), int)]
    values = tuple((name, getattr(house, name)) for name in switches)
    return folded(values, for_simpy=True, inline=not has_debugger())


def has_debugger():
    """Whether one is at work; from Python 3.12 on some ask `sys.monitoring` and set no trace."""
    monitoring: Any = getattr(sys, "monitoring", None)
    return sys.gettrace() is not None or bool(monitoring and monitoring.get_tool(monitoring.DEBUGGER_ID))


def rules_without_options():
    """The rules by name, in a plain centre. Constants stay names, which a compiler looks up once."""
    return folded(tuple((flag, int(flag == "plain")) for flag in FLAGS))


@functools.lru_cache(maxsize=64)
def folded(values, for_simpy=False, inline=False):
    """`values`: of fields of the house, the same all through a run."""
    modules = (calendar_simpy, *RULES) if for_simpy else RULES
    fold = Fold(dict(values), contents(modules)[1] if for_simpy else {})
    trees = {module: fold.visit(ast.parse(inspect.getsource(module))) for module in modules}
    for tree in trees.values():
        tree.body = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
    inliner = Inline({rule.name: rule for tree in trees.values() for rule in tree.body})
    namespace: dict[str, Any] = dict(vars(calendar_simpy)) if for_simpy else {}
    for module, tree in trees.items():
        if inline:
            tree.body = [inliner.rule(rule.name).tree for rule in tree.body]
        namespace["__name__"] = module.__name__  # each rule remembers where it is from
        exec(compile(tree, inspect.getfile(module), "exec"), namespace)
    return types.SimpleNamespace(**namespace)


class Fold(ast.NodeTransformer):
    """Puts in the values of the house's fields and of constants, and leaves out what then cannot happen."""

    def __init__(self, house, constants):
        self.house, self.constants = house, constants

    def visit_Attribute(self, node):
        of = node.value
        name = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
        if name == "house" and node.attr in self.house:
            return ast.copy_location(ast.Constant(self.house[node.attr]), node)
        return self.generic_visit(node)

    def visit_Name(self, node):
        if node.id in self.constants:
            return ast.copy_location(ast.Constant(self.constants[node.id]), node)
        return node

    def visit_If(self, node):
        self.generic_visit(node)
        known = truth(node.test)
        if known is None:
            node.body = node.body or [nothing(node)]
            return node
        return node.body if known else node.orelse

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.body = up_to_return(node.body) or [nothing(node)]
        return node


def nothing(node):
    return ast.copy_location(ast.Pass(), node)


def truth(test):
    """Whether a condition holds, or None where that is not known beforehand."""
    match test:
        case ast.Constant():
            return bool(test.value)
        case ast.UnaryOp(op=ast.Not()):
            known = truth(test.operand)
            return None if known is None else not known
        case ast.BoolOp(op=op):
            decides = isinstance(op, ast.Or)
            found = [truth(each) for each in test.values]
            if decides in found:
                return decides
            return None if None in found else not decides
        case ast.Compare(left=ast.Constant(value=a), ops=[op], comparators=[ast.Constant(value=b)]):
            return bool(COMPARED[type(op)](a, b))
    return None


def up_to_return(body):
    """What comes after a `return` never happens."""
    for place, statement in enumerate(body):
        if isinstance(statement, ast.Return):
            return body[: place + 1]
    return body
