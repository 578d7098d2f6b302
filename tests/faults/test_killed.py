"""A run that is killed loses nothing that was finished, and goes on to the same bytes."""

import os

import pytest

from sim.verify.killing import kill

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals to process groups are POSIX")


def test_killed_again_and_again_a_study_ends_as_if_nothing_had_happened(tmp_path):
    found = kill(times=5, seed=1, folder=tmp_path)
    assert found.kills == 5
    assert found.studies == found.equal > 0
    assert (found.lost, found.half_written, found.left_over, found.tracebacks) == (0, [], [], [])
