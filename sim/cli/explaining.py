"""`explain`: a scenario as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from sim.cli.printing import console, grid, warn
from sim.words import _

if TYPE_CHECKING:
    from sim.scenario import Explanation, Scenario


def show(scenario: Scenario) -> None:
    """Every value with its origin, load against capacity, warnings."""
    from sim.scenario import explain

    told = explain(scenario)
    out = console()
    out.print(
        grid(
            [_("Key"), _("Value"), _("From")],
            [(each.key, each.value, each.origin) for each in told.values],
            False,
        )
    )
    out.print()
    out.print(_pools(told))
    text = _("Loads and capacities are estimates, in people at work; the busiest interval is {when}.")
    out.print(Text(text.format(when=told.busiest)))
    for sentence in told.mechanisms:
        out.print(Text(f"- {sentence}"))
    warn(out, told.warnings)


def _pools(told: Explanation):
    heads = (
        _("Pool"), _("Tier"), _("Agents"), _("Load"), _("Capacity"), _("Occupancy"), _("At the busiest"),
        _("Hours a week asked"), _("Available"),
    )  # fmt: skip
    rows = [
        (
            each.pool,
            each.tier,
            str(each.agents),
            f"{each.load.mean:.1f}",
            f"{each.load.mean_capacity:.1f}",
            f"{each.load.occupancy:.0%}",
            f"{each.load.busiest_occupancy:.0%}",
            "" if each.hours_asked is None else f"{each.hours_asked:.0f}",
            f"{each.hours_available:.0f}",
        )
        for each in told.pools
    ]
    return grid(heads, rows)
