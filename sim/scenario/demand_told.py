"""What customers bring, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.weeks import profile
from sim.words import _


@told
def populations(scenario: Scenario) -> Iterator[str]:
    for name in scenario.populations:
        weekly = float(profile(scenario, name).sum()) * scenario.demand.scale
        ahead = scenario.populations[name].hours_ahead
        message = _("{name} brings {n:,.0f} issues a week")
        if ahead:
            message = _(
                "{name} brings {n:,.0f} issues a week; its clock is {ahead:+g} hours from the centre's"
            )
        yield message.format(name=name, n=weekly, ahead=ahead)
