"""Cases of demand and staff that vary within a day and from day to day."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from sim.theory.cases.one_line import Figures, Params
from sim.theory.erlang import erlang_a
from sim.theory.varying import Leaving, Period, cycle, day
from sim.theory.volume import GammaVolume, correlation, over_calls, over_days


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
