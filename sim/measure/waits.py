"""Waits and what becomes of contacts, at the first line or at any tier.

A leg is one stay of a contact with one tier. At the first line every contact has one leg, and one more each
time it is sent back; where nothing is, counting legs there is counting contacts. Those who found the centre
closed, or its lines busy, never entered the line: they are in `blocked`, and in no other denominator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.measure.registry import CENTRE, DAYS, LINE, TARGET, Ratio, Rows, measure
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record


ROUNDING = 1e-6  # contacts: 55% of 20 are 11, whatever floating point says


def entered(leg: Rows) -> Any:
    """Contacts that entered the line: all offered to the tier but those who were blocked."""
    return leg["offered"] - leg["blocked"]


@measure(LINE, N_("Service level"), "share", "more", basis="contact", counted="both", steady=True)
def service_level(leg: Rows) -> Ratio:
    """Contacts answered within the target time, of all that entered the line: who gave up and whom the line
    passed up count against it.

    Formula: answered in target / entered

    Source: P(W <= T; served) of Mandelbaum & Zeltyn 2007, on Erlang A
    """
    return leg["answered_in_target"], entered(leg)


@measure(
    LINE, N_("Average speed of answer"), "s", "less", basis="contact", counted="denominator", steady=True
)
def asa(leg: Rows) -> Ratio:
    """The mean wait of the contacts that were answered.

    Formula: waiting time of the answered / answered

    Source: the trade's ASA
    """
    return 60 * leg["waited_answered"], leg["answered"]


@measure(LINE, N_("Mean wait of all"), "s", "less", basis="contact", counted="denominator", steady=True)
def mean_wait(leg: Rows) -> Ratio:
    """The mean wait of all who were in the line, answered, given up or passed up.

    Formula: waiting time / (answered + abandoned before any answer + passed up from the line)

    Source: the mean wait E[W] of queueing theory
    """
    return 60 * leg["waited"], leg["answered"] + leg["abandoned"] - leg["hung_up_again"] + leg["moved"]


@measure(LINE, N_("Had to wait"), "share", "less", basis="contact", counted="both", steady=True)
def delayed(leg: Rows) -> Ratio:
    """Contacts that found nobody free, of all that entered the line.

    Formula: had to stand in line / entered

    Source: P(wait) of Erlang C (Erlang 1917)
    """
    return leg["delayed"], entered(leg)


@measure(LINE, N_("Abandonment"), "share", "less", basis="contact", counted="both", steady=True)
def abandonment(leg: Rows) -> Ratio:
    """Contacts that gave up in the line, of all that entered it.

    Formula: abandoned / entered

    Source: P(ab) of Erlang A (Mandelbaum & Zeltyn 2007)
    """
    return leg["abandoned"], entered(leg)


@measure(LINE, N_("Time to abandon"), "s", basis="contact", counted="denominator", steady=True)
def time_to_abandon(leg: Rows) -> Ratio:
    """The mean wait of the contacts that gave up. Shorter is not better: it may be that the line got worse.

    Formula: waiting time of the abandoned / abandoned

    Source: the trade's average time to abandonment
    """
    return 60 * leg["waited_abandoned"], leg["abandoned"]


@measure(LINE, N_("Blocked"), "share", "less", basis="contact", counted="both")
def blocked(leg: Rows) -> Ratio:
    """Contacts that found the centre closed, were still in line when it closed and the last agent left, or
    met busy lines.

    Formula: blocked / (blocked + entered)

    Source: the blocking of Erlang B, counted over contacts
    """
    return leg["blocked"], leg["offered"]


@measure(
    LINE,
    N_("Busy signals"),
    "share",
    "less",
    basis="contact",
    counted="both",
    used=lambda scenario: scenario.lines is not None,
)
def busy(leg: Rows) -> Ratio:
    """Contacts that met busy lines, of all offered while the centre was open. Those that were blocked include
    them.

    Formula: busy / (offered - blocked + busy)

    Source: the blocking of M/M/n/K+M
    """
    return leg["busy"], entered(leg) + leg["busy"]


@measure(
    LINE,
    N_("Hung up rather than wait"),
    "share",
    "less",
    basis="contact",
    counted="both",
    steady=True,
    used=lambda scenario: scenario.balking > 0,
)
def balked(leg: Rows) -> Ratio:
    """Contacts that hung up as soon as they heard that they would have to wait, of all that entered the line.
    Those that gave up include them.

    Formula: balked / entered

    Source: balking in M/M/n+G (Mandelbaum & Zeltyn 2007)
    """
    return leg["balked"], entered(leg)


@measure(LINE, N_("Passed up unanswered"), "share", "less", basis="contact", counted="both", steady=True)
def moved(leg: Rows) -> Ratio:
    """Contacts that the line passed up a tier before anyone answered, for their wait or age, of all that
    entered it.

    Formula: passed up from the line / entered

    Source: the thresholds `escalate.waiting` and `escalate.age` of a scenario
    """
    return leg["moved"], entered(leg)


@measure(LINE, N_("Escalated"), "share", basis="contact", counted="both")
def escalation(leg: Rows) -> Ratio:
    """Contacts that an agent passed up a tier, of those answered.

    Formula: (escalated for any reason - passed up from the line) / answered

    Source: the trade's escalation rate
    """
    return leg["escalated"].sum(axis=-1) - leg["moved"], leg["answered"]


@measure(LINE, N_("Average handle time"), "s", basis="contact", counted="denominator")
def aht(leg: Rows) -> Ratio:
    """The mean time an agent spends on an answered contact: talk, hold, wrap-up, and hearing it all again.

    Formula: handling time / answered

    Source: the trade's AHT
    """
    return 60 * leg["handled"], leg["answered"]


@measure(LINE, N_("Handle time: explaining again"), "s", "less", basis="contact", counted="denominator")
def explaining_time(leg: Rows) -> Ratio:
    """The part of the average handle time in which customers, or the agents who pass them up, tell what
    others have heard already, after a hand-over or as they come back.

    Formula: time of explaining again / answered

    Source: the times `explanation` of a scenario
    """
    return 60 * leg["explained"], leg["answered"]


@measure(LINE, N_("Handle time: the rest"), "s", basis="contact", counted="denominator")
def working_time(leg: Rows) -> Ratio:
    """The part of the average handle time that is neither explaining again nor holding for the next tier:
    talk, wrap-up, and the note of an owner.

    Formula: (handling time - time of explaining again - time held) / answered

    Source: the times `handle` of a scenario's topics
    """
    return 60 * (leg["handled"] - leg["explained"] - leg["holding"]), leg["answered"]


@measure(TARGET, N_("Days on target"), "share", "more", basis="day", counted="both", steady=True)
def days_on_target(day: Rows, target: float) -> Ratio:
    """Days whose own service level, answered in target of entered, is the scenario's target or better, of the
    days on which anyone entered the line: the probability that a day meets its target.

    Formula: days on which answered in target / entered >= target / days on which anyone entered

    Source: Roubos, Koole & Stolletz 2012, on service levels as random variables
    """
    answered, of = service_level(day)
    return (of > 0) & (answered >= target * of - ROUNDING), of > 0


@measure(DAYS, N_("Contacts a day"), "per_day", basis="contact", counted="numerator")
def contacts_per_day(day: Rows) -> Ratio:
    """Contacts, repeats and those that found the centre closed among them, over the whole days counted.

    Formula: (entered + blocked) / days

    Source: the trade's volume, by the day of arrival
    """
    return day["offered"], np.ones(day.shape)


@measure(
    LINE, N_("Service level of those answered"), "share", "more", basis="contact", counted="both", steady=True
)
def service_level_answered(leg: Rows) -> Ratio:
    """Contacts answered within the target time, of those answered: it looks better the more callers give up.

    Formula: answered in target / answered

    Source: Jouini, Koole & Roubos 2013, on service levels where customers abandon
    """
    return leg["answered_in_target"], leg["answered"]


@measure(
    LINE,
    N_("Service level without quick abandonment"),
    "share",
    "more",
    basis="contact",
    counted="both",
    steady=True,
)
def service_level_patient(leg: Rows) -> Ratio:
    """Contacts answered within the target time, of all that entered the line but those who gave up within it.

    Formula: answered in target / (entered - abandoned in target)

    Source: Jouini, Koole & Roubos 2013, on service levels where customers abandon
    """
    return leg["answered_in_target"], entered(leg) - leg["abandoned_in_target"]


@measure(
    LINE,
    N_("Service level, quick abandonment as served"),
    "share",
    "more",
    basis="contact",
    counted="both",
    steady=True,
)
def service_level_any(leg: Rows) -> Ratio:
    """Contacts out of the line within the target time, answered or given up, of all that entered it.

    Formula: (answered in target + abandoned in target) / entered

    Source: Jouini, Koole & Roubos 2013, on service levels where customers abandon
    """
    return leg["answered_in_target"] + leg["abandoned_in_target"], entered(leg)


@measure(
    LINE,
    N_("Service level, short abandonment as served"),
    "share",
    "more",
    basis="contact",
    counted="both",
    steady=True,
)
def service_level_short_served(leg: Rows) -> Ratio:
    """Contacts answered within the target time or given up within the scenario's `short_abandon`, of all that
    entered the line.

    Formula: (answered in target + short abandons) / entered

    Source: a service level in use by vendors of telephone systems
    """
    return leg["answered_in_target"] + leg["abandoned_short"], entered(leg)


@measure(
    LINE,
    N_("Service level without short abandonment"),
    "share",
    "more",
    basis="contact",
    counted="both",
    steady=True,
)
def service_level_short_excused(leg: Rows) -> Ratio:
    """Contacts answered within the target time, of all that entered the line but those who gave up within
    the scenario's `short_abandon`.

    Formula: answered in target / (entered - short abandons)

    Source: a service level in use by vendors of telephone systems
    """
    return leg["answered_in_target"], entered(leg) - leg["abandoned_short"]


@measure(CENTRE, N_("Backlog at the end"), "count", "less", basis="contact", counted=None, steady=True)
def backlog(record: Record) -> Ratio:
    """Contacts waiting or in service, at any tier, when the counted period ends.

    Formula: contacts waiting + contacts in service

    Source: the number in the system of queueing theory, at one moment
    """
    return record.backlog, 1
