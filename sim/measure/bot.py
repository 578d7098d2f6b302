"""What a bot in front of the people does."""

from __future__ import annotations

from sim.measure.prevention import BEFORE
from sim.measure.registry import Ratio, Rows, measure
from sim.scenario.schema import Scenario
from sim.words import N_


def _has_bot(scenario: Scenario) -> bool:
    return scenario.bot is not None


@measure(BEFORE, N_("Settled by the bot"), "share", "more", basis="issue", counted="both", used=_has_bot)
def settled_by_bot(issue: Rows, before: Rows) -> Ratio:
    """Issues that the bot settled, of those it heard. They count as solved; no person answered them, so they
    are in no FCR.

    Formula: settled by the bot / heard by it

    Source: the trade's containment rate; S4 4.8
    """
    return before["settled"], before["heard"]


@measure(BEFORE, N_("Given up on the bot"), "share", "less", basis="issue", counted="both", used=_has_bot)
def annoyed_by_bot(issue: Rows, before: Rows) -> Ratio:
    """Issues whose customer hung up on the bot, of those it heard. They count as given up.

    Formula: hung up on the bot / heard by it

    Source: this project; S4 4.8
    """
    return before["annoyed"], before["heard"]
