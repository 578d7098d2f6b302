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
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from sim.theory.attrition import hazard_of
from sim.theory.erlang import erlang_a, erlang_b, erlang_c
from sim.theory.headcount import headcount, refilled
from sim.theory.learning import effective_handle_time, mean_over_people
from sim.theory.overflow import n_design
from sim.theory.patience import (
    Deterministic,
    Erlang,
    Exponential,
    Patience,
    Uniform,
    erlang_g,
    hyperexponential,
    with_balking,
)
from sim.theory.priority import two_classes_with_abandonment, waits_by_class, waits_if_interrupted
from sim.theory.returns import contact_rate, long_delays, orbit
from sim.theory.service_laws import TwoPhases, all_alike, erlang_2, hyper_2, one_agent, two_phases
from sim.theory.tiers import Tier, tiers_with_abandonment, warm_transfer
from sim.theory.trunks import limited_trunks
from sim.theory.varying import Leaving, Period, cycle, day
from sim.theory.volume import GammaVolume, correlation, over_calls, over_days

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


_PATIENCE: dict[str, Patience] = {
    "det(2)": Deterministic(2),
    "det(1)": Deterministic(1),
    "det(0.5)": Deterministic(0.5),
    "unif(0,4)": Uniform(0, 4),
    "erlang2(mean 2)": Erlang(2),
    "erlang2(mean 1)": Erlang(1),
    # The case says no more. These two, with mean 2 as the others have, give its figures to all digits.
    "hyper": hyperexponential((0.5, 0.5), (0.4, 3.6)),
    "balk0.1+exp(mean 2)": with_balking(0.1, Exponential(2)),
    "balk0.25+det(2)": with_balking(0.25, Deterministic(2)),
}


def any_patience(p: Params) -> Figures:
    """M/M/n+G; the laws the cases name."""
    line = erlang_g(p["lam"], 1 / p["mu"], p["n"], _PATIENCE[p["patience"]])
    return {
        "p_wait": line.p_wait,
        "p_ab": line.p_abandon,
        "EW": line.mean_wait,
        "ELq": line.mean_queue,
        "EW_served": line.asa,
        "occupancy": line.occupancy,
    } | levels_within(line, p["sl_t"])


def busy_signals(p: Params) -> Figures:
    """M/M/n/K+M. `sl_served_all` is of all callers, the other levels and waits of those who got a line."""
    line = limited_trunks(p["lam"], 1 / p["mu"], p["n"], p["K"], 1 / p["theta"])
    entered = 1 - line.p_blocked
    figures = levels_within(line, p["sl_t"])
    figures[f"sl_served_all_{p['sl_t']:g}"] *= entered
    return figures | {
        "p_block": line.p_blocked,
        "p_wait": line.p_wait,
        "p_ab": line.p_abandon,
        "p_ab_offered": line.p_abandon * entered,
        "ELq": line.mean_queue,
        "EW": line.mean_wait,
        "occupancy": line.occupancy,
        "EW_served": line.asa,
        "EW_abandoned": line.mean_wait_abandoned,
    }


def one_rate_all_day(p: Params) -> Figures:
    """A day from empty at one rate, in minutes, with a target of 20 s, and drained after close."""
    patience = 1 / p["theta"] if "theta" in p else math.inf
    result = day([Period(p["T"], p["lam"], p["n"])], 1 / p["mu"], patience)
    answered = result.answered_within(20 / 60)
    return {
        "arrivals": result.arrivals,
        "abandoned": result.abandoned,
        "EW": result.mean_wait,
        "n_in_20s": answered,
        "sl20": answered / result.arrivals,
        "occ_0_480": result.periods[0].busy_time / p["n"] / p["T"],
    }


def rates_by_hour(p: Params) -> Figures:
    """One number of agents, rates by hour."""
    hour = 3600
    periods = [Period(hour, rate / hour, p["n"]) for rate in p["lam_per_h"]]
    result = day(periods, p["mean_service_s"], p["mean_patience_s"])
    return {
        "p_ab": result.p_abandon,
        "EW_s": result.mean_wait,
        "p_wait": result.p_wait,
        "sl20_served_all": result.answered_within(p["sl_s"]) / result.arrivals,
        "abandoned": result.abandoned,
    }


