"""What a scenario asks for must fit into a computer: no slip of the finger eats all memory, or never ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.scenario.block import MOST_PEOPLE
from sim.scenario.check import Finding, check
from sim.scenario.customers import Demand, Redials, Returns
from sim.scenario.durations import DAY, YEAR, write_duration
from sim.scenario.incidents import Incident
from sim.scenario.people import Pool
from sim.scenario.schema import Calendar, Scenario
from sim.scenario.weeks import first_contacts
from sim.words import _

MOST_A_DAY = 5_000_000  # issues: a day is dealt at once; 100,000 an hour round the clock are 2.4 million
LONGEST_RUN = 200 * YEAR


@check
def a_day_can_be_dealt(
    demand: Demand, calendar: Calendar, incidents: dict[str, Incident]
) -> Iterator[Finding]:
    if DAY % calendar.interval:
        return  # which is told elsewhere
    week = first_contacts(_of(demand=demand, calendar=calendar))
    by_day = week.reshape(7, -1).sum(1)
    if by_day.max() > MOST_A_DAY:
        message = _("{n:.3g} issues would come on a day, more than can be held in memory")
        yield Finding(("demand",), message.format(n=by_day.max()), _("up to {n:,}").format(n=MOST_A_DAY))
    for name, incident in incidents.items():
        burst = incident.contacts * (incident.per_year or 0.0) / 365
        if burst > MOST_A_DAY:
            message = _("{n:.3g} contacts a day would come of it, more than can be held in memory")
            allowed = _("up to {n:,}").format(n=MOST_A_DAY)
            yield Finding(("incidents", name, "per_year"), message.format(n=burst), allowed)


@check
def a_run_ends(calendar: Calendar, returns: Returns, redials: Redials | None) -> Iterator[Finding]:
    window = _of(returns=returns, redials=redials).repeat_window
    if calendar.length + window > LONGEST_RUN:
        message = _("customers come back within {window}, and the run would go on for so long")
        path = ("returns", "window") if returns.window is not None else ("returns", "after")
        allowed = _("up to {longest} with the calendar's length").format(longest=write_duration(LONGEST_RUN))
        yield Finding(path, message.format(window=write_duration(window)), allowed)


@check
def people_can_be_counted(pools: dict[str, Pool]) -> Iterator[Finding]:
    people = sum(pool.places for pool in pools.values())
    if people > MOST_PEOPLE:
        message = _("{n:,} people in all pools together").format(n=people)
        yield Finding(("pools",), message, _("up to {n:,}").format(n=MOST_PEOPLE))


def _of(**parts: Any) -> Scenario:
    """A scenario of these parts, for what needs no others."""
    return Scenario.model_construct(**parts)
