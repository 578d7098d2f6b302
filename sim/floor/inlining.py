"""Rules written into the rules that call them: in Python a call costs as much as three lines of work.

All happens to syntax trees, on the way from source to code. A rule is written into another where that cannot
change what happens: its only `return`, if it has any, comes last.
"""

import ast
from dataclasses import dataclass
from itertools import count

LONGEST = 400  # nodes of a rule that is written into others: more make no run quicker, only its start longer
PURE = {"draw", "int", "float", "min", "max", "abs"}  # calls of these may be put off past each other


@dataclass
class Ready:
    """A rule with others written into it, and what it takes to write it into one more."""

    tree: ast.FunctionDef
    parameters: list[str]
    writes: set[str]  # names
    body: list[ast.stmt]  # without its text and its `return`
    result: ast.expr | None
    fits: bool  # no `return` comes sooner, and it is not too long

    @classmethod
    def of(cls, tree):
        inside = list(ast.walk(tree))
        returns = sum(isinstance(each, ast.Return) for each in inside)
        writes = {
            each.id for each in inside if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        }
        body = [each for each in tree.body if not is_text(each)]
        result = body.pop().value if body and isinstance(body[-1], ast.Return) else None
        fits = returns == (result is not None) and len(inside) <= LONGEST
        return cls(tree, [each.arg for each in tree.args.args], writes, body, result, fits)


class Inline(ast.NodeTransformer):
    """`rules`: their trees by name. `rule(name).tree` has the others written into it."""

    def __init__(self, rules):
        self.rules = rules
        self.ready: dict[str, Ready] = {}
        self.at_work: set[str] = set()
        self.fresh = count()

    def rule(self, name):
        """None where there is no such rule, or it is called by way of itself."""
        if name not in self.ready and name in self.rules and name not in self.at_work:
            self.at_work.add(name)
            self.ready[name] = Ready.of(self.generic_visit(self.rules[name]))
            self.at_work.remove(name)
        return self.ready.get(name)

    def rule_called(self, node):
        """The rule that an expression calls, if it can be written here."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.keywords:
            return None
        rule = self.rule(node.func.id)
        return rule if rule and rule.fits and len(rule.parameters) == len(node.args) else None

    def visit_Expr(self, node):
        return self.written_out(node, lambda result, place: ast.Expr(result, **place))

    def visit_Assign(self, node):
        return self.written_out(node, lambda result, place: ast.Assign(node.targets, result, **place))

    def visit_Return(self, node):
        return self.written_out(node, lambda result, place: ast.Return(result, **place))

    def written_out(self, node, use):
        """The statements of a rule that a statement calls, and then the use of its result."""
        self.generic_visit(node)
        rule = self.rule_called(node.value)
        if rule is None or (rule.result is None and not isinstance(node, ast.Expr)):
            return node
        place = line_of(node)
        put, written = {}, []
        for parameter, value in zip(rule.parameters, node.value.args, strict=True):
            if parameter not in rule.writes and isinstance(value, ast.Name | ast.Constant):
                put[parameter] = value
            else:  # what it is may change while the rule is at work
                put[parameter] = name = self.renamed(parameter)
                written.append(ast.Assign([ast.Name(name.id, ast.Store(), **place)], value, **place))
        put |= {name: self.renamed(name) for name in sorted(rule.writes - put.keys())}
        written += [copied(each, put, place) for each in rule.body]
        if rule.result is not None:
            written.append(use(copied(rule.result, put, place), place))
        return written

    def renamed(self, name):
        return ast.Name(f"{name}_{next(self.fresh)}", ast.Load())

    def visit_Call(self, node):
        """A rule that is but an expression."""
        self.generic_visit(node)
        rule = self.rule_called(node)
        if rule is None or rule.body or rule.result is None:
            return node
        put = dict(zip(rule.parameters, node.args, strict=True))
        for parameter, value in put.items():
            if isinstance(value, ast.Name | ast.Constant):
                continue
            times = sum(isinstance(each, ast.Name) and each.id == parameter for each in ast.walk(rule.result))
            if times != 1 or not (is_pure(value) and is_pure(rule.result)):
                return node
        return copied(rule.result, put, line_of(node))


def copied(tree, put, place):
    """A tree with something else for some names. Who reads a traceback finds the line of the call."""
    if isinstance(tree, list):
        return [copied(each, put, place) for each in tree]
    if not isinstance(tree, ast.AST):
        return tree
    if isinstance(tree, ast.Name) and tree.id in put:
        other = put[tree.id]
        if isinstance(other, ast.Name):
            return ast.Name(other.id, tree.ctx, **place)
        return copied(other, {}, place)
    fields = {name: copied(getattr(tree, name), put, place) for name in tree._fields}
    return type(tree)(**fields, **place) if tree._attributes else tree if not fields else type(tree)(**fields)


def line_of(node):
    return {"lineno": node.lineno, "col_offset": 0, "end_lineno": node.lineno, "end_col_offset": 0}


def is_pure(tree):
    calls = [each.func for each in ast.walk(tree) if isinstance(each, ast.Call)]
    return all(isinstance(each, ast.Name) and each.id in PURE for each in calls)


def is_text(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
