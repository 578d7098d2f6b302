"""The command, as users meet it: what it prints, what it writes, how it leaves."""

import gc
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.cli import main
from sim.garbage import collecting, resting
from tests.conftest import CENTRE, STUDY


def test_compare_a_study(folder, moked):
    code, out, err = moked("compare", "study.yaml", "--jobs", "1")
    assert code == 0
    assert err == ""
    assert "Average speed of answer" in out
    assert "Against “Small centre”, “One more”" in out
    assert out.splitlines()[-1] == f"Report: {Path('reports') / folder.name}.html"
    assert (folder / "reports" / f"{folder.name}.html").is_file()
    assert list((folder / "reports").glob("*/kpis.csv"))


def test_compare_files_with_settings(folder, moked):
    code, out, _err = moked(
        "compare", "two.yaml", "three.yaml", "--replications", "2", "--baseline", "One more",
        "--set", "calendar.length=4 days", "--seed", "7", "--jobs", "1", "--output", "out",
    )  # fmt: skip
    assert code == 0
    assert "One more (baseline)" in out
    report = (folder / "out" / "two-three.html").read_text(encoding="utf-8")
    assert "<dt>Seed</dt><dd>7</dd>" in report
    assert "<dt>Length</dt><dd>4" in report


def test_run_one(folder, moked):
    code, out, _err = moked("run", "two.yaml", "--replications", "2", "--jobs", "1")
    assert code == 0
    assert out.splitlines()[-1] == f"Report: {Path('reports/two.html')}"


def test_a_growing_line_is_no_success(folder, moked):
    swamped = [
        "--set",
        "demand.per_hour=60",
        "--set",
        "patience={kind: never}",
        "--set",
        "calendar.length=3 weeks",
    ]
    code, out, _err = moked("run", "two.yaml", "--replications", "2", "--jobs", "1", *swamped)
    assert code == 1
    assert "keeps growing" in out
    assert out.splitlines()[-1].startswith("Report: ")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["compare", "nowhere.yaml"], "there is no file nowhere.yaml"),
        (["compare", "two.yaml"], "this is a scenario, not a study"),
        (["run", "two.yaml", "--set", "pools.desk.agent=3"], "agents"),
        (["compare", "study.yaml", "--baseline", "four"], "two, three"),
        (["run", "two.yaml", "--replications", "0"], "--replications"),
        (["run", "two.yaml", "--output", "two.yaml/reports"], "two.yaml"),
        (["explain", "study.yaml"], "study"),
        (["new", "copy", "--from", "moon"], "bank, kinds, spd"),
        (["new", "full"], "not empty"),
        (["erlang", "--calls", "200", "--aht", "6"], "no unit"),
        (["erlang", "--calls", "-5", "--aht", "6min"], "above 0"),
        (["erlang", "--calls", "200", "--aht", "6min", "--target", "80"], "80/20"),
        (["erlang", "--calls", "200", "--aht", "6min", "--shrinkage", "100%"], "100%"),
        (["fly"], "fly"),
    ],
)
def test_bad_input_is_said_once_and_clean(folder, moked, arguments, complaint):
    (folder / "full").mkdir()
    (folder / "full" / "mine.txt").touch()
    code, out, err = moked(*arguments)
    assert code == 2
    assert out == ""
    assert complaint in " ".join(err.replace("│", " ").split())
    assert not list(folder.rglob("*.html"))


def test_all_problems_at_once_with_their_places(folder, moked):
    (folder / "bad.yaml").write_text(CENTRE.replace("length: 8 days", "length: 8").replace("100%", "90%"))
    code, _out, err = moked("run", "bad.yaml")
    assert code == 2
    assert "bad.yaml:2:" in err
    assert "bad.yaml:4:" in err


def test_explain(folder, moked):
    code, out, _err = moked("explain", "three.yaml", "--set", "pools.desk.wage=60")
    assert code == 0
    assert [line.split() for line in out.splitlines() if line.startswith("pools.desk.agents")] == [
        ["pools.desk.agents", "3", "three.yaml:3"]
    ]
    assert "--set" in out
    assert "Occupancy" in out


def test_new_copies_what_runs_and_overwrites_nothing(folder, moked):
    code, out, _err = moked("new", "mine")
    assert code == 0
    start = folder / "mine" / "spd" / "study.yaml"
    assert out == f"Now try: moked compare {start.relative_to(folder)}\n"
    code, _out, _err = moked("explain", str(next(start.parent.glob("two_tiers.yaml"))))
    assert code == 0
    before = start.read_bytes()
    assert moked("new", "mine")[0] == 2
    assert start.read_bytes() == before
    assert sorted(each.name for each in folder.iterdir() if each.name.startswith(".")) == []


