"""The quick part of `moked verify`, a test for each case.

Intervals are of 99.9%: of some 500 figures compared half a one would be missed by chance. Seeds are fixed, so
either it always passes or a change of simulated output moved a figure; then look at the figure first.
"""

import pytest

from sim.verify.catalogue import Effort
from sim.verify.outcome import SkippedError
from sim.verify.running import chosen


@pytest.mark.parametrize("case", chosen(quick=True), ids=lambda case: case.id)
def test_case(case):
    try:
        found = case.run(Effort(quick=True))
    except SkippedError as reason:
        pytest.skip(str(reason))
    assert found.values
    assert not [value for value in found.values if not value.agrees]
