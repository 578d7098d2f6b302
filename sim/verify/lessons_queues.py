"""Lessons of lines: how many people, tiers, calls that come back, uncertain volume, pooling."""

from __future__ import annotations

import math

from sim.theory.erlang import erlang_a, erlang_c
from sim.theory.returns import long_delays, orbit
from sim.theory.staffing import Target, agents_needed
from sim.theory.tiers import Tier, tiers_in_series, tiers_with_abandonment
from sim.theory.volume import over_calls
from sim.verify.catalogue import Effort, verified
from sim.verify.lessons import GROUP, drawn, simulate, untaught
from sim.verify.outcome import Finding, Value
from sim.verify.reads import measured, minutes

HANDLE, PATIENCE, TARGET = 6.0, 5.0, 20 / 60  # minutes
RATE = 200 / 60  # calls a minute


def computed(what: str, published: float, figure: float, rounding: float) -> Value:
    """A figure of theory beside the one that was published, which is rounded so."""
    return Value(what, published, figure, figure - rounding, figure + rounding)


@verified(
    "lesson.overstaffing",
    group=GROUP,
    title="Erlang C asks for too many people where callers hang up",
    source="Garnett, Mandelbaum & Reiman 2002",
)
def overstaffing(effort: Effort) -> Finding:
    """200 calls an hour of six minutes, patience five minutes: 25 people by Erlang C, 23 by Erlang A."""
    runs = simulate("overstaffing", effort)
    target = Target(0.8, TARGET)

    def level(agents: int, patience: float = PATIENCE, redial: float = 0.0) -> float:
        line = long_delays(RATE, HANDLE, agents, patience, redial=redial)[1]
        return line.answered_within(TARGET)

    read = measured("service_level")
    staffed = {"one_less": 22, "as_a_asks": 23, "as_c_asks": 25}
    points = [
        (agents, read.beside(f"service level, {agents} people", level(agents), runs[name]))
        for name, agents in staffed.items()
    ]
    patient = read.beside("service level, 23 people, nobody hangs up", level(23, math.inf), runs["patient"])
    again = untaught(read, runs["call_again"])
    values = [
        computed("people by Erlang C", 25, agents_needed(RATE, HANDLE, target), 0),
        computed("people by Erlang A", 23, agents_needed(RATE, HANDLE, target, PATIENCE), 0),
        *(value for _agents, value in points),
        patient,
    ]
    numbers = list(range(20, 29))
    curves = {
        "Erlang A": [level(n) for n in numbers],
        "Erlang C": [level(n, math.inf) for n in numbers],
        "Erlang A, half call again": [level(n, redial=0.5) for n in numbers],
    }
    note = (
        f"If half of those who hang up call again, 23 people answer {again.simulated:.1%} in time: they "
        "are one too few, and Erlang A with the load that calls again bring says so too."
    )
    figure = drawn(
        "Answered in 20 seconds, of all offered",
        "people",
        "service level",
        {name: (numbers, levels) for name, levels in curves.items()},
        points,
        {"nobody hangs up": [(23, patient)], "half call again": [(23, again)]},
    )
    return Finding(values, note, figure)


