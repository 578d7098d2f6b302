from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

import sim.scenario
from sim.calibrate.incident_figures import FIGURES, Cases, cases_of_log, interval
from sim.calibrate.incident_log import read_cases
from sim.calibrate.incidents import calibrate, line_facts, main
from sim.calibrate.logs import LogError
from sim.calibrate.phases import fit_phases

REPOSITORY = Path(__file__).parents[2]
INCIDENTS = REPOSITORY / "scenarios" / "incidents"
LOG = REPOSITORY.parent / "shared" / "data" / "volvo_incidents" / "incidents_open_half.csv.gz"

MADE_UP = """\
case,time,status,sub_status,org_line,team,line
7,2012-05-01T08:00:00+01:00,Accepted,In Progress,C,A,L1
7,2012-05-01T08:30:00+01:00,Completed,In Call,C,A,L1
8,2012-05-01T09:00:00+01:00,Accepted,In Progress,C,A,L1
8,2012-05-01T10:00:00+01:00,Queued,Awaiting Assignment,C,B,L1
8,2012-05-01T10:30:00+01:00,Accepted,In Progress,C,B,L1
8,2012-05-01T12:00:00+01:00,Queued,Awaiting Assignment,C,X,L2/L3
8,2012-05-01T13:00:00+01:00,Queued,Awaiting Assignment,C,B,L1
8,2012-05-02T09:00:00+01:00,Completed,Resolved,C,B,L1
8,2012-05-02T11:00:00+01:00,Accepted,In Progress,C,B,L1
8,2012-05-02T12:00:00+01:00,Completed,Resolved,C,B,L1
8,2012-05-09T00:00:00+01:00,Completed,Closed,C,B,L1
9,2012-05-01T09:00:00+01:00,Accepted,In Progress,C,X,L2
9,2012-05-01T09:30:00+01:00,Accepted,Wait - User,C,X,L2
10,2012-05-01T09:00:00+01:00,Accepted,In Progress,C,A,L1
10,2012-05-01T10:00:00+01:00,Queued,Awaiting Assignment,C,Z,L3
10,2012-05-01T12:00:00+01:00,Completed,Resolved,C,Z,L3
"""


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(MADE_UP)
    return path


@pytest.fixture(scope="module")
def facts():
    return YAML(typ="safe").load(INCIDENTS / "fit.yaml")


@pytest.fixture(scope="module")
def incidents():
    return sim.scenario.load(INCIDENTS / "incidents.yaml")


# --- reading -------------------------------------------------------------------------------------


def test_stays_with_teams_until_a_case_is_closed(log):
    in_call, to_and_fro, skips = read_cases(log)
    assert [case.number for case in (in_call, to_and_fro, skips)] == ["7", "8", "10"], "9 was never closed"
    assert [[(s.line, s.hours, s.left) for s in stays] for stays in in_call.rounds] == [[(1, 0.5, "ended")]]
    first, again = to_and_fro.rounds
    assert [(stay.line, stay.hours, stay.left) for stay in first] == [
        (1, 1.0, "aside"),
        (1, 2.0, "up"),
        (2, 1.0, "back"),
        (1, 20.0, "ended"),
    ]
    assert [(stay.line, stay.hours, stay.left) for stay in again] == [(1, 1.0, "ended")]
    assert to_and_fro.reopened_after == [2.0]


def test_what_became_of_cases(log):
    cases = cases_of_log(read_cases(log))
    assert cases.ended_at.tolist() == [1, 1, 3]
    assert cases.handovers.tolist() == [0, 3, 1]
    assert cases.aside.tolist() == [0, 1, 0]
    assert cases.back.tolist() == [0, 1, 0]
    assert cases.reopened.tolist() == [0, 1, 0]
    assert cases.hours.tolist() == [0.5, 24, 3]


def test_who_skips_a_line_is_counted_there_too(log):
    stays = [stay for case in read_cases(log) for stays in case.rounds for stay in stays]
    second = line_facts(stays, 2)
    assert (second["stays"], second["skipped"]) == (1, 1)
    assert (second["back"]["share"], second["up"]["share"]) == (0.5, 0.5)
    assert line_facts(stays, 1)["skipped"] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MADE_UP.replace(",L3\n", ",L4\n"), "a line called L4"),
        (MADE_UP.replace("2012-05-01T08:00:00+01:00", "yesterday"), "cannot be read"),
        (MADE_UP.replace("status,", "state,", 1), "cannot be read"),
        (MADE_UP[: MADE_UP.index("8,2012")], "too few cases"),
    ],
)
def test_what_is_no_log_is_said_so(tmp_path, text, said):
    (tmp_path / "log.csv").write_text(text)
    with pytest.raises(LogError, match=said):
        calibrate(tmp_path / "log.csv")


