"""Records from the command: kept, drawn again, reproduced, and the stories of single issues."""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from sim.cli import main
from sim.cli.story import ENDINGS, MISHAPS, REASONS, span, story
from sim.floor.names import ENDINGS as KNOWN_ENDINGS
from sim.floor.names import MISHAP_NAMES, REASON_NAMES
from tests.conftest import CENTRE
from tests.tracing import DAY, fixed, play, quiet, tables_of, two_tiers

FEW = ("--replications", "2", "--jobs", "1")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder of reports, with a record."""
    place = tmp_path_factory.mktemp("made")
    (place / "two.yaml").write_text(CENTRE)
    (place / "three.yaml").write_text(
        CENTRE.replace("Small centre", "One more").replace("agents: 2", "agents: 3")
    )
    files = [str(place / "two.yaml"), str(place / "three.yaml")]
    with pytest.raises(SystemExit) as left:
        main(["compare", *files, *FEW, "--record", "--output", str(place / "reports")])
    assert not left.value.code
    return place / "reports"


@pytest.fixture
def record(folder, made) -> Path:
    """A record of one's own."""
    shutil.copytree(made, folder / "reports")
    return folder / "reports" / "two-three_record"


def test_a_record_lies_beside_the_report(folder, moked):
    code, out, _err = moked("run", "two.yaml", *FEW, "--record")
    assert code == 0
    assert f"Record: {Path('reports/two_record')}\n" in out
    written = sorted(path.name for path in (folder / "reports").iterdir())
    assert written == ["two.html", "two_record", "two_tables"]


def test_a_record_is_replaced_only_on_request(folder, moked, record):
    manifest = (record / "manifest.json").read_text()
    code, out, err = moked("compare", "two.yaml", "three.yaml", *FEW, "--record", "--seed", "2")
    assert (code, out) == (2, "")
    assert "is there already: --overwrite" in err
    assert (record / "manifest.json").read_text() == manifest
    assert moked("compare", "two.yaml", "three.yaml", *FEW, "--record", "--overwrite", "--seed", "2")[0] == 0
    assert '"seed": 2' in (record / "manifest.json").read_text()


def test_the_report_is_drawn_again_without_simulating(folder, moked, record, monkeypatch):
    written = folder / "reports" / "two-three.html"
    first = written.read_bytes()
    written.unlink()
    monkeypatch.setattr("sim.centre.replicate", None)
    code, out, _err = moked("report", "reports/two-three_record")
    assert code == 0
    assert "Average speed of answer" in out
    assert out.splitlines()[-1] == f"Report: {written.relative_to(folder)}"
    assert written.read_bytes() == first
    monkeypatch.chdir(record)
    assert moked("report", ".", "--output", "elsewhere")[0] == 0
    assert (record / "elsewhere" / "two-three.html").read_bytes() == first


def test_reproduced(folder, moked, record):
    code, out, err = moked("reproduce", str(record), "--jobs", "1")
    assert (code, err) == (0, "")
    assert out == "Reproduced: 16 files are the same, byte for byte.\n"
    assert sorted(path.name for path in record.parent.iterdir()) == [
        "two-three.html",
        "two-three_record",
        "two-three_tables",
    ]


def test_reproduced_and_kept(folder, moked, record):
    assert moked("reproduce", str(record), "--jobs", "1", "--output", "again")[0] == 0
    assert moked("report", "again/two-three_record")[0] == 0
    code, _out, err = moked("reproduce", str(record), "--jobs", "1", "--output", "again")
    assert code == 2
    assert "is there already" in err


def test_not_reproduced(moked, record, monkeypatch):
    from sim.experiment.archive import reproducing

    found = reproducing.Reproduction(24, [f"file {n}" for n in range(12)], ["numpy: 1, now 2"], False)
    monkeypatch.setattr(reproducing, "reproduce", lambda *_arguments: found)
    code, out, _err = moked("reproduce", str(record))
    assert code == 1
    assert "of 24 files, 12 are not the same" in out
    assert "file 9" in out
    assert "file 10" not in out
    assert "numpy: 1, now 2" in out


