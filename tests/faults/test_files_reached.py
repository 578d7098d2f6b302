"""A scenario file reaches the files of its own folder and of those beside it; whoever types a path, any."""

import pytest

from sim.scenario import ScenarioError, load, load_study

VOLUMES = "from,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n00:00,{n},1,1,1,1,1,1\n"
CENTRE = """\
name: Small centre
demand: {table: TABLE}
topics: {all: {share: 100%, handle: {kind: exponential, mean: 6min}}}
tiers: {desk: {pool: desk}}
pools: {desk: {agents: 2}}
"""


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A folder `project/study` with a folder beside it, and files outside the project."""
    for name in ("project/study", "project/base", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "volumes.csv").write_text(VOLUMES.format(n=len(name)))
        (tmp_path / name / "centre.yaml").write_text(CENTRE.replace("TABLE", "volumes.csv"))
    monkeypatch.chdir(tmp_path / "project" / "study")
    return tmp_path / "project" / "study"


@pytest.mark.parametrize("name", ["volumes.csv", "../base/volumes.csv", "../study/./volumes.csv"])
def test_its_own_folder_and_those_beside_it(study, name):
    (study / "mine.yaml").write_text(CENTRE.replace("TABLE", name))
    assert load("mine.yaml").demand.table.rows[0][1] == 1


OUTSIDE = [
    "../../elsewhere/volumes.csv",
    "link.csv",
    "linked/volumes.csv",
    "../base/../../elsewhere/volumes.csv",
]
NO_PATHS = [
    "ABSOLUTE", "~/volumes.csv", "file:///etc/passwd", "https://example.org/volumes.csv",
    "..\\\\..\\\\elsewhere\\\\volumes.csv", '"vol\\0umes.csv"', "C:/volumes.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", [*OUTSIDE, *NO_PATHS])
@pytest.mark.parametrize("by", ["table", "extends", "design"])
def test_nothing_else(study, name, by):
    elsewhere = study.parent.parent / "elsewhere"
    (study / "link.csv").symlink_to(elsewhere / "volumes.csv")
    (study / "linked").symlink_to(elsewhere)
    name = name.replace("ABSOLUTE", str(elsewhere / "volumes.csv"))
    texts = {
        "table": CENTRE.replace("TABLE", name),
        "extends": CENTRE.replace("TABLE", "volumes.csv") + f"extends: {name}\n",
        "design": f"study: S\ndesigns: {{a: centre.yaml, b: {name}}}\n",
    }
    (study / "mine.yaml").write_text(texts[by])
    with pytest.raises(ScenarioError) as told:
        load_study("mine.yaml") if by == "design" else load("mine.yaml")
    (problem,) = told.value.problems
    assert problem.file == "mine.yaml"
    assert any(
        why in problem.message for why in ("is outside", "is not a path seen from", "there is no file")
    )


@pytest.mark.parametrize("typed", ["../../elsewhere/volumes.csv", "ABSOLUTE"])
def test_whoever_types_a_path_may_name_any_file(study, typed):
    elsewhere = study.parent.parent / "elsewhere" / "volumes.csv"
    typed = typed.replace("ABSOLUTE", str(elsewhere))
    for settings in ([f"demand.table={typed}"], {"demand.table": typed}):
        scenario = load("centre.yaml", set=settings)
        assert scenario.demand.table.rows[0][0] == len("elsewhere")
        assert scenario.demand.table.source == str(elsewhere.resolve())
    with pytest.raises(ScenarioError, match="there is no file"):
        load("centre.yaml", set=["demand.table=/no/such/file.csv"])
    with pytest.raises(ScenarioError, match="is not a file"):
        load("centre.yaml", set=["demand.table=/dev/zero"])


def test_what_a_file_says_in_an_override_is_not_typed(study):
    override = "overrides: {x: {demand.table: ../../elsewhere/volumes.csv}}\n"
    (study / "mine.yaml").write_text(CENTRE.replace("TABLE", "volumes.csv") + override)
    with pytest.raises(ScenarioError, match="is outside"):
        load("mine.yaml", apply=["x"])


RUNS_CODE = [
    "!!python/object/apply:os.system ['touch hacked']",
    "!!python/name:os.system",
    "!!python/object/new:os.system ['touch hacked']",
    "!include /etc/passwd",
    "!<tag:yaml.org,2002:python/object/apply:os.system> ['touch hacked']",
]


@pytest.mark.parametrize("value", RUNS_CODE)
def test_no_tag_runs_anything(study, value):
    (study / "mine.yaml").write_text(CENTRE.replace("TABLE", "volumes.csv").replace("Small centre", value))
    with pytest.raises(ScenarioError, match=r"tags such as .* are not allowed"):
        load("mine.yaml")
    assert not (study / "hacked").exists()


@pytest.mark.parametrize(
    "value", ["{{ 7 * 7 }}", "${HOME}", "$(touch hacked)", "`touch hacked`", "%(x)s {0}"]
)
def test_no_text_is_more_than_text(study, value):
    text = CENTRE.replace("TABLE", "volumes.csv").replace("Small centre", f"'{value}'")
    (study / "mine.yaml").write_text(text)
    assert load("mine.yaml").name == value
    assert not (study / "hacked").exists()
