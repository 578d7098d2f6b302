"""What becomes of issues: solved in which contact and by whom, or not at all."""

from __future__ import annotations

from sim.measure.registry import ISSUES, SOLVING, Ratio, Rows, measure
from sim.words import N_


@measure(
    ISSUES, N_("First contact resolution (FCR)"), "share", "more", basis="issue", counted="both", steady=True
)
def fcr(issue: Rows) -> Ratio:
    """Issues whose first answered contact solved them for good, an escalation within that contact included,
    of the issues answered at least once.

    Formula: solved for good in the first answered contact / answered at least once

    Source: SQM Group's first call resolution, counted over true outcomes instead of a survey
    """
    return issue["fcr"], issue["answered"]


@measure(
    ISSUES,
    N_("FCR with no hand-over (FCR1)"),
    "share",
    "more",
    basis="issue",
    counted="both",
    steady=True,
)
def fcr1(issue: Rows) -> Ratio:
    """Issues that one person solved for good in their first answered contact, of the issues answered at least
    once.

    Formula: solved for good in the first answered contact with no hand-over / answered at least once

    Source: what S2 2.4 puts at 60-80% for a first line
    """
    return issue["fcr1"], issue["answered"]


@measure(
    ISSUES, N_("First-line resolution (FLR)"), "share", "more", basis="issue", counted="both", steady=True
)
def flr(issue: Rows) -> Ratio:
    """Issues that the first tier solved in any number of contacts, no tier above ever having handled them, of
    the issues answered at least once.

    Formula: solved by the first tier alone / answered at least once

    Source: HDI's first level resolution
    """
    return issue["flr"], issue["answered"]


@measure(SOLVING, N_("Solved by the tier"), "share", "more", basis="contact", counted="both", steady=True)
def solved_by_tier(answered: int, solved: int) -> Ratio:
    """Contacts in which the tier solved the issue for good, of those it answered in all channels. Contacts
    are those of the counted period, solutions those of its issues.

    Formula: issues solved at the tier / contacts it answered

    Source: S2 2.5: line 2 solves most of what it gets
    """
    return solved, answered


@measure(ISSUES, N_("Window FCR"), "share", "more", basis="issue", counted="both", steady=True)
def window_fcr(issue: Rows) -> Ratio:
    """Issues about which nobody came back within the scenario's `fcr_window` after the first answered
    contact, of the issues answered at least once: what a centre can measure. Customers who are lost, or come
    back later, pass for satisfied.

    Formula: (answered at least once - first repeats within the window) / answered at least once

    Source: the trade's repeat-call method of first call resolution
    """
    return issue["answered"] - issue["returned"], issue["answered"]


@measure(ISSUES, N_("Window FCR less true FCR"), "share", "less", basis="issue", counted="both", steady=True)
def fcr_gap(issue: Rows) -> Ratio:
    """How much the measured figure flatters: issues not solved in the first answered contact about which
    nobody came back within the window, of the issues answered at least once.

    Formula: (answered at least once - first repeats within the window - FCR) / answered at least once

    Source: this project; window FCR less FCR
    """
    return issue["answered"] - issue["returned"] - issue["fcr"], issue["answered"]


@measure(ISSUES, N_("Never answered"), "share", "less", basis="issue", counted="both", steady=True)
def never_answered(issue: Rows) -> Ratio:
    """Issues that no one ever answered and no bot settled, of all issues: those that FCR, FCR1 and FLR leave
    out.

    Formula: (opened - answered at least once - settled by the bot) / opened

    Source: this project; first contact resolution leaves them out of its denominator
    """
    return issue["opened"] - issue["answered"] - issue["settled_by_bot"], issue["opened"]


@measure(ISSUES, N_("Issues solved"), "share", "more", basis="issue", counted="both", steady=True)
def issues_solved(issue: Rows) -> Ratio:
    """Issues solved for good by the end of the run, of all issues.

    Formula: solved / opened

    Source: this project's partition of issues by how they end
    """
    return issue["solved"], issue["opened"]


@measure(
    ISSUES, N_("Issues given up in the line"), "share", "less", basis="issue", counted="both", steady=True
)
def issues_abandoned(issue: Rows) -> Ratio:
    """Issues whose customer hung up and did not try again, of all issues.

    Formula: abandoned / opened

    Source: this project's partition of issues by how they end
    """
    return issue["abandoned"], issue["opened"]


