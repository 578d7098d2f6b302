"""Files that are spoilt in any way are refused with one clear error, in no time and in little memory."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from sim.floor import rulebook
from sim.scenario import ScenarioError, load
from sim.scenario.size_checks import MOST_A_DAY
from sim.verify.mutating import MEGABYTES, mutate
from tests.conftest import CENTRE

SHIPPED = Path(__file__).parents[2] / "scenarios"


def test_shipped_scenarios_with_bytes_changed_are_read_or_refused(tmp_path):
    found = mutate(files=150, seed=1, shipped=SHIPPED, folder=tmp_path)
    assert found.failed == []
    assert 75 < found.refused < found.files == 150  # else nothing was spoilt, or nothing was read
    assert found.slow == 0
    assert found.megabytes < MEGABYTES


def refused(folder, content):
    """What is said of a file, by a reader who has ten seconds for it."""
    path = folder / "spoilt.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    began = time.process_time()
    with pytest.raises(ScenarioError) as told:
        load(path)
    assert time.process_time() - began < 10
    text = str(told.value)
    assert len(text) < 20_000
    return text


def laughs(values, following):
    """Each line holds the one before nine times."""
    lines = [f"a: &a {values}"]
    for last, name in pairwise("abcdefghi"):
        lines.append(following.format(name=name, last=last))
    return "\n".join(lines) + "\n"


NINE = "*{last}, " * 9
NINE_KEYS = ", ".join(f"k{n}: *{{last}}" for n in range(9))
BOMBS = {
    "a billion laughs": (laughs("[x]", "{name}: &{name} [" + NINE + "]"), "more than 20000 values"),
    "a billion keys": (laughs("{x: 1}", "{name}: &{name} {{" + NINE_KEYS + "}}"), "more than 20000 values"),
    "merge keys": ("a: &a {x: 1}\nb: {<<: [*a, *a, *a]}\n", "no merge keys"),
    "a list that holds itself": ("a: &a [*a]\n", "deeper than 40 levels"),
    "a map that holds itself": ("&a {b: *a}\n", "deeper than 40 levels"),
    "brackets": ("a: " + "[" * 5000 + "]" * 5000, "deeper than 40 levels"),
    "maps": ("{a: " * 20_000, "deeper than 40 levels"),
    "lists in a line": ("- " * 50_000, "deeper than 40 levels"),
    "steps": ("".join(" " * n + "a:\n" for n in range(600)), "deeper than 40 levels"),
    "questions": ("? " * 50_000, "deeper than 40 levels"),
    "too many keys": ("".join(f"k{n}: 1\n" for n in range(20_000)), "more than 20000 values"),
    "a key again and again": ("a: 1\n" * 5_000, "the key stands twice; first at"),
    "a very long key": ("k" * 190_000 + ": 1\n", "not YAML"),
    "a very long alias": ("*" * 100_000, "not YAML: found undefined alias"),
    "a very long tag": (f"%TAG ! tag:{'x' * 1000}\n---\n!a b", "tags such as"),
    "larger than any scenario": ("#" * 300_000, "larger than 200000 bytes"),
    "many documents": ("---\n" * 40_000, "not YAML: expected a single document"),
    "nothing": ("", "the file is empty"),
    "nothing but space": (" " * 199_000, "the file is empty"),
    "a zero byte": ("name: a\0b\n", "not YAML: unacceptable character"),
    "UTF-16": (CENTRE.encode("utf-16"), "save it as UTF-8"),
    "Latin 1": ("name: é".encode("latin-1"), "save it as UTF-8"),
    "half a letter": (b"name: \xe2\x80\n", "save it as UTF-8"),
    "half a surrogate": (b"name: \xed\xa0\x80\n", "save it as UTF-8"),
    "an archive": (b"\x1f\x8b\x08" + bytes(1000), "save it as UTF-8"),
    "a key twice": (CENTRE + "name: Another\n", "the key stands twice; first at"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused(tmp_path, bomb):
    content, why = BOMBS[bomb]
    assert why in refused(tmp_path, content)


@pytest.mark.parametrize(
    ("of", "key"),
    [
        ("agents: 2", "pools.desk.agents"),
        ("per_hour: 4", "demand.per_hour"),
        ("length: 8 days", "calendar.length"),
    ],
)
@pytest.mark.parametrize(
    "number",
    [
        "1e400",
        "1e1000000000",
        "9" * 40,
        "9" * 150_000,
        "0x" + "f" * 50,
        ".inf",
        ".nan",
        "-1",
        "1e7",
        "1e-999",
        "{}",
    ],
)
def test_numbers_beyond_all_bounds_are_refused(tmp_path, of, key, number):
    text = refused(tmp_path, CENTRE.replace(of, f"{of.split(':')[0]}: {number}"))
    assert f": {key}: " in text


@pytest.mark.parametrize(
    ("old", "new", "key", "most"),
    [
        ("per_hour: 4", "per_hour: 1e6", "demand", MOST_A_DAY),
        ("per_hour: 4", "per_hour: 1e6, scale: 1000", "demand", MOST_A_DAY),
        ("per_hour: 4", "per_hour: 4, scale: 1001", "demand.scale", None),
        ("agents: 2", "agents: 1000000000", "pools.desk.agents", None),
        ("pools:", "pools:\n" + "".join(f"  p{n}: {{agents: 90000}}\n" for n in range(2000)), "pools", None),
        ("length: 8 days", "length: 101 years", "calendar.length", None),
        ("length: 8 days", "length: 999999999999 years", "calendar.length", None),
        ("length: 8 days", "length: 8 days, interval: 0.001s", "calendar.interval", None),
        ("topics:", "returns: {after: {kind: exponential, mean: 900 years}}\ntopics:", "returns.after", 0),
        ("topics:", "returns: {window: 300 years}\ntopics:", "returns.window", 0),
        (
            "topics:",
            "incidents: {i: {topic: all, per_year: 1e5, contacts: 1e5}}\ntopics:",
            "incidents.i.per_year",
            MOST_A_DAY,
        ),
    ],
)  # fmt: skip
def test_work_beyond_all_bounds_is_refused_before_it_is_begun(tmp_path, old, new, key, most):
    text = refused(tmp_path, CENTRE.replace(old, new))
    assert f": {key}: " in text
    if most == MOST_A_DAY:
        assert "allowed: up to 5,000,000" in text


def test_the_day_before_the_bound_is_read(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_text(CENTRE.replace("per_hour: 4", "per_hour: 208_000"))  # 4,992,000 a day
    assert load(path).demand.per_hour == 208_000


def test_work_that_takes_hours_is_told_before_it_is_begun(folder, moked, monkeypatch):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.centre.replicate", interrupted)
    much = ["--set", "demand.per_hour=200_000", "--set", "calendar.length=10 years"]
    code, _out, err = moked("run", "two.yaml", "--replications", "30", "--jobs", "1", *much)
    assert code == 130
    assert err.startswith("Mind this: some 526 billion contacts are to be simulated; that takes days.")
    assert "Mind this" not in moked("run", "two.yaml", "--replications", "30", "--jobs", "1")[2]


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_a_line_that_outgrows_memory_ends_with_one_clear_error(folder, moked, monkeypatch, clock):
    if clock == "compiled":
        pytest.importorskip("numba")
    for module in ("calendar_simpy", "floor_compiled"):
        monkeypatch.setattr(f"sim.floor.{module}.MOST_OPEN", 500)
    monkeypatch.setattr(rulebook, "folded", rulebook.folded.__wrapped__)  # what is kept knows the true number
    swamped = ["--set", "demand.per_hour=60", "--set", "patience={kind: never}", "--clock", clock]
    code, out, err = moked("run", "two.yaml", "--replications", "1", "--jobs", "1", *swamped)
    assert (code, out) == (1, "")
    assert (
        "failed: MemoryError: more than 500 issues are open at once: far more comes than can be done" in err
    )
    assert len(err.splitlines()) == 1
