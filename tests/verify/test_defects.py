"""That defects can still be sown. It takes `moked verify --defects` minutes to sow them."""

import ast
import json

import pytest

from sim.verify import defects
from sim.verify.defects import Defect, NoCheckoutError, _is_of, checkout, run_defects


@pytest.mark.parametrize("defect", defects.defects().values(), ids=lambda defect: defect.id)
def test_a_defect_can_be_sown_and_its_test_is_there(defect):
    path = checkout() / defect.file
    sown = defect.sown(path.read_text())
    assert sown != path.read_text()
    ast.parse(sown)
    file, name = defect.test.split("::")
    functions = ast.parse((checkout() / file).read_text()).body
    assert name.split("[")[0] in {each.name for each in functions if isinstance(each, ast.FunctionDef)}


def test_there_are_twenty_at_least_and_no_two_are_the_same():
    table = defects.defects().values()
    assert len(table) >= 20
    assert len({(each.file, each.old, each.new) for each in table}) == len(table)


def test_a_text_that_is_gone_or_there_twice_makes_a_defect_stale():
    defect = Defect("x", "", "a.py", "1", "2", "t")
    assert defect.sown("a = 1") == "a = 2"
    for text in ("a = 3", "a = 1 + 1"):
        with pytest.raises(ValueError, match="x is stale"):
            defect.sown(text)


def test_a_test_named_without_parameters_is_all_of_them():
    assert _is_of("t.py::test_a[simpy]", "t.py::test_a")
    assert _is_of("t.py::test_a", "t.py::test_a")
    assert not _is_of("t.py::test_ab", "t.py::test_a")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A source tree of one rule, with defects of every kind."""
    for name in ("sim", "tests", "scenarios"):
        (tmp_path / name).mkdir()
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "sim/__init__.py").write_text("")
    (tmp_path / "sim/rule.py").write_text("def twice(x):\n    return 2 * x\n")
    (tmp_path / "tests/test_rule.py").write_text(
        "from sim.rule import twice\n\n\ndef test_twice():\n    assert twice(3) == 6\n\n\n"
        "def test_zero():\n    assert twice(0) == 0\n\n\ndef test_wrong():\n    assert twice(1) == 3\n"
    )
    rows = (
        ("seen", "2 * x", "3 * x", "test_twice"),
        ("unseen", "2 * x", "3 * x", "test_zero"),
        ("gone", "4 * x", "3 * x", "test_twice"),
        ("error", "2 * x", "2 * y", "test_twice"),
        ("red", "2 * x", "3 * x", "test_wrong"),
    )
    table = {
        id: Defect(id, "", "sim/rule.py", old, new, f"tests/test_rule.py::{test}")
        for id, old, new, test in rows
    }
    monkeypatch.setattr(defects, "defects", lambda: table)
    monkeypatch.setattr(defects, "checkout", lambda: tmp_path)
    return tmp_path


def test_what_becomes_of_defects(tree):
    told = []
    found = {caught.id: caught for caught in run_defects(report=lambda *args: told.append(args), jobs=2)}
    assert {id: caught.verdict for id, caught in found.items()} == {
        "seen": "caught",
        "unseen": "missed",
        "gone": "stale",
        "error": "broken",
        "red": "broken",
    }
    assert "assert 9 == 6" in found["seen"].said
    assert "NameError" in found["error"].said
    assert "without the defect" in found["red"].said
    assert sorted(done for _caught, done, _all in told) == [1, 2, 3, 4, 5]
    assert (tree / "sim/rule.py").read_text() == "def twice(x):\n    return 2 * x\n", "a copy was sown"


def test_some_of_them_can_be_chosen(tree):
    assert [caught.id for caught in run_defects("*seen", jobs=1)] == ["seen", "unseen"]


def test_without_sources_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(defects, "__file__", str(tmp_path / "lib" / "sim" / "verify" / "defects.py"))
    with pytest.raises(NoCheckoutError, match="checkout"):
        checkout()


def test_the_command_sows_and_writes_json(tree, moked):
    code, out, _err = moked(
        "verify", "--defects", "--only", "seen", "--jobs", "1", "--json", str(tree / "x.json")
    )
    assert code == 1
    assert "1 of 2 defects were caught" in out
    rows = json.loads((tree / "x.json").read_text())
    assert {row["id"]: row["verdict"] for row in rows} == {"seen": "caught", "unseen": "missed"}


def test_the_command_lists_defects_and_knows_its_own(moked):
    code, out, _err = moked("verify", "--defects", "--list")
    assert code == 0
    assert all(id in out for id in defects.defects())
    code, _out, err = moked("verify", "--defects", "--only", "nonesuch")
    assert (code, "--list" in err) == (2, True)


def test_the_command_says_where_there_are_no_sources(monkeypatch, moked):
    def checkout():
        raise NoCheckoutError("run it in a checkout")

    monkeypatch.setattr(defects, "checkout", checkout)
    code, _out, err = moked("verify", "--defects")
    assert (code, "checkout" in err) == (2, True)
