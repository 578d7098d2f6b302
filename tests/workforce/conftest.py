"""Every trace is told under both calendars."""

import pytest


@pytest.fixture(params=("simpy", "compiled"))
def clock(request):
    if request.param == "compiled":
        pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    return request.param
