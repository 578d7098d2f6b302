"""Team leads, in sentences for `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.durations import WEEK, write_duration
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.units import write_share
from sim.words import _


@told
def of_leads(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        leads = pool.leads
        if leads is None:
            continue
        number = leads.of(pool.agents)
        text = _("{pool}: {n} leads, one for {span:.3g} agents, with {hours:.4g} hours a week together.")
        yield text.format(pool=name, n=number, span=pool.agents / number, hours=number * leads.there / 60)
        if coaching := leads.coaching:
            asked = pool.agents * coaching.takes * WEEK / coaching.every / 60
            yield _(
                "{pool}: each agent is coached for {takes} every {every} ({asked:.3g} lead hours a week). "
                "Who "
                "remembers {half} of it has half of what it can give: {handle} of the handling time, "
                "{ability} of the ability, {errors} of the errors, {hazard} of the hazard; "
                "37% is left after {lasts}."
            ).format(
                pool=name,
                takes=write_duration(coaching.takes),
                every=write_duration(coaching.every),
                asked=asked,
                half=write_duration(coaching.half),
                handle=write_share(coaching.handle_time),
                ability=write_share(coaching.ability),
                errors=write_share(coaching.errors),
                hazard=write_share(coaching.hazard),
                lasts=write_duration(coaching.lasts),
            )
        if watch := leads.watch:
            yield _(
                "{pool}: a lead listens to each newcomer of less than {newcomers} for {takes} every {every}, "
                "and notices {catches} of the errors made meanwhile."
            ).format(
                pool=name,
                newcomers=write_duration(watch.newcomers),
                takes=write_duration(watch.takes),
                every=write_duration(watch.every),
                catches=write_share(watch.catches),
            )
