"""Handlings that were broken off: for a more urgent contact, or since a shift was over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.registry import ISSUES, LINE, Ratio, Rows, measure
from sim.measure.waits import entered
from sim.words import N_

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def _breaks_off(scenario: Scenario) -> bool:
    return any(tier.line == "preemptive" for tier in scenario.tiers.values()) or any(
        pool.at_shift_end == "hand_back" for pool in scenario.pools.values()
    )


@measure(LINE, N_("Broken off"), "count", "less", basis="contact", counted="numerator", used=_breaks_off)
def broken_off(leg: Rows) -> Ratio:
    """How often handlings were broken off and the customer put back in line, for each contact that entered
    the line.

    Formula: handlings broken off / entered

    Source: preemptive priority (White & Christie 1958), and agents who hand back calls as they leave
    """
    return leg["broken_off"], entered(leg)


@measure(
    LINE,
    N_("Hung up after a break"),
    "share",
    "less",
    basis="contact",
    counted="both",
    steady=True,
    used=_breaks_off,
)
def hung_up_again(leg: Rows) -> Ratio:
    """Contacts that had been answered, were broken off and gave up as they waited again, of all that entered
    the line. They are among those answered, and among those that gave up.

    Formula: given up after a handling was broken off / entered

    Source: the abandonment of queues whose servers leave in mid-service
    """
    return leg["hung_up_again"], entered(leg)


@measure(
    ISSUES,
    N_("Time in line"),
    "s",
    "less",
    basis="contact",
    counted="denominator",
    steady=True,
    used=_breaks_off,
)
def time_in_line(issue: Rows) -> Ratio:
    """The wait for a person, and the time in line after a handling was broken off.

    Formula: (time until the first answer or giving up + time in line after breaks) / contacts answered, or
    given up before any answer

    Source: the mean time in queue of a class with preemptive priority (White & Christie 1958)
    """
    return 60 * (issue["waited"] + issue["waited_again"]), issue["contacts_waited"]
