"""Bad files: every error is told, at once, where it stands, with what is allowed."""

import os

import pytest

from sim.scenario import ScenarioError, load
from sim.scenario.people import Pool
from tests.scenario.asserting import problems, the_problem, where
from tests.scenario.conftest import CENTRE

# Each: a text of the centre, what is put instead (the error stands at ^), then the key, the message, what is
# allowed and the nearest name, of the latter three a part.
CASES = [
    ("agents: 6", "^agnets: 6", "pools.engineers.agnets", "unknown key", "agents, seats", "agents"),
    ("name: Centre", "^nmae: Centre", "nmae", "unknown key", "schema, name", "name"),
    ("name: Centre", "name: C\n^extend: x", "extend", "unknown key", "overrides, extends", "extends"),
    ("4m30s", "^270", "topics.password.handle.mean", "270 has no unit: write 270s, ", "4m30s", ""),
    ("4m30s", "^4x", "topics.password.handle.mean", "no unit is called x", "a duration", ""),
    ("share: 35%", "share: ^35", "topics.password.share", "35 is not a share: write 35%", "80%", ""),
    ("rate: 35%", "rate: ^35", "pools.helpdesk.attrition.yearly_rate", "write 35%", "", ""),
    (
        "{kind: lognormal",
        "^{kind: lognorm",
        "topics.system.handle",
        "no kind is called lognorm",
        "",
        "lognormal",
    ),
    ("{kind: lognormal, ", "^{", "topics.system.handle", "the key kind is missing", "", ""),
    ("cv: 1.1", "cv: ^0", "topics.system.handle.cv", "0 is out of range", "above 0", ""),
    ("cv: 1.1", "cv: ^.inf", "topics.system.handle.cv", "inf is not allowed", "a number", ""),
    ("cv: 1.1", "cv: ^'1.1'", "topics.system.handle.cv", '"1.1" is not allowed', "a number", ""),
    ("cv: 1.1", "^shape: 2", "topics.system.handle.shape", "unknown key", "kind, mean, cv", ""),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "^{kind: hyperexponential, mean: 6min}",
        "topics.system.handle",
        "mean and cv go together",
        "mix, or mean and cv",
        "",
    ),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "^{kind: hyperexponential, mix: [{share: 90%, mean: 1min}, {share: 9%, mean: 9min}]}",
        "topics.system.handle",
        "shares add up to 99%",
        "100%",
        "",
    ),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "{kind: hyperexponential, mean: 6min, cv: ^0.9}",
        "topics.system.handle.cv",
        "0.9 is out of range",
        "above 1",
        "",
    ),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "^{kind: triangular, low: 2min, mode: 1min, high: 9min}",
        "topics.system.handle",
        "mode is 1min, not from 2min to 9min",
        "",
        "",
    ),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "{kind: erlang, mean: 6min, shape: ^1.5}",
        "topics.system.handle.shape",
        "1.5 is not allowed",
        "a whole number",
        "",
    ),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "{kind: empirical, table: ^handle.csv}",
        "topics.system.handle.table",
        "there is no file base/handle.csv",
        "",
        "",
    ),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "^{kind: empirical, values: [6min, 1min], weights: [1]}",
        "topics.system.handle",
        "1 weights for 2 values",
        "",
        "",
    ),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "^{kind: empirical}",
        "topics.system.handle",
        "none is given",
        "table, values",
        "",
    ),
    (
        "{kind: lognormal, mean: 6min, cv: 1.1}",
        "{kind: empirical, values: [6min, ^1]}",
        "topics.system.handle.values[1]",
        "1 has no unit",
        "",
        "",
    ),
    ("agents: 5", "agents: ^5.5", "pools.helpdesk.agents", "5.5 is not allowed", "a whole number", ""),
    ("agents: 5", "agents: ^true", "pools.helpdesk.agents", "true is not allowed", "a whole number", ""),
    ("agents: 5", "agents: ^-1", "pools.helpdesk.agents", "-1 is out of range", "from 0", ""),
    ("agents: 5", "agents: ^9999999", "pools.helpdesk.agents", "out of range", "up to 100000", ""),
    ("{agents: 6}", "^[6]", "pools.engineers", "a list is not allowed", "a map of keys", ""),
    ("pool: engineers", "pool: ^enginers", "tiers.engineers.pool", "no pool is called", "", "engineers"),
    ("schema: 1", "schema: ^2", "schema", "this version reads files of schema 1, not 2", "1", ""),
    ("name: Centre", "name: ^5", "name", "5 is not allowed", "text, in quotes", ""),
    ("schema: 1\nname: Centre\n", "^", "name", "the key is missing", "", ""),
    ("volumes.csv", "^volume.csv", "demand.table", "there is no file base/volume.csv", "", ""),
    ("{table: volumes.csv}", "^{}", "demand", "none is given", "table, per_hour", ""),
    (
        "{table: volumes.csv}",
        "^{per_hour: 3, table: volumes.csv}",
        "demand",
        "are given together",
        "null",
        "",
    ),
    ("{yearly_rate", "^{hazard: 1, yearly_rate", "pools.helpdesk.attrition", "given together", "", ""),
    ("seats: seats.csv", "seats: ^0", "pools.helpdesk.seats", "0 is not a number of seats", "", ""),
    ("seats: seats.csv", "seats: ^[1]", "pools.helpdesk.seats", "neither a number of seats nor", "", ""),
    (
        "{kind: uniform, low: 0",
        "^{kind: uniform, low: 50%",
        "topics.password.difficulty",
        "low is 50%",
        "",
        "",
    ),
    ("after: 12min", "after: ^0s", "tiers.helpdesk.escalate.after", "must be above zero", "", ""),
    ("after: 12min", "repeats: ^0", "tiers.helpdesk.escalate.repeats", "out of range", "above 0", ""),
    ("pool: helpdesk,", "pool: ^[],", "tiers.helpdesk.pool", "at least 1", "", ""),
    ("pool: helpdesk,", "pool: ^3,", "tiers.helpdesk.pool", "3 is not allowed", "text", ""),
]


