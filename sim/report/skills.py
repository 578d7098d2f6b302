"""How able are people at each topic? A panel for each design whose pools have skills, a bar a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report import palette
from sim.report.chart import Chart, Panel
from sim.report.findings import called, estimate
from sim.report.ranges import Amount, Part, ranges
from sim.report.tables import Row, Table
from sim.words import _

if TYPE_CHECKING:
    from sim.experiment import Comparison

KEY = "skill_at_topic"


def chart(comparison: Comparison) -> Chart:
    panels, rows = [], []
    for number, (name, results) in enumerate(called(comparison).items()):
        if not any(pool.skills for pool in results.scenario.pools.values()):
            continue
        table, colour = results.topics(), palette.design(number)[0]
        bars = ranges(
            [
                Amount(topic, estimate(table.loc[(topic, KEY)]), [Part(colour, 1)])
                for topic in results.scenario.topics
            ],
            "share",
        )
        panels.append(Panel(name, ranges=bars))
        rows += [Row(f"{name} · {bar.name}", [bar.cell]) for bar in bars]
    return Chart(
        "skills",
        _("How able are people at each topic?"),
        _(
            "Of those who handled a contact to the end: their ability at its topic, relative to their own. "
            "Full skill is 100%. Black lines are intervals."
        ),
        [panel for panel in panels if panel.ranges],
        Table.plain([_("Design and topic"), _("Skill at the topic")], rows),
    )
