"""Every reference case: the room's figures against those of the independent reference, to 1e-6."""

import json
import math
from pathlib import Path

import pytest

from sim.theory.cases import CASES, THEORY, flat

FILE = Path(__file__).parents[3] / "shared" / "oracles" / "oracles.json"

# Figures that are nothing but rounding or the edge of a grid: an absolute bar says what can be said.
NEARLY_NOTHING = 1e-7
ABSOLUTE = 1e-9


@pytest.mark.parametrize("case", sorted(THEORY))
def test_case(case):
    figures, exact = flat(THEORY[case](CASES[case].params)), flat(CASES[case].exact)
    missing = exact.keys() - figures.keys()
    assert not missing
    off = {name: (figures[name], value) for name, value in exact.items() if not agrees(figures[name], value)}
    assert not off


def agrees(figure, exact):
    if abs(exact) < NEARLY_NOTHING:
        return abs(figure - exact) <= ABSOLUTE
    return math.isclose(figure, exact, rel_tol=1e-6)


@pytest.mark.skipif(not FILE.exists(), reason="the reference's own file is not beside this project")
def test_the_copy_is_the_references():
    theirs = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
    assert [(row["id"], row["params"], row["exact"]) for row in theirs] == [
        (case.id, case.params, case.exact) for case in CASES.values()
    ]