def test_erlang_asks_for_fewer_agents_where_callers_hang_up(moked):
    code, out, _err = moked("erlang", "--calls", "200", "--aht", "6min", "--patience", "5min")
    assert code == 0
    assert "Erlang A: a load of 20.0 erlangs; 23 agents" in out
    assert "25 agents" in moked("erlang", "--calls", "200", "--aht", "6min")[1]
    assert "100 with shrinkage" in moked(
        "erlang", "--calls", "200", "--aht", "6min", "--agents", "70", "--shrinkage", "30%"
    )[1]  # fmt: skip


def test_an_interrupted_run_reports_what_finished(folder, moked, monkeypatch):
    from sim.experiment.running import Task

    finished = []
    real = Task.run

    def interrupted(task):
        if len(finished) == 4:  # two replications of both designs
            raise KeyboardInterrupt
        finished.append(task)
        return real(task)

    monkeypatch.setattr(Task, "run", interrupted)
    code, out, _err = moked("compare", "study.yaml", "--jobs", "1")
    assert code == 130
    assert "2 of 3 replications" in out
    assert out.splitlines()[-1].startswith("Report: ")


def test_interrupted_before_anything_finished(folder, moked, monkeypatch):
    from sim.experiment.running import Task

    def interrupted(task):
        raise KeyboardInterrupt

    monkeypatch.setattr(Task, "run", interrupted)
    code, out, err = moked("compare", "study.yaml", "--jobs", "1")
    assert (code, out) == (130, "")
    assert err == "Interrupted before the first replication was finished.\n"


def test_a_failed_replication_is_told_in_a_line(folder, moked, monkeypatch):
    def broken(*_arguments, **_options):
        raise RuntimeError("the roof is leaking")

    monkeypatch.setattr("sim.centre.replicate", broken)
    code, out, err = moked("run", "two.yaml", "--jobs", "1")
    assert (code, out) == (1, "")
    assert "the roof is leaking" in err
    assert len(err.splitlines()) == 1


