"""Lessons of counting: many service levels of one day, days that differ by chance, one attrition in three
figures."""

from __future__ import annotations

import math

import numpy as np

from sim.experiment import Results
from sim.experiment.statistics import Floats
from sim.measure import MEASURES
from sim.theory.attrition import yearly_of_monthly
from sim.theory.daily import answered_at_once
from sim.theory.erlang import erlang_a
from sim.theory.service_level import VARIANT_NAMES, ServiceLevels, service_levels
from sim.theory.tenure import Weibull, scale_for_mean, stays
from sim.verify.catalogue import Effort, verified
from sim.verify.lessons import GROUP, drawn, simulate, untaught
from sim.verify.lessons_queues import HANDLE, PATIENCE, RATE, TARGET, computed
from sim.verify.outcome import Finding, Value
from sim.verify.people import spread_beside
from sim.verify.reads import measured

SHORT = 5 / 60  # minutes
MEASURED = {
    "of_answered": "service_level_answered",
    "of_offered": "service_level",
    "of_offered_less_abandoned_in_t": "service_level_patient",
    "answered_or_abandoned_in_t": "service_level_any",
    "answered_in_t_or_short_abandoned": "service_level_short_served",
    "of_offered_less_short_abandoned": "service_level_short_excused",
}


@verified(
    "lesson.four_levels",
    group=GROUP,
    title="One day has many service levels",
    source="Mandelbaum & Zeltyn 2007; Jouini, Koole & Roubos 2013",
)
def four_levels(effort: Effort) -> Finding:
    """240 calls an hour of six minutes, 26 people, patience five minutes: six levels of one simulated day."""
    runs = simulate("four_levels", effort)
    exact = vars(erlang_a(4, HANDLE, 26, PATIENCE).service_levels(TARGET, SHORT))
    published = {
        "of_offered": 0.7423,
        "of_offered_less_abandoned_in_t": 0.7571,
        "answered_or_abandoned_in_t": 0.7618,
        "of_answered": 0.7815,
    }
    values = [
        computed(VARIANT_NAMES[name], figure, exact[name], 5e-5)  # type: ignore[index]
        for name, figure in published.items()
    ]
    points, lifted = [], []
    for variant, key in MEASURED.items():
        title = VARIANT_NAMES[variant]  # type: ignore[index]
        points.append((title, measured(key).beside(f"{title}, simulated", exact[variant], runs["textbook"])))
        lifted.append((title, untaught(measured(key), runs["soon_or_never"])))
    before, after = ([value.simulated for _title, value in each] for each in (points, lifted))
    spreads = [100 * (max(levels) - min(levels)) for levels in (before, after)]
    higher = min(100 * (there - here) for here, there in zip(before, after, strict=True))
    note = (
        "Where callers hang up soon or never, with the same mean patience, each level is higher by "
        f"{higher:.0f} points or more: who leaves within seconds makes room. And it matters more who is "
        f"counted: the levels lie {spreads[1]:.1f} points apart, not {spreads[0]:.1f}."
    )
    figure = drawn(
        "Answered in 20 seconds, by who is counted",
        "",
        "service level",
        {"Erlang A": ([title for title, _value in points], [exact[variant] for variant in MEASURED])},
        points,
        {"hang up soon or never": lifted},
    )
    return Finding([*values, *(value for _title, value in points)], note, figure)


@verified(
    "lesson.counted",
    group=GROUP,
    title="Service levels as arithmetic of one set of counts",
    source="definitions in use by vendors of telephone systems",
    quick=True,
)
def counted(effort: Effort) -> Finding:
    """1000 answered, 60 abandoned, of whom 860 and 20 within 20 s, 10 within 5 s; and the same from a
    simulation."""
    figures = vars(service_levels(1000, 60, 860, 20, 10))
    published = dict(zip(MEASURED, (0.8600, 0.8113, 0.8269, 0.8302, 0.8208, 0.8190), strict=True))
    values = [
        computed(VARIANT_NAMES[name], published[name], figures[name], 5e-5)  # type: ignore[index]
        for name in MEASURED
    ]
    results = simulate("four_levels", effort)["textbook"]
    names = ("answered", "abandoned", "answered_in_target", "abandoned_in_target", "abandoned_short")
    counts = [sum(int(record.days[name].sum()) for record in results.records) for name in names]
    levels: ServiceLevels = service_levels(*counts)
    for variant, key in MEASURED.items():
        above, below = results.sums(MEASURES[key])
        exact = levels.by(variant)  # type: ignore[arg-type]
        found = float(above.sum() / below.sum())
        title = f"{VARIANT_NAMES[variant]}, simulated"  # type: ignore[index]
        values.append(Value(title, exact, found, found - 1e-12, found + 1e-12))
    titles = [VARIANT_NAMES[name] for name in MEASURED]  # type: ignore[index]
    figure = drawn(
        "One set of counts, six service levels",
        "",
        "service level",
        {"1000 answered, 60 abandoned": (titles, list(figures.values()))},
        list(zip(titles, values[len(MEASURED) :], strict=True)),
    )
    note = "The six measures of a simulated line are the same arithmetic of its counts, to the last digits."
    return Finding(values, note, figure)