def test_a_missing_log_is_said_so(tmp_path, capsys):
    assert main([str(tmp_path / "nowhere.csv"), str(tmp_path / "out")]) == 2
    assert "nowhere.csv cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_same_bytes_each_time(log, tmp_path):
    rows = MADE_UP.splitlines()
    more = [row.replace(",", f"{n},", 1) for n in range(20) for row in rows[1:]]
    log.write_text("\n".join([rows[0], *more]))
    for name in ("once", "twice"):
        assert main([str(log), str(tmp_path / name)]) == 0
    for name in ("fit.yaml", "figures.csv"):
        assert (tmp_path / "once" / name).read_bytes() == (tmp_path / "twice" / name).read_bytes(), name


# --- fitting -------------------------------------------------------------------------------------


def test_a_mixture_is_found_again():
    """From its own quantiles, so that nothing is left to chance."""
    short, long = (
        -np.log1p(-(np.arange(4000) + 0.5) / 4000) * 0.2,
        -np.log1p(-(np.arange(1000) + 0.5) / 1000) * 50,
    )
    fit = fit_phases(np.concatenate([short, long]), 2)
    assert fit.shares == pytest.approx([0.8, 0.2], abs=0.005)
    assert fit.means == pytest.approx([0.2, 50], rel=0.02)
    assert fit.mean == pytest.approx(10.16, rel=0.005)
    assert np.exp(fit.log_survival(np.array([0.2])))[0] == pytest.approx(0.8 / np.e + 0.2, abs=0.005)


def test_intervals():
    """Wilson's of 5 in 50 (Brown, Cai and DasGupta's formula by hand), and a mean's."""
    assert interval(0.1, 0.3, 50, "share") == pytest.approx((0.04347, 0.21360), abs=2e-4)
    assert interval(2.0, 1.0, 100, "count") == pytest.approx((1.804, 2.196))


def test_figures_that_do_not_apply_are_left_out():
    two = np.array([1.0, 1.0])
    cases = Cases(two, np.array([0.0, 2.0]), 0 * two, 0 * two, 0 * two, np.array([5.0, 30.0]))
    kept, handed = (next(f for f in FIGURES if f.key == key) for key in ("day_kept", "day_handed"))
    assert kept.estimate(cases) == (1.0, 0.0, 1)
    assert handed.estimate(cases) == (0.0, 0.0, 1)


# --- what is shipped -----------------------------------------------------------------------------


@pytest.mark.skipif(not LOG.is_file(), reason="the log is not shipped; it is looked for in ../shared/data")
def test_shipped_files_are_what_the_script_makes(tmp_path):
    assert main([str(LOG), str(tmp_path)]) == 0
    for name in ("fit.yaml", "figures.csv"):
        assert (tmp_path / name).read_text() == (INCIDENTS / name).read_text(), name


def mix_of(law):
    return [(round(share, 6), round(mean / 60, 6)) for share, mean in law.branches]


def fitted_mix(facts):
    return [(round(phase["share"], 6), round(phase["mean"], 6)) for phase in facts["phases"]]


def test_the_scenario_is_as_fitted(incidents, facts):
    topic = incidents.topics["incident"]
    for number, name in enumerate(incidents.tiers, 1):
        line, reassign = facts["lines"][number], incidents.tiers[name].reassign
        for way in ("aside", "back", "up"):
            assert getattr(reassign, way) == pytest.approx(line[way]["share"], abs=1e-9), (name, way)
        assert mix_of(reassign.takes) == fitted_mix(line["until_handed_on"]), name
        assert mix_of(topic.handle_at.get(name, topic.handle)) == fitted_mix(line["until_closed"]), name
    assert incidents.errors.share == pytest.approx(facts["reopened"]["share"], abs=1e-9)
    assert mix_of(incidents.returns.after) == fitted_mix(facts["reopened"]["after"])


def test_nobody_waits_for_a_place(incidents):
    from sim.centre import replicate

    record = replicate(incidents, seed=1, replication=0)
    assert record.slots["answered"].sum() > 70_000
    assert record.slots["delayed"].sum() == 0
