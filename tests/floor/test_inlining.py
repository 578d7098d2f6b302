"""Rules written into each other do what they do when they are called."""

import ast
import sys
from types import SimpleNamespace

import pytest

from sim.floor import rulebook
from sim.floor.inlining import Inline
from sim.floor.rulebook import rules_of
from sim.floor.setting import House

RULES = """
def twice(x):
    return 2 * x

def is_long(row):
    return row.minutes > 5

def note(row, by):
    before = row.minutes
    row.minutes += by
    row.noted = before + by

def made(row, x):
    row.minutes = x
    x = x + 1
    return x

def early(row):
    if row.minutes > 5:
        return
    row.noted = 0

def again(row, times):
    if times > 0:
        again(row, times - 1)
    row.noted += 1

def first(x, y):
    return x

def use(row):
    before = 100
    note(row, row.minutes)
    early(row)
    got = made(row, twice(row.minutes))
    again(row, 2)
    row.kept = 1 + first(1, note(row, 3))
    row.seen = [before, got, is_long(row), twice(before)]
    return made(row, before)
"""


def built(inline):
    tree = ast.parse(RULES)
    if inline:
        rules = Inline({rule.name: rule for rule in tree.body})
        tree.body = [rules.rule(rule.name).tree for rule in tree.body]
    namespace = {}
    exec(compile(tree, "rules", "exec"), namespace)
    return tree, namespace


@pytest.mark.parametrize("minutes", [1, 4, 7])
def test_they_do_the_same(minutes):
    rows = [SimpleNamespace(minutes=minutes, noted=0) for _each in range(2)]
    results = [built(inline)[1]["use"](row) for inline, row in zip((False, True), rows, strict=True)]
    assert rows[0] == rows[1]
    assert results[0] == results[1]


def test_what_may_end_early_calls_itself_or_has_an_effect_stays_a_call():
    tree, _ = built(inline=True)
    (use,) = (rule for rule in tree.body if rule.name == "use")
    calls = {each.func.id for each in ast.walk(use) if isinstance(each, ast.Call)}
    assert calls == {"early", "again", "first", "note"}, (
        "what is called for its effect is called all the same"
    )


def test_whoever_steps_through_the_rules_meets_each(monkeypatch):
    def calls(rules):
        return "note_answer" in rules.serve.__code__.co_names

    before = sys.gettrace()
    sys.settrace(lambda *_: None)
    try:
        assert calls(rules_of(House()))
    finally:
        sys.settrace(before)
    monkeypatch.setattr(rulebook, "has_debugger", lambda: False)  # a measure of coverage passes for one
    assert not calls(rules_of(House()))
