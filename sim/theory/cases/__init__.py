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

from sim.theory.cases import days, networks, one_line, people
from sim.theory.cases.one_line import Figures, Params
from sim.theory.service_laws import erlang_2, hyper_2


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
    rows = json.loads(files("sim.theory.cases").joinpath("cases.json").read_text(encoding="utf-8"))["cases"]
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


CASES = _read()

_FAMILIES: dict[str, Callable[[Params], Figures]] = {
    "EB_": one_line.loss,
    "EC_": one_line.endless_patience,
    "EA_": one_line.exponential_patience,
    "MMNG": one_line.any_patience,
    "TR_": one_line.busy_signals,
    "MT_MMC": days.one_rate_all_day,
    "MT_CallCC": days.busy_days,
    "MT_const_n": days.rates_by_hour,
    "MT_vary_finish": days.rates_and_agents_by_hour("finish"),
    "MT_vary_preempt": days.rates_and_agents_by_hour("drop"),
    "MT_sin": days.sinus,
    "PR_": one_line.two_classes,
    "PRA_": one_line.two_impatient_classes,
    "TT_": networks.tandem,
    "TT3_": networks.three_in_a_row,
    "WT_": networks.held_until_answered,
    "N_": networks.overflowing,
    "RT_fast": networks.calling_again,
    "RT_slow": networks.calling_again,
    "RT_fcr": networks.calling_again,
    "RT_formula": networks.unresolved,
    "SL_m": one_line.exponential_patience,
    "SL_e2": one_line.in_phases(lambda p: erlang_2(p["mean_s"])),
    "SL_h2": one_line.in_phases(lambda p: hyper_2(p["p"][0], *p["means"])),
    "MG1": one_line.single_agent,
    "MDN": one_line.alike,
    "HC_1": people.batches,
    "HC_2": people.batches,
    "HC_replace": people.hired_back,
    "HC_conv": people.two_hazards,
    "LC_": people.learning_curve,
    "PG_": days.daily_volume,
    "EAG_": days.impatient_on_busy_days,
}

THEORY: dict[str, Callable[[Params], Figures]] = {
    case: function for case in CASES for prefix, function in _FAMILIES.items() if case.startswith(prefix)
}