@pytest.mark.parametrize("command", ["report", "reproduce", "trace"])
def test_a_manifest_cut_short_is_one_clear_error(moked, record, command):
    manifest = record / "manifest.json"
    manifest.write_text(manifest.read_text()[:-20])
    code, out, err = moked(command, str(record), *(["--issue", "1"] if command == "trace" else []))
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "manifest.json is not as it was written" in err


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("issues-0000.parquet", ["trace", "--issue", "1"]), ("legs-0001.parquet", ["report"])],
)
def test_a_file_tampered_with_is_one_clear_error(moked, record, name, arguments):
    path = next(record.glob(f"1_*/{name}"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    code, out, err = moked(arguments[0], str(record), *arguments[1:])
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert f"{name} is not as it was written (its SHA-256 is another)" in err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["trace", "nowhere", "--issue", "1"], "nowhere holds no record: manifest.json is missing"),
        (["report", "two.yaml"], "two.yaml holds no record"),
        (["trace", "RECORD"], "say which issue, or --list"),
        (["trace", "RECORD", "--issue", "1", "--list", "calls"], "say which issue, or --list"),
        (["trace", "RECORD", "--issue", "999999999"], "has no issue 999999999. The report names those"),
        (
            ["trace", "RECORD", "--issue", "1", "--design", "four"],
            "no four; there are Small centre, One more",
        ),
        (["trace", "RECORD", "--issue", "1", "--replication", "7"], "no 7; there are 0, 1"),
        (["trace", "RECORD", "--issue", "-1"], "--issue"),
    ],
)
def test_bad_input_is_said_once_and_clean(moked, record, arguments, complaint):
    code, out, err = moked(*(str(record) if each == "RECORD" else each for each in arguments))
    assert (code, out) == (2, "")
    assert complaint in " ".join(err.replace("│", " ").split())


def test_the_lists_of_exceptions_are_told(moked, record):
    for name in ("calls", "contacts"):
        code, out, _err = moked("trace", str(record), "--list", name)
        assert code == 0
        assert "by: " in out
    code, _out, err = moked("trace", str(record), "--list", "shortest")
    assert code == 2
    assert "calls, contacts, hand-backs" in " ".join(err.split())


def test_the_longest_issues_have_stories(moked, record):
    code, out, _err = moked(
        "trace", str(record), "--list", "longest", "--design", "One more", "--replication", "1"
    )
    assert code == 0
    number = re.search(r"^(\d+) +1 ", out, re.MULTILINE)[1]
    code, out, _err = moked(
        "trace", str(record), "--issue", number, "--design", "One more", "--replication", "1"
    )
    assert code == 0
    assert out.startswith(f"Issue {number}: all, difficulty 0.")
    assert "The customer calls for the first time." in out
    assert "The issue is over" in out


# --- stories -------------------------------------------------------------------------------------


def told(scenario, calls, issue=0, **options):
    """What is told of an issue: times of day and words."""
    log = play(scenario, calls, **options)
    issues, contacts, legs = (
        [row for row in table.to_pylist() if row["issue"] == issue]
        for table in tables_of(scenario, log.record).values()
    )
    lines = story(issues[0], contacts, legs, scenario)
    assert lines[0][0].startswith("Sun 2026-01-04 ")
    return [(when[-8:-3], what) for when, what in lines]


def test_solved_after_waiting():
    assert told(quiet(), [(10, 0.1), (12, 0.1)], issue=1) == [
        ("00:12", "The customer calls for the first time."),
        ("00:15", "After waiting 3 min in the line of one, answered by agent 1 of one."),
        ("00:20", "Solved in 5 min."),
        ("00:20", "The issue is over, solved 8 min after it began."),
    ]


def test_handed_over_for_each_reason():
    told_again = {"explanation": {"handover": "2min"}}
    for escalate, why, minutes in (
        ({}, "the agent could not solve it", 5),
        ({"difficulty_above": 0.6, "triage": "1min"}, "it was seen to be too difficult for this tier", 1),
        ({"after": "3min"}, "this tier handles nothing for longer", 3),
    ):
        second = f"00:{10 + minutes}"
        assert told(two_tiers(escalate, **told_again), [(10, 0.9)]) == [
            ("00:10", "The customer calls for the first time."),
            ("00:10", "Answered at once at one, by agent 1 of one."),
            (second, f"Handed over to two after {minutes} min: {why}."),
            (second, "Answered at once at two, by agent 1 of two. The customer tells it again, for 2 min."),
            (f"00:{17 + minutes}", "Solved in 7 min."),
            (f"00:{17 + minutes}", f"The issue is over, solved {7 + minutes} min after it began."),
        ]