@pytest.mark.parametrize(("old", "new", "key", "message", "allowed", "nearest"), CASES)
def test_an_error_names_place_key_and_what_is_allowed(tree, old, new, key, message, allowed, nearest):
    assert old in CENTRE
    marked = CENTRE.replace(old, new, 1)
    before = marked[: marked.index("^")].split("\n")
    line, column = len(before), len(before[-1]) + 1
    path = tree.write("base/changed.yaml", marked.replace("^", ""))
    found = [each for each in problems(path) if where(each) == ("base/changed.yaml", line, column, key)]
    assert found, [str(each) for each in problems(path)]
    assert message in found[0].message
    assert allowed in found[0].allowed
    assert found[0].nearest == nearest


def test_all_errors_are_told_at_once(tree):
    tree.write("base/volumes.csv", "from,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n07:00,x,1,1,1,1,1,y\n")
    text = (
        CENTRE.replace("agents: 5", "agents: five").replace("share: 65%", "share: 60%").replace("1.1", "-1")
    )
    tree.write("base/parent.yaml", text.replace("name: Centre", "name: Parent\nname: Twice\nextra: 1"))
    child = tree.write(
        "spd/child.yaml",
        "extends: ../base/parent.yaml\ncalendar: {interval: 7min, start: tomorrow}\n"
        "changes: [{leave: 2}, {}]\n",
    )
    found = problems(child, set=["service_level.within=20", "curency=EUR"])
    assert [where(each) for each in found] == [
        ("--set curency=EUR", None, None, "curency"),
        ("--set service_level.within=20", None, None, "service_level.within"),
        ("base/parent.yaml", 3, 1, "name"),
        ("base/parent.yaml", 4, 1, "extra"),
        ("base/parent.yaml", 11, 66, "topics.system.handle.cv"),
        ("base/parent.yaml", 16, 22, "pools.helpdesk.agents"),
        ("base/volumes.csv", 2, 7, "demand.table"),
        ("base/volumes.csv", 2, 19, "demand.table"),
        ("spd/child.yaml", 2, 35, "calendar.start"),
        ("spd/child.yaml", 3, 11, "changes[0].pool"),
        ("spd/child.yaml", 3, 11, "changes[0].on"),
        ("spd/child.yaml", 3, 23, "changes[1]"),
    ]


