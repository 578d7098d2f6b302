"""The room of proof itself: verdicts, the order of cases, the command and what it writes."""

import json
import math

import pytest

from sim.cli import main
from sim.experiment import ReplicationError
from sim.theory.cases import CASES
from sim.verify import page
from sim.verify.catalogue import Case, Effort, catalogue, verified
from sim.verify.outcome import Finding, Outcome, SkippedError, Value
from sim.verify.running import chosen, in_order, try_case


def test_a_figure_agrees_if_its_interval_holds_the_exact_one():
    assert Value("x", exact=1.0, simulated=1.1, low=0.9, high=1.3).agrees
    assert not Value("x", exact=1.0, simulated=1.2, low=1.1, high=1.3).agrees
    assert not Value("x", exact=1.0, simulated=1.0, low=math.nan, high=math.nan).agrees


def test_two_intervals_agree_if_they_meet():
    meets = Value("x", exact=1.0, simulated=1.3, low=1.1, high=1.5, exact_low=0.8, exact_high=1.2)
    assert meets.agrees
    apart = Value("x", exact=1.0, simulated=1.3, low=1.25, high=1.5, exact_low=0.8, exact_high=1.2)
    assert not apart.agrees


def test_an_id_is_given_once():
    some = next(iter(catalogue()))
    with pytest.raises(ValueError, match=some):
        verified(some, group="g", title="t", source="s")(lambda effort: Finding([]))


@pytest.fixture
def one_case(monkeypatch):
    """The catalogue with a single case, whose doing can be set."""

    def install(run):
        case = Case("made.up", "Made up", "A case", "nothing", quick=True, alone=False, run=run)
        monkeypatch.setattr("sim.verify.running.catalogue", lambda: {"made.up": case})
        return try_case("made.up", Effort(quick=True))

    return install


def fails(effort):
    raise RuntimeError("out of order")


def skips(effort):
    raise SkippedError("no log here")


def test_an_error_is_a_verdict(one_case):
    outcome = one_case(fails)
    assert outcome.verdict == "differs"
    assert "RuntimeError: out of order" in outcome.note


def test_what_cannot_be_tried_is_skipped_with_its_reason(one_case):
    outcome = one_case(skips)
    assert (outcome.verdict, outcome.note) == ("skipped", "no log here")


def test_no_figure_is_no_proof(one_case):
    assert one_case(lambda effort: Finding([])).verdict == "differs"


def test_one_figure_outside_is_enough_to_differ(one_case):
    inside = Value("a", 1.0, 1.0, 0.9, 1.1)
    assert one_case(lambda effort: Finding([inside])).verdict == "agrees"
    assert one_case(lambda effort: Finding([inside, Value("b", 2.0, 1.0, 0.9, 1.1)])).verdict == "differs"


def test_every_reference_case_is_computed_and_simulated():
    tried = {tuple(id.split(".", 1)) for id in catalogue()}
    assert {id for group, id in tried if group == "formula"} == set(CASES)
    assert {id for group, id in tried if group in ("queue", "volume", "people")} >= set(CASES)


def test_a_record_may_be_off_in_figures_of_which_it_is_said_why(one_case):
    values = [Value("a", 1.0, 1.0, 0.9, 1.1), Value("b", 2.0, 1.0, 0.9, 1.1)]
    told = one_case(lambda effort: Finding(values, "Two.", off={"b": "It is known."}))
    assert (told.verdict, told.note) == ("off", "Two. It is known.")
    assert one_case(lambda effort: Finding(values, off={"a": "Another."})).verdict == "differs"
    agreed = one_case(lambda effort: Finding(values[:1], "One.", off={"a": "It is known."}))
    assert (agreed.verdict, agreed.note) == ("agrees", "One.")


def test_patterns_choose_cases():
    every = chosen()
    assert [case.id for case in chosen("queue.EC_2")] == ["queue.EC_2"]
    assert {case.id for case in chosen("EC_*")} == set()
    assert len(chosen("queue.EC_*")) == 4
    assert len(chosen("e.EC_")) == 4
    assert [o.id for o in in_order([outcome(case.id) for case in reversed(every)])] == [c.id for c in every]


def outcome(id, values=(), verdict="agrees"):
    return Outcome(id, "Group", "Title", "source", verdict, "", 0.1, values)


def test_the_page_shows_every_figure_and_what_was_skipped():
    values = [Value("P(wait)", 0.5, 0.51, 0.49, 0.53, chancy=True), Value("other", 1.0, 3.0, 2.0, 4.0)]
    text = page.page([outcome("a.b", values, "differs"), outcome("c.d", verdict="skipped")])
    for piece in ("P(wait)", "0.49", "a.b", "c.d", "differs", "skipped"):
        assert piece in text
    assert "://" not in text  # it fetches nothing


def test_the_command_writes_json_and_a_page(tmp_path, capsys):
    pytest.importorskip("numba", reason="long runs need the compiled calendar")
    file = tmp_path / "found.json"
    arguments = [
        "verify",
        "--only",
        "queue.EB_5_3",
        "--quick",
        "--json",
        str(file),
        "--output",
        str(tmp_path),
    ]
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--jobs", "1"])
    assert left.value.code == 0
    (row,) = json.loads(file.read_text())
    assert (row["id"], row["verdict"]) == ("queue.EB_5_3", "agrees")
    value = row["values"][0]
    assert value["exact"] == pytest.approx(0.11005435)
    assert value["interval"][0] < value["simulated"] < value["interval"][1]
    assert (tmp_path / "verification.html").exists()
    assert "queue.EB_5_3" in capsys.readouterr().out


def test_an_unknown_pattern_is_bad_input(capsys):
    with pytest.raises(SystemExit) as left:
        main(["verify", "--only", "nonesuch"])
    assert left.value.code == 2
    assert "--list" in capsys.readouterr().err


def test_the_list_names_all(capsys):
    with pytest.raises(SystemExit):
        main(["verify", "--list"])
    out = capsys.readouterr().out
    assert all(id in out for id in catalogue())


def test_what_was_tried_is_kept_where_a_process_dies(tmp_path, capsys, monkeypatch):
    def dies(cases, effort, jobs):
        yield outcome(cases[0].id)
        raise ReplicationError("A process died.")

    monkeypatch.setattr("sim.verify.running.verify", dies)
    with pytest.raises(SystemExit) as left:
        main(["verify", "--only", "formula.EC_*", "--output", str(tmp_path)])
    assert left.value.code == 1
    assert (tmp_path / "verification.html").exists()
    assert capsys.readouterr().err == "A process died.\n"
