"""The engine against the reference cases, through scenario files and the public API.

Each exact figure should lie in the simulation's 99.9% interval (the jackknife's, 20 replications). The seed
was chosen once, as 1. Replications are simulated with the compiled calendar; two days are simulated with
both, and must be equal to the last bit.
"""

from __future__ import annotations

from importlib.resources import files

import sim
from sim.theory.cases import CASES, Case, flat
from sim.verify.catalogue import Effort, verified
from sim.verify.family import Family
from sim.verify.lines import LINES
from sim.verify.networks import NETWORKS
from sim.verify.outcome import Finding, Value, need_compiled_calendar
from sim.words import _

FAMILIES = (*LINES, *NETWORKS)
REPLICATIONS = 20
SEED = 1
LONGER, SHORTER = 2.0, 0.25  # times a family's days, in the whole and in the quick part
SOURCE = "an independent reference"
BOTH = 2 * 1440.0  # minutes simulated with either calendar


def families_of(id: str) -> list[Family]:
    """The family that tries a case, the first that names it, and those that try it again."""
    found = [family for family in FAMILIES if id.startswith(family.ids)]
    return found[:1] + [family for family in found[1:] if family.again]


def try_queue(id: str, family: Family, effort: Effort) -> Finding:
    """A reference case, simulated. Raises SkippedError without the compiled calendar."""
    need_compiled_calendar()
    case = CASES[id]
    path = files("sim.verify") / "scenarios" / family.scenario
    days = family.days(case.params) * (SHORTER if effort.quick else LONGER)
    settings = family.settings(case.params) | dict(family.where.get(id, {}))
    settings["calendar.length"] = f"{max(days, 1.5):g} days"
    scenario = sim.load(str(path), set=[f"{key}={value}" for key, value in settings.items()])
    results = sim.run(scenario, REPLICATIONS, SEED, clock="compiled", jobs=1)
    exact, reads = flat(case.exact), family.reads(case.params)
    values = [reads[name].beside(name, exact[name], results) for name in reads if name in exact]
    return Finding([*values, same_calendars(scenario)], note=told(case))


def told(case: Case) -> str:
    """What is modelled, and with which figures."""
    figures = ", ".join(f"{name} {value}" for name, value in case.params.items())
    return f"{case.model}; {figures}; unit: {case.unit}."


def same_calendars(scenario: sim.Scenario) -> Value:
    """Whether both calendars give the same measures of two days, to the last bit."""
    calendar = scenario.calendar.model_copy(update={"length": BOTH, "warm_up": 0.0})
    short = scenario.model_copy(update={"calendar": calendar})
    runs = [sim.run(short, 1, SEED, clock=clock, jobs=1) for clock in ("simpy", "compiled")]
    same = float(runs[0].kpis().equals(runs[1].kpis()))
    return Value(_("both calendars equal to the last bit"), 1.0, same, same, same)


def _register() -> None:
    for family in FAMILIES:
        for id in CASES:
            if family in families_of(id):

                def run(effort: Effort, id: str = id, family: Family = family) -> Finding:
                    return try_queue(id, family, effort)

                name = f"queue.{id}.{family.again}" if family.again else f"queue.{id}"
                verified(name, group=_("Queues"), title=family.title, source=SOURCE, quick=True)(run)


_register()