def test_what_users_see(tree):
    path = tree.write("base/changed.yaml", CENTRE.replace("agents: 6", "agnets: 6"))
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert str(caught.value) == (
        "2 problems in the scenario\n"
        "\n"
        "base/changed.yaml:15:3: pools.engineers.agents: the key is missing\n"
        "base/changed.yaml:15:15: pools.engineers.agnets: unknown key; did you mean agents?\n"
        "    allowed: " + ", ".join(Pool.model_fields)
    )


def test_a_screen_is_enough(tree):
    topics = "\n".join(f"  t{n}: {{share: 200%}}" for n in range(60))
    path = tree.write("base/many.yaml", f"name: x\ntopics:\n{topics}\n")
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert len(caught.value.problems) > 60
    assert len(str(caught.value).splitlines()) < 60
    assert str(caught.value).splitlines()[-1].startswith("... and ")


# --- files that are no scenario ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (b"", 1, 1, "the file is empty"),
        (b"# only a note\n", 1, 1, "the file is empty"),
        (b"- a\n- b\n", 1, 1, "the file is no map"),
        (b"just words\n", 1, 1, "the file is no map"),
        (b"null\n", 1, 1, "the file is empty"),
        (b"name: x\n\tdemand: y\n", 2, 1, "not YAML: while scanning"),
        (b"name: [x\n", 2, 1, "not YAML: while parsing a flow sequence"),
        (b"name: 'x\n", 2, 1, "not YAML: while scanning a quoted scalar"),
        (b"name: a: b\n", 1, 8, "not YAML: mapping values are not allowed here"),
        (b"name: *x\n", 1, 7, "not YAML: found undefined alias"),
        (b"name: x\n---\nname: y\n", 2, 1, "expected a single document"),
        (b"name: x\nabc: \xff\xfe\n", 2, 6, "not UTF-8 text"),
        ("name: x\n".encode("utf-16"), 1, 1, "UTF-16"),
        (b"name: \x00\n", None, None, "not YAML: unacceptable character"),
        (b"name: !!python/object:os.system x\n", 1, 7, "tags such as"),
        (b"name: !mine x\n", 1, 7, "tags such as !mine are not allowed"),
        (b"name: x\nname: y\n", 2, 1, "the key stands twice; first at base/odd.yaml:1:1"),
        (b"? [a, b]\n: c\n", 1, 3, "a key must be a word"),
        (b"a: &b {c: 1}\nd: {<<: *b}\n", 2, 5, "no merge keys"),
        (b"x: " + b"9" * 5000, 1, 4, "is not a number"),
        (b"x: " + b"[" * 600, None, None, ""),
        (b"x: " + b"[" * 50 + b"]" * 50, 1, 44, "deeper than 40 levels"),
        (b"x: &x [*x]\n", 1, 4, "deeper than 40 levels"),
        (b"name: x\n" * 50_000, 1, 1, "larger than 200000 bytes"),
    ],
)
def test_files_that_are_no_scenario(tree, content, line, column, message):
    tree.write("base/odd.yaml", content)
    found = problems("base/odd.yaml")
    assert any(
        (p.file, p.line, p.column) == ("base/odd.yaml", line, column) and message in p.message for p in found
    ), [str(p) for p in found]


def test_tabs_are_told(tree):
    tree.write("base/odd.yaml", "name: x\n\tdemand: y\n")
    assert the_problem("base/odd.yaml").allowed == "spaces, not tabs, before a key"


def test_a_bomb_of_aliases_ends(tree):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    tree.write("base/odd.yaml", "\n".join(lines))
    assert any("more than 20000 values" in each.message for each in problems("base/odd.yaml"))


