"""Who is served first, and by whom: waits by topic, skill at the topic, help by other pools, dispatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.registry import ISSUES, LINE, Ratio, Rows, measure
from sim.scenario.levels import desk_at_most
from sim.words import N_

if TYPE_CHECKING:
    from sim.scenario.people import Pool
    from sim.scenario.schema import Scenario


def _tells_topics_apart(scenario: Scenario) -> bool:
    """Whether a topic's contacts may wait longer than another's."""
    return any(tier.line != "fifo" for tier in scenario.tiers.values()) or any(
        _chooses(pool) for pool in scenario.pools.values()
    )


def _chooses(pool: Pool) -> bool:
    return bool(pool.reserve or (pool.skills and pool.skills.topics))


def _has_skills(scenario: Scenario) -> bool:
    return any(pool.skills for pool in scenario.pools.values())


def _remembers(scenario: Scenario) -> bool:
    return any(tier.route == "last_agent" for tier in scenario.tiers.values())


def _helps(scenario: Scenario) -> bool:
    return any(pool.helps_after for pool in scenario.pools.values())


def _dispatches(scenario: Scenario) -> bool:
    return any(tier.dispatch for tier in scenario.tiers.values())


def _leads_dispatch(scenario: Scenario) -> bool:
    return any(tier.dispatch and desk_at_most(scenario, name) for name, tier in scenario.tiers.items())


@measure(
    ISSUES,
    N_("Wait for a person"),
    "s",
    "less",
    basis="contact",
    counted="denominator",
    steady=True,
    used=_tells_topics_apart,
)
def wait_for_a_person(issue: Rows) -> Ratio:
    """The mean time from the start of a contact until a person answers or the customer gives up before that.

    Formula: time until the first answer or giving up / contacts answered, or given up before any answer

    Source: the mean wait of a class of customers in priority queues (Cobham 1954), over all lines
    """
    return 60 * issue["waited"], issue["contacts_waited"]


@measure(
    ISSUES,
    N_("Given up before any answer"),
    "share",
    "less",
    basis="contact",
    counted="both",
    steady=True,
    used=_tells_topics_apart,
)
def given_up(issue: Rows) -> Ratio:
    """Contacts in which the customer gave up before anyone answered, of those answered or given up so.

    Formula: given up before any answer / (answered + given up before any answer)

    Source: P(ab) of a class of customers in queues with priorities
    """
    return issue["gave_up"], issue["contacts_waited"]


@measure(
    ISSUES,
    N_("Skill at the topic"),
    "share",
    "more",
    basis="contact",
    counted="denominator",
    used=_has_skills,
)
def skill_at_topic(issue: Rows) -> Ratio:
    """How able those who handled a contact to the end were at its topic, relative to their own ability, on
    average.

    Formula: relative ability at the topic, summed over contacts / contacts handled to the end

    Source: S1 1.9 and S2 2.3: the person whose expertise fits; knowledge is uneven
    """
    return issue["skill"], issue["skilled"]


@measure(
    ISSUES,
    N_("Back to the same person"),
    "share",
    "more",
    basis="contact",
    counted="both",
    used=_remembers,
)
def same_person(issue: Rows) -> Ratio:
    """Repeat contacts answered by who had answered the contact before, of those answered.

    Formula: repeats answered by the same person / repeats answered

    Source: the trade's last-agent routing
    """
    return issue["same_agent"], issue["repeats_answered"]


@measure(LINE, N_("Helped by another pool"), "share", basis="contact", counted="both", used=_helps)
def helped(leg: Rows) -> Ratio:
    """Contacts answered by a pool that helps only those who have waited for a while, of all answered.

    Formula: answered by a pool with `helps_after` / answered

    Source: the trade's overflow after a delay
    """
    return leg["helped"], leg["answered"]


@measure(LINE, N_("Dispatching"), "s", "less", basis="contact", counted="denominator", used=_dispatches)
def dispatching(leg: Rows) -> Ratio:
    """A lead's time for each contact that entered the line, deciding who takes it.

    Formula: leads' time / (offered - blocked)

    Source: S1 1.9: the lead dispatches each case
    """
    return 60 * leg["dispatching"], leg["offered"] - leg["blocked"]


@measure(LINE, N_("Not dispatched"), "share", "less", basis="contact", counted="both", used=_leads_dispatch)
def undispatched(leg: Rows) -> Ratio:
    """Contacts that came to the line while no lead was at the desk to read them, so that whoever was idle
    longest took them.

    Formula: contacts that nobody dispatched / contacts offered that found the centre open

    Source: S1 1.9; leads' hours are limited
    """
    return leg["undispatched"], leg["offered"] - leg["blocked"]
