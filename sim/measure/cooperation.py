"""Between colleagues and lines: what was passed up in vain, sent back, and asked in mid-call."""

from __future__ import annotations

import numpy as np

from sim.measure.registry import DAYS, ISSUES, LINE, Ratio, Rows, measure
from sim.scenario.cooperation import asks_leads, consults, hands_back, passes_up, reassigns, rejects
from sim.words import N_


@measure(
    ISSUES,
    N_("Avoidable escalations"),
    "share",
    "less",
    basis="contact",
    counted="both",
    used=passes_up,
)
def avoidable(issue: Rows) -> Ratio:
    """Escalations of issues that the agent who passed them up was able to solve (their difficulty is not
    above his ability) and allowed to (his authority covers them), of all escalations by agents. Thresholds
    cause them, and agents who are unsure.

    Formula: escalations by agents able and allowed to solve the issue / escalations by agents

    Source: S5 5.7: collect what was sent to line 2 that line 1 could have solved
    """
    return issue["avoidable"], issue["passed_up"]


@measure(ISSUES, N_("Sent back"), "share", basis="contact", counted="both", used=rejects)
def rejected(issue: Rows) -> Ratio:
    """Escalations that the next tier sent back to the line below, of all escalations by agents.

    Formula: sent back / escalations by agents

    Source: S1 1.6: tier 2 rejects escalations that should not have been sent
    """
    return issue["rejected"], issue["passed_up"]


@measure(LINE, N_("To another team"), "share", "less", basis="contact", counted="both", used=reassigns)
def reassigned(leg: Rows) -> Ratio:
    """Contacts that the tier handed on to another team of its own or of the tier below, of those answered.

    Formula: handed on aside or back / answered

    Source: `tiers.*.reassign` of the scenario; the ping-pong of incident management
    """
    return leg["aside"] + leg["back"], leg["answered"]


@measure(
    ISSUES, N_("Hand-backs per issue"), "count", "less", basis="issue", counted="numerator", used=hands_back
)
def hand_backs(issue: Rows) -> Ratio:
    """How often a contact about it was sent or handed back to the tier below. Each is a hand-over too.

    Formula: sent or handed back / opened

    Source: this project; the ping-pong that S1 1.6's rejections may become
    """
    return issue["hand_backs"], issue["opened"]


@measure(LINE, N_("Consultations"), "share", basis="contact", counted="both", used=consults)
def consultations(leg: Rows) -> Ratio:
    """Contacts in which the agent was stuck and asked colleagues in mid-call, of those answered.

    Formula: contacts with a question to colleagues / answered

    Source: S1 1.2: how much people consult measures cooperation
    """
    return leg["asked"], leg["answered"]


@measure(LINE, N_("Settled by consulting"), "share", "more", basis="contact", counted="both", used=consults)
def settled_by_consulting(leg: Rows) -> Ratio:
    """Questions to colleagues in mid-call that settled the issue with no escalation, of all questions.

    Formula: settled by a colleague's answer / questions

    Source: S1 1.2
    """
    return leg["settled"], leg["asked"]


@measure(LINE, N_("No lead to ask"), "share", "less", basis="contact", counted="both", used=asks_leads)
def no_lead_to_ask(leg: Rows) -> Ratio:
    """Questions to a lead in mid-call for which none was at the desk, or free in time, of all questions.

    Formula: questions that no lead heard / questions

    Source: S1 1.8: work alone with a lead nearby
    """
    return leg["unadvised"], leg["asked"]


@measure(DAYS, N_("Interruptions"), "per_day", "less", basis="day", counted="numerator", used=consults)
def interruptions(day: Rows) -> Ratio:
    """How often people of the tier were slowed in a call of their own by a question they answered, a day.
    Those who only read it are not counted. By the day on which the contact of whoever asked began.

    Formula: answers given by people in a call / days

    Source: S1 1.2: whoever can answers, mostly while on a call himself
    """
    return day["interrupted"], np.ones(day.shape)


@measure(DAYS, N_("Time spent answering colleagues"), "hours", basis="day", counted=None, used=consults)
def answering_time(day: Rows) -> Ratio:
    """Hours a day that people of the tier spend on colleagues' questions, idle before or in a call. The time
    in which everyone else reads a question is in their handle time only.

    Formula: time spent on answers / days

    Source: S1 1.2: the price of consulting
    """
    return day["helping"] / 60, np.ones(day.shape)