@verified(
    "lesson.day_by_day",
    group=GROUP,
    title="A service level met on average is missed on many days",
    source="Roubos, Koole & Stolletz 2012",
)
def day_by_day(effort: Effort) -> Finding:
    """200 calls an hour of six minutes, patience five minutes: the target met in the mean and day by day."""
    runs = simulate("day_by_day", effort)
    staffed = {"on_average": 23, "one_more": 24, "two_more": 25}
    values, met = [], []
    for name, agents in staffed.items():
        line = erlang_a(RATE, HANDLE, agents, PATIENCE)
        what = f"service level, {agents} people"
        values.append(measured("service_level").beside(what, line.answered_within(TARGET), runs[name]))
        met.append((agents, untaught(measured("days_on_target"), runs[name])))
        day = answered_at_once(RATE, HANDLE, agents, PATIENCE, length=1440)
        values.append(
            spread_beside(
                f"sd of a day's share answered at once, {agents} people", day.sd, at_once(runs[name])
            )
        )
    differ = untaught(measured("days_on_target"), runs["days_differ"])
    numbers = list(range(21, 28))
    level = [erlang_a(RATE, HANDLE, n, PATIENCE).answered_within(TARGET) for n in numbers]
    day = answered_at_once(RATE, HANDLE, 23, PATIENCE, length=1440)
    note = (
        f"With 23 people the mean is on target and {met[0][1].simulated:.0%} of days are. Were callers "
        f"independent, a day's share would differ by {day.sd_if_independent * 100:.1f} points; those who "
        f"wait wait together, and it differs by {day.sd * 100:.1f}. With days that differ by a tenth 24 "
        f"people meet the target on {differ.simulated:.0%} of days instead of {met[1][1].simulated:.0%}."
    )
    figure = drawn(
        "The target of 80% in 20 seconds",
        "people",
        "share",
        {"mean service level, Erlang A": (numbers, level), "target": (numbers, [0.8] * len(numbers))},
        [(agents, values[2 * place]) for place, agents in enumerate(staffed.values())],
        {"days that meet the target": met, "days that meet it, where days differ": [(24, differ)]},
    )
    return Finding(values, note, figure)


def at_once(results: Results) -> Floats:
    """By day of all replications, the share of callers who did not have to wait."""
    days = np.concatenate([record.days[:, 0] for record in results.records])
    return 1 - days["delayed"] / (days["offered"] - days["blocked"])


@verified(
    "lesson.attrition",
    group=GROUP,
    title="4% a month, in three figures",
    source="Bartholomew 1982; Whitt 2006",
)
def attrition(effort: Effort) -> Finding:
    """Four hundred people; who leaves is replaced, or is not."""
    year = yearly_of_monthly(0.04)
    values = [
        computed("simple, twelve months of 4%", 0.48, year.simple, 1e-9),
        computed("of those here today, gone in a year", 0.387, year.cohort_share, 5e-4),
        computed("hazard, leavers / mean headcount a year", 0.490, year.hazard, 5e-4),
    ]
    runs = simulate("attrition", effort, replications=12)
    # The scenario's year has 364 days, of 365.
    length = 364 / 365
    law = Weibull(0.7)
    early = stays(law, scale_for_mean(law, 1 / 0.49))
    months = [month / 12 for month in range(13)]

    def mean_there(gone: list[float]) -> float:
        return 400 * (1 - float(np.trapezoid(gone, dx=length / (len(gone) - 1))) / length)

    fine = [length * part / 400 for part in range(401)]
    constant = mean_there([-math.expm1(-year.hazard * time) for time in fine])
    falling = mean_there([early.gone_within(time) for time in fine])
    headcount = measured("headcount")
    shrinking = headcount.beside("mean headcount, leavers not replaced", constant, runs["shrinking"])
    sooner = headcount.beside("the same, newcomers leave sooner", falling, runs["early_shrinking"])
    values += [
        measured("attrition").beside(
            "leavers / mean headcount a year, replaced", year.hazard, runs["replaced"]
        ),
        measured("attrition").beside(
            "leavers / mean headcount a year, not replaced", year.hazard, runs["shrinking"]
        ),
        measured("attrition").beside("the same, newcomers leave sooner, replaced", 0.49, runs["early"]),
        shrinking,
        sooner,
    ]
    gone_early = early.gone_within(1.0)
    note = (
        "Where newcomers leave sooner (a Weibull law of shape 0.7), leavers over headcount are 49% a year "
        f"all the same, and of those here today only {gone_early:.1%} are gone in a year, not "
        f"{year.cohort_share:.1%}: most of them are past the first months. The formula 1 - exp(-hazard) is "
        "right for a constant hazard alone."
    )
    figure = drawn(
        "Of those here today, still there",
        "years",
        "share",
        {
            "constant hazard": (months, [math.exp(-year.hazard * time) for time in months]),
            "newcomers leave sooner": (months, [1 - early.gone_within(time) for time in months]),
        },
        [(0.5, part_of(shrinking))],
        {"mean over the year, newcomers leave sooner": [(0.5, part_of(sooner))]},
    )
    return Finding(values, note, figure)


def part_of(value: Value, whole: float = 400.0) -> Value:
    """A headcount as a share of the crew."""
    return Value(
        value.what, value.exact / whole, value.simulated / whole, value.low / whole, value.high / whole
    )
