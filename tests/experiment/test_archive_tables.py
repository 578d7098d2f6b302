"""What is in the record's files: scenarios, totals and tables, to the last bit."""

import errno
import gc
import json
import os
import weakref
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import sim
from sim.centre import replicate
from sim.experiment.archive import columns, streaming
from sim.experiment.archive.manifest import scenario_facts, scenario_from
from sim.experiment.archive.totals import read_totals, write_totals
from sim.scenario.study import is_study
from tests.tracing import assert_equal, fixed, play, quiet, tables_of, told_in_order, two_tiers

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(
    path
    for path in (ROOT / "scenarios").glob("*/*.yaml")
    if not is_study(path) and path.name != "fit.yaml" and path.parent.name != "base"
)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_said_in_a_manifest_is_the_same_read_again(path):
    scenario = sim.load(path).model_copy(update={"overrides": {}})
    assert scenario_from(json.loads(json.dumps(scenario_facts(scenario)))) == scenario


@settings(max_examples=200, deadline=None, derandomize=True)
@given(share=st.floats(1e-9, 1), seconds=st.floats(1e-3, 1e6), scale=st.floats(0, 1000))
def test_to_the_last_bit(share, seconds, scale):
    mapping = {
        "name": "any",
        "demand": {"per_hour": 1, "scale": scale},
        "topics": {"any": {"share": "100%", "handle": {"kind": "exponential", "mean": f"{seconds:.12f}s"}}},
        "returns": {"share": share},
        "tiers": {"one": {"pool": "one"}},
        "pools": {"one": {"agents": 1, "absence": share / 2}},
    }
    scenario = sim.load(mapping)
    assert scenario_from(json.loads(json.dumps(scenario_facts(scenario)))) == scenario


def test_totals_are_a_record_without_its_rows(tmp_path, centre):
    record = replicate(centre, record=True)
    write_totals(tmp_path / "totals.npz", record)
    read = read_totals(tmp_path / "totals.npz")
    assert (read.legs, read.ended, read.still_open, read.seconds) == (None, None, None, 0.0)
    record.legs = record.contacts = record.ended = record.still_open = None
    assert_equal(record, read)


