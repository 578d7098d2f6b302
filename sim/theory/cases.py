"""The reference cases, and what theory makes of each: one table from a case's name to its figures.

`cases.json` is a copy of figures computed by an independent reference (birth-death, closed form and integral
agree to 1e-7 where more than one applies). A case has parameters and exact figures under short names; its
function takes the parameters and returns the same names, computed by this room:

    figures = THEORY["EA_GMR"](CASES["EA_GMR"].params)
    figures["p_ab"]  # 0.030912249

Other parameters of the same names may be given as well. `EW` is the wait of all who entered, abandoned
included. Service levels within t: `sl_served_all` served in t / offered; `sl_excl_ab` served in t / (offered
- abandoned in t); `sl_any` (served or abandoned in t) / offered; `sl_served` of the served. `p_top` is what
is left out where a chain is cut: the probability on its outermost states.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sim.theory.attrition import hazard_of
from sim.theory.erlang import erlang_a, erlang_b, erlang_c
from sim.theory.learning import effective_handle_time, mean_over_people
from sim.theory.tiers import Tier, tiers_with_abandonment, warm_transfer

Params = Mapping[str, Any]
Figures = dict[str, Any]

WEEKS = 52  # the cases' year


@dataclass(frozen=True)
class Case:
    """A reference case: its name, what is modelled, the unit of time, parameters, and exact figures by name.

    `published`: what others have published for it, in words; may be empty.
    """

    id: str
    model: str
    unit: str
    params: Params
    exact: Mapping[str, Any]
    published: str = ""


def _read() -> dict[str, Case]:
    rows = json.loads(files("sim.theory").joinpath("cases.json").read_text(encoding="utf-8"))["cases"]
    names = ("id", "model", "unit", "params", "exact", "published")
    return {row["id"]: Case(**{name: row[name] for name in names if name in row}) for row in rows}


def flat(figures: Mapping[str, Any]) -> dict[str, float]:
    """Nested figures by one name each: {"tier1": {"EW": 1}, "by_hour": [2, 3]} are tier1.EW, by_hour.0,
    ..."""
    found: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, list):
            value = {str(number): part for number, part in enumerate(value)}
        if isinstance(value, Mapping):
            found |= {f"{name}.{part}": number for part, number in flat(value).items()}
        else:
            found[name] = value
    return found


def loss(p: Params) -> Figures:
    """Erlang B."""
    return {"p_block": erlang_b(p["offered_erlangs"], p["n"])}


def endless_patience(p: Params) -> Figures:
    """Erlang C; service levels at the times the cases ask for."""
    line = erlang_c(p["lam"], 1 / p["mu"], p["n"])
    return {
        "p_wait": line.p_wait,
        "occupancy": line.occupancy,
        "EW": line.mean_wait,
        "ELq": line.mean_queue,
        "EW_given_wait": line.mean_wait / line.p_wait,
        "w90": line.wait_quantile(0.9),
    } | {f"sl_{t:g}": line.answered_within(t) for t in (1 / 3, 0.5, 0.05)}


def exponential_patience(p: Params) -> Figures:
    """Erlang A."""
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
    return figures | (levels_within(line, p["sl_t"]) if "sl_t" in p else {})


def levels_within(line: Any, t: float) -> Figures:
    """Service levels and abandonment within t, of any line that has them."""
    levels = line.service_levels(t)
    return {
        f"sl_served_all_{t:g}": levels.of_offered,
        f"sl_excl_ab_{t:g}": levels.of_offered_less_abandoned_in_t,
        f"sl_any_{t:g}": levels.answered_or_abandoned_in_t,
        f"sl_served_{t:g}": levels.of_answered,
        f"ab_within_{t:g}": line.abandoned_within(t),
    }


def tandem(p: Params) -> Figures:
    """Two tiers, both lines with abandonment."""
    first = Tier(1 / p["mu1"], p["n1"], 1 / p["theta1"], escalated=p["p"])
    result = tiers_with_abandonment(p["lam"], [first, Tier(1 / p["mu2"], p["n2"], 1 / p["theta2"])])
    figures = {
        "lam2": result.tiers[1].offered,
        "p_resolved_t1": result.solved[0],
        "p_resolved_t2": result.solved[1],
        "p_ab_total": result.abandoned,
        "cov_xy": result.covariance,
        "p_top": result.left_out,
    }
    for number, tier in enumerate(result.tiers, start=1):
        figures |= {f"p_wait{number}": tier.p_wait, f"p_ab{number}": tier.p_abandon}
        figures |= {f"EW{number}": tier.mean_wait, f"occ{number}": tier.occupancy}
    return figures


def three_in_a_row(p: Params) -> Figures:
    """Three tiers, cold transfers."""
    passed_on = p["p12"], p["p23"], 0.0
    rows = zip(p["n"], p["mu"], p["theta"], passed_on, strict=True)
    tiers = [Tier(1 / mu, n, 1 / theta, escalated) for n, mu, theta, escalated in rows]
    result = tiers_with_abandonment(p["lam"], tiers)
    figures: Figures = {"p_top": result.left_out}
    for number, (tier, solved) in enumerate(zip(result.tiers, result.solved, strict=True), start=1):
        figures[f"solved_share_tier{number}"] = solved
        figures[f"tier{number}"] = {
            "offered": tier.offered,
            "p_ab": tier.p_abandon,
            "EW": tier.mean_wait,
            "occ": tier.occupancy,
        }
    return figures


def held_until_answered(p: Params) -> Figures:
    """A warm transfer."""
    first = Tier(1 / p["mu1"], p["n1"], 1 / p["theta1"], escalated=p["p"])
    result = warm_transfer(p["lam"], first, Tier(1 / p["mu2"], p["n2"]))
    return {
        "p_ab1": result.first.p_abandon,
        "EW1": result.first.mean_wait,
        "occ1_incl_hold": result.first.occupancy,
        "lam2": result.second.offered,
        "EW2_hold": result.second.mean_wait,
        "occ2": result.second.occupancy,
        "p_top": result.left_out,
    }


def learning_curve(p: Params) -> Figures:
    """Handle times of people who learn and leave."""
    curve = (p["aht0"], p["aht_inf"], p["tau"], p["delta"])
    effective = effective_handle_time(*curve)
    return {
        "mean_AHT_per_agent": mean_over_people(*curve),
        "effective_AHT": effective,
        "mean_rate": 1 / effective,
        "mean_tenure": 1 / p["delta"],
    }


def two_hazards(p: Params) -> Figures:
    """One yearly figure read as a share of the cohort and as a rate, per week."""
    return {
        "cohort": hazard_of(cohort_share=p["annual"]) / WEEKS,
        "ratio": hazard_of(yearly_rate=p["annual"]) / WEEKS,
    }


CASES = _read()

_FAMILIES: dict[str, Callable[[Params], Figures]] = {
    "EB_": loss,
    "EC_": endless_patience,
    "EA_": exponential_patience,
    "SL_m": exponential_patience,
    "TT_": tandem,
    "TT3_": three_in_a_row,
    "WT_": held_until_answered,
    "LC_": learning_curve,
    "HC_conv": two_hazards,
}

THEORY: dict[str, Callable[[Params], Figures]] = {
    case: function for case in CASES for prefix, function in _FAMILIES.items() if case.startswith(prefix)
}
