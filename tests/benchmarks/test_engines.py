"""Every engine that is measured simulates the centres it is said to simulate, each in its own process.

Of each, some replications are compared with theory by 99.9% intervals (Student): about 5
values for each of 7 engines, so a run fails by chance with probability below 0.04; seeds are fixed. They
begin with an empty centre, which moves the means by well under the width of these intervals.
"""

import numpy as np
import pytest
from scipy.stats import t as student

from benchmarks.engines import ENGINES, Bench, missing
from benchmarks.racing import DisagreementError, check
from benchmarks.work import COUNTED, WORKS

PLANS = {  # replications and their days: some seconds of the slowest
    "simpy": (5, 1),
    "moked_simpy": (5, 1),
    "moked_compiled": (8, 5),
    "ciw": (6, 0.5),
    "salabim": (5, 0.25),
    "cimba": (8, 5),
    "limit": (20, 20),
}


@pytest.mark.parametrize("name", ENGINES)
def test_kpis_agree_with_theory(name):
    if reason := missing(ENGINES[name]):
        pytest.skip(reason)
    work, (replications, days) = WORKS["two_tiers"], PLANS[name]
    with Bench(name) as bench:
        counts = [np.array(bench.run(work, days, seed)[1]) for seed in range(1, replications + 1)]
    runs = [work.kpis(counted, days) for counted in counts]
    quantile = student.ppf(0.9995, replications - 1)
    for kpi, exact in work.exact().items():
        values = np.array([kpis[kpi] for kpis in runs])
        half = quantile * values.std(ddof=1) / replications**0.5
        assert abs(values.mean() - exact) <= half, (
            f"{kpi}: {values.mean():.4g} +- {half:.2g}, exact {exact:.4g}"
        )


@pytest.mark.parametrize("name", ["simpy", "limit"])
def test_one_pool_passes_nothing_on(name):
    pytest.importorskip("numba")
    with Bench(name) as bench:
        counts = np.array(bench.run(WORKS["one_pool"], 1, 1)[1])
    assert counts.shape == (1, len(COUNTED))
    assert 8000 < counts[0, 0] < 9300  # Poisson, mean 8640: seven standard deviations to either side


def test_engines_that_disagree_are_found():
    one = {"mean_wait 1": [10.0, 9.0, 11.0]}
    check(WORKS["one_pool"], {"a": one, "b": {"mean_wait 1": [11.5, 10.5, 12.5]}})
    for low, mean, high in ((11.1, 12.0, 13.0), (7.0, 8.0, 8.9), (float("nan"),) * 3):
        with pytest.raises(DisagreementError, match="one_pool, mean_wait 1: a has 10"):
            check(WORKS["one_pool"], {"a": one, "b": {"mean_wait 1": [mean, low, high]}})
