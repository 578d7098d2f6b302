"""Every reference case that this room covers, where the file of cases is at hand."""

import json
from pathlib import Path

import pytest

from sim.theory.attrition import hazard_of
from sim.theory.erlang import erlang_a, erlang_b, erlang_c
from sim.theory.learning import effective_handle_time, mean_over_people
from sim.theory.tiers import Tier, TierState, two_tiers

FILE = Path(__file__).parents[3] / "shared" / "oracles" / "oracles.json"
FAMILIES = ("EB_", "EC_", "EA_", "SL_m", "TT_", "TT3_1", "LC_1", "HC_conv")
ABSENT = pytest.param(None, marks=pytest.mark.skip(reason="the file of cases is not beside this project"))


def cases():
    if not FILE.exists():
        return [ABSENT]
    return [
        pytest.param(case, id=case["id"])
        for case in json.loads(FILE.read_text(encoding="utf-8"))["cases"]
        if case["id"].startswith(FAMILIES)
    ]


@pytest.mark.parametrize("case", cases())
def test_case(case):
    compute = next(f for prefix, f in COMPUTE.items() if case["id"].startswith(prefix))
    computed = compute(case["params"])
    expected = case["exact"]
    for name, value in flat(expected).items():
        assert computed[name] == pytest.approx(value, rel=1e-6, abs=1e-9), name


def flat(figures):
    """{"tier1": {"EW": 1}} -> {"tier1.EW": 1}, but for the third tier's, and how far the grid was cut."""
    out = {}
    for name, value in figures.items():
        if name == "p_top" or "tier3" in name:
            continue
        if isinstance(value, dict):
            out |= {f"{name}.{inner}": number for inner, number in value.items()}
        else:
            out[name] = value
    return out


def loss(p):
    return {"p_block": erlang_b(p["offered_erlangs"], p["n"])}


def patient(p):
    line = erlang_c(p["lam"], 1 / p["mu"], p["n"])
    drain = 1 / (p["n"] * p["mu"] - p["lam"])
    return {
        "p_wait": line.p_wait,
        "occupancy": line.occupancy,
        "EW": line.mean_wait,
        "ELq": line.mean_queue,
        "EW_given_wait": drain,
        "w90": line.wait_quantile(0.9),
    } | {f"sl_{t:g}": line.answered_within(t) for t in (1 / 3, 0.5, 0.05)}


def impatient(p):
    line = erlang_a(p["lam"], 1 / p["mu"] if "mu" in p else p["mean_s"], p["n"], 1 / p["theta"])
    figures = {
        "p_block": 0.0,
        "p_wait": line.p_wait,
        "p_ab": line.p_abandon,
        "p_ab_offered": line.p_abandon,
        "ELq": line.mean_queue,
        "EW": line.mean_wait,
        "occupancy": line.occupancy,
        "EW_served": line.asa,
        "EW_abandoned": line.mean_wait_abandoned,
    }
    if "sl_t" in p:
        t = p["sl_t"]
        levels = line.service_levels(t)
        figures |= {
            f"sl_served_all_{t:g}": levels.of_offered,
            f"sl_excl_ab_{t:g}": levels.of_offered_less_abandoned_in_t,
            f"sl_any_{t:g}": levels.answered_or_abandoned_in_t,
            f"sl_served_{t:g}": levels.of_answered,
            f"ab_within_{t:g}": line.abandoned_within(t),
        }
    return figures


def tandem(p):
    result = two_tiers(
        p["lam"],
        Tier(1 / p["mu1"], p["n1"], 1 / p["theta1"], escalated=p["p"]),
        Tier(1 / p["mu2"], p["n2"], 1 / p["theta2"]),
    )
    figures = {
        "lam2": result.second.offered,
        "p_resolved_t1": result.solved_first,
        "p_resolved_t2": result.solved_second,
        "p_ab_total": result.abandoned,
        "cov_xy": result.covariance,
    }
    for number, tier in ((1, result.first), (2, result.second)):
        figures |= {f"p_wait{number}": tier.p_wait, f"p_ab{number}": tier.p_abandon}
        figures |= {f"EW{number}": tier.mean_wait, f"occ{number}": tier.occupancy}
    return figures


def first_two_of_three(p):
    """The third tier does not act on the two before it."""
    first, second = (
        Tier(1 / p["mu"][i], p["n"][i], 1 / p["theta"][i], escalated)
        for i, escalated in ((0, p["p12"]), (1, p["p23"]))
    )
    result = two_tiers(p["lam"], first, second)

    def figures(name: str, tier: TierState):
        return {
            f"{name}.offered": tier.offered,
            f"{name}.p_ab": tier.p_abandon,
            f"{name}.EW": tier.mean_wait,
            f"{name}.occ": tier.occupancy,
        }

    return {
        "solved_share_tier1": result.solved_first,
        "solved_share_tier2": result.solved_second * (1 - p["p23"]),
        **figures("tier1", result.first),
        **figures("tier2", result.second),
    }


def learning(p):
    curve = (p["aht0"], p["aht_inf"], p["tau"], p["delta"])
    effective = effective_handle_time(*curve)
    return {
        "mean_AHT_per_agent": mean_over_people(*curve),
        "effective_AHT": effective,
        "mean_rate": 1 / effective,
        "mean_tenure": 1 / p["delta"],
    }


def conversion(p):
    weeks = 52  # the file's year
    return {
        "cohort": hazard_of(cohort_share=p["annual"]) / weeks,
        "ratio": hazard_of(yearly_rate=p["annual"]) / weeks,
    }


COMPUTE = {
    "EB_": loss,
    "EC_": patient,
    "EA_": impatient,
    "SL_m": impatient,
    "TT_": tandem,
    "TT3_1": first_two_of_three,
    "LC_1": learning,
    "HC_conv": conversion,
}
