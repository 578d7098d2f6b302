"""A few whole runs, timed by pytest-benchmark and kept by commit: `make history`.

Nothing is asserted about a time: machines differ, and other work on them.
"""

import pytest

from benchmarks.in_moked import run as run_work
from benchmarks.scenarios import SCENARIOS
from benchmarks.whole import CLOCKS, run
from benchmarks.work import WORKS

DAYS = {"simpy": 2, "compiled": 40}


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("work", WORKS.values(), ids=list(WORKS))
def test_work(benchmark, work, clock):
    benchmark.extra_info["days"] = DAYS[clock]
    benchmark.pedantic(run_work, (work, DAYS[clock], 1, clock), rounds=5, warmup_rounds=1)


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(benchmark, name, clock):
    file, setting = SCENARIOS[name]
    setting = setting | {"calendar.length": "10 weeks"}
    benchmark.pedantic(run, (str(file), clock, setting), rounds=5, warmup_rounds=1)
