"""Cases of several lines, and of customers who come back."""

from __future__ import annotations

from sim.theory.cases.one_line import Figures, Params
from sim.theory.overflow import n_design
from sim.theory.returns import contact_rate, long_delays, orbit
from sim.theory.tiers import Tier, tiers_with_abandonment, warm_transfer


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


def overflowing(p: Params) -> Figures:
    """The N-design."""
    patiences = 1 / p["theta1"], 1 / p["theta2"]
    result = n_design((p["lam1"], p["lam2"]), 1 / p["mu"], (p["n1"], p["n2"]), patiences)
    figures = {"p_top": result.left_out}
    for place in (0, 1):
        figures |= {
            f"p_ab{place + 1}": result.p_abandon[place],
            f"EW{place + 1}": result.mean_waits[place],
            f"occ{place + 1}": result.occupancy[place],
        }
    return figures


def calling_again(p: Params) -> Figures:
    """Redials and repeats, as a chain with an orbit, and as the fix point of long delays."""
    line = (p["lam"], 1 / p["mu"], p["n"], 1 / p["theta"])
    result = orbit(*line, delay=1 / p["gamma"], redial=p["qa"], repeat=p["ru"])
    rate, settled = long_delays(*line, redial=p["qa"], repeat=p["ru"])
    return {
        "lam_eff": result.contact_rate,
        "p_ab": result.p_abandon,
        "EW": result.mean_wait,
        "p_wait": result.p_wait,
        "occupancy": result.occupancy,
        "EQ": result.mean_queue,
        "E_orbit": result.orbit,
        "p_top": result.left_out,
        "poisson_fixpoint": {
            "lam_eff": rate,
            "p_ab": settled.p_abandon,
            "EW": settled.mean_wait,
            "p_wait": settled.p_wait,
            "occupancy": settled.occupancy,
        },
    }


def unresolved(p: Params) -> Figures:
    """Who is not helped (1 - r) calls again with probability q."""
    rate = contact_rate(p["lam"], redial=0.0, repeat=p["q"] * (1 - p["r"]), p_abandon=0.0)
    return {"lam_eff": rate, "contacts_per_issue": rate / p["lam"]}
