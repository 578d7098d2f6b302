"""The studies of lessons: all are read, each has a case, and what is drawn holds what was simulated."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from sim.measure import MEASURES
from sim.scenario.study import is_study, load_study
from sim.verify.catalogue import catalogue
from sim.verify.lessons import drawn, untaught
from sim.verify.outcome import Value
from sim.verify.reads import measured

ROOT = Path(__file__).parents[2]
STUDIES = sorted(path for path in (ROOT / "scenarios" / "lessons").glob("*.yaml") if is_study(path))


def test_there_are_lessons():
    assert len(STUDIES) >= 8


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_a_lesson_is_read_has_a_case_and_is_told(path):
    study = load_study(path, measures=MEASURES)
    assert study.claims
    assert all(re.search(r"(19|20)\d\d$", claim.source) for claim in study.claims)
    assert f"lesson.{path.stem}" in catalogue()
    assert f"`{path.name}`" in (ROOT / "docs" / "lessons.md").read_text(encoding="utf-8")


def test_a_figure_has_theory_as_lines_and_what_is_lifted_apart():
    value = Value("share", 0.2, 0.21, 0.19, 0.24)
    figure = drawn("t", "x", "y", {"theory": ([1, 2], [0.1, 0.2])}, [(2, value)], {"lifted": [(2, value)]})
    theory, simulated, lifted = figure.data
    assert list(theory.y) == [0.1, 0.2]
    assert (simulated.y[0], simulated.error_y.array[0]) == (0.21, pytest.approx(0.03))
    assert simulated.error_y.arrayminus[0] == pytest.approx(0.02)
    assert lifted.marker.color != simulated.marker.color


def test_a_figure_without_theory_has_an_interval_that_can_be_drawn():
    class Runs:
        def sums(self, measure, part=None):
            return np.array([1.0, 2.0, 3.0]), np.array([10.0, 10.0, 10.0])

    value = untaught(measured("asa"), Runs())
    assert value.low < value.simulated < value.high
    figure = drawn("t", "x", "y", {}, [], {"lifted": [(1, value)]})
    json.dumps(figure.to_plotly_json(), allow_nan=False)


def test_names_across_make_bars_of_theory():
    figure = drawn("t", "", "y", {"theory": (["a", "b"], [1, 2])}, [("a", Value("", math.nan, 1, 0, 2))])
    assert figure.data[0].type == "bar"
