"""Days that begin empty, with other volumes and staff by the hour, against exact values.

Where staff falls in the reference, a call is begun only while fewer are busy than there are agents: who is
free first goes. On Moked's floor people have shifts of their own, and who is in a call finishes it while the
others go on; so here a process beside the model keeps heads as the reference counts them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

import sim
from sim.centre import DAY, Centre, replicate
from sim.experiment.statistics import Floats
from sim.floor.hourly import HOUR
from sim.floor.kinds import AWAY, READY
from sim.measure import MEASURES
from sim.record import Record
from sim.theory.cases import CASES, flat
from sim.verify.catalogue import Effort, verified
from sim.verify.outcome import Finding, need_compiled_calendar
from sim.verify.reads import beside
from sim.words import _

REPLICATIONS = 20
SEED = 1
BEFORE = 1e-6  # minutes before the end of an hour, when its line is looked at
POLLED = 0.05  # minutes between looks at who has finished, while too many are there
GIVEN_UP = 1, 4  # outcomes of a leg: abandoned, balked
SOURCE = "an independent reference, by differential equations"

Sums = Callable[["Seen"], tuple[float, float]]


@dataclass
class Seen:
    """One replication: its record with all legs, and who stood in line at the end of each hour."""

    scenario: sim.Scenario
    record: Record
    lines: Floats  # [day, hour]

    @property
    def legs(self) -> np.ndarray:
        assert self.record.legs is not None
        return self.record.legs

    @property
    def days(self) -> int:
        """Counted."""
        return int(self.record.slot_days.sum())

    def hours(self, name: str) -> Floats:
        """A time of the legs, in hours since the run's first midnight."""
        return (self.legs[name] - self.record.start) / HOUR

    def under_way(self, hour: float) -> Floats:
        """Contacts at this hour of each counted day, in line and in calls."""
        joined, gone = self.hours("joined"), self.hours("ended")
        last = round(gone.max() / 24)
        moments = hour + 24 * np.arange(last - self.days, last)
        came, went = (np.searchsorted(np.sort(each), moments, side="right") for each in (joined, gone))
        return (came - went).astype(float)