def test_passed_up_by_the_line():
    lines = told(two_tiers({"waiting": "2min"}), [(10, 0.1), (11, 0.1)], issue=1)
    why = "nobody waits longer than that in this line"
    assert lines[1:3] == [
        ("00:13", f"Unanswered in the line of one for 2 min, goes up to two: {why}."),
        ("00:13", "Answered at once at two, by agent 1 of two."),
    ]


def test_given_up():
    patience = {"kind": "deterministic", "value": "90s"}
    assert told(quiet(patience=patience), [(10, 0.1), (11, 0.1)], issue=1)[1:] == [
        ("00:12", "Hangs up after waiting 1 min 30 s in the line of one."),
        ("00:12", "The issue is over: the customer has given up, 1 min 30 s after it began."),
    ]


def test_turned_away():
    assert told(quiet(opening={"Mon": "08:00-12:00"}), [(10, 0.1)])[1:] == [
        ("00:10", "The centre is closed: the customer is turned away."),
        ("00:10", "The issue is over: the customer was turned away, less than a second after it began."),
    ]


POOR = {"one": {"agents": 1, "ability": "50%", "tenure": ["1 years"]}}
BACK = {"share": "100%", "after": {"kind": "deterministic", "value": "2 days"}}


def test_back_again_and_again():
    lines = told(quiet(returns=BACK, resolution={"known": "0%"}, pools=POOR), [(10, 0.9)])
    assert lines[1:5] == [
        ("00:10", "Answered at once at one, by agent 1 of one."),
        ("00:15", "Over after 5 min. Both believe that it is solved; it is not."),
        ("00:15", "Contact 2: the customer calls again, 2 days later."),
        ("00:15", "Answered at once at one, by agent 1 of one."),
    ]
    assert lines[-1] == ("", "The run ends, and the customer has not called again yet.")


def test_lost():
    assert told(quiet(resolution={"known": "100%"}, pools=POOR), [(10, 0.9)])[2:] == [
        ("00:15", "Over after 5 min, unsolved; the agent knows it, and there is no tier above."),
        (
            "00:15",
            "The issue is over: the customer will not call again. It is lost, 5 min after it began.",
        ),
    ]


SURE = {"share": "100%", "newcomer": "100%", "sensitive": "100%"}  # of every error
HURRY = {"one": {"pool": "one", "pressure": {"aht": {"limit": "4min", "cut": "100%"}}}}
HOLD = {"one": {"pool": "one", "pressure": {"fcr": {"hold": "100%"}}}, "two": {"pool": "two"}}


@pytest.mark.parametrize(
    ("scenario", "difficulty", "what"),
    [
        (
            quiet(errors=SURE | {"caught": "100%"}),
            0.1,
            "The agent makes an error, catches it, and puts it right. Solved in 10 min.",
        ),
        (
            quiet(errors=SURE | {"caught": "0%"}),
            0.1,
            "The agent makes an error, and nobody notices. Over after 5 min. Both believe that it is solved; "
            "it is not.",
        ),
        (
            quiet(tiers=HURRY),
            0.1,
            "The agent, judged by handle time, cuts it short and says that it is solved; it is not. "
            "Over after 4 min.",
        ),
        (
            two_tiers(tiers=HOLD),
            0.9,
            "It should go up, but the agent, judged by what he resolves, holds on to it. Over after 7 min "
            "30 s, unsolved; the agent knows it.",
        ),
    ],
    ids=["caught", "missed", "cut", "held"],
)
def test_what_goes_wrong(scenario, difficulty, what):
    assert told(scenario, [(10, difficulty)])[2][1] == what


def test_a_script_that_does_not_fit():
    def ending(mode):
        topic = {"share": "100%", "handle": {"kind": "deterministic", "value": "5min"}}
        script = {"mode": mode, "off_script": "100%", "handle": "100%", "longer": "140%"}
        return told(quiet(topics={"any": topic | {"script": script}}), [(10, 0.1)])[2][1]

    recited = "The agent recites the script, which does not fit: the answer is partial."
    assert ending("rigid") == f"{recited} Over after 5 min. Both believe that it is solved; it is not."
    assert ending("guideline") == "The script does not fit, and the agent leaves it. Solved in 7 min."


