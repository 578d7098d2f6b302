"""The gatekeeper's threshold in a simulated centre: the work of an issue is least where theory says.

Tier 1's agents have abilities spread evenly over 0 to 1, so of issues of difficulty x they solve 1 - x. A
try takes 4 minutes, an expert's answer 10, and a failed try costs nothing besides: the best threshold is 60%,
at 8.2 minutes an issue. Each of three means must lie within four standard errors of ten replications: they
miss by chance with a probability below 1%. The seed was chosen once, as 1.
"""

import numpy as np
import pytest

import sim
from sim.theory.gatekeeper import referral_cost, referral_threshold

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")

GRADES = 20


def minutes_per_issue(threshold, replications=10):
    grades = {f"grade_{n}": {"agents": 1, "ability": (n + 0.5) / GRADES} for n in range(GRADES)}
    scenario = sim.load(
        {
            "schema": 1,
            "name": "Gatekeeper",
            "calendar": {"length": "40 days", "warm_up": "1 days"},
            "demand": {"per_hour": 60},
            "topics": {
                "any": {
                    "share": 1.0,
                    "handle": {"kind": "exponential", "mean": "4min"},
                    "handle_at": {"experts": {"kind": "exponential", "mean": "10min"}},
                }
            },
            "resolution": {"known": 1.0},
            "returns": {"share": 0.0, "window": "1min"},
            "tiers": {
                "gate": {
                    "pool": list(grades),
                    "escalate": {"difficulty_above": threshold, "triage": "0min"},
                },
                "experts": {"pool": "experts"},
            },
            "pools": {**grades, "experts": {"agents": 30}},
        }
    )
    records = sim.run(scenario, replications=replications, seed=1, clock="compiled", jobs=1).records
    return np.array([r.slots["handled"].sum() / r.slots["offered"][:, :, 0].sum() for r in records])


def test_the_best_threshold_is_theorys():
    def solved(x):
        return 1 - x

    best = referral_threshold(solved, 4, 10)
    assert best == pytest.approx(0.6)
    found = {k: minutes_per_issue(k) for k in (0.3, 0.6, 0.9)}
    for k, minutes in found.items():
        error = minutes.std(ddof=1) / len(minutes) ** 0.5
        assert abs(minutes.mean() - referral_cost(k, solved, 4, 10)) < 4 * error + 0.01, k
    assert found[0.6].mean() < min(found[0.3].mean(), found[0.9].mean())
