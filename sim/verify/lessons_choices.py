"""Lessons of choices: whom a caller meets first, and who of the free takes a call."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.experiment import Results
from sim.experiment.statistics import Floats
from sim.measure import MEASURES
from sim.theory.chains import Move, long_run
from sim.theory.erlang import erlang_c
from sim.verify.catalogue import Effort, verified
from sim.verify.lessons import GROUP, Point, drawn, simulate, untaught
from sim.verify.lessons_queues import PATIENCE, computed
from sim.verify.outcome import Finding, Value
from sim.verify.reads import Read, measured, minutes

HOURS = 8760  # in a year

# --- direct access -------------------------------------------------------------------------------

ISSUES = 60.0  # an hour
GATEKEEPER, EXPERT = (5.0, 15.0), (8.0, 30.0)  # minutes a call, wage an hour
CHEAP, DEAR = 5.0, 120.0  # of an hour in which an issue is open


def cheapest(rate: float, minutes: float, wage: float, price: float) -> tuple[float, int]:
    """The least cost of a line an hour, wages and the price of issues open there, and the people it takes.

    Erlang C; calls an hour, minutes a call, wage and price an hour.
    """
    load = rate * minutes / 60
    least, people = math.inf, math.floor(load)
    while True:  # one person more saves less and less, so the first that saves nothing ends it
        line = erlang_c(rate / 60, minutes, people + 1)
        cost = wage * (people + 1) + price * rate * (line.mean_wait + minutes) / 60
        if cost >= least:
            return least, people
        least, people = cost, people + 1


def direct(price: float) -> tuple[float, list[int]]:
    """The cost an hour where all calls come to experts, and how many there are."""
    cost, experts = cheapest(ISSUES, *EXPERT, price)
    return cost, [experts]


def guarded(solved: float, price: float) -> tuple[float, list[int]]:
    """The same behind gatekeepers who solve a share and pass on the rest, and how many of each there are."""
    gate, gatekeepers = cheapest(ISSUES, *GATEKEEPER, price)
    behind, experts = cheapest(ISSUES * (1 - solved), *EXPERT, price)
    return gate + behind, [gatekeepers, experts]


@verified(
    "lesson.direct_access",
    group=GROUP,
    title="Dear waiting favours direct access to experts",
    source="Hasija, Pinker & Shumsky 2005",
)
def direct_access(effort: Effort) -> Finding:
    """60 calls an hour; gatekeepers take 5 minutes at 15 an hour, experts 8 at 30; open issues are priced."""
    runs = simulate("direct_access", effort, 6)
    read = measured("whole_cost_per_year", per=HOURS)
    cases = {
        "direct": ("direct", direct, {CHEAP: [9], DEAR: [12]}),
        "solve 50%": ("half", lambda price: guarded(0.5, price), {CHEAP: [6, 5], DEAR: [9, 7]}),
        "solve 90%": ("able", lambda price: guarded(0.9, price), {CHEAP: [6, 1], DEAR: [9, 2]}),
    }
    values: list[Value] = []
    points: list[Point] = []
    for title, (design, least, staffed) in cases.items():
        for price, people in staffed.items():
            cost, needed = least(price)
            pairs = zip(("first line", "second line"), people, needed, strict=False)
            values += [
                computed(f"people, {title}, price {price:g}, {line}", there, asked, 0)
                for line, there, asked in pairs
            ]
            name = design if price == CHEAP else f"{design}_dear"
            points.append((price, read.beside(f"cost an hour, {title}, price {price:g}", cost, runs[name])))
    values += [value for _price, value in points]
    seen = untaught(read, runs["seen_dear"])
    prices = list(range(1, 131))
    curves = {title: [least(price)[0] for price in prices] for title, (_d, least, _s) in cases.items()}
    flips = next(price for price in prices if direct(price)[0] < guarded(0.5, price)[0])
    able = next(part for part in range(50, 100) if guarded(part / 100, DEAR)[0] < direct(DEAR)[0])
    note = (
        f"Against gatekeepers who solve half direct access costs less from a price of {flips} on; at "
        f"{DEAR:g} gatekeepers cost less from {able}% solved on. Where those who solve half see in a minute "
        f"what they can't solve, the same people cost {seen.simulated:.0f} an hour, not "
        f"{guarded(0.5, DEAR)[0]:.0f}."
    )
    figure = drawn(
        "Wages and open issues, an hour",
        "price of an hour in which an issue is open",
        "cost an hour",
        {title: (prices, curve) for title, curve in curves.items()},
        points,
        {"solve 50%, and see in a minute what they can't": [(DEAR, seen)]},
        share=False,
    )
    return Finding(values, note, figure)


# --- who of the free -----------------------------------------------------------------------------

TEAM = 4  # people
TEAMS = {"thorough": (0.9, 10.0), "good": (0.7, 6.5), "quick": (0.4, 5.0)}  # share solved, minutes a call
ORDERS = {
    "p_mu": ("good", "thorough", "quick"),
    "ablest": ("thorough", "good", "quick"),
    "quickest": ("quick", "good", "thorough"),
}
ORDER_NAMES = {"p_mu": "p x mu first", "ablest": "ablest first", "quickest": "quickest first"}
LONGEST_LINE = 100
BACK, GONE = 45 / 60, 66 / 60  # issues a minute: where what is not solved comes back, and where it is gone


@dataclass(frozen=True)
class Routed:
    """The long run of the three teams. `fcr`: solved of the answered; `mean_wait` in minutes, of all calls;
    `present`: calls in line and in hand."""

    occupancy: float
    mean_wait: float
    p_abandon: float
    fcr: float
    present: float


def routed(order: Sequence[str], calls: float, patience: float = math.inf) -> Routed:
    """A Markov chain: `calls` a minute, each to the first team of `order` that has somebody free.

    States are how many are busy in each team; the line, which there is where all are, goes on from the last.
    """
    shape = TEAM + 1, TEAM + 1, TEAM + 1 + LONGEST_LINE
    place = np.indices(shape)
    busy = np.minimum(place, TEAM)
    line = place[2] - busy[2]
    speeds = [busy[n] / minutes for n, (_solved, minutes) in enumerate(TEAMS.values())]
    one = [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    moves: list[Move] = []
    full = np.ones(shape, dtype=bool)
    for team in order:
        number = list(TEAMS).index(team)
        moves.append((one[number], calls * (full & (busy[number] < TEAM))))
        full &= busy[number] == TEAM
    moves.append((one[2], calls * full))
    # Whoever ends a call takes the next of the line.
    moves += [((-a, -b, -c), speed * (line == 0)) for (a, b, c), speed in zip(one, speeds, strict=True)]
    moves.append(((0, 0, -1), (line > 0) * (sum(speeds) + line / patience)))
    p = long_run(shape, moves, (line == 0) | (busy.sum(axis=0) == 3 * TEAM))
    ended = [float((p * speed).sum()) for speed in speeds]
    solved = sum(end * able for end, (able, _minutes) in zip(ended, TEAMS.values(), strict=True))
    held, waiting = float((p * busy).sum()), float((p * line).sum())
    return Routed(
        occupancy=held / (3 * TEAM),
        mean_wait=waiting / calls,
        p_abandon=waiting / patience / calls,
        fcr=solved / sum(ended),
        present=held + waiting,
    )


def with_returns(order: Sequence[str], issues: float) -> Routed:
    """Where what is not solved comes back so much later that it is by chance again, and nobody hangs up."""
    line = routed(order, issues / 0.7)
    for _step in range(60):
        before, line = line.fcr, routed(order, issues / line.fcr)
        if abs(line.fcr - before) < 1e-9:
            break
    return line


def in_centre(of_solved: bool = False) -> Read:
    """Minutes in line and in hand over all calls of an issue: of all issues, or for each that is solved."""

    def sums(results: Results) -> tuple[Floats, Floats]:
        waited, held = results.sums(MEASURES["mean_wait"])[0], results.sums(MEASURES["occupancy"])[0]
        solved, opened = results.sums(MEASURES["issues_solved"])
        return waited / 60 + held, solved if of_solved else opened

    return Read(sums)


@verified(
    "lesson.whom_first",
    group=GROUP,
    title="Who of the free should take a call",
    source="de Vericourt & Zhou 2005; Zhan & Ward 2014",
)
def whom_first(effort: Effort) -> Finding:
    """Three teams of four solve 90% in 10 minutes, 70% in 6.5, 40% in 5; the rest comes back, or is gone."""
    runs = simulate("whom_first", effort, 6)
    lost, solved = measured("abandonment"), measured("issues_solved")
    back = {name: with_returns(order, BACK) for name, order in ORDERS.items()}
    values: list[Value] = []
    points: list[Point] = []
    lifted: list[Point] = []
    for name, line in back.items():
        title, run = ORDER_NAMES[name], runs[name]
        points.append((title, in_centre().beside(f"minutes an issue, {title}", line.present / BACK, run)))
        values += [
            points[-1][1],
            measured("occupancy").beside(f"occupancy, {title}", line.occupancy, run),
            minutes("mean_wait").beside(f"mean wait, {title} (minutes)", line.mean_wait, run),
        ]
    for name, order in ORDERS.items():
        title, run = ORDER_NAMES[name], runs[f"gone_{name}"]
        line = routed(order, GONE, PATIENCE)
        share = (1 - line.p_abandon) * line.fcr
        values += [
            lost.beside(f"P(abandon), unsolved are gone, {title}", line.p_abandon, run),
            solved.beside(f"solved, unsolved are gone, {title}", share, run),
        ]
        what = f"minutes for each solved, unsolved are gone, {title}"
        lifted.append((title, in_centre(of_solved=True).beside(what, line.present / GONE / share, run)))
    values += [value for _title, value in lifted]
    best, ablest = back["p_mu"], back["ablest"]
    saved = (ablest.present - best.present) / BACK
    even = saved / (1 / best.fcr - 1 / ablest.fcr)
    hours = [untaught(measured("resolution_time"), runs[name]).simulated for name in ORDERS]
    note = (
        f"Beside the ablest first, p x mu saves {60 * saved:.0f} s an issue in the centre; more come back. "
        f"If they come back later than after {even:.0f} minutes, the ablest first solve sooner: "
        f"after a day, in {hours[1]:.1f} hours instead of {hours[0]:.1f}."
    )
    idle = untaught(in_centre(), runs["idle"])
    titles = [ORDER_NAMES[name] for name in ORDERS]
    figure = drawn(
        "Minutes of an issue in the centre, in line and in hand",
        "who of the free takes a call",
        "minutes",
        {"Markov chain": (titles, [line.present / BACK for line in back.values()])},
        points,
        {"for each solved, where unsolved are gone": lifted, "longest idle": [("longest idle", idle)]},
        share=False,
    )
    return Finding(values, note, figure)
