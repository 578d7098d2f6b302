"""Lessons of choices: whom a caller meets first, and who of the free takes a call."""

from __future__ import annotations

import math

from sim.theory.erlang import erlang_c
from sim.verify.catalogue import Effort, verified
from sim.verify.lessons import GROUP, Point, drawn, simulate, untaught
from sim.verify.lessons_queues import computed
from sim.verify.outcome import Finding, Value
from sim.verify.reads import measured

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