@verified(
    "lesson.network",
    group=GROUP,
    title="Tiers are a network of lines",
    source="Burke 1956; Jackson 1957",
)
def network(effort: Effort) -> Finding:
    """60 calls an hour; 8 people with 6 minutes, a quarter passed on to 5 people with 12 minutes."""
    runs = simulate("network", effort)
    tiers = [Tier(6, 8, escalated=0.25), Tier(12, 5)]
    exact = [60 * line.asa for line in tiers_in_series(1, tiers)]
    impatient = [Tier(6, 8, PATIENCE, 0.25), Tier(12, 5, PATIENCE)]
    hang_up = [60 * tier.mean_wait for tier in tiers_with_abandonment(1, impatient).tiers]
    names = "first", "second"
    values = [
        computed(f"mean wait, {name} line (s)", published, figure, 0.005)
        for name, published, figure in zip(names, (64.26, 85.01), exact, strict=True)
    ]
    points, lifted = [], []
    for name, here, gone in zip(names, exact, hang_up, strict=True):
        read = measured("mean_wait", name)
        points.append((name, read.beside(f"mean wait, {name} line, simulated (s)", here, runs["textbook"])))
        what = f"mean wait, {name} line, with hanging up (s)"
        lifted.append((name, read.beside(what, gone, runs["hang_up"])))
    others = {
        title: [(name, untaught(measured("mean_wait", name), runs[design])) for name in names]
        for title, design in (("first line's calls all alike", "alike"), ("calls vary more", "long_calls"))
    }
    values += [value for _name, value in (*points, *lifted)]
    second = others["calls vary more"][1][1]
    note = (
        f"With handle times that vary as measured ones do, the second line waits {second.simulated:.0f} s: "
        "what leaves the first line is by chance only if its calls are exponential, and Erlang C wants "
        "that of the second line too."
    )
    figure = drawn(
        "Mean wait of all, by line",
        "line",
        "seconds",
        {"Erlang C, each by itself": (names, exact)},
        points,
        {"callers hang up": lifted} | others,
        share=False,
    )
    return Finding(values, note, figure)


@verified(
    "lesson.coming_back",
    group=GROUP,
    title="Calls not resolved come back",
    source="Ding, Remerova, van der Mei & Zwart 2015",
)
def coming_back(effort: Effort) -> Finding:
    """200 calls an hour of six minutes, 26 people, patience five minutes; a share of those answered comes
    back."""
    runs = simulate("coming_back", effort)
    shares = {"all_solved": 0.0, "tenth_back": 0.1, "fifth_back": 0.2, "third_back": 0.3}
    published = {0.0: (0.0120, 0.760), 0.1: (0.0284, 0.828), 0.2: (0.0593, 0.891), 0.3: (0.106, 0.940)}
    values, points = [], []
    for name, back in shares.items():
        line = long_delays(RATE, HANDLE, 26, PATIENCE, repeat=back)[1]
        lost, busy = published[back]
        values.append(
            computed(f"P(abandon), {back:.0%} back", lost, line.p_abandon, 5e-4 if back == 0.3 else 5e-5)
        )
        values.append(computed(f"occupancy, {back:.0%} back", busy, line.occupancy, 5e-4))
        what = f"P(abandon), {back:.0%} back, simulated"
        points.append((back, measured("abandonment").beside(what, line.p_abandon, runs[name])))
        what = f"occupancy, {back:.0%} back, simulated"
        values.append(measured("occupancy").beside(what, line.occupancy, runs[name]))
    soon = orbit(RATE, HANDLE, 26, PATIENCE, delay=5, repeat=0.3)
    what = "P(abandon), 30% back after five minutes, simulated"
    at_once = measured("abandonment").beside(what, soon.p_abandon, runs["soon_back"])
    values += [value for _back, value in points] + [at_once]
    grid = [part / 100 for part in range(0, 36)]
    curve = [long_delays(RATE, HANDLE, 26, PATIENCE, repeat=back)[1].p_abandon for back in grid]
    note = (
        f"After five minutes rather than a day, {soon.p_abandon:.1%} hang up instead of "
        f"{points[-1][1].exact:.1%}: what comes back soon comes when the line is what it was. A Markov "
        "chain with those who will call again gives this too."
    )
    figure = drawn(
        "Hang up, by how much comes back",
        "of those answered, come back",
        "abandonment",
        {"Erlang A with its own returns": (grid, curve)},
        points,
        {"come back after five minutes": [(0.3, at_once)]},
    )
    figure.update_layout(xaxis={"tickformat": ".0%"})
    return Finding(values, note, figure)


