"""Laws of service of one and the same mean and spread, for which the wait is known.

Each exact value must lie in the simulation's 99.9% interval (Student, 20 replications), so that of the six
values compared 0.006 would be missed by chance; the seed is fixed at 1. See `moked verify` for more.
"""

import pytest

from tests.centre import yaml_text
from tests.centre.exact import check

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")

# Nobody gives up: M/G/1 (Pollaczek and Khinchine). Mean wait in minutes.
PATIENT = [
    # The same first two moments as the lognormal of case MG1 make the same wait: scv 1.21.
    ("hyperexponential", 0.8, "{kind: hyperexponential, mean: 1min, cv: 1.1}", 80, 4.42),
    # (1 + scv) / 2 * rho / (1 - rho) of a triangle from 0 to 3 with mode 0: scv 1/2.
    ("triangular", 0.8, "{kind: triangular, low: 0, mode: 0, high: 3min}", 60, 3.0),
    # 30 s or 150 s, of which three and one were observed: scv 3/4.
    ("empirical", 0.8, "{kind: empirical, values: [30s, 150s], weights: [3, 1]}", 60, 3.5),
]


@pytest.mark.parametrize("case", PATIENT, ids=[case[0] for case in PATIENT])
def test_service_without_abandonment(tmp_path, case):
    _name, arrivals, handle, days, wait = case
    text = yaml_text.one_tier(arrivals * 60, handle, 1, "{kind: never}", days)
    check(tmp_path, text, {("mean_wait", None): wait * 60, ("occupancy", None): arrivals})