def test_a_stream_writes_the_same_tables_a_group_at_a_time(tmp_path, centre, monkeypatch):
    monkeypatch.setattr(streaming, "ROWS", 100)
    paths = {name: tmp_path / f"{name}.parquet" for name in columns.TABLES}
    with streaming.Stream(centre, paths) as stream:
        replicate(centre, record=stream)
    for name, table in tables_of(centre, replicate(centre, record=True)).items():
        file = parquet.ParquetFile(paths[name])
        assert file.num_row_groups == -(-len(table) // 100)
        assert file.num_row_groups > 1
        assert told_in_order(file.read()).equals(table)


def test_what_fails_in_the_thread_that_writes_stops_the_run(tmp_path, centre, monkeypatch):
    def full(self, table):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(streaming, "ROWS", 100)
    monkeypatch.setattr(parquet.ParquetWriter, "write_table", full)
    stream = streaming.Stream(centre, {name: tmp_path / name for name in columns.TABLES})
    with pytest.raises(OSError, match="No space left"), stream:
        replicate(centre, record=stream)
    with pytest.raises(RuntimeError, match="shutdown"):
        stream.writer.submit(full)


def test_nothing_holds_a_stream_when_its_run_is_over(tmp_path, centre):
    """Else its room for rows would wait until Python looks for rings."""
    stream = streaming.Stream(centre, {name: tmp_path / name for name in columns.TABLES})
    gone = weakref.ref(stream)
    gc.disable()
    try:
        replicate(centre, record=stream)
        del stream
        assert gone() is None
    finally:
        gc.enable()


def test_tables_have_the_columns_that_are_documented(centre):
    for name, table in tables_of(centre, replicate(centre, record=True)).items():
        assert table.schema == columns.schema_of(name)
        for column in columns.TABLES[name]:
            if column.names:
                assert set(table[column.name].to_pylist()) - {None} <= set(column.names)


def test_the_page_is_current():
    assert (ROOT / "docs" / "record.md").read_text(encoding="utf-8") == columns.page()


def test_tables_agree_with_each_other_and_with_the_measures():
    scenario = sim.load(ROOT / "scenarios" / "spd" / "two_tiers.yaml", set=["calendar.length=2 weeks"])
    record = replicate(scenario, record=True)
    issues, contacts, legs = (table.to_pandas() for table in tables_of(scenario, record).values())
    counted = issues[issues["counted"]]
    assert len(counted) == record.issues["opened"].sum()
    for ending in ("solved", "abandoned", "lost", "blocked"):
        assert (counted["ending"] == ending).sum() == record.issues[ending].sum()
    assert counted["handovers"].sum() == record.issues["handovers"].sum()
    by_contact = legs.groupby(["issue", "contact"], sort=True)
    assert by_contact["waited"].sum().to_numpy() == pytest.approx(contacts["waited"].to_numpy())
    assert by_contact["handled"].sum().to_numpy() == pytest.approx(contacts["handled"].to_numpy())
    assert (by_contact.size().to_numpy() == contacts["legs"].to_numpy()).all()
    assert (by_contact["leg"].max().to_numpy() == contacts["legs"].to_numpy()).all()
    assert (by_contact["outcome"].first().astype(str).to_numpy() == contacts["first_line"].astype(str)).all()
    mine = contacts.merge(counted, on="issue", suffixes=("", "_issue"))
    assert (mine["ending"] == "falsely_solved").sum() == record.issues["falsely_solved"].sum()
    assert (mine["ending"] == "unsolved_known").sum() == record.issues["unsolved_known"].sum()
    assert (mine["ending"] == "solved").sum() == record.issues["solved"].sum()
    assert legs["explained"].sum() > 0
    assert (legs["explained"].fillna(0) <= legs["handled"].fillna(0) + 1e-9).all()
    for pool, places in legs.groupby("pool", observed=True)["place"]:
        assert places.between(1, scenario.pools[pool].agents).all()


def test_a_contact_is_made_of_its_legs():
    """The line passes it up after two minutes; the second tier solves it."""
    scenario = two_tiers({"waiting": "2min"})
    log = play(scenario, [(10, 0.1), (11, 0.1)])
    tables = tables_of(scenario, log.record)
    assert tables["contacts"].to_pylist()[1] == {
        "issue": 1,
        "contact": 1,
        "kind": "first",
        "began": datetime(2026, 1, 4, 0, 11),
        "ended": datetime(2026, 1, 4, 0, 18),
        "legs": 2,
        "waited": pytest.approx(2),
        "handled": pytest.approx(5),
        "handovers": 0,
        "first_line": "moved",
        "ending": "solved",
    }
    first, second = tables["legs"].to_pylist()[1:]
    assert (first["tier"], first["outcome"], first["reason"]) == ("one", "moved", "waiting")
    assert [first[name] for name in ("answered", "handled", "explained", "pool", "place", "result")] == [
        None
    ] * 6
    assert (second["leg"], second["pool"], second["place"], second["result"]) == (2, "two", 1, "solved")
    assert second["reason"] is None


def test_whose_issue_it_was_and_how_it_ended():
    """Two populations; the second customer waits three minutes and gives up. An alarm has no index."""
    scenario = quiet(
        demand={"populations": {"home": {"per_hour": 1}, "abroad": {"per_hour": 1}}, "scale": 0},
        topics={
            "any": {"share": "100%", "handle": fixed("5min")},
            "disk": {"share": "0%", "handle": fixed("5min"), "alarm": {}},
        },
        patience=fixed("3min"),
        satisfaction={"per_minute_waited": "1%", "never_answered": "50%"},
    )
    calls = [(10, 0.1), (11, 0.1), (20, 0.1)]
    log = play(scenario, calls, topics=[0, 0, 1], more={"population": [0, 1, 0]})
    issues = tables_of(scenario, log.record)["issues"].to_pylist()
    assert [issue["population"] for issue in issues] == ["home", "abroad", "home"]
    assert [issue["satisfaction"] for issue in issues] == [1, pytest.approx(1 - 0.03 - 0.5), None]


def test_neither_is_said_where_there_is_none():
    scenario = quiet()
    issues = tables_of(scenario, play(scenario, [(10, 0.1)]).record)["issues"].to_pylist()
    assert [(issue["population"], issue["satisfaction"]) for issue in issues] == [(None, None)]


def test_nothing_happened():
    scenario = two_tiers()
    tables = tables_of(scenario, play(scenario, []).record)
    assert [table.num_rows for table in tables.values()] == [0, 0, 0]