def rates_and_agents_by_hour(leaving: Leaving) -> Callable[[Params], Figures]:
    """Rates and agents by hour; who goes home finishes the call in hand, or drops it."""

    def figures(p: Params) -> Figures:
        hour = 60
        hours = zip(p["lam_per_h"], p["n"], strict=True)
        periods = [Period(hour, rate / hour, n) for rate, n in hours]
        result = day(periods, p["mean_service_min"], p["mean_patience_min"], leaving)
        return {
            "p_ab": result.p_abandon,
            "EW_min": result.mean_wait,
            "p_wait": result.p_wait,
            "abandoned_by_hour": [period.abandoned for period in result.periods],
            "EQ_end_by_hour": [period.queue_at_end for period in result.periods],
        }

    return figures


def busy_days(p: Params) -> Figures:
    """CallCC: rates and agents by hour, days of gamma busyness, balking."""
    hour = 3600
    hours = list(zip(p["lam_per_h"], p["n"], strict=True))

    def of_day(busyness: float) -> Any:
        periods = [Period(hour, busyness * rate / hour, n) for rate, n in hours]
        result = day(periods, p["mean_service_s"], p["mean_patience_s"], p_balk=p["p_balk"])
        return np.array([result.arrivals, result.abandoned, result.waiting_time])

    arrivals, lost, waiting = (float(part) for part in over_days(of_day, p["alpha"]))
    expected = sum(p["lam_per_h"])
    return {
        "E_arrivals": arrivals,
        "E_lost": lost,
        "lost_over_1660": lost / expected,
        "wait_s_over_1660": waiting / expected,
    }


def sinus(p: Params) -> Figures:
    """An arrival rate that goes up and down by the day, without end; the case's parameters are in its
    name."""
    length, moments = 24.0, (0.25, 0.5, 0.75, 1.0)
    result = cycle(
        lambda t: 20 * (1 + 0.5 * math.sin(2 * math.pi * t / length)),
        length,
        handle_time=1,
        agents=22,
        patience=1,
        moments=[part * length for part in moments],
    )
    figures = {
        "p_ab": result.p_abandon,
        "p_wait": result.p_wait,
        "EW": result.mean_wait,
        "occupancy": result.occupancy,
    }
    for part, present, delayed in zip(moments, result.present_at, result.p_wait_at, strict=True):
        figures |= {f"EX_at_{part:g}": present, f"Pdelay_at_{part:g}": delayed}
    return figures


def two_classes(p: Params) -> Figures:
    """Priorities without abandonment, interrupting and not."""
    rates, handle_time, agents = (p["lam1"], p["lam2"]), 1 / p["mu"], p["n"]
    orders = {"nonpreemptive": waits_by_class, "preemptive": waits_if_interrupted}
    waits = {name: order(rates, handle_time, agents) for name, order in orders.items()}
    line = erlang_c(sum(rates), handle_time, agents)
    return {name: {"W1": first, "W2": second} for name, (first, second) in waits.items()} | {
        "fifo": line.mean_wait,
        "p_wait": line.p_wait,
    }


