"""A run that is killed loses nothing that was finished, and goes on to the same bytes."""

import gc
import inspect
import os
import sys

import pytest

from sim.centre import Centre
from sim.verify.killing import kill
from tests.tracing import quiet

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals to process groups are POSIX")


def test_killed_again_and_again_a_study_ends_as_if_nothing_had_happened(tmp_path):
    found = kill(times=5, seed=1, folder=tmp_path)
    assert found.kills == 5
    assert found.studies == found.equal > 0
    assert (found.lost, found.half_written, found.left_over, found.tracebacks) == (0, [], [], [])


def test_taking_a_centre_down_calls_nothing_in_which_ctrl_c_would_be_lost():
    """An interrupt is heard where a function is called, and Python drops what is raised while it collects."""
    centre = Centre(quiet(pools={"one": {"agents": 20, "tenure": ["1 years"]}}), 1, 0)
    centre.run([])
    called = set()

    def watch(frame, event, _what):
        if event == "call" and not frame.f_code.co_flags & inspect.CO_GENERATOR:
            called.add(frame.f_code.co_qualname)

    gc.collect()  # what others left
    del centre
    sys.setprofile(watch)
    found = gc.collect()
    sys.setprofile(None)
    assert found > 100
    assert called == set()
