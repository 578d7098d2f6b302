from pathlib import Path

import numpy as np
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
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 24
    for path in made:
        assert (tmp_path / path).read_text() == (BANK / path).read_text(), path


def test_a_missing_log_is_said_so(tmp_path, capsys):
    assert main([str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 2
    assert "1999-01.csv.gz" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_topics_are_as_fitted(bank, facts):
    patience = facts["patience"]["by_topic"]
    assert bank.topics.keys() == patience.keys() | {"cut_off"}
    for name, topic in bank.topics.items():
        service = facts["services"][name.removesuffix("_priority")]["with_pause"]
        assert topic.handle.mean * 60 == pytest.approx(service["mean"]), name
        assert topic.handle.cv == service["cv"], name
        if name != "cut_off":
            assert topic.patience.mean * 60 == pytest.approx(patience[name]["mean"]), name
            assert topic.patience.cv == patience[name]["cv"], name
        told = patience.get(name, facts["patience"]["all_told"])["told_ahead"]
        assert topic.told_ahead == pytest.approx(min(told, 1)), name
        assert topic.priority == (0 if name in ("new", "internet") else 1 + name.endswith("_priority"))


def test_the_rest_is_as_counted(bank, facts):
    assert bank.demand.busyness.cv == facts["busyness"]["all_days"]["cv"]
    assert bank.patience.mean * 60 == pytest.approx(facts["patience"]["all_told"]["mean"])
    assert bank.patience.cv == facts["patience"]["all_told"]["cv"]
    assert bank.redials.share == pytest.approx(facts["redials"]["share"])
    assert bank.redials.after.mean * 60 == pytest.approx(facts["redials"]["mean_delay"])
    pool = bank.pools["agents"]
    assert pool.agents == facts["agents"]["agents_in_a_median_week"]
    hours = facts["agents"]["hours_from_first_to_last_call_in_a_median_week"]
    assert pool.hours / 60 == pytest.approx(hours, abs=0.5)
    assert sum(map(sum, pool.seats.levels(30))) / 2 == facts["agents"]["seat_hours_a_week"]


def test_a_step_of_priority_is_what_the_line_shows(bank, facts):
    """Who has a step more overtakes those who came up to 90 seconds before, and hardly others; two: 180."""
    share = facts["priority"]["overtaking_by_seconds_joined_later"]
    assert bank.tiers["agents"].ageing * 60 == 90
    for pair in ("priority_before_ordinary", "ordinary_before_new"):
        assert share[pair]["60-85"] - share[pair]["95-120"] > 0.6
    assert share["priority_before_new"]["150-175"] - share["priority_before_new"]["185-210"] > 0.5
    assert max(share["ordinary_before_priority"].values()) < 0.02


def test_weights_of_topics_add_up_to_the_volumes_of_the_week(bank):
    """Weights are means of Sunday to Thursday, each weekday's volumes its own; both rounded."""
    volumes = np.array(bank.demand.table.volumes(30))
    weights = np.sum([topic.share.volumes(30) for topic in bank.topics.values()], axis=0)
    assert weights[5:] == pytest.approx(volumes[5:], abs=0.02)
    assert weights[0].sum() == pytest.approx(volumes[:5].sum() / 5, rel=0.01)
    assert (weights[volumes > 0] > 0).all()


def test_june_and_july_differ_in_calls_and_agents_only(bank):
    other = sim.scenario.load(BANK / "june_july.yaml")
    for name in ("pace", "redials", "patience", "tiers", "calendar", "holidays", "opening"):
        assert getattr(other, name) == getattr(bank, name), name
    assert other.demand.table != bank.demand.table
    assert other.pools["agents"].seats != bank.pools["agents"].seats
    for name, topic in other.topics.items():
        assert topic.share.source.endswith(f"june_july/mix/{name}.csv")
        assert topic.model_copy(update={"share": bank.topics[name].share}) == bank.topics[name]


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


@pytest.mark.parametrize("name", ["bank", "plus_two", "june_july"])
def test_the_rota_fills_every_seat_and_all_who_are_answered_are_solved(name):
    from sim.centre import replicate

    record = replicate(sim.scenario.load(BANK / f"{name}.yaml"), seed=1, replication=0)
    pool = record.pool[0]
    assert pool["asked"] == pool["filled"] > 0
    assert (record.issues["solved"] == record.issues["answered"]).all()
    assert record.issues["solved"].sum() > 30_000


def test_services_of_june_and_july_are_as_fitted():
    services = YAML(typ="safe").load(BANK / "june_july" / "fit.yaml")["services"]
    own = sim.scenario.load(BANK / "june_july.yaml", apply=["own_services"])
    for name, topic in own.topics.items():
        fitted = services[name.removesuffix("_priority")]["with_pause"]
        assert topic.handle.mean * 60 == pytest.approx(fitted["mean"]), name
        assert topic.handle.cv == fitted["cv"], name
