"""`python -m benchmarks`: a quick look runs, and its results have the form that is read elsewhere."""

import json

import pytest

from benchmarks.__main__ import main
from benchmarks.engines import ENGINES
from benchmarks.work import WORKS

pytest.importorskip("numba", reason="the limit needs the extra `fast`")
WANTED = ["simpy", "limit"]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("bench") / "results.json"


@pytest.fixture(scope="module")
def told(path):
    asked = ["--json", str(path), "--quick", "--rounds", "2", "--sections", "ratios"]
    assert main([*asked, "--engines", ",".join(WANTED)]) == 0
    return json.loads(path.read_text())


def test_ratios(told):
    assert set(told["ratios"]) == set(WORKS)
    for ratios in told["ratios"].values():
        assert set(ratios) == set(WANTED)
        assert ratios["simpy"] == {"median": 1, "low": 1, "high": 1}
        assert all(0 < ratio["low"] <= ratio["median"] <= ratio["high"] for ratio in ratios.values())


def test_what_was_measured_and_on_what(told):
    assert told["quick"] is True
    assert told["rounds"] == 2
    assert {"processor", "cores", "memory_gib", "python", "load"} <= set(told["machine"])
    assert {"simpy", "numba", "moked"} <= set(told["versions"])
    for work in WORKS.values():
        assert set(told["exact"][work.name]) <= set(told["kpis"][work.name]["limit"])
        for speed in told["speeds"][work.name].values():
            assert speed["days"] >= 1
            assert speed["unit"] == "contacts per second"


def test_an_engine_that_does_not_exist(tmp_path, capsys):
    assert main(["--json", str(tmp_path / "x.json"), "--engines", "simpy,arena"]) == 2
    assert "no such engine: arena" in capsys.readouterr().err
    assert main(["--json", str(tmp_path / "x.json"), "--sections", "rations"]) == 2
    assert "no such section: rations" in capsys.readouterr().err


def test_page(told, path):
    page = path.with_suffix(".html").read_text()
    assert "Against others" in page
    assert "A quick look: not to be quoted." in page
    assert page.count("class=figure") == 1


def test_names_are_the_ones_agreed_on():
    agreed = {"moked_simpy", "moked_compiled", "simpy", "ciw", "salabim", "cimba", "limit"}
    assert set(ENGINES) == agreed
    assert set(WORKS) == {"one_pool", "two_tiers"}
