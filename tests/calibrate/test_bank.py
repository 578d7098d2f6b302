from pathlib import Path

import pytest
from ruamel.yaml import YAML

import sim.scenario
from sim.calibrate.bank import main

REPOSITORY = Path(__file__).parents[2]
BANK = REPOSITORY / "scenarios" / "bank"
LOG = REPOSITORY.parent / "shared" / "data" / "anonymous_bank"


@pytest.fixture(scope="module")
def facts():
    return YAML(typ="safe").load(BANK / "fit.yaml")


@pytest.fixture(scope="module")
def bank():
    return sim.scenario.load(BANK / "bank.yaml")


@pytest.mark.skipif(
    not LOG.is_dir(), reason="the bank's log is not shipped; it is looked for in ../shared/data"
)
def test_shipped_files_are_what_the_script_makes(tmp_path):
    assert main([str(LOG), str(tmp_path)]) == 0
    for name in ("volumes.csv", "seats.csv", "fit.yaml"):
        assert (tmp_path / name).read_text() == (BANK / name).read_text(), name


def test_a_missing_log_is_said_so(tmp_path, capsys):
    assert main([str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 2
    assert "1999-01.csv.gz" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_topics_are_as_fitted(bank, facts):
    fitted = {name: topic for name, topic in facts["topics"].items() if name != "all"}
    assert bank.topics.keys() == fitted.keys()
    for name, topic in bank.topics.items():
        assert topic.share == pytest.approx(fitted[name]["share"], abs=5e-5), name
        assert topic.handle.mean * 60 == pytest.approx(fitted[name]["mean"]), name
        assert topic.handle.cv == fitted[name]["cv"], name


def test_the_rest_is_as_counted(bank, facts):
    assert bank.demand.busyness.cv == facts["busyness"]["all_days"]["cv"]
    assert bank.patience.mean * 60 == pytest.approx(facts["patience"]["lognormal"]["mean"])
    assert bank.patience.cv == facts["patience"]["lognormal"]["cv"]
    pool = bank.pools["agents"]
    assert pool.agents == facts["agents"]["agents_in_a_median_week"]
    hours = facts["agents"]["hours_from_first_to_last_call_in_a_median_week"]
    assert pool.hours / 60 == pytest.approx(hours, abs=0.5)
    assert sum(map(sum, pool.seats.levels(30))) / 2 == facts["agents"]["seat_hours_a_week"]


def test_open_when_the_log_shows_calls_and_never_without_a_seat(bank):
    slots = {slot for start, end in bank.open_stretches() for slot in range(int(start // 30), int(end // 30))}
    calls = [count for day in bank.demand.table.volumes(30) for count in day]
    seats = [count for day in bank.pools["agents"].seats.levels(30) for count in day]
    assert {slot for slot, count in enumerate(calls) if count} == slots
    assert {slot for slot, count in enumerate(seats) if count} == slots


def test_the_study_adds_two_seats_and_the_people_for_them():
    study = sim.scenario.load_study(BANK / "study.yaml")
    assert list(study.designs) == ["as_is", "plus_two"]
    assert study.baseline == "as_is"
    as_is, plus_two = study.designs.values()
    (change,) = plus_two.changes
    assert (change.add_seats, change.days, change.from_, change.to) == (2, (0, 1, 2, 3, 4), 600, 840)
    assert plus_two.pools["agents"].agents == as_is.pools["agents"].agents + 2
    assert plus_two.demand == as_is.demand
    assert plus_two.topics == as_is.topics
    assert plus_two.patience == as_is.patience


@pytest.mark.parametrize("name", ["bank", "plus_two"])
def test_the_rota_fills_every_seat_and_all_who_are_answered_are_solved(name):
    from sim.centre import replicate

    record = replicate(sim.scenario.load(BANK / f"{name}.yaml"), seed=1, replication=0)
    pool = record.pool[0]
    assert pool["asked"] == pool["filled"] > 0
    assert (record.issues["solved"] == record.issues["answered"]).all()
    assert record.issues["solved"].sum() > 30_000