def test_an_alarm_is_no_customer():
    """It finds the centre closed, and is raised again; nobody calls, hangs up or is turned away."""
    alarm = {"share": "100%", "handle": fixed("5min"), "alarm": {"again": "2h"}}
    assert told(quiet(topics={"any": alarm}, opening={"Sun": "02:00-24:00"}), [(10, 0.1)]) == [
        ("00:10", "Monitoring raises an alarm."),
        ("00:10", "The centre is closed: nobody takes it up."),
        ("02:10", "Contact 2: monitoring raises it again, 2 h later."),
        ("02:10", "Taken up at once at one, by agent 1 of one."),
        ("02:15", "Solved in 5 min."),
        ("02:15", "The issue is over, solved 2 h 5 min after it began."),
    ]


def test_a_survey_comes_after_the_end():
    survey = {"sample": "100%", "after": fixed("1 days"), "takes": "3min"}
    assert told(quiet(survey=survey), [(10, 0.1)])[2:] == [
        ("00:15", "Solved in 5 min."),
        ("00:15", "The issue is over, solved 5 min after it began."),
        ("00:15", "Called by agent 1 of one."),
        ("00:18", "Asked for 3 min how it went: it is solved."),
    ]


def test_a_survey_that_reopens_comes_before_the_end():
    """Nobody knows that it is not solved, nor calls again, until the centre asks; then tier 2 solves it."""
    survey = {"sample": "100%", "after": fixed("1 days"), "takes": "3min"}
    scenario = two_tiers({"repeats": 1}, survey=survey, resolution={"known": "0%"}, returns={"share": "0%"})
    lines = told(scenario, [(10, 0.9)])
    assert [what for _when, what in lines[2:6]] == [
        "Over after 5 min. Both believe that it is solved; it is not.",
        "Called by agent 1 of one.",
        "Asked for 3 min how it went: it is not solved.",
        "Contact 2: the centre has asked, and reopens it, 1 day later.",
    ]


def test_other_ways_than_the_telephone():
    channels = {
        "phone": {"share": "0%"},
        "mail": {"kind": "written", "share": "100%", "answer_within": "1 days"},
    }
    scenario = quiet(channels=channels)
    assert told(scenario, [(10, 0.1)], more={"home": [1]})[:2] == [
        ("00:10", "The customer makes contact for the first time, by mail."),
        ("00:10", "Answered at once at one, by agent 1 of one."),
    ]


def test_worked_on_behind_an_owner():
    owner = {"one": {"pool": "one", "owner": {}}, "two": {"pool": "two"}}
    lines = told(two_tiers(tiers=owner), [(10, 0.9)])
    assert "Taken up at once by agent 1 of two; no customer is there." in [what for _when, what in lines]
    assert "Agent 1 of one calls the customer at once with what came of it." in [
        what for _when, what in lines
    ]


def test_under_way_when_the_run_ends():
    slow = {"any": {"share": "100%", "handle": {"kind": "deterministic", "value": "30 days"}}}
    for issue, when in ((0, "00:10"), (1, "00:11")):
        assert told(quiet(topics=slow), [(10, 0.1), (11, 0.1)], issue) == [
            (when, "The customer calls for the first time."),
            ("", "The run ends, and contact 1 is still under way."),
        ]


def test_every_reason_and_ending_has_words():
    assert set(REASONS) == set(REASON_NAMES)
    assert set(ENDINGS) == set(KNOWN_ENDINGS)
    assert set(MISHAPS) == set(MISHAP_NAMES)


@pytest.mark.parametrize(
    ("minutes", "text"),
    {
        0.001: "less than a second",
        0.2: "12 s",
        2 + 1 / 6: "2 min 10 s",
        60: "1 h",
        60.2: "1 h",
        DAY: "1 day",
        3 * DAY + 241: "3 days 4 h",
        3 * DAY + 59: "3 days",
    }.items(),
)
def test_lengths_of_time(minutes, text):
    assert span(minutes) == text
    assert span(timedelta(minutes=minutes).total_seconds() / 60) == text
