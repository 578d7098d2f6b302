"""Warnings about a scenario that is valid, and yet may not be what its writer means."""

from __future__ import annotations

from datetime import date

import numpy as np

from sim.scenario.distributions import UniformDifficulty
from sim.scenario.durations import write_duration
from sim.scenario.levels import is_outside, pool_names
from sim.scenario.schema import Scenario
from sim.scenario.weeks import (
    Week,
    first_contacts,
    interval_name,
    open_shares,
    profile,
    ratio,
    seats_said,
    topic_shares,
    topic_weights,
)
from sim.words import _, ngettext


def of_customers(scenario: Scenario) -> list[str]:
    """Volumes, topics and a run that can't show what they are there for."""
    warnings = []
    contacts = first_contacts(scenario)
    inside = contacts * open_shares(scenario)
    if contacts.sum() == 0:
        warnings.append(_("no contacts arrive: every volume is zero"))
    elif (outside := 1 - inside.sum() / contacts.sum()) > 1e-9:
        message = _("{share:.1%} of the volume arrives outside the opening hours and finds the centre closed")
        warnings.append(message.format(share=outside))
    if (number := _without_a_topic(scenario)) is not None:
        message = _("contacts arrive on {time} and no topic has a weight then: all are taken for {topic}")
        words = {"time": interval_name(scenario, number), "topic": next(iter(scenario.topics))}
        warnings.append(message.format(**words))
    ablest = max(
        scenario.pools[name].ability for tier in scenario.tiers.values() for name in pool_names(tier)
    )
    shares = topic_shares(scenario)
    for name, topic in scenario.topics.items():
        law = topic.difficulty
        easiest = law.low if isinstance(law, UniformDifficulty) else law.value
        if shares[name] > 0 and easiest >= ablest and not (easiest == ablest and law.kind == "deterministic"):
            message = _(
                "no one can solve {topic}: the easiest asks {easiest:.0%} ability, the best have {ablest:.0%}"
            )
            warnings.append(message.format(topic=name, easiest=easiest, ablest=ablest))
    counted = scenario.calendar.length - scenario.calendar.warm_up
    if counted < scenario.repeat_window:
        message = _("{counted} are counted, less than the {window} in which customers come back")
        words = {"counted": write_duration(counted), "window": write_duration(scenario.repeat_window)}
        warnings.append(message.format(**words))
    return warnings


def _without_a_topic(scenario: Scenario) -> int | None:
    """The first interval of the week in which contacts arrive and no topic has a weight."""
    for name in scenario.populations or [None]:
        weights = np.sum(np.broadcast_arrays(*topic_weights(scenario, name).values()), axis=0)
        found = np.flatnonzero((profile(scenario, name) > 0) & (weights == 0))
        if found.size:
            return int(found[0])
    return None


def of_load(scenario: Scenario, tier: str, erlangs: Week, capacity: Week) -> list[str]:
    """A tier's work above what its people can do, in Erlangs by interval of the week."""
    warnings = []
    names = ", ".join(pool_names(scenario.tiers[tier]))
    whole = ratio(float(erlangs.sum()), float(capacity.sum()))
    over = np.flatnonzero(erlangs > capacity)
    nobody = np.flatnonzero((erlangs > 0) & (capacity == 0))
    if whole > 1 and is_outside(scenario.tiers[tier], scenario.pools):
        message = _("{pools}: {share:.0%} of the cases that it can work on: its line grows")
        warnings.append(message.format(pools=names, share=whole))
    elif whole > 1:
        message = _(
            "{pools}: over 100% busy ({share:.0%} over the week): the line grows until customers hang up"
        )
        warnings.append(message.format(pools=names, share=whole))
    elif len(over) > len(nobody):
        worst = int(over[np.argmax([ratio(erlangs[n], capacity[n]) if capacity[n] else 0 for n in over])])
        message = ngettext(
            "{pools}: over 100% busy in {n} interval of the week, most on {when} ({share:.0%})",
            "{pools}: over 100% busy in {n} intervals of the week, most on {when} ({share:.0%})",
            len(over) - len(nobody),
        )
        share = erlangs[worst] / capacity[worst]
        words = {"n": len(over) - len(nobody), "when": interval_name(scenario, worst), "share": share}
        warnings.append(message.format(pools=names, **words))
    if len(nobody):
        message = ngettext(
            "{pools}: nobody is there in {n} interval in which contacts arrive, the first on {when}",
            "{pools}: nobody is there in {n} intervals in which contacts arrive, the first on {when}",
            len(nobody),
        )
        warnings.append(
            message.format(pools=names, n=len(nobody), when=interval_name(scenario, int(nobody[0])))
        )
    return warnings


def of_rota(scenario: Scenario, pool: str, available: float) -> list[str]:
    """Seats that a rota can't fill out of `available` paid hours a week, before the changes or after all."""
    warnings: list[str] = []
    agents = scenario.pools[pool].agents
    if scenario.pools[pool].rota is not None:
        return warnings
    weeks = [seats_said(scenario, pool), seats_said(scenario, pool, date.max)]
    for said in [week for week in weeks if week is not None]:
        wanted = np.maximum(said, 0)
        most, least = int(np.argmax(said)), int(np.argmin(said))
        asked = wanted.sum() * scenario.calendar.interval / 60
        if wanted[most] > agents:
            message = _(
                "{pool}: the rota can't fill its seats: {seats:.0f} wanted on {when}, {agents} agents"
            )
            words = {"seats": wanted[most], "when": interval_name(scenario, most), "agents": agents}
            warnings.append(message.format(pool=pool, **words))
        if asked > available + 1e-9:
            message = _(
                "{pool}: the rota can't fill its seats: they ask {asked:.0f} paid hours a week of {has:.0f}"
            )
            warnings.append(message.format(pool=pool, asked=asked, has=available))
        if said[least] < 0:
            message = _("{pool}: changes take away more seats than there are, most on {when}")
            warnings.append(message.format(pool=pool, when=interval_name(scenario, least)))
    return list(dict.fromkeys(warnings))
