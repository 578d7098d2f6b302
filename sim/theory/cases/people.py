"""Cases of people: leaving, hiring, learning."""

from __future__ import annotations

from sim.theory.attrition import hazard_of
from sim.theory.cases.one_line import Figures, Params
from sim.theory.headcount import headcount, refilled
from sim.theory.learning import effective_handle_time, mean_over_people

WEEKS = 52  # the cases' year
_WEEKS_ALIKE = (4, 8, 13, 26, 52, 104)
_WEEKS_UNTRAINED = (4, 12, 26, 52)


def batches(p: Params) -> Figures:
    """Headcount at the weeks the case asks for: those of its rows, or of `weeks`."""
    weeks = p.get("weeks") or (_WEEKS_UNTRAINED if "delta_training" in p else _WEEKS_ALIKE)
    crew = p["N0"], p["delta"], p["H"], p["every"], p["train"], p.get("delta_training")
    rows = []
    for week in weeks:
        people = headcount(week, *crew)
        rows.append(
            {
                "week": week,
                "E_productive": people.productive,
                "sd_productive": people.sd_productive,
                "E_trainees": people.trainees,
            }
        )
    return {"rows": rows}


def hired_back(p: Params) -> Figures:
    """Hiring back to a target at reviews."""
    result = refilled(p["T"], p["delta"], p["every"], WEEKS)
    return {
        "E_leavers_per_cycle": result.leavers,
        "E_mean_headcount": result.mean,
        "E_headcount_before_review": result.lowest,
        "annual_turnover_pct": 100 * result.yearly_turnover,
    }


def two_hazards(p: Params) -> Figures:
    """One yearly figure read as a share of the cohort and as a rate, per week."""
    return {
        "cohort": hazard_of(cohort_share=p["annual"]) / WEEKS,
        "ratio": hazard_of(yearly_rate=p["annual"]) / WEEKS,
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
