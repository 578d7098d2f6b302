"""Issues that incidents bring, and those that never reach the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.accounts import account
from sim.measure.registry import CENTRE, Ratio, Rows, Scope, measure, total
from sim.scenario.durations import YEAR
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario


def _before(record: Record, scenario: Scenario, topic: str | None) -> tuple[Rows, Rows]:
    if topic is None:
        return total(record.issues), total(record.before)
    number = record.topics.index(topic)
    return record.issues[number], record.before[number]


BEFORE = Scope("topic", lambda record: record.topics, _before)


def _has_incidents(scenario: Scenario) -> bool:
    return bool(scenario.incidents)


def _prevents(scenario: Scenario) -> bool:
    said = (incident.announcement for incident in scenario.incidents.values())
    return bool(scenario.problem_management) or any(said)


def _costs(scenario: Scenario) -> bool:
    return bool(scenario.problem_management) or scenario.bot is not None


@measure(
    BEFORE, N_("Issues from incidents"), "share", "less", basis="issue", counted="both", used=_has_incidents
)
def from_incidents(issue: Rows, before: Rows) -> Ratio:
    """Issues that a fault brought, beside the usual demand, of all issues.

    Formula: (struck by an incident - deflected by an announcement) / opened

    Source: ITIL's incidents; S5 5.8
    """
    return before["struck"] - before["deflected"], issue["opened"]


@measure(BEFORE, N_("Issues prevented"), "share", "more", basis="issue", counted="both", used=_prevents)
def issues_prevented(issue: Rows, before: Rows) -> Ratio:
    """Issues that never came to the desk, since their cause had been removed or an announcement told all that
    there was to know, of those that would have come.

    Formula: (cause removed + deflected) / (cause removed + deflected + opened)

    Source: S5 5.4: fewer contacts
    """
    prevented = before["prevented"] + before["deflected"]
    return prevented, prevented + issue["opened"]


@measure(
    CENTRE, N_("Cost of prevention and the bot"), "money", "less", basis="money", counted=None, used=_costs
)
def prevention_cost_per_year(record: Record) -> Ratio:
    """What problem management and the bot cost a year.

    Formula: (cost of problem management + the bot's contacts x cost of one) / years counted

    Source: S5 5.4
    """
    return account(record, "before"), record.counted_minutes / YEAR
