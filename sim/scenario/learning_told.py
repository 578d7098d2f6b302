"""How people go on learning, in sentences for `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.durations import write_duration
from sim.scenario.problems import listed
from sim.scenario.routing import takes
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.units import write_share
from sim.scenario.weeks import topic_shares
from sim.words import _


@told
def of_graded_skills(scenario: Scenario) -> Iterator[str]:
    shares = topic_shares(scenario)
    for name, pool in scenario.pools.items():
        graded = pool.skills.graded if pool.skills else None
        if graded is None:
            continue
        order = sorted((t for t in scenario.topics if takes(pool, t)), key=lambda t: -shares[t])
        text = _("A newcomer to {pool} takes {first} at first, and one topic more {when}: {then}.")
        pace = (
            _("every {every}").format(every=write_duration(graded.every))
            if graded.every is not None
            else _("after every {n} contacts").format(n=graded.uses)
        )
        yield text.format(
            pool=name,
            first=listed(order[: graded.first]),
            when=pace,
            then=", ".join(order[graded.first :]),
        )
        if graded.takes:
            yield _("Each takes {takes} off the phone to learn.").format(takes=write_duration(graded.takes))
        if graded.rest == "up":
            yield _("What a newcomer to {pool} has not been taught goes up after triage.").format(pool=name)


@told
def of_forgetting(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        if pool.skills and pool.skills.fades:
            text = _("What {pool} learned of a topic by use counts half after {fades} without it.")
            yield text.format(pool=name, fades=write_duration(pool.skills.fades))
        if pool.skills and pool.skills.breadth:
            text = _("For each topic taken beside it, {pool} need {more} more practice to learn one.")
            yield text.format(pool=name, more=write_share(pool.skills.breadth))


@told
def of_group_training(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        said = pool.group_training
        if said:
            text = _(
                "{pool} have {hours} of group training every {every}, {group} at a time; an hour is worth "
                "{tenure} of experience, or {contacts:g} contacts about a topic where skill grows with use."
            )
            yield text.format(
                pool=name,
                hours=write_duration(said.hours),
                every=write_duration(said.every),
                group=said.group,
                tenure=write_duration(said.tenure),
                contacts=said.contacts,
            )


@told
def of_quality_watch(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        if pool.watch:
            text = _(
                "In the first {lasts} of a newcomer to {pool}, someone experienced listens in for {takes} a "
                "week, and {caught} of the newcomer's errors are caught."
            )
            yield text.format(
                pool=name,
                lasts=write_duration(pool.watch.lasts),
                takes=write_duration(pool.watch.takes),
                caught=write_share(pool.watch.caught),
            )
