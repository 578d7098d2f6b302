"""The drawing of the steps of a split says each figure, from the first design's to the last's."""

import re
from dataclasses import replace

import pytest

import sim
from sim.experiment import Comparison
from sim.report import split
from tests.report.conftest import CENTRE, MORE_SEATS


@pytest.fixture(scope="module")
def chained() -> Comparison:
    long = "name=A name so long that no drawing has room for it"
    designs = [sim.load(CENTRE), sim.load(CENTRE, set=[*MORE_SEATS, long])]
    made = sim.compare(designs, replications=2, seed=1, jobs=1)
    return replace(made, chain=tuple(made.results))


def test_every_step_has_its_figure(chained):
    panel = split.chart(chained).panels[0]
    assert panel.caption == "First contact resolution (FCR)"
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", str(panel.svg))
    table = split.table(chained, ["fcr"])
    first, step, _whole = (cell.text for cell in table.rows[0].cells)
    assert texts[:4] == ["Two tiers", first, "→ A name so long that no …", step]
    assert texts[4] == "A name so long that no dr…"
    assert texts[5].endswith("%")
