"""What customers make of it, and what that costs: satisfaction, customers who leave, people idle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.measure.accounts import centre_cost
from sim.measure.registry import ISSUES, Ratio, Rows, Scope, measure
from sim.scenario.durations import YEAR
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario


def has_index(scenario: Scenario) -> bool:
    return scenario.satisfaction is not None


def has_minority(scenario: Scenario) -> bool:
    return scenario.difficult is not None


def has_both(scenario: Scenario) -> bool:
    return has_index(scenario) and has_minority(scenario)


def has_churn(scenario: Scenario) -> bool:
    return scenario.churn is not None


def has_downtime(scenario: Scenario) -> bool:
    return scenario.downtime is not None


def has_either(scenario: Scenario) -> bool:
    return has_churn(scenario) or has_downtime(scenario)


@dataclass(frozen=True)
class Losses:
    """What customers lose, in money, of the issues that are looked at."""

    churn: float  # with those who leave for good
    downtime: float  # while issues are open


def losses(record: Record, scenario: Scenario, topic: str | None = None) -> Losses:
    """Of a topic by its name, or of all."""
    rows = [number for number, name in enumerate(record.topics) if topic in (None, name)]
    issues = record.issues[rows]
    value = scenario.churn.value if scenario.churn else 0.0
    cost = scenario.downtime.cost if scenario.downtime else 0.0
    by_topic = [each.downtime for each in scenario.topics.values()]
    rates = np.array([cost if rate is None else rate for rate in by_topic])[rows]
    return Losses(value * float(issues["churned"].sum()), float((rates * issues["open_time"]).sum()) / 60)


def _with_losses(record: Record, scenario: Scenario, topic: str | None) -> tuple[Rows, Losses, float]:
    issues = ISSUES.given(record, scenario, topic)[0]
    return issues, losses(record, scenario, topic), record.counted_minutes


def _whole(record: Record, scenario: Scenario, part: str | None) -> tuple[Record, Losses]:
    return record, losses(record, scenario)


LOSING = Scope(
    "topic", lambda record: record.topics, _with_losses
)  # with what they lose, and minutes counted
WHOLE = Scope("centre", lambda record: (), _whole)


@measure(
    ISSUES,
    N_("Satisfaction"),
    "share",
    "more",
    basis="issue",
    counted="denominator",
    steady=True,
    used=has_index,
)
def satisfaction(issue: Rows) -> Ratio:
    """The mean index of the customers whose issue ended. It is no survey's score: 100%, less what the
    scenario's `satisfaction` takes off for each minute waited, redial, hand-over and return, and for an
    issue not solved or never answered; never below 0. Alarms are no customers.

    Formula: sum of indexes / issues ended

    Source: S2 2.1: being passed on and explaining again is what customers hate; the weights are assumptions
    """
    return issue["satisfaction"], issue["judged"]


@measure(
    ISSUES,
    N_("Satisfaction of difficult customers"),
    "share",
    "more",
    basis="issue",
    counted="denominator",
    steady=True,
    used=has_both,
)
def satisfaction_difficult(issue: Rows) -> Ratio:
    """The mean index of satisfaction of the difficult minority.

    Formula: sum of their indexes / their issues ended

    Source: S1 1.1: 90% of customers are easy
    """
    return issue["difficult_satisfaction"], issue["difficult"]


@measure(
    ISSUES,
    N_("Satisfaction of all others"),
    "share",
    "more",
    basis="issue",
    counted="denominator",
    steady=True,
    used=has_both,
)
def satisfaction_others(issue: Rows) -> Ratio:
    """The mean index of satisfaction of those who are not difficult.

    Formula: sum of their indexes / their issues ended

    Source: S1 1.1: 90% of customers are easy
    """
    return issue["satisfaction"] - issue["difficult_satisfaction"], issue["judged"] - issue["difficult"]


@measure(
    ISSUES, N_("Bad experiences"), "share", "less", basis="issue", counted="both", steady=True, used=has_index
)
def bad_experiences(issue: Rows) -> Ratio:
    """Issues whose index of satisfaction is below the scenario's `bad_below`, of those that ended: the tail
    that a mean hides.

    Formula: ended with a low index / ended

    Source: this project, for S1 1.1: a few loud ones make the noise
    """
    return issue["bad"], issue["judged"]


@measure(
    ISSUES,
    N_("Bad experiences that are difficult customers'"),
    "share",
    basis="issue",
    counted="both",
    steady=True,
    used=has_both,
)
def bad_by_difficult(issue: Rows) -> Ratio:
    """Issues of the difficult minority, of those that ended with a low index of satisfaction.

    Formula: of difficult customers and with a low index / with a low index

    Source: S1 1.1: a few loud ones make the noise
    """
    return issue["difficult_bad"], issue["bad"]


@measure(
    ISSUES,
    N_("Contacts that are difficult customers'"),
    "share",
    basis="contact",
    counted="both",
    steady=True,
    used=has_minority,
)
def contacts_by_difficult(issue: Rows) -> Ratio:
    """Contacts about issues of the difficult minority that have ended, of those about all customers' issues
    that have.

    Formula: contacts of difficult customers / contacts, of issues ended

    Source: S1 1.1: a few loud ones make the noise
    """
    return issue["difficult_contacts"], issue["judged_contacts"]


@measure(
    ISSUES,
    N_("Customers who leave"),
    "share",
    "less",
    basis="issue",
    counted="both",
    steady=True,
    used=has_churn,
)
def churn(issue: Rows) -> Ratio:
    """Customers who leave for good after an issue, of the issues that ended: by the scenario's `churn`, the
    likelier, the lower the index of satisfaction. Each issue is taken for a customer of its own, and who
    leaves calls no less: volume is as the scenario says. Alarms are no customers.

    Formula: customers who leave / issues ended

    Source: S3 3.6: a failing service centre loses customers
    """
    return issue["churned"], issue["judged"]


@measure(
    LOSING,
    N_("Value lost per issue"),
    "money",
    "less",
    basis="money",
    counted=None,
    steady=True,
    used=has_churn,
)
def value_lost_per_issue(issue: Rows, lost: Losses, minutes: float) -> Ratio:
    """What the customers who leave are worth, over the issues that ended.

    Formula: customers who leave x value of one / issues ended

    Source: S3 3.6: every kind of centre is worth money
    """
    return lost.churn, issue["judged"]


@measure(
    LOSING, N_("Value lost a year"), "money", "less", basis="money", counted=None, steady=True, used=has_churn
)
def value_lost_per_year(issue: Rows, lost: Losses, minutes: float) -> Ratio:
    """What the customers who leave are worth, a year: the difference between two designs is the revenue that
    one of them protects, to be held against what it costs more.

    Formula: customers who leave x value of one / years counted

    Source: S3 3.6: a failing service centre loses customers
    """
    return lost.churn, minutes / YEAR


@measure(
    ISSUES,
    N_("Downtime per issue"),
    "hours",
    "less",
    basis="issue",
    counted="denominator",
    steady=True,
    used=has_downtime,
)
def downtime_per_issue(issue: Rows) -> Ratio:
    """Hours in which an issue is open and people are idle: from its first contact until it ends, however it
    ends, no longer than the scenario's `at_most`; one that ends unsolved counts `unsolved` more, and what is
    still open at the end of the run counts until then.

    Formula: hours idle / issues opened

    Source: S5 5.3: much of an organisation's indirect cost is people idle during a fault
    """
    return issue["open_time"] / 60, issue["opened"]


@measure(
    LOSING,
    N_("Cost of downtime a year"),
    "money",
    "less",
    basis="money",
    counted=None,
    steady=True,
    used=has_downtime,
)
def downtime_cost_per_year(issue: Rows, lost: Losses, minutes: float) -> Ratio:
    """What idle people cost, a year.

    Formula: hours idle x cost of an hour, by topic / years counted

    Source: S5 5.3: downtime cost beside centre cost
    """
    return lost.downtime, minutes / YEAR


@measure(
    WHOLE,
    N_("Downtime, of all cost"),
    "share",
    "less",
    basis="money",
    counted=None,
    steady=True,
    used=has_downtime,
)
def downtime_share(record: Record, lost: Losses) -> Ratio:
    """The cost of downtime as a part of it and the centre's own cost together.

    Formula: downtime / (downtime + cost of the centre)

    Source: S5 5.3: much of an organisation's indirect cost is people idle during a fault
    """
    return lost.downtime, centre_cost(record) + lost.downtime


@measure(
    WHOLE,
    N_("Cost a year, losses of customers included"),
    "money",
    "less",
    basis="money",
    counted=None,
    steady=True,
    used=has_either,
)
def whole_cost_per_year(record: Record, lost: Losses) -> Ratio:
    """The centre's cost together with the value of customers who leave and the
    cost of downtime, a year. What one design costs more than another pays if this is less.

    Formula: (cost of the centre + value lost + downtime) / years counted

    Source: S3 3.6, S5 5.3, S5 5.9: customers' behaviour in money
    """
    return centre_cost(record) + lost.churn + lost.downtime, record.counted_minutes / YEAR
