"""Cases of one line in the long run."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from sim.theory.erlang import SteadyState, erlang_a, erlang_b, erlang_c
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
from sim.theory.service_laws import TwoPhases, all_alike, one_agent, two_phases
from sim.theory.trunks import limited_trunks

Params = Mapping[str, Any]
Figures = dict[str, Any]


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


def levels_within(line: SteadyState, t: float) -> Figures:
    """Service levels and abandonment within t, of any line that has them."""
    levels = line.service_levels(t)
    return {
        f"sl_served_all_{t:g}": levels.of_offered,
        f"sl_excl_ab_{t:g}": levels.of_offered_less_abandoned_in_t,
        f"sl_any_{t:g}": levels.answered_or_abandoned_in_t,
        f"sl_served_{t:g}": levels.of_answered,
        f"ab_within_{t:g}": line.abandoned_within(t),
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


def in_phases(law: Callable[[Params], TwoPhases]) -> Callable[[Params], Figures]:
    """Handle times of two phases, with abandonment."""

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
