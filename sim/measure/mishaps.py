"""What goes wrong in handlings: errors, scripts that do not fit, and what pressure on agents does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.registry import ISSUES, LINE, Ratio, Rows, measure
from sim.words import N_

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def _errs(scenario: Scenario) -> bool:
    return scenario.errors is not None


def _has_script(scenario: Scenario) -> bool:
    return any(topic.script for topic in scenario.topics.values())


def _hurries(scenario: Scenario) -> bool:
    pressed = any(tier.pressure and tier.pressure.aht for tier in scenario.tiers.values())
    return pressed or any(pool.bonus and pool.bonus.on == "aht" for pool in scenario.pools.values())


def _holds_on(scenario: Scenario) -> bool:
    pressed = any(tier.pressure and tier.pressure.fcr for tier in scenario.tiers.values())
    return pressed or any(pool.bonus and pool.bonus.on == "fcr" for pool in scenario.pools.values())


def _closes_wrongly(scenario: Scenario) -> bool:
    return _errs(scenario) or _has_script(scenario) or _hurries(scenario) or _holds_on(scenario)


@measure(LINE, N_("Errors"), "share", "less", basis="contact", counted="both", used=_errs)
def errors(leg: Rows) -> Ratio:
    """Contacts that an agent who could have solved the issue got wrong, of those answered.

    Formula: handlings in error / answered

    Source: S1 1.5, handling errors
    """
    return leg["errors"], leg["answered"]


@measure(LINE, N_("Errors caught"), "share", "more", basis="contact", counted="both", used=_errs)
def errors_caught(leg: Rows) -> Ratio:
    """Errors seen and put right before the customer left, of all errors.

    Formula: errors caught / errors

    Source: S1 1.5, systems that catch critical handling errors
    """
    return leg["errors_caught"], leg["errors"]


@measure(LINE, N_("Rework"), "share", "less", basis="contact", counted=None, used=_errs)
def rework_share(leg: Rows) -> Ratio:
    """Time in which errors that were caught were put right, of all handling time. Work on issues that came
    back because of an error is not in it.

    Formula: time of putting errors right / time of handling

    Source: this project; S1 1.5
    """
    return leg["rework"], leg["handled"]


@measure(LINE, N_("Off script"), "share", "less", basis="contact", counted="both", used=_has_script)
def off_script(leg: Rows) -> Ratio:
    """Contacts that the topic's script did not fit, of those answered, topics without a script included.

    Formula: handlings that the script did not fit / answered

    Source: S3 3.4, a script is a guideline and not a text to recite
    """
    return leg["off_script"], leg["answered"]


@measure(LINE, N_("Partial answers"), "share", "less", basis="contact", counted="both", used=_has_script)
def partial_answers(leg: Rows) -> Ratio:
    """Contacts that ended with what a script says though it did not fit, of those answered.

    Formula: handlings ended by a rigid script that did not fit / answered

    Source: S3 3.4, a rigid script gives partial answers
    """
    return leg["partial"], leg["answered"]


@measure(LINE, N_("Cut short"), "share", "less", basis="contact", counted="both", used=_hurries)
def cut_short(leg: Rows) -> Ratio:
    """Contacts that an agent ended at the limit of handle time he is judged by, unsolved, of those answered.

    Formula: handlings cut short / answered

    Source: S4 4.11, agents judged on AHT get rid of customers unsolved
    """
    return leg["cut_short"], leg["answered"]


@measure(LINE, N_("Held on to"), "share", "less", basis="contact", counted="both", used=_holds_on)
def held_on(leg: Rows) -> Ratio:
    """Contacts that an agent kept though they should have gone up, of these and those that agents passed up.

    Formula: held on to / (held on to + passed up by agents)

    Source: S4 4.11, agents judged on FCR hold on to calls
    """
    return leg["held"], leg["held"] + leg["escalated"].sum(axis=-1) - leg["moved"]


@measure(ISSUES, N_("Reopened"), "share", "less", basis="contact", counted="both", used=_closes_wrongly)
def reopened(issue: Rows) -> Ratio:
    """Contacts closed as solved about which the customer came back, of all closed as solved. What was not
    solved and is not heard of again is not in it.

    Formula: repeats after a contact closed as solved / (closed as solved and not solved + solved)

    Source: ITIL's reopened tickets
    """
    return issue["reopened"], issue["falsely_solved"] + issue["solved"] - issue["settled_by_bot"]