def test_a_fault_of_ours_is_told_in_a_line_and_shown_on_request(folder, moked, monkeypatch):
    def broken(*_arguments, **_options):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("sim.report.page.page", broken)
    arguments = ["run", "two.yaml", "--replications", "1", "--jobs", "1"]
    code, _out, err = moked(*arguments)
    assert code == 1
    assert err.startswith("Unexpected: ZeroDivisionError: division by zero.")
    assert "MOKED_DEBUG=1" in err
    assert not list(folder.rglob("*.html"))
    monkeypatch.setenv("MOKED_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(arguments)


def test_version(moked):
    assert moked("--version")[1].startswith("moked ")


def test_help_is_quick_and_a_users_own_sim_py_does_no_harm(tmp_path):
    (tmp_path / "sim.py").write_text("raise SystemExit('the wrong sim')\n")
    command = Path(sys.executable).with_name("moked")
    if not command.is_file():
        pytest.skip("moked is not installed as a command")
    quickest = float("inf")
    for _attempt in range(3):
        began = time.perf_counter()
        help_text = subprocess.run(
            [command, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        quickest = min(quickest, time.perf_counter() - began)
    assert "compare" in help_text.stdout
    assert quickest < 1


def test_help_imports_nothing_heavy():
    heavy = {"numba", "numpy", "pandas", "plotly", "pydantic", "scipy"}
    code = f"import sys, sim.cli; print(*{heavy} & set(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == ""


def test_garbage_is_looked_for_while_something_is_simulated_and_afterwards():
    with resting():
        assert not gc.isenabled()
        with collecting():
            assert gc.isenabled()
            with collecting():
                pass
            assert gc.isenabled()
            assert gc.get_freeze_count() > 0
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_whoever_waits_for_rules_to_be_compiled_is_told(folder, moked, monkeypatch):
    pytest.importorskip("numba")
    heard = []
    monkeypatch.setattr(
        "sim.experiment.running._have_rules", lambda scenarios, progress: heard.append(progress)
    )
    assert moked("run", "two.yaml", "--clock", "compiled", "--replications", "1")[0] == 0
    (compiling,) = heard
    compiling(1, 100)


# --- claims --------------------------------------------------------------------------------------

CLAIMS = """\
claims:
  - {say: Two are as busy as they are, source: Little's law, measure: occupancy, of: two, between: [10%, 35%]}
  - {say: A third has them wait less, source: anyone, measure: asa, less: [three, two], by: 1s,
     given: {key: demand.per_hour, between: [1, 4]}}
  - {say: A third costs more, source: anyone, measure: headcount, more: [three, two]}
"""
JSON_KEYS = ["study", "say", "source", "measure", "verdict", "kind", "estimate", "low", "high", "flips_at"]


def test_claims_of_a_study(folder, moked):
    (folder / "study.yaml").write_text(STUDY + CLAIMS)
    code, out, err = moked("claims", "study.yaml", "--json", "verdicts.json", "--jobs", "1")
    assert (code, err) == (0, "")
    assert "One more?" in out
    assert "at 95% confidence in all 3 verdicts together; 3 replications" in out
    rows = json.loads((folder / "verdicts.json").read_text(), parse_constant=pytest.fail)
    assert [list(row)[: len(JSON_KEYS)] for row in rows] == [JSON_KEYS] * 3
    assert [row["verdict"] for row in rows][::2] == ["holds", "holds"]
    assert [row["kind"] for row in rows] == ["claim", "claim", "illustration"]
    assert all(row["verdict"] in out for row in rows)
    assert rows[2]["low"] == rows[2]["estimate"] == 1


def test_claims_of_a_folder(folder, moked):
    (folder / "study.yaml").write_text(STUDY)  # claims nothing
    inner = folder / "inner"
    inner.mkdir()
    designs = "designs: {two: ../two.yaml, three: ../three.yaml}"
    (inner / "x.yaml").write_text(
        STUDY.replace("designs: {two: two.yaml, three: three.yaml}", designs) + CLAIMS
    )
    code, out, _err = moked(
        "claims", ".", "--replications", "1", "--seed", "3", "--clock", "simpy", "--jobs", "1"
    )
    assert code == 0
    assert "can't tell" in out
    assert out.count("One more?") == 1


def test_all_that_is_wrong_with_the_claims_of_a_folder(folder, moked):
    (folder / "study.yaml").write_text(STUDY + CLAIMS.replace("asa", "asap"))
    (folder / "other.yaml").write_text(STUDY + CLAIMS.replace("more: [three", "more: [tree"))
    code, _out, err = moked("claims", ".", "--json", "verdicts.json")
    assert code == 2
    assert "study.yaml:7:64: claims[1].measure: no measure is called asap; did you mean asa?" in err
    assert "other.yaml:9:74: claims[2].more[0]: no design is called tree; did you mean three?" in err
    assert not (folder / "verdicts.json").exists()


def test_nothing_claimed_and_nothing_there(folder, moked):
    code, _out, err = moked("claims", "study.yaml")
    assert code == 2
    assert "nothing is claimed in study.yaml" in err
    assert moked("claims", "no_such_folder")[0] == 2


def test_claims_of_a_study_that_cannot_run(folder, moked, monkeypatch):
    (folder / "study.yaml").write_text(STUDY + CLAIMS)

    def failing(*_arguments, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr("sim.centre.replicate", failing)
    code, _out, err = moked("claims", "study.yaml", "--json", "verdicts.json", "--jobs", "1")
    assert code == 1
    assert err.startswith("study.yaml: Replication 0 of")
    assert json.loads((folder / "verdicts.json").read_text()) == []


def test_verdicts_are_written_whole_or_not_at_all(folder, moked, monkeypatch):
    (folder / "study.yaml").write_text(STUDY + CLAIMS)
    (folder / "verdicts.json").write_text("[]")

    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.centre.replicate", interrupted)
    monkeypatch.setattr("sim.cli.judging.cache_folder", lambda: folder / "cache")
    code, _out, err = moked("claims", "study.yaml", "--json", "verdicts.json", "--jobs", "1")
    assert (code, err) == (130, "Interrupted before the first replication was finished.\n")
    assert (folder / "verdicts.json").read_text() == "[]"
    assert moked("claims", "study.yaml", "--json", "no_such_folder/verdicts.json")[0] == 2
    assert not list(folder.rglob(".verdicts*"))


def test_comparing_a_study_tells_what_is_wrong_with_its_claims(folder, moked):
    (folder / "study.yaml").write_text(STUDY + CLAIMS.replace("asa", "asap"))
    code, _out, err = moked("compare", "study.yaml")
    assert code == 2
    assert "no measure is called asap" in err
