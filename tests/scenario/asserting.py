"""What tests of bad input ask of an error."""

import pytest
from hypothesis import settings

from sim.scenario import ScenarioError, load


def problems(source, **how):
    with pytest.raises(ScenarioError) as caught:
        load(source, **how)
    assert "Traceback" not in str(caught.value)
    return caught.value.problems


def the_problem(source, **how):
    found = problems(source, **how)
    assert len(found) == 1, [str(each) for each in found]
    return found[0]


def where(problem):
    return (problem.file, problem.line, problem.column, problem.key)


exact = settings(derandomize=True, deadline=None)
"""Properties that hold for every value: the same ones are tried each time."""
