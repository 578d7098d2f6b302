"""What research says of skills and routes, as directions (seed 1, 10 replications)."""

import pytest

import sim

pytest.importorskip("numba", reason="long runs need the compiled calendar, which is equal to the last bit")

TOPICS = {
    name: {"share": share, "handle": {"kind": "exponential", "mean": "5min"}}
    for name, share in (("a", "34%"), ("b", "33%"), ("c", "33%"))
}


def skilled(*topics):
    return {"agents": 5, "skills": {"topics": dict.fromkeys(topics, "100%")}}


def waits(*pools):
    names = [f"p{number}" for number in range(len(pools))]
    scenario = {
        "name": "Skills",
        "calendar": {"length": "20 days"},
        "demand": {"per_hour": 153},
        "topics": TOPICS,
        "patience": {"kind": "exponential", "mean": "5min"},
        "returns": {"share": "0%", "window": "1min"},
        "tiers": {"only": {"pool": names}},
        "pools": dict(zip(names, pools, strict=True)),
    }
    results = sim.run(sim.load(scenario), replications=10, seed=1, clock="compiled", jobs=1)
    return float(results.estimate("mean_wait", None).mean)


def test_two_skills_are_nearly_as_good_as_all():
    """Wallace & Whitt 2005: of what a second and a third skill gain, the second gains four fifths."""
    one = waits(skilled("a"), skilled("b"), skilled("c"))
    two = waits(skilled("a", "b"), skilled("b", "c"), skilled("c", "a"))
    every = waits(skilled("a", "b", "c"), skilled("a", "b", "c"), skilled("a", "b", "c"))
    assert every <= two < one
    assert one - two > 0.8 * (one - every)


def test_who_solves_most_a_minute_is_best():
    """de Vericourt & Zhou 2005: where what is not solved comes back, p x mu keeps the load lowest.

    The slow and thorough solve 90% in twice the time, the quick 60%: the quick are better a minute, so
    `best_skill` is wrong, and `fastest` as right as p x mu; with 40% of the quick it is the other way round.
    """
    for quick, right, wrong in (("60%", "fastest", "best_skill"), ("40%", "best_skill", "fastest")):
        contacts = {}
        for route in ("p_mu", right, wrong):
            scenario = {
                "name": route,
                "calendar": {"length": "20 days"},
                "demand": {"per_hour": 40},
                "topics": {"any": {"share": "100%", "handle": {"kind": "exponential", "mean": "5min"}}},
                "resolution": {"kind": "probability", "known": "0%"},
                "returns": {"share": "100%", "after": {"kind": "exponential", "mean": "2h"}},
                "tiers": {"only": {"pool": ["slow", "quick"], "route": route}},
                "pools": {
                    "slow": {
                        "agents": 6,
                        "ability": "90%",
                        "tenure": ["0min"],
                        "learning": {"time_constant": "1000 years", "handle_time": "200%"},
                    },
                    "quick": {"agents": 6, "ability": quick},
                },
            }
            results = sim.run(sim.load(scenario), replications=10, seed=1, clock="compiled", jobs=1)
            contacts[route] = float(results.estimate("occupancy", None).mean)
        assert contacts["p_mu"] == contacts[right]
        assert contacts["p_mu"] < contacts[wrong] - 0.01