def two_impatient_classes(p: Params) -> Figures:
    """Priorities with abandonment."""
    patiences = 1 / p["theta1"], 1 / p["theta2"]
    result = two_classes_with_abandonment((p["lam1"], p["lam2"]), 1 / p["mu"], p["n"], patiences)
    return {
        "p_wait": result.p_wait,
        "EW1": result.mean_waits[0],
        "EW2": result.mean_waits[1],
        "p_ab1": result.p_abandon[0],
        "p_ab2": result.p_abandon[1],
        "occupancy": result.occupancy,
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


def _phases(law: Callable[[Params], TwoPhases]) -> Callable[[Params], Figures]:
    def figures(p: Params) -> Figures:
        result = two_phases(p["lam"], law(p), p["n"], 1 / p["theta"])
        return {
            "p_wait": result.p_wait,
            "p_ab": result.p_abandon,
            "EW": result.mean_wait,
            "occupancy": result.occupancy,
            "p_top": result.left_out,
        }

    return figures


def single_agent(p: Params) -> Figures:
    """M/G/1."""
    return {
        "EW": one_agent(p["lam"], p["ES"], math.sqrt(p["scv"])),
        "occupancy": p["lam"] * p["ES"],
    }


def alike(p: Params) -> Figures:
    """M/D/n."""
    return {"EW": all_alike(p["lam"], p["D"], p["n"]), "occupancy": p["lam"] * p["D"] / p["n"]}


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


_WEEKS_ALIKE = (4, 8, 13, 26, 52, 104)
_WEEKS_UNTRAINED = (4, 12, 26, 52)


def hired_back(p: Params) -> Figures:
    """Hiring back to a target at reviews."""
    result = refilled(p["T"], p["delta"], p["every"], WEEKS)
    return {
        "E_leavers_per_cycle": result.leavers,
        "E_mean_headcount": result.mean,
        "E_headcount_before_review": result.lowest,
        "annual_turnover_pct": 100 * result.yearly_turnover,
    }


# What the correlated periods have of a day's calls. The cases don't say; these give all digits of theirs.
_PERIODS = {1660: (0.10, 0.12), 1564: (0.073, 0.084)}


def daily_volume(p: Params) -> Figures:
    """Poisson-gamma days; the correlation is that of two periods of the shares in `periods`, or of the
    case."""
    volume = GammaVolume(p["mean"], p["alpha"])
    first, second = p.get("periods") or _PERIODS[p["mean"]]
    return {
        "mean": volume.mean,
        "var": volume.variance,
        "cv": volume.cv,
        "iod": volume.dispersion,
        "q05": volume.quantile(0.05),
        "q50": volume.quantile(0.5),
        "q95": volume.quantile(0.95),
        "p_gt_1_2mean": volume.p_more_than(1.2 * p["mean"]),
        "p_gt_1_5mean": volume.p_more_than(1.5 * p["mean"]),
        "corr_periods": correlation(first * p["mean"], second * p["mean"], p["alpha"]),
    }


def impatient_on_busy_days(p: Params) -> Figures:
    """Erlang A of days that differ, each day long enough to settle; as calls meet it."""
    t = p["sl_t"]

    def of_day(busyness: float) -> Any:
        line = erlang_a(busyness * p["lam"], 1 / p["mu"], p["n"], 1 / p["theta"])
        return np.array([line.p_wait, line.p_abandon, line.mean_wait, line.answered_within(t)])

    names = "p_wait", "p_ab", "EW", f"sl_served_all_{t:g}"
    return dict(zip(names, over_calls(of_day, p["alpha"]).tolist(), strict=True))


CASES = _read()

_FAMILIES: dict[str, Callable[[Params], Figures]] = {
    "EB_": loss,
    "EC_": endless_patience,
    "EA_": exponential_patience,
    "MMNG": any_patience,
    "TR_": busy_signals,
    "MT_MMC": one_rate_all_day,
    "MT_CallCC": busy_days,
    "MT_const_n": rates_by_hour,
    "MT_vary_finish": rates_and_agents_by_hour("finish"),
    "MT_vary_preempt": rates_and_agents_by_hour("drop"),
    "MT_sin": sinus,
    "PR_": two_classes,
    "PRA_": two_impatient_classes,
    "TT_": tandem,
    "TT3_": three_in_a_row,
    "WT_": held_until_answered,
    "N_": overflowing,
    "RT_fast": calling_again,
    "RT_slow": calling_again,
    "RT_fcr": calling_again,
    "RT_formula": unresolved,
    "SL_m": exponential_patience,
    "SL_e2": _phases(lambda p: erlang_2(p["mean_s"])),
    "SL_h2": _phases(lambda p: hyper_2(p["p"][0], *p["means"])),
    "MG1": single_agent,
    "MDN": alike,
    "HC_1": batches,
    "HC_2": batches,
    "HC_replace": hired_back,
    "HC_conv": two_hazards,
    "LC_": learning_curve,
    "PG_": daily_volume,
    "EAG_": impatient_on_busy_days,
}

THEORY: dict[str, Callable[[Params], Figures]] = {
    case: function for case in CASES for prefix, function in _FAMILIES.items() if case.startswith(prefix)
}