@verified(
    "lesson.uncertain_volume",
    group=GROUP,
    title="Uncertain volume costs service",
    source="Whitt 1999; Jongbloed & Koole 2001",
)
def uncertain_volume(effort: Effort) -> Finding:
    """240 calls an hour of six minutes, 28 people, patience five minutes; days busier or quieter by
    chance."""
    runs = simulate("uncertain_volume", effort, replications=16)

    def lost(cv: float) -> float:
        def of_day(busyness: float) -> float:
            return erlang_a(4 * busyness, HANDLE, 28, PATIENCE).p_abandon

        return float(over_calls(of_day, 1 / cv**2)) if cv else of_day(1.0)

    read = measured("abandonment")
    spreads = {"certain": 0.0, "by_10": 0.1, "by_20": 0.2}
    points = [
        (cv, read.beside(f"P(abandon), cv {cv:g}, simulated", lost(cv), runs[name]))
        for name, cv in spreads.items()
    ]
    published = {0.0: 0.0273, 0.1: 0.0348, 0.2: 0.0549}
    values = [computed(f"P(abandon), cv {cv:g}", figure, lost(cv), 5e-5) for cv, figure in published.items()]
    again = untaught(read, runs["call_again"])
    shift = untaught(read, runs["day_shift"])
    grid = [part / 200 for part in range(0, 61)]
    note = (
        f"Eight hours from an empty line are as bad as a whole day ({shift.simulated:.1%}), since a line "
        f"settles in minutes. If half of those who hang up call again it is {again.simulated:.1%}: busy "
        "days feed themselves."
    )
    figure = drawn(
        "Hang up, by how much days differ",
        "standard deviation / mean of a day's volume, beyond chance",
        "abandonment",
        {"Erlang A, mixed over days": (grid, [lost(cv) for cv in grid])},
        points,
        {"eight hours from empty": [(0.2, shift)], "half call again": [(0.2, again)]},
    )
    return Finding([*values, *(value for _cv, value in points)], note, figure)


@verified(
    "lesson.pooling",
    group=GROUP,
    title="Pooling pays, if generalists are as quick",
    source="Erlang 1917; Pinker & Shumsky 2000",
)
def pooling(effort: Effort) -> Finding:
    """Two teams of ten with eight erlangs each, against one of twenty with sixteen."""
    runs = simulate("pooling", effort)
    lines = {
        "apart": erlang_c(8 / 6, 6, 10),
        "pooled": erlang_c(16 / 6, 6, 20),
        "slower": erlang_c(16 / 6, 6.6, 20),
    }
    values = [
        computed("P(wait) apart", 0.409, lines["apart"].p_wait, 5e-4),
        computed("P(wait) pooled", 0.256, lines["pooled"].p_wait, 5e-4),
    ]
    waits = {}
    for name, line in lines.items():
        waits[name] = measured("delayed").beside(f"P(wait), {name}, simulated", line.p_wait, runs[name])
        values += [
            waits[name],
            minutes("mean_wait").beside(f"mean wait, {name} (min)", line.mean_wait, runs[name]),
        ]
    grid = [6 + part / 50 for part in range(0, 41)]
    pooled = [erlang_c(16 / 6, handle, 20).p_wait for handle in grid]
    even = next(handle for handle, wait in zip(grid, pooled, strict=True) if wait > lines["apart"].p_wait)
    note = (
        f"A generalist who is {even / 6 - 1:.0%} slower than a specialist eats all that pooling gains in "
        "callers who don't have to wait."
    )
    figure = drawn(
        "Have to wait, by how long a generalist takes",
        "minutes a call of the pooled",
        "callers who wait",
        {"pooled": (grid, pooled), "apart": (grid, [lines["apart"].p_wait] * len(grid))},
        [(6.0, waits["pooled"]), (6.0, waits["apart"])],
        {"a tenth slower": [(6.6, waits["slower"])]},
    )
    return Finding(values, note, figure)
