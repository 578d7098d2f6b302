"""How work passes between tiers: held for a warm transfer, answered as an owner promised, sent outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.accounts import account
from sim.measure.registry import CENTRE, ISSUES, LINE, SOLVED_AT, Ratio, Rows, measure
from sim.scenario.levels import with_outside
from sim.scenario.schema import Scenario
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record


def _warm(scenario: Scenario) -> bool:
    return any(tier.escalate.transfer == "warm" for tier in scenario.tiers.values())


def _owned(scenario: Scenario) -> bool:
    return any(tier.owner for tier in scenario.tiers.values())


def _outside(scenario: Scenario) -> bool:
    return with_outside(scenario.tiers, scenario.pools)


def _deep(scenario: Scenario) -> bool:
    return len(scenario.tiers) > 2 or _owned(scenario) or _outside(scenario)


@measure(
    LINE,
    N_("Handle time: held for a transfer"),
    "s",
    "less",
    basis="contact",
    counted="denominator",
    used=_warm,
)
def held_time(leg: Rows) -> Ratio:
    """The part of the average handle time in which an agent who passes a customer up stays on the line: until
    the next tier answers, or nobody does, and while both talk.

    Formula: time held / answered

    Source: `escalate.transfer: warm` of the scenario's tiers
    """
    return 60 * leg["holding"], leg["answered"]


@measure(
    ISSUES,
    N_("Answers promised per issue"),
    "count",
    basis="issue",
    counted="numerator",
    steady=True,
    used=_owned,
)
def answers_promised(issue: Rows) -> Ratio:
    """How often the one who answers can't solve it himself, keeps the customer, and promises an answer.

    Formula: promises / opened

    Source: SOURCES' SPOC with an owner: line 1 keeps the customer, line 2 works behind
    """
    return issue["promised"], issue["opened"]


@measure(
    ISSUES,
    N_("Answered as promised"),
    "share",
    "more",
    basis="issue",
    counted="both",
    steady=True,
    used=_owned,
)
def answered_as_promised(issue: Rows) -> Ratio:
    """Promised answers that the customer was called with in time, of all promised: what is still worked on
    when the run ends counts against it.

    Formula: customers called back within the promise / promises

    Source: `owner.promise` of the scenario's first tier
    """
    return issue["kept"], issue["promised"]


@measure(
    SOLVED_AT,
    N_("Issues solved by the tier"),
    "share",
    basis="issue",
    counted="numerator",
    steady=True,
    used=_deep,
)
def issues_solved_at(solved: int, minutes: float, opened: int) -> Ratio:
    """Issues solved for good by people of the tier, of all issues, whichever tier they came to first.

    Formula: solved by the tier / opened

    Source: S2 2.6: line 3 is rare
    """
    return solved, opened


@measure(
    SOLVED_AT,
    N_("Time to resolution by the tier"),
    "hours",
    "less",
    basis="issue",
    counted="denominator",
    steady=True,
    used=_deep,
)
def resolution_time_at(solved: int, minutes: float, opened: int) -> Ratio:
    """The mean time from an issue's first contact to its solution, of those that the tier solved; where an
    owner promised an answer, until he has told it.

    Formula: time from first contact to solution / solved by the tier

    Source: S2 2.6: line 3 takes long
    """
    return minutes / 60, solved


@measure(
    CENTRE, N_("Cases sent outside per issue"), "count", basis="issue", counted="numerator", used=_outside
)
def sent_outside(record: Record) -> Ratio:
    """How often a body outside the centre takes a case, over all issues.

    Formula: cases taken by a body outside / opened

    Source: S2 2.6: line 3 is rare
    """
    return record.channel_legs["answered"][:, -1].sum(), record.issues["opened"].sum()


@measure(
    CENTRE, N_("Fees outside per issue"), "money", "less", basis="issue", counted="denominator", used=_outside
)
def fees_per_issue(record: Record) -> Ratio:
    """What bodies outside the centre charge, over all issues.

    Formula: fees / opened

    Source: `outside.fee` of the scenario's pools
    """
    return account(record, "fees"), record.issues["opened"].sum()