def test_aliases_are_welcome(tree):
    text = CENTRE.replace("handle: {kind: exponential", "handle: &h {kind: exponential")
    tree.write(
        "base/aliased.yaml", text.replace("handle: {kind: lognormal, mean: 6min, cv: 1.1}", "handle: *h")
    )
    assert load("base/aliased.yaml").topics["system"].handle.mean == 4.5


def test_a_byte_order_mark_and_windows_lines_are_read(tree):
    tree.write("base/bom.yaml", b"\xef\xbb\xbf" + CENTRE.replace("\n", "\r\n").encode())
    assert load("base/bom.yaml") == load("base/centre.yaml")


def test_hebrew_names(tree):
    tree.write("base/hebrew.yaml", CENTRE.replace("helpdesk", "מוקד"))
    assert load("base/hebrew.yaml").pools["מוקד"].agents == 5


@pytest.mark.parametrize("name", ["a.b", "' a'", "''", "'" + "a" * 61 + "'"])
def test_names_that_are_refused(tree, name):
    tree.write("base/named.yaml", CENTRE.replace("  engineers: {agents: 6}", f"  {name}: {{agents: 6}}"))
    assert any(
        p.line == 15 and ("is not a name" in p.message or "must be a word" in p.message)
        for p in problems("base/named.yaml")
    )


# --- paths ---------------------------------------------------------------------------------------


def test_a_file_that_is_not_there():
    problem = the_problem("nowhere/x.yaml")
    assert str(problem).endswith("nowhere/x.yaml: there is no file nowhere/x.yaml")


def test_a_folder_is_no_file(tree):
    assert the_problem("base").message == "base is a folder"


def test_a_pipe_is_no_file(tree):
    os.mkfifo(tree.folder / "base/pipe.yaml")
    assert the_problem("base/pipe.yaml").message == "base/pipe.yaml is not a file"


OUTSIDE = ["/etc/passwd", "../../../../../../etc/passwd", "~/x.csv", "..\\x.csv", "C:\\x.csv", "''", "' '"]


@pytest.mark.parametrize("name", [*OUTSIDE, "../../outside.csv"])
def test_files_outside_the_tree_are_not_read(tree, name):
    (tree.folder.parent / "outside.csv").write_text("secret")
    for old, key in (("table: volumes.csv", "demand.table"), ("seats: seats.csv", "pools.helpdesk.seats")):
        tree.write("base/odd.yaml", CENTRE.replace(old, f"{old.split(':')[0]}: {name}"))
        problem = the_problem("base/odd.yaml")
        assert problem.key == key
        assert "is outside" in problem.message or "is not a path seen from" in problem.message
        assert "secret" not in str(problem)
    tree.write("base/odd.yaml", f"extends: {name}\n")
    assert the_problem("base/odd.yaml").key == "extends"


def test_nor_through_links(tree):
    outside = tree.folder.parent / "outside.csv"
    outside.write_text("secret")
    (tree.folder / "base/link.csv").symlink_to(outside)
    (tree.folder / "base/loop.csv").symlink_to(tree.folder / "base/loop.csv")
    for name in ("link.csv", "loop.csv", "x" * 5000 + ".csv"):
        tree.write("base/odd.yaml", CENTRE.replace("volumes.csv", name))
        assert the_problem("base/odd.yaml").key == "demand.table"


def test_files_beside_the_study_may_be_read(tree):
    tree.write("spd/odd.yaml", "extends: ../base/centre.yaml\ndemand: {table: ../base/seats.csv}\n")
    assert load("spd/odd.yaml").demand.table.source == "base/seats.csv"


def test_what_is_wrong_in_a_table_names_the_table(tree):
    header = b"from,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n"
    tree.write("base/seats.csv", header + b"07:00,1.5,1,1,1,1,1,1\n07:30,1,1,1,1,1,1,\xff\n")
    assert where(the_problem("base/centre.yaml")) == ("base/seats.csv", 3, 19, "pools.helpdesk.seats")
    tree.write("base/seats.csv", header + b"07:00,1.5,1,1,1,1,1,1\n")
    assert where(the_problem("base/centre.yaml")) == ("base/seats.csv", 2, 7, "pools.helpdesk.seats")