@measure(ISSUES, N_("Issues lost"), "share", "less", basis="issue", counted="both", steady=True)
def issues_lost(issue: Rows) -> Ratio:
    """Issues that were answered and not solved, and whose customer did not come back, of all issues.

    Formula: lost / opened

    Source: this project's partition of issues by how they end
    """
    return issue["lost"], issue["opened"]


@measure(ISSUES, N_("Issues turned away"), "share", "less", basis="issue", counted="both")
def issues_blocked(issue: Rows) -> Ratio:
    """Issues that ended because the centre was closed, of all issues.

    Formula: blocked / opened

    Source: this project's partition of issues by how they end
    """
    return issue["blocked"], issue["opened"]


@measure(ISSUES, N_("Issues still open"), "share", "less", basis="issue", counted="both", steady=True)
def issues_open(issue: Rows) -> Ratio:
    """Issues that had not ended when the run ended, its window for returns included, of all issues.

    Formula: (opened - solved - abandoned - lost - blocked) / opened

    Source: this project's partition of issues by how they end
    """
    ended = issue["solved"] + issue["abandoned"] + issue["lost"] + issue["blocked"]
    return issue["opened"] - ended, issue["opened"]


@measure(
    ISSUES,
    N_("Answered within the legal limit"),
    "share",
    "more",
    basis="contact",
    counted="both",
    steady=True,
)
def within_legal_limit(issue: Rows) -> Ratio:
    """Contacts that a person answered within the scenario's `legal_limit`, counted from the start of the
    call through every line, of all by telephone that found the centre open: who gave up before, or met busy
    lines, counts against it.

    Formula: answered within the limit / (contacts by telephone - found closed - settled by the bot)

    Source: Israel's Consumer Protection Law, 5741-1981: six minutes for faults, billing and leaving
    """
    by_phone = issue["contacts"] - issue["elsewhere"] - issue["settled_by_bot"]
    return issue["in_limit"], by_phone - issue["turned_away"]


@measure(ISSUES, N_("Contacts per issue"), "count", "less", basis="issue", counted="numerator", steady=True)
def contacts_per_issue(issue: Rows) -> Ratio:
    """How often a customer has to make contact, answered or not, over the life of an issue.

    Formula: contacts / opened

    Source: SQM Group's calls per resolution, over all issues
    """
    return issue["contacts"], issue["opened"]


@measure(ISSUES, N_("Repeats per issue"), "count", "less", basis="issue", counted="numerator", steady=True)
def repeats_per_issue(issue: Rows) -> Ratio:
    """How often a customer comes back because the issue was not solved.

    Formula: repeat contacts / opened

    Source: this project
    """
    return issue["repeats"], issue["opened"]


@measure(
    ISSUES,
    N_("Redials per issue"),
    "count",
    "less",
    basis="issue",
    counted="numerator",
    steady=True,
    used=lambda scenario: scenario.redials is not None,
)
def redials_per_issue(issue: Rows) -> Ratio:
    """How often a customer tries again because nobody answered: the caller hung up or met busy lines.

    Formula: redials / opened

    Source: retrials of queueing theory; `redials` of a scenario
    """
    return issue["redials"], issue["opened"]


@measure(ISSUES, N_("Hand-overs per issue"), "count", "less", basis="issue", counted="numerator", steady=True)
def handovers_per_issue(issue: Rows) -> Ratio:
    """How often an agent passes a contact about it to someone else.

    Formula: hand-overs / opened

    Source: S2 2.1: being passed on is what customers hate
    """
    return issue["handovers"], issue["opened"]


@measure(ISSUES, N_("Falsely solved"), "share", "less", basis="contact", counted="both")
def falsely_solved(issue: Rows) -> Ratio:
    """Contacts closed as solved that had not solved the issue, of all contacts closed as solved.

    Formula: closed as solved and not solved / (closed as solved and not solved + solved)

    Source: this project; the gap between resolution as agents report it and as customers find it
    """
    return issue["falsely_solved"], issue["falsely_solved"] + issue["solved"] - issue["settled_by_bot"]


@measure(ISSUES, N_("Time to resolution"), "hours", "less", basis="issue", counted="denominator", steady=True)
def resolution_time(issue: Rows) -> Ratio:
    """The mean time from an issue's first contact to its solution, of the solved.

    Formula: time from first contact to solution / solved

    Source: the trade's mean time to resolve
    """
    return issue["resolution_time"] / 60, issue["solved"]
