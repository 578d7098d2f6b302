"""Where is there too little capacity? The work of each hour of the week against the people at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from sim.experiment.statistics import Floats, ratio
from sim.report import amounts, figures, palette
from sim.report.chart import Chart, Panel, Swatch
from sim.report.findings import called
from sim.report.tables import Cell, Row, Table
from sim.report.week import WEEKDAYS
from sim.scenario.levels import is_outside, pool_names
from sim.scenario.units import write_time
from sim.scenario.weeks import open_shares, seats_wanted
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results
    from sim.scenario.schema import Scenario

HOUR, DAY = 60, 1440


@dataclass(frozen=True)
class Load:
    """Of the pools of a tier, in each `step` (minutes: an hour, or an interval that is no part of one) of the
    week from Sunday 00:00, in people.

    `work`: contacts that wanted an answer, those that gave up among them, by the time of their handling; nan
    on weekdays that were not counted. `low`, `high`: its interval. `people`: at work, on average.
    """

    step: float
    work: Floats
    low: Floats
    high: Floats
    people: Floats

    @property
    def too_much(self) -> float:
        """Hours in which there is more work than people, as far as can be told."""
        return float((self.low > self.people).sum()) * self.step / HOUR


def chart(comparison: Comparison) -> Chart:
    """A panel for each design and tier; the panels of a tier share their scale."""
    of: dict[tuple[str, str], Load] = {}
    for name, results in called(comparison).items():
        for number, tier in enumerate(results.scenario.tiers.values()):
            if is_outside(tier, results.scenario.pools):
                continue  # it has no people of the centre's, and its work takes days
            of[name, ", ".join(pool_names(tier))] = load(results, number)
    tops: dict[str, float] = {}
    for (_name, pools), each in of.items():
        tops[pools] = max(_top(each), tops.get(pools, 0.0))
    panels = [
        Panel(
            f"{name} · {pools}",
            figures.load_of_week(
                each.work, each.people, each.step / HOUR, 1.08 * tops[pools], [_(day) for day in WEEKDAYS]
            ),
            below=_said(each),
        )
        for (name, pools), each in of.items()
    ]
    rows = [
        Row(f"{name} · {pools} · {write_time(int(number * each.step))}", cells)
        for (name, pools), each in of.items()
        for number, cells in enumerate(_cells(each))
        if any(cell.text for cell in cells)
    ]
    return Chart(
        "load",
        _("Where is there too little capacity?"),
        " ".join(_noted(comparison)),
        panels,
        Table.plain([_("Work / people"), *(_(day) for day in WEEKDAYS)], rows),
        [
            Swatch(_("work"), palette.WORK),
            Swatch(_("more work than people"), palette.JUDGEMENTS["worse"]),
            Swatch(_("people at work"), palette.INK, "solid"),
        ],
    )


def _noted(comparison: Comparison) -> Iterator[str]:
    yield _(
        "Work that arrives in each hour of the week, in people: contacts, those that gave up among them, by "
        "the time that handling takes. The line is the people at work, empty seats taken off. Where there is "
        "more work than people, a line must form."
    )
    if any(len(results.scenario.channel_names) > 1 for results in comparison.results.values()):
        yield _("Of the telephone alone: what comes in other channels, and what can wait, is work beside it.")


def load(results: Results, tier: int) -> Load:
    """Of the pools of a tier, by its number."""
    records = results.records
    interval = records[0].interval
    together = round(HOUR / interval) if HOUR % interval == 0 else 1

    def by_step(of: Floats) -> Floats:
        return of.reshape(*of.shape[:-1], -1, together).sum(axis=-1)

    handled = answered = 0.0
    wanted, minutes = [], []  # by replication, of each step of the week
    for record in records:
        legs = record.slots[..., tier]  # [weekday, interval]
        handled, answered = handled + legs["handled"].sum(), answered + legs["answered"].sum()
        wanted.append(by_step((legs["offered"] - legs["blocked"] - legs["moved"]).ravel()))
        minutes.append(by_step(np.repeat(record.slot_days, legs.shape[-1]) * interval))
    pools = pool_names(list(results.scenario.tiers.values())[tier])
    people = np.sum([_at_work(results, pool) for pool in pools], axis=0)
    work = ratio(np.array(wanted) * (handled / max(answered, 1)), np.array(minutes))
    return Load(together * interval, work.mean, work.low, work.high, by_step(people) / together)


def _at_work(results: Results, pool: str) -> Floats:
    """People of a pool who are signed in, in each interval of the week: the seats wanted, as far as they were
    filled; without seats, all who are there while the centre is open.
    """
    number = list(results.scenario.pools).index(pool)
    tallies = np.array([record.pool[number] for record in results.records])
    wanted = _mean_seats(results.scenario, pool)
    if wanted is None:
        opened = open_shares(results.scenario)
        minutes = results.records[0].counted_minutes * len(tallies)
        return opened * tallies["present"].sum() / (minutes * max(opened.mean(), 1e-9))
    return wanted * tallies["filled"].sum() / max(tallies["asked"].sum(), 1e-9)


def _mean_seats(scenario: Scenario, pool: str) -> Floats | None:
    """Over the weeks of the run, in which changes may add seats."""
    calendar = scenario.calendar
    sunday = calendar.start - timedelta(days=scenario.first_weekday)
    weeks = [
        seats_wanted(scenario, pool, sunday + timedelta(weeks=week))
        for week in range(max(1, int(calendar.length // (7 * DAY))))
    ]
    found = [week for week in weeks if week is not None]
    return np.mean(found, axis=0) if found else None


def _top(of: Load) -> float:
    return float(np.nanmax([np.nanmax(of.work, initial=0), of.people.max(), 0.5]))


def _said(of: Load) -> str:
    """How often there is too little; else how close it comes. Nothing where neither can be told."""
    if of.too_much:
        text = _("More work than people in {hours} of the {all} hours of the week.")
        return text.format(hours=f"{of.too_much:g}", all=7 * DAY // HOUR)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean, low, high = (
            np.where(of.work > 0, each / of.people, 0.0) for each in (of.work, of.low, of.high)
        )
    busiest = int(np.nanargmax(mean))
    if not high[busiest] < 1:
        return ""
    text = _("Work for at most {share} of the people, on {weekday} at {time}.")
    day, minute = divmod(int(busiest * of.step), DAY)
    shown = amounts.value(mean[busiest], low[busiest], high[busiest], amounts.scale("share", []))
    return text.format(share=shown, weekday=_(WEEKDAYS[day]), time=write_time(minute))


def _cells(of: Load) -> list[list[Cell]]:
    """By step of the day, by weekday; without text where the centre rests."""
    work, people = of.work.reshape(7, -1).T, of.people.reshape(7, -1).T
    return [
        [
            Cell(f"{amounts.number(float(w), 1)} / {amounts.number(float(p), 1)}" if w > 0 or p > 0 else "")
            for w, p in zip(*rows, strict=True)
        ]
        for rows in zip(work, people, strict=True)
    ]
