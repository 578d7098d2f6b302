"""Lessons of people: what they can do, how long they stay, what they are judged by, and whom they serve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import sim
from sim.centre import Centre
from sim.experiment import Results
from sim.experiment.statistics import Floats
from sim.measure import MEASURES
from sim.theory.erlang import erlang_c
from sim.theory.gatekeeper import referral_cost, referral_threshold
from sim.theory.learning import effective_handle_time, mean_over_people
from sim.theory.tenure import Constant, Law, Weibull, scale_for_mean, stays
from sim.verify.catalogue import Effort, verified
from sim.verify.lessons import GROUP, SEED, Point, designs, drawn, simulate
from sim.verify.lessons_queues import computed
from sim.verify.outcome import Finding, Value
from sim.verify.reads import Read, beside, measured

YEAR = 365 * 1440.0  # minutes
GROWTH = 4.0  # a year: at this rate a newcomer's distance from the experienced shrinks


def figure_of(read: Read, results: Results) -> Value:
    """A figure for which theory has none, with its interval."""
    return read.beside("", 0.0, results)


# --- the gatekeeper ------------------------------------------------------------------------------

TREAT, EXPERT, MISTREAT = 4.0, 10.0, 2.0  # minutes
PENALTY = 18.0  # minutes that a transfer costs an agent in his evaluation


def plain(x: float) -> float:
    """The share solved of issues of difficulty x."""
    return 1 - x


def abler(x: float) -> float:
    """The same of abler gatekeepers."""
    return 1 - x * x


def cost(threshold: float, solved: Callable[[float], float] = plain) -> float:
    """Minutes of work that an issue costs the firm."""
    return referral_cost(threshold, solved, TREAT, EXPERT, MISTREAT)


@dataclass(frozen=True)
class Gatekeepers:
    """The share they solve by difficulty, their best threshold and what it costs as published, and the
    thresholds that designs try."""

    name: str
    solved: Callable[[float], float]
    best: float
    least: float
    swept: dict[str, float]


ABLER = {"abler_none": 0, "abler_45": 0.2**0.5, "abler_best": 0.5**0.5, "abler_89": 0.8**0.5, "abler_all": 1}


@verified(
    "lesson.threshold",
    group=GROUP,
    title="Up to which difficulty a gatekeeper should try",
    source="Shumsky & Pinker 2003",
)
def threshold(effort: Effort) -> Finding:
    """Costs of 4 (a try), 10 (an expert's answer) and 2 (a failure); what is solved falls with difficulty."""
    runs = simulate("threshold", effort, 8)
    laws = (
        Gatekeepers(
            "f = 1 - x", plain, 0.5, 8.5, {"none": 0, "to_20": 0.2, "best": 0.5, "to_80": 0.8, "all": 1}
        ),
        Gatekeepers("f = 1 - x²", abler, 0.7071, 7.1716, ABLER),
    )
    # Occupancy in percent is the minutes of an issue: two issues a minute, 200 people.
    read = measured("occupancy", per=0.01)
    values: list[Value] = []
    points: list[Point] = []
    for law in laws:
        found = referral_threshold(law.solved, TREAT, EXPERT, MISTREAT)
        values.append(computed(f"best threshold, {law.name}", law.best, found, 5e-5))
        values.append(computed(f"least cost, {law.name} (minutes)", law.least, cost(found, law.solved), 5e-5))
        for design, k in law.swept.items():
            what = f"cost up to {k:.2f}, {law.name} (minutes)"
            points.append((k, read.beside(what, cost(k, law.solved), runs[design])))
    values += [value for _k, value in points]
    soon = {name: minutes_to_solve(runs[name]) for name in ("best", "all", "few_best", "few_all")}
    note = (
        f"With experts enough an issue is solved in {soon['best']:.1f} minutes with the best threshold and "
        f"{soon['all']:.1f} if everything is tried. With 13 experts, as few as the best threshold allows, in "
        f"{soon['few_best']:.1f} and {soon['few_all']:.1f}: the formula knows no lines."
    )
    numbers = [n / 50 for n in range(51)]
    figure = drawn(
        "Work that an issue costs",
        "tried up to this difficulty",
        "minutes",
        {law.name: (numbers, [cost(k, law.solved) for k in numbers]) for law in laws},
        points,
        share=False,
    )
    return Finding(values, note, figure)


def minutes_to_solve(results: Results) -> float:
    solved, number = results.sums(MEASURES["resolution_time"])
    return 60 * float(solved.sum() / number.sum())


@verified(
    "lesson.penalised",
    group=GROUP,
    title="Whoever is penalised for transfers passes on too little",
    source="Hathaway, Kagan & Dada 2023",
)
def penalised(effort: Effort) -> Finding:
    """The same gatekeepers, who treat a transfer as if it cost 18 minutes (an assumption) and not an expert's
    10: their own best threshold, and what it costs the firm."""
    runs = simulate("penalised", effort, 8)
    own = referral_threshold(plain, TREAT, PENALTY, MISTREAT)
    cases = {"free": referral_threshold(plain, TREAT, EXPERT, MISTREAT), "penalised": own}
    values = [computed("agents' own best threshold", 0.7, own, 1e-9)]
    work, passed = measured("occupancy", per=0.01), measured("escalation")
    points: list[Point] = []
    for name, k in cases.items():
        points.append((k, work.beside(f"cost, {name} (minutes)", cost(k), runs[name])))
        values += [points[-1][1], passed.beside(f"passed on, {name}", 1 - k + k * k / 2, runs[name])]
    # Who can't solve it is half of the time, and half of these are held on to, and sent away in the end.
    gone = measured("issues_solved").beside("solved, held on to", 0.75, runs["hold_on"])
    hold = figure_of(work, runs["hold_on"])
    note = (
        f"Theory has what an agent fails at go up after all. Where he holds on to half of it, "
        f"{1 - gone.simulated:.0%} of the customers are sent away unsolved, and their issues look cheap: "
        f"{hold.simulated:.1f} minutes."
    )
    numbers = [n / 50 for n in range(51)]
    figure = drawn(
        "Work that an issue costs the firm",
        "tried up to this difficulty",
        "minutes",
        {"theory": (numbers, [cost(k) for k in numbers])},
        points,
        {"held on to, sent away": [(0.5, hold)]},
        share=False,
    )
    return Finding([*values, gone], note, figure)


# --- who stays, and what people learn ------------------------------------------------------------


@verified(
    "lesson.retention",
    group=GROUP,
    title="What it is worth if people stay",
    source="Whitt 2006",
)
def retention(effort: Effort) -> Finding:
    """First contact resolution from 55% to 80%, handle time from 160% to 100%, at a rate of four a year."""
    runs = simulate("retention", effort, 8)
    published = {
        "leave_15": (0.15, 0.7910),
        "leave_30": (0.30, 0.7826),
        "leave_60": (0.60, 0.7674),
        "leave_100": (1.0, 0.75),
    }
    values, points = [], []
    for design, (leave, printed) in published.items():
        figure = mean_over_people(0.55, 0.80, 1 / GROWTH, leave)
        values.append(computed(f"FCR, {leave:.0%} leave a year", printed, figure, 5e-5))
        what = f"FCR, {leave:.0%} leave a year, simulated"
        points.append((leave, measured("fcr").beside(what, figure, runs[design])))
    values += [value for _leave, value in points]
    length = measured("aht", per=300)  # of the experienced: five minutes
    for leave, printed in ((0.15, 1.022), (0.30, 1.042), (0.60, 1.078), (1.0, 1.120)):
        figure = mean_over_people(1.6, 1.0, 1 / GROWTH, leave)
        values.append(computed(f"handle time, {leave:.0%} leave a year", printed, figure, 5e-4))
    values += [
        length.beside(
            f"handle time, {leave:.0%} leave a year, simulated",
            mean_over_people(1.6, 1.0, 1 / GROWTH, leave),
            runs[design],
        )
        for design, leave in (("slower_15", 0.15), ("slower_100", 1.0))
    ]
    busy = figure_of(length, runs["busy_crew"])
    never = effective_handle_time(1.6, 1.0, 1 / GROWTH, 1.0)
    note = (
        f"Where people are busy 96% of the time, calls take {busy.simulated:.3f} times as long as the "
        f"experienced need, not 1.120: whoever is quick is free sooner and takes more of them. Were nobody "
        f"ever idle, it would be {never:.3f}."
    )
    rates = [n / 50 for n in range(61)]
    curve = [mean_over_people(0.55, 0.80, 1 / GROWTH, rate) for rate in rates]
    figure = drawn("First contact resolution", "leavers a year", "FCR", {"Whitt": (rates, curve)}, points)
    figure.update_yaxes(range=[0.7, 0.82])
    return Finding(values, note, figure)


SHAPES: dict[str, tuple[float, Law]] = {
    "falling": (0.7, Weibull(0.7)),
    "same_for_all": (1.0, Constant()),
    "rising": (2.0, Weibull(2.0)),
}
STAY = 2.0  # years on average


def experience(study: str, design: str, replications: int) -> Floats:
    """Mean years in post of those there on the last day, of each replication."""
    found: list[float] = []

    def watch(env: Any, centre: Centre) -> Any:
        yield env.timeout(centre.period.counts_until - env.now)
        found.append(float(np.mean(centre.crews["people"].tenures())) / YEAR)

    sim.run(designs(study)[design], replications, SEED, clock="compiled", jobs=1, processes=[watch])
    return np.array(found)


@verified(
    "lesson.hazards",
    group=GROUP,
    title="Who leaves matters, not only how many",
    source="Whitt 2006; Cox 1962, Renewal Theory",
)
def hazards(effort: Effort) -> Finding:
    """A mean stay of two years, with a hazard that falls with tenure (Weibull 0.7), is constant, or rises
    (2)."""
    runs = simulate("hazards", effort)
    values, points = [], []
    published = {"falling": (0.7753, 3.14), "same_for_all": (0.7722, 2.00), "rising": (None, 1.27)}
    for name, (shape, law) in SHAPES.items():
        run = stays(law, scale_for_mean(law, STAY))
        solved, years = published[name]
        fcr, title = run.mean_of_curve(0.55, 0.80, 1 / GROWTH), f"shape {shape:g}"
        if solved:
            values.append(computed(f"FCR, {title}", solved, fcr, 5e-5))
        values.append(computed(f"mean years in post, {title}", years, run.mean_age, 5e-3))
        points.append((title, measured("fcr").beside(f"FCR, {title}, simulated", fcr, runs[name])))
        found = experience("hazards", name, 4 if effort.quick else 10)
        what = f"mean years in post, {title}, simulated"
        values.append(beside(what, run.mean_age, found, np.ones_like(found)))
    young = [
        (title, figure_of(measured("fcr"), runs[name]))
        for title, name in (("shape 0.7", "opened_falling"), ("shape 1", "opened_same"))
    ]
    note = (
        f"In a centre's first year, when everybody is new, {young[0][1].simulated:.1%} are solved where "
        f"newcomers leave and {young[1][1].simulated:.1%} where all leave alike: it takes years until those "
        "who stay are the many."
    )
    names = [name for name, _value in points]
    figure = drawn(
        "First contact resolution, mean stay two years",
        "the hazard's shape: below 1 newcomers leave, above 1 veterans",
        "FCR",
        {"theory": (names, [value.exact for _name, value in points])},
        points,
        {"the first year": young},
    )
    figure.update_yaxes(range=[0.7, 0.8])
    return Finding([*values, *(value for _name, value in points)], note, figure)


def leavers(results: Results) -> Floats:
    return results.sums(MEASURES["attrition"])[0]


@verified(
    "lesson.keeping",
    group=GROUP,
    title="What pay and good leads keep",
    source="Emadi & Staats 2020",
)
def keeping(effort: Effort) -> Finding:
    """Two in five leave a year; a fifth more pay makes the hazard 5% lower, the best leads 10%."""
    runs = simulate("keeping", effort)
    stay = 1 / 0.4

    def kept(law: Law, factor: float) -> float:
        """Leavers in the long run under a hazard so much lower, of those under the hazard as it was."""
        return stay / stays(law, factor * scale_for_mean(law, stay)).mean

    paid = 1.2**-0.28
    cases: dict[str, tuple[str, str, Law, float]] = {
        "a fifth more pay": ("better_paid", "as_it_is", Constant(), paid),
        "the best leads": ("best_leads", "as_it_is", Constant(), 0.9),
        "the best leads, newcomers leave sooner": ("newcomers_led", "newcomers", Weibull(0.7), 0.9),
    }
    points = []
    for title, (design, base, law, factor) in cases.items():
        what = f"leavers, {title}, of those without"
        pair = leavers(runs[design]), leavers(runs[base])
        points.append((title, beside(what, kept(law, factor), *pair)))
    values = [computed("hazard, a fifth more pay", 0.95, paid, 0.005), *(value for _name, value in points)]
    note = (
        "5% and 10% are put in as factors of the hazard, and come out as leavers where all are as likely to "
        f"leave. Where newcomers leave sooner, 10% less hazard is {1 - points[2][1].simulated:.0%} fewer "
        "leavers in the long run: those who are kept leave less and less."
    )
    figure = drawn(
        "Leavers, relative to those without",
        "",
        "share",
        {"theory": ([name for name, _value in points], [value.exact for _name, value in points])},
        points[:2],
        {"newcomers leave sooner": points[2:]},
    )
    return Finding(values, note, figure)


# --- who serves whom -----------------------------------------------------------------------------


@verified(
    "lesson.few_skills",
    group=GROUP,
    title="Two skills an agent are nearly as good as all",
    source="Wallace & Whitt 2005; Jordan & Graves 1995",
)
def few_skills(effort: Effort) -> Finding:
    """Five topics of 14 erlangs, five teams of fifteen, who take one topic, two, three or all."""
    runs = simulate("few_skills", effort, 8)
    read, rate, handle = measured("asa"), 84 / 60, 10.0
    apart = 60 * erlang_c(rate, handle, 15).asa
    pooled = 60 * erlang_c(5 * rate, handle, 75).asa
    ends = {
        "1": read.beside("mean wait, one skill each (s)", apart, runs["one_skill"]),
        "5": read.beside("mean wait, all skills (s)", pooled, runs["all_skills"]),
    }
    middle = {
        skills: figure_of(read, runs[name]) for skills, name in (("2", "two_skills"), ("3", "three_skills"))
    }
    # The paper's result is a direction: read here as nine tenths of the gain at least.
    gain = [
        (apart - value) / (apart - pooled)
        for value in (middle["2"].simulated, middle["2"].low, middle["2"].high)
    ]
    part = Value(
        "part of the gain that two skills bring", 1.0, gain[0], gain[2], gain[1], 0.9, 1.0, chancy=True
    )
    surprise = [figure_of(read, runs[f"surprise_{skills}"]) for skills in ("two", "all")]
    note = (
        "That two skills bring nine tenths of the gain or more is our reading of 'nearly as good'. Where one "
        f"topic comes twice as often as planned, callers wait {surprise[0].simulated:.0f} s with two skills "
        f"and {surprise[1].simulated:.0f} s with all."
    )
    points: list[Point] = sorted([*ends.items(), *middle.items()], key=lambda point: str(point[0]))
    figure = drawn(
        "Mean wait, by the number of skills",
        "skills of each agent",
        "seconds",
        {"Erlang C": (["1", "5"], [apart, pooled])},
        points,
        {"one topic twice as often": [("2", surprise[0]), ("5", surprise[1])]},
        share=False,
    )
    return Finding([*ends.values(), part], note, figure)
