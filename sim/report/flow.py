"""What becomes of issues: contacts flow from the first call through the tiers to how they end.

Drawn as SVG of our own: it prints, it needs no script, and the small plotly bundle has no such chart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from sim.measure import contacts_answered
from sim.record import together
from sim.report import amounts, palette
from sim.report.chart import Chart, Panel
from sim.report.findings import called
from sim.report.tables import Cell, Row, Table
from sim.words import N_, _

if TYPE_CHECKING:
    from sim.experiment import Comparison, Results
    from sim.record import Record

WIDTH, HEIGHT, TOP, NODE, GAP = 580.0, 350.0, 6.0, 10.0, 27.0  # of a drawing, its nodes and between them
LEFT, RIGHT = 84.0, 172.0  # room for names
ENDS = {
    "solved": N_("solved"),
    "again": N_("not solved, comes again"),
    "lost": N_("not solved, lost"),
    "abandoned": N_("gave up in the line"),
    "unreached": N_("called back, not reached"),
    "blocked": N_("turned away"),
}
AT_A_TIER = ("abandoned", "blocked", "moved", "rejected", "hung_up_again", "aside", "back")
COLOURS = {
    "solved": palette.ENDINGS["solved_1"],
    "again": palette.DESIGNS[4],
    "lost": palette.ENDINGS["lost"],
    "abandoned": palette.ENDINGS["abandoned"],
    "unreached": palette.ENDINGS["abandoned"],
    "blocked": palette.ENDINGS["open"],
    "up": palette.ENDINGS["solved_2"],
    "in": palette.DESIGNS[6],
}


@dataclass(frozen=True)
class Flow:
    """Contacts per 100 issues from one place to another: `first`, `repeat`, a tier by number, or an end."""

    source: str | int
    target: str | int
    amount: float


def chart(comparison: Comparison) -> Chart:
    """A drawing for each design in which no line keeps growing."""
    steady = {name: results for name, results in called(comparison).items() if not results.unstable}
    of = {name: flows(results) for name, results in steady.items()}
    tiers = {name: list(results.scenario.tiers) for name, results in steady.items()}
    rows = [
        Row(f"{name} · {_place(flow, tiers[name])}", [Cell(amounts.number(flow.amount, 1))])
        for name, each in of.items()
        for flow in each
    ]
    return Chart(
        "flow",
        _("What becomes of a hundred issues?"),
        " ".join(_said(results for results in steady.values())),
        [Panel(name, svg=drawing(each, tiers[name])) for name, each in of.items()],
        Table.plain([_("Contacts per 100 issues"), _("number")], rows),
    )


def _said(designs: Iterable[Results]) -> list[str]:
    said = [_("Contacts per 100 issues, as wide as they are many. Whoever comes again comes in again.")]
    if any(results.scenario.bot for results in designs):
        said.append(_("Without what the bot settled or lost."))
    return said


def flows(results: Results) -> list[Flow]:
    """Of sums over replications and channels. What is under way when counting begins or ends is left out."""
    records, scenario = results.records, results.scenario
    issues = together(record.issues for record in records)
    at_the_bot = int((issues["settled_by_bot"] + issues["annoyed_by_bot"]).sum())
    opened = max(int(issues["opened"].sum()) - at_the_bot, 1)
    again = int(issues["contacts"].sum()) - at_the_bot - opened
    lost, repeats = int(issues["lost"].sum()), int(issues["repeats"].sum())
    comes_back = repeats / max(repeats + lost, 1)
    found = [Flow("first", 0, opened), Flow("repeat", 0, again)]
    found.append(Flow(0, "unreached", sum(_done(record, "callback", "given_up") for record in records)))
    legs = together(record.channel_legs for record in records)  # [channel, tier]
    put_off = sum(_done(record, "deferred", "promises") for record in records)  # and handled once more
    for tier in range(len(scenario.tiers)):
        at = {name: int(legs[name][:, tier].sum()) for name in AT_A_TIER}
        solved, up = int(issues["solved_at"][:, tier].sum()), int(legs["escalated"][:, tier].sum())
        answered = sum(contacts_answered(record, scenario, tier) for record in records)
        elsewhere = at["rejected"] + at["aside"] + at["back"] + at["hung_up_again"]
        done = up - at["moved"] + elsewhere + solved + (put_off if tier == 0 else 0)
        came_back = sum(int(legs[name][:, tier + 1 : tier + 2].sum()) for name in ("rejected", "back"))
        unsolved = max(0, answered - done)
        found += [
            Flow(tier, "solved", solved),
            Flow(tier, "again", unsolved * comes_back),
            Flow(tier, "lost", unsolved * (1 - comes_back)),
            Flow(tier, "abandoned", at["abandoned"]),
            Flow(tier, "blocked", at["blocked"]),
            Flow(tier, tier + 1, up - came_back),
        ]
    return [Flow(f.source, f.target, 100 * f.amount / opened) for f in found if f.amount > 0]


def _done(record: Record, channel: str, what: str) -> int:
    """A sum of what the centre itself does."""
    return int(record.promises[what][record.channels.index(channel)]) if channel in record.channels else 0


def drawing(of: list[Flow], tiers: list[str]) -> Markup:
    """The flows as SVG; `tiers` are their names."""
    contacts = sum(flow.amount for flow in of if flow.target == 0)
    ends = [end for end in ENDS if any(flow.target == end for flow in of)]
    scale = (HEIGHT - GAP * len(ends)) / contacts
    columns = WIDTH - LEFT - RIGHT - NODE
    places: dict[str | int, tuple[float, float]] = {}  # left upper corner of each node
    for number, source in enumerate(("first", "repeat")):
        before = sum(flow.amount for flow in of if flow.source == "first") if number else 0.0
        places[source] = (LEFT, TOP + before * scale + GAP * number)
    for tier in range(len(tiers)):
        places[tier] = (
            LEFT + columns * (tier + 1) / (len(tiers) + 1),
            TOP + _passing(of, tier) * scale + GAP * tier,
        )
    height = TOP
    for end in ends:
        places[end] = (LEFT + columns, height)
        height += _into(of, end) * scale + GAP
    bands, nodes = [], []
    left, right = dict.fromkeys(places, 0.0), dict.fromkeys(places, 0.0)  # what is used of a node's sides
    for flow in of:
        (x0, y0), (x1, y1) = places[flow.source], places[flow.target]
        wide = flow.amount * scale
        bands.append(
            _band(x0 + NODE, y0 + right[flow.source], x1, y1 + left[flow.target], wide, _colour(flow))
        )
        right[flow.source] += wide
        left[flow.target] += wide
    for place, (x, y) in places.items():
        tall = max(left[place], right[place])
        amount = amounts.number(tall / scale, 0 if tall / scale >= 10 else 1)
        name = tiers[place] if isinstance(place, int) else _(ENDS.get(place, FIRST_OR_REPEAT.get(place, "")))
        if tall > 0:
            nodes.append(_node(place, x, y, tall, name, amount))
    told = ", ".join(f"{_place(flow, tiers)}: {amounts.number(flow.amount, 1)}" for flow in of)
    return Markup(
        '<svg class="flow" viewBox="0 0 {w:.0f} {h:.0f}" role="img" aria-label="{told}">{bands}{nodes}</svg>'
    ).format(
        w=WIDTH, h=HEIGHT + TOP + GAP, told=told, bands=Markup("").join(bands), nodes=Markup("").join(nodes)
    )


FIRST_OR_REPEAT = {"first": N_("first contacts"), "repeat": N_("come again")}


def _into(of: Iterable[Flow], place: str | int) -> float:
    return sum(flow.amount for flow in of if flow.target == place)


def _passing(of: Iterable[Flow], tier: int) -> float:
    """How much ends at tiers before this one, and so passes above it."""
    return sum(
        flow.amount
        for flow in of
        if isinstance(flow.source, int) and flow.source < tier and not isinstance(flow.target, int)
    )


def _colour(flow: Flow) -> str:
    if isinstance(flow.target, int):
        return COLOURS["in"] if isinstance(flow.source, str) else COLOURS["up"]
    return COLOURS[flow.target]


def _place(flow: Flow, tiers: list[str]) -> str:
    names = {**FIRST_OR_REPEAT, **ENDS}
    source, target = (
        tiers[place] if isinstance(place, int) else _(names[place]) for place in (flow.source, flow.target)
    )
    return f"{source} → {target}"


def _band(x0: float, y0: float, x1: float, y1: float, wide: float, colour: str) -> Markup:
    middle = (x0 + x1) / 2
    above = f"M{x0:.1f},{y0:.1f} C{middle:.1f},{y0:.1f} {middle:.1f},{y1:.1f} {x1:.1f},{y1:.1f}"
    y0, y1 = y0 + wide, y1 + wide
    below = f"L{x1:.1f},{y1:.1f} C{middle:.1f},{y1:.1f} {middle:.1f},{y0:.1f} {x0:.1f},{y0:.1f}"
    path = f"{above} {below} Z"
    return Markup('<path d="{path}" fill="{colour}" fill-opacity="0.55"/>').format(path=path, colour=colour)


def _node(place: str | int, x: float, y: float, tall: float, name: str, amount: str) -> Markup:
    """A bar with its name: of sources on the left, of ends on the right, of tiers above."""
    if place in FIRST_OR_REPEAT:
        at, anchor, height = x - 5, "end", y + min(tall / 2, tall) - 2
    elif isinstance(place, int):
        at, anchor, height = x + NODE + 4, "start", y + 13
    else:
        at, anchor, height = x + NODE + 5, "start", y + min(tall / 2, tall) - 2
    return Markup(
        '<rect x="{x:.1f}" y="{y:.1f}" width="{w:.0f}" height="{tall:.1f}" fill="{ink}"/>'
        '<text x="{at:.1f}" y="{height:.1f}" text-anchor="{anchor}">{name}'
        '<tspan x="{at:.1f}" dy="1.1em" class="amount">{amount}</tspan></text>'
    ).format(
        x=x, y=y, w=NODE, tall=max(tall, 0.5), ink=palette.INK, at=at, height=height, anchor=anchor,
        name=escape(name), amount=amount,
    )  # fmt: skip
