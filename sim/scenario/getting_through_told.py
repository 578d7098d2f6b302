"""What is told of getting through: limits on lines, balking, redials."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.distributions import mean
from sim.scenario.durations import write_duration
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.units import write_share
from sim.words import _


@told
def of_lines(scenario: Scenario) -> Iterator[str]:
    if scenario.lines is not None:
        text = _("At most {lines} contacts are under way at once; who calls beyond that meets busy lines.")
        yield text.format(lines=scenario.lines)


@told
def of_balking(scenario: Scenario) -> Iterator[str]:
    if scenario.balking:
        text = _("Of those who would have to wait, {share} hang up at once.")
        yield text.format(share=write_share(scenario.balking))


@told
def of_redials(scenario: Scenario) -> Iterator[str]:
    if scenario.redials is not None:
        text = _(
            "Of those whom nobody answered, {share} try again, each time, after {after} on average; "
            "the loads above don't count that."
        )
        after = write_duration(round(60 * mean(scenario.redials.after)) / 60)
        yield text.format(share=write_share(scenario.redials.share), after=after)
