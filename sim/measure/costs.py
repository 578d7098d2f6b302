"""What a contact and a solution cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measure.accounts import centre_cost
from sim.measure.registry import CENTRE, Ratio, Scope, contacts_answered, measure
from sim.words import N_

if TYPE_CHECKING:
    from sim.record import Record
    from sim.scenario.schema import Scenario


def _and_contacts(record: Record, scenario: Scenario, part: str | None) -> tuple[Record, int]:
    return record, contacts_answered(record, scenario, 0)


ANSWERING = Scope("centre", lambda record: (), _and_contacts)  # with the contacts the first line answered


def pays_for_people(scenario: Scenario) -> bool:
    return any(pool.agents and pool.wage for pool in scenario.pools.values())


@measure(
    ANSWERING, N_("Cost per contact"), "money", "less", basis="contact", counted="denominator", steady=True
)
def cost_per_contact(record: Record, answered: int) -> Ratio:
    """Wages, hiring, training, prevention, the bot and fees of a body outside, over the contacts that the
    first line answered, in all channels.

    Formula: (wages + cost of hiring, training, prevention and the bot + fees) / answered by the first line

    Source: MetricNet's cost per contact, without premises and technology
    """
    return centre_cost(record), answered


@measure(
    CENTRE, N_("Cost per resolved issue"), "money", "less", basis="issue", counted="denominator", steady=True
)
def cost_per_resolved(record: Record) -> Ratio:
    """Wages, hiring, training, prevention, the bot and fees of a body outside, over the issues solved for
    good: a cheap contact that has to be repeated is dear.

    Formula: (wages + cost of hiring, training, prevention and the bot + fees) / solved

    Source: S2 2.2: cost per resolved case
    """
    return centre_cost(record), record.issues["solved"].sum()


@measure(
    CENTRE, N_("Cost per seat and hour"), "money", "less", basis="person", counted=None, used=pays_for_people
)
def cost_per_seat(record: Record) -> Ratio:
    """What an hour with someone on the phone costs, all of the centre's cost included: absence, training,
    leads, hiring, hours for which the rota has no seat.

    Formula: cost of the centre / hours in which agents were signed in

    Source: the trade's cost per seat, by the hour
    """
    return centre_cost(record), record.pool["present"].sum() / 60
