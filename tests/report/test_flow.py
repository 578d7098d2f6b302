"""The drawing of flows: what goes in comes out, and every band lies inside."""

import re

import pytest

import sim
from sim.report import flow


@pytest.fixture(scope="module")
def results():
    scenario = sim.load("scenarios/spd/two_tiers.yaml", set=["calendar.length=8 weeks"])
    return sim.run(scenario, replications=2, jobs=1)


def test_what_goes_in_comes_out(results):
    """Up to the contacts under way when counting begins and ends, a few of 100 issues' 114."""
    of = flow.flows(results)
    for place in (0, 1):
        into = sum(f.amount for f in of if f.target == place)
        out = sum(f.amount for f in of if f.source == place)
        assert out == pytest.approx(into, rel=0.02)
    assert sum(f.amount for f in of if f.source == "first") == 100


def test_the_drawing_is_whole(results):
    of = flow.flows(results)
    svg = flow.drawing(of, ["help <desk>", "system"])
    assert "help &lt;desk&gt;" in svg
    assert svg.count("<path") == len(of)
    heights = [float(y) for y in re.findall(r"[ML, C][\d.]+,([\d.]+)", svg)]
    assert min(heights) >= 0
    assert max(heights) <= flow.HEIGHT + flow.TOP + flow.GAP
