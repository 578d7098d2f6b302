"""Team leads: what their hours went to, and what was left undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.measure.registry import PEOPLE, Ratio, Rows, Scope, measure
from sim.scenario.levels import pool_names
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario


def has_leads(scenario: Scenario) -> bool:
    return any(pool.leads for pool in scenario.pools.values())


def coaches(scenario: Scenario) -> bool:
    return any(pool.leads and pool.leads.coaching for pool in scenario.pools.values())


def listens(scenario: Scenario) -> bool:
    return any(pool.leads and pool.leads.watch for pool in scenario.pools.values())


def leads_survey(scenario: Scenario) -> bool:
    return bool(scenario.survey and scenario.survey.leads)


def _desk(record: Record, scenario: Scenario, tier: str | None) -> tuple[dict[str, Any]]:
    """Of a tier, or of all together: lead-minutes there, at the desk, and what they went to."""
    sums = dict.fromkeys(("there", "sessions", "dispatching", "helping", "surveying"), 0.0)
    for number, (name, each) in enumerate(scenario.tiers.items()):
        if tier not in (None, name):
            continue
        pools = [record.pools.index(pool) for pool in pool_names(each)]
        sums["there"] += record.pool["leads_there"][pools].sum()
        sums["sessions"] += record.pool["leads_coaching"][pools].sum()
        sums["sessions"] += record.pool["leads_watching"][pools].sum()
        legs = record.channel_legs[:, number]
        sums["dispatching"] += legs["dispatching"].sum()
        if each.consult and each.consult.ask == "lead":
            sums["helping"] += legs["helping"].sum()
        if scenario.survey and scenario.survey.leads and name == (scenario.survey.by or record.tiers[0]):
            asked = record.promises["surveyed"][record.channels.index("survey")]
            sums["surveying"] += asked * scenario.survey.takes
    return (sums,)


DESK = Scope("tier", lambda record: record.tiers, _desk)


@measure(PEOPLE, N_("Leads on duty"), "people", basis="person", counted=None, used=has_leads)
def leads_on_duty(people: Rows, minutes: float) -> Ratio:
    """The mean number of team leads who are there, over the whole period, closed hours included.

    Formula: lead-minutes on duty / minutes counted

    Source: this project
    """
    return people["leads_there"], minutes


@measure(PEOPLE, N_("Agents per lead"), "count", basis="person", counted=None, used=has_leads)
def span_of_control(people: Rows, minutes: float) -> Ratio:
    """People on the payroll for each team lead: the span of control.

    Formula: person-minutes on the payroll / lead-minutes on the payroll

    Source: S3 3.3
    """
    return people["employed"] * (people["leads"] > 0), people["leads"]


@measure(PEOPLE, N_("Leads in sessions"), "share", basis="person", counted=None, used=has_leads)
def leads_in_sessions(people: Rows, minutes: float) -> Ratio:
    """Of the time leads are on duty, that in which they coach, or listen to newcomers.

    Formula: lead-minutes in sessions / lead-minutes on duty

    Source: this project
    """
    return people["leads_coaching"] + people["leads_watching"], people["leads_there"]


@measure(PEOPLE, N_("Coaching held"), "share", "more", basis="person", counted=None, used=coaches)
def coaching_held(people: Rows, minutes: float) -> Ratio:
    """Of the coaching that agents were to have, what leads found hours for. A turn missed is lost.

    Formula: minutes of coaching held / minutes of coaching asked for

    Source: S3 3.2
    """
    return people["leads_coaching"], people["coaching_asked"]


@measure(PEOPLE, N_("Listening held"), "share", "more", basis="person", counted=None, used=listens)
def listening_held(people: Rows, minutes: float) -> Ratio:
    """Of the listening to newcomers that was to be, what leads found hours for.

    Formula: minutes of listening held / minutes of listening asked for

    Source: S1 1.8: watch new agents' quality closely
    """
    return people["leads_watching"], people["watch_asked"]


@measure(PEOPLE, N_("Coaching per agent"), "hours", basis="person", counted=None, used=coaches)
def coaching_per_agent(people: Rows, minutes: float) -> Ratio:
    """Hours of coaching that an agent has, in four weeks of employment.

    Formula: hours of coaching held / (person-minutes on the payroll / four weeks)

    Source: S3 3.2
    """
    return people["leads_coaching"] / 60, people["employed"] / (28 * 1440)


@measure(DESK, N_("Leads at the desk, busy"), "share", basis="person", counted=None, used=has_leads)
def desk_busy(desk: dict[str, Any]) -> Ratio:
    """Of the time leads are on duty and in no session, that which dispatch, questions in mid-call and surveys
    take. It counts contacts that began in the counted period.

    Formula: lead-minutes of dispatch, answers and surveys / lead-minutes at the desk

    Source: this project
    """
    work = desk["dispatching"] + desk["helping"] + desk["surveying"]
    return work, desk["there"] - desk["sessions"]


@measure(DESK, N_("Leads' time with surveys"), "share", basis="person", counted=None, used=leads_survey)
def leads_surveying(desk: dict[str, Any]) -> Ratio:
    """Of the time leads are on duty, that in which they ask customers.

    Formula: surveys x their length / lead-minutes on duty

    Source: S1 1.10
    """
    return desk["surveying"], desk["there"]