def see(scenario: sim.Scenario, replication: int, processes: Sequence[Callable[..., Any]]) -> Seen:
    """Simulate one replication, and watch its line."""
    lines: list[int] = []

    def watch(env: Any, centre: Centre) -> Any:
        while True:
            yield env.timeout(HOUR - (env.now - centre.period.start) % HOUR - BEFORE)
            lines.append(centre.waiting("only"))
            yield env.timeout(2 * BEFORE)

    record = replicate(scenario, SEED, replication, "compiled", [*processes, watch], record=True)
    return Seen(scenario, record, np.array(lines[: len(lines) // 24 * 24], float).reshape(-1, 24))


def heads(by_hour: Sequence[int], first: int) -> Callable[..., Any]:
    """A process that keeps so many agents from this hour on, the last number until midnight.

    Where they become fewer the idle go at once; else nobody takes a new call until so many have finished.
    """

    def process(env: Any, centre: Centre) -> Any:
        everyone = centre.signed_in("people")
        agents = centre.floor.centre.agents

        def there() -> list[int]:
            return [n for n in everyone if agents[n].state != AWAY]

        while True:
            for hour, wanted in zip(range(first, first + len(by_hour)), by_hour, strict=True):
                yield env.timeout((hour * HOUR - (env.now - centre.period.start)) % DAY)
                idle = [n for n in there() if agents[n].state == READY]
                centre.sign_out(idle[: max(0, len(there()) - wanted)])
                if len(there()) > wanted:
                    centre.sign_out(there())
                    while len(there()) > wanted:
                        yield env.timeout(POLLED)
                    centre.sign_in(there())  # who is still in a call stays after all
                away = [n for n in everyone if agents[n].state == AWAY]
                centre.sign_in(away[: max(0, wanted - len(there()))])
            yield env.timeout(POLLED)  # past this hour of the day, if there is but one

    return process


@dataclass(frozen=True)
class Day:
    """A case: its scenario, settings by dotted key, days in a replication, and what is read.

    `sums` reads numerator and denominator of each exact figure from a replication, legs included.
    """

    scenario: str
    reads: dict[str, Sums]
    heads: tuple[tuple[int, ...], int] | None = None  # by hour, from this hour on
    settings: tuple[str, ...] = ()
    days: int = 56


def measured(key: str, per: float = 1.0) -> Sums:
    def sums(seen: Seen) -> tuple[float, float]:
        numerator, denominator = MEASURES[key].of(seen.record, seen.scenario)
        return numerator / per, denominator

    return sums


def a_day(column: str, per: float = 1.0) -> Sums:
    """A sum of the line's tallies by day."""

    def sums(seen: Seen) -> tuple[float, float]:
        return float(seen.record.slots[column].sum()) / per, seen.days

    return sums


def given_up_in(hour: int) -> Sums:
    """Who hung up in this hour of a day."""

    def sums(seen: Seen) -> tuple[float, float]:
        when = seen.hours("ended")[np.isin(seen.legs["outcome"], GIVEN_UP)] % 24
        return float(((when >= hour) & (when < hour + 1)).sum()), seen.days

    return sums


def in_line_after(hour: int) -> Sums:
    """Who stands in line at the end of this hour of a day."""

    def sums(seen: Seen) -> tuple[float, float]:
        return float(seen.lines[:, hour].sum()), len(seen.lines)

    return sums


def present_at(hour: float) -> Sums:
    """Contacts in line and in calls at this hour of a day."""

    def sums(seen: Seen) -> tuple[float, float]:
        return float(seen.under_way(hour).sum()), seen.days

    return sums


def all_busy_at(hour: float, agents: int) -> Sums:
    """Days on which as many contacts as agents, or more, are there at this hour."""

    def sums(seen: Seen) -> tuple[float, float]:
        return float((seen.under_way(hour) >= agents).sum()), seen.days

    return sums


def busy_until(hours: float, agents: int) -> Sums:
    """The share of so many agents' time that is taken by calls, from midnight to this hour."""

    def sums(seen: Seen) -> tuple[float, float]:
        answered = np.isfinite(seen.legs["answered"])
        began, ended = seen.hours("answered")[answered], seen.hours("ended")[answered]
        midnight = 24 * (began // 24)
        inside = np.minimum(ended - midnight, hours) - np.minimum(began - midnight, hours)
        return float(inside.sum()), hours * agents * seen.days

    return sums


EIGHT_HOURS = {
    "arrivals": a_day("offered"),
    "abandoned": a_day("abandoned"),
    "n_in_20s": a_day("answered_in_target"),
    "EW": measured("mean_wait", 60),
    "sl20": measured("service_level"),
    "occ_0_480": busy_until(8, 12),
}
BY_HOUR = {
    "p_ab": measured("abandonment"),
    "EW_min": measured("mean_wait", 60),
    "p_wait": measured("delayed"),
    **{f"abandoned_by_hour.{hour}": given_up_in(hour) for hour in range(5)},
    **{f"EQ_end_by_hour.{hour}": in_line_after(hour) for hour in range(5)},
}

CASES_OF_DAYS = {
    "MT_MMC_day": Day("eight_hours.yaml", EIGHT_HOURS),
    "MT_MMCAb_day": Day(
        "eight_hours.yaml", EIGHT_HOURS, settings=("patience={kind: exponential, mean: 1min}",)
    ),
    "MT_CallCC": Day(
        "call_centre.yaml",
        {
            "E_arrivals": a_day("offered"),
            "E_lost": a_day("abandoned"),
            "lost_over_1660": a_day("abandoned", 1660),
            "wait_s_over_1660": a_day("waited", 1660 / 60),
        },
        heads=((4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4), 8),
    ),
    "MT_const_n": Day(
        "const.yaml",
        {
            "p_ab": measured("abandonment"),
            "EW_s": measured("mean_wait"),
            "p_wait": measured("delayed"),
            "sl20_served_all": measured("service_level"),
            "abandoned": a_day("abandoned"),
        },
    ),
    "MT_vary_finish": Day("vary.yaml", BY_HOUR, heads=((5, 7, 5, 10, 3), 0)),
    "MT_vary_preempt": Day("handed_back.yaml", BY_HOUR),
    "MT_sin": Day(
        "wave.yaml",
        {
            "p_ab": measured("abandonment"),
            "p_wait": measured("delayed"),
            "EW": measured("mean_wait", 3600),
            "occupancy": measured("occupancy"),
            **{f"EX_at_{part}": present_at(24 * part) for part in (0.25, 0.5, 0.75)},
            "EX_at_1": present_at(0),
            **{f"Pdelay_at_{part}": all_busy_at(24 * part, 22) for part in (0.25, 0.5, 0.75)},
            "Pdelay_at_1": all_busy_at(0, 22),
        },
    ),
}


def watched(day: Day, effort: Effort) -> list[Seen]:
    """The replications of a case. Raises SkippedError without the compiled calendar."""
    need_compiled_calendar()
    length = day.days if effort.quick else 4 * day.days
    path = files("sim.verify") / "scenarios" / day.scenario
    warm_up = sim.load(str(path)).calendar.warm_up / DAY
    scenario = sim.load(str(path), set=[*day.settings, f"calendar.length={length + warm_up:g} days"])
    processes = [heads(*day.heads)] if day.heads else []
    return [see(scenario, n, processes) for n in range(REPLICATIONS)]


def summed(sums: Sums, runs: Sequence[Seen]) -> tuple[Floats, Floats]:
    """Numerators and denominators, one each per replication."""
    numerators, denominators = np.array([sums(seen) for seen in runs]).T
    return numerators, denominators


def try_day(id: str, effort: Effort) -> Finding:
    """A reference case, simulated."""
    case, day = CASES[id], CASES_OF_DAYS[id]
    runs, exact = watched(day, effort), flat(case.exact)
    values = [
        beside(name, exact[name], *summed(sums, runs)) for name, sums in day.reads.items() if name in exact
    ]
    return Finding(values, note=f"{case.model}.")


def _register() -> None:
    for id in CASES_OF_DAYS:

        def run(effort: Effort, id: str = id) -> Finding:
            return try_day(id, effort)

        verified(f"queue.{id}", group=_("Queues"), title=CASES[id].model, source=SOURCE, quick=True)(run)


_register()
