"""Simulations that others have published, run again: their intervals and ours should meet.

Theirs are of 1000 days, at 95% (CallCC: 90%); the urgent-care line's are made of the mean and standard
deviation of 50 replications. Ours are of 99.9%.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import sim
from sim.measure import MEASURES
from sim.verify.catalogue import Effort, verified
from sim.verify.days import CASES_OF_DAYS, EIGHT_HOURS, Day, Seen, Sums, a_day, measured, summed, watched
from sim.verify.outcome import Finding, Value, need_compiled_calendar
from sim.verify.reads import CONFIDENCE, beside
from sim.words import _

Interval = tuple[float, float, float]  # the figure, its low end and its high one

LECUYER = "ContactCenters and SSJ (L'Ecuyer and Buist), their examples and results of 1000 days"
MONKS = "Monks and others, an urgent-care call centre in SimPy, 50 replications"


def quick(seen: Seen) -> tuple[float, float]:
    """Answered or given up in time."""
    answered, days = a_day("answered_in_target")(seen)
    return (answered + a_day("abandoned_in_target")(seen)[0]) / 1660, days


# What is read, and what was published.
MMC: dict[str, tuple[Sums, Interval]] = {
    "answered in 20 s, a day": (a_day("answered_in_target"), (1816.2, 1812.6, 1819.7)),
    "service level": (measured("service_level"), (0.902, 0.900, 0.904)),
    "ASA, minutes": (measured("asa", 60), (0.099, 0.097, 0.102)),
    "occupancy": (EIGHT_HOURS["occ_0_480"], (0.695, 0.694, 0.697)),
}
MMCAB: dict[str, tuple[Sums, Interval]] = {
    "abandoned, a day": (a_day("abandoned"), (58.6, 57.7, 59.6)),
    "answered in 20 s, a day": (a_day("answered_in_target"), (1906.0, 1903.8, 1908.2)),
    "ASA, minutes": (measured("asa", 60), (0.024, 0.023, 0.024)),
}
CALL_CENTRE: dict[str, tuple[Sums, Interval]] = {
    "wait of all / 1660, seconds": (a_day("waited", 1660 / 60), (11.83, 10.06, 13.61)),
    # Theirs counts those who gave up within the time, or at once, among the quickly served.
    "waited less than 20 s / 1660": (quick, (0.853, 0.844, 0.862)),
    "lost / 1660": (a_day("abandoned", 1660), (0.0342, 0.0311, 0.0374)),
}


def side_by_side(value: Value, theirs: Interval) -> Value:
    """The same figure, with the interval it was published with."""
    exact, low, high = theirs
    return Value(value.what, exact, value.simulated, value.low, value.high, low, high, chancy=True)


def try_days(day: Day, published: dict[str, tuple[Sums, Interval]], effort: Effort) -> Finding:
    runs = watched(day, effort)
    return Finding(
        [
            side_by_side(beside(what, theirs[0], *summed(sums, runs)), theirs)
            for what, (sums, theirs) in published.items()
        ]
    )


# The mean and standard deviation over 50 replications; waits in minutes. Calls enter the published use when
# over, so what is under way at the end is missing there: E[S^2] / 2 E[S] of each who is busy, 3.74 and 7.78
# of the 1000 minutes.
URGENT_CARE = {
    ("asa", "operators"): (3.5, 1.9),
    ("asa", "nurses"): (48.5, 19.4),
    ("occupancy", "operators"): (0.929 + 0.93 * 0.00374, 0.023),
    ("occupancy", "nurses"): (0.971 + 0.98 * 0.00778, 0.010),
}


def urgent_care(effort: Effort) -> Finding:
    """Raises SkippedError without the compiled calendar."""
    from scipy.special import stdtrit

    need_compiled_calendar()
    path = str(files("sim.verify") / "scenarios" / "urgent_care.yaml")
    results = sim.run(path, 50 if effort.quick else 400, seed=1, clock="compiled", jobs=1)
    values = []
    for (key, part), (mean, sd) in URGENT_CARE.items():
        unit = 60 if key == "asa" else 1
        numerators, denominators = results.sums(MEASURES[key], part)
        ours = beside(f"{key}, {part}", mean, numerators / unit, denominators)
        half = float(stdtrit(49, (1 + CONFIDENCE) / 2)) * sd / 50**0.5
        values.append(side_by_side(ours, (mean, mean - half, mean + half)))
    return Finding(
        values, note=_("Nine nurses, where the description says ten: with ten nobody waits so long.")
    )


def _register() -> None:
    tried: dict[str, tuple[str, str, Callable[[Effort], Finding]]] = {
        "mmc": (
            "MMC: eight hours from empty",
            LECUYER,
            lambda effort: try_days(CASES_OF_DAYS["MT_MMC_day"], MMC, effort),
        ),
        "mmcab": (
            "MMCAb: the same, and callers hang up",
            LECUYER,
            lambda effort: try_days(CASES_OF_DAYS["MT_MMCAb_day"], MMCAB, effort),
        ),
        "callcc": (
            "CallCC: busy and quiet days, staff by the hour",
            LECUYER,
            lambda effort: try_days(CASES_OF_DAYS["MT_CallCC"], CALL_CENTRE, effort),
        ),
        "urgent_care": ("An urgent-care line: operators, and nurses who call back", MONKS, urgent_care),
    }
    for id, (title, source, run) in tried.items():
        group = _("Published simulations")
        verified(f"published.{id}", group=group, title=title, source=source, quick=id != "callcc")(run)


_register()
