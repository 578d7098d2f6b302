"""Checks and sentences: how work passes between tiers, who keeps the customer, what an outside body does."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.check import Finding, check
from sim.scenario.durations import write_duration
from sim.scenario.levels import Tier, is_outside, pool_names
from sim.scenario.people import Pool
from sim.scenario.problems import listed
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.words import _

OF_OUTSIDE = ("outside", "ability")  # the keys of a pool that say something of an outside body


@check
def outside_has_no_people(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        for key in Pool.model_fields if pool.outside else ():
            nothing = 0 if key == "agents" else Pool.model_fields[key].default
            if key not in OF_OUTSIDE and getattr(pool, key) != nothing:
                message = _("an outside body has no people of the centre's; {key} says nothing of it")
                yield Finding(("pools", name, key), message.format(key=key), listed(OF_OUTSIDE), of_key=True)


@check
def outside_is_last(tiers: dict[str, Tier], pools: dict[str, Pool]) -> Iterator[Finding]:
    """An outside body is a tier of its own, the last, and nobody is put through to it by phone."""
    if not all(pool in pools for tier in tiers.values() for pool in pool_names(tier)):
        return
    names = list(tiers)
    for number, (name, tier) in enumerate(tiers.items()):
        if not is_outside(tier, pools):
            continue
        path = ("tiers", name, "pool")
        if not all(pools[pool].outside for pool in pool_names(tier)):
            yield Finding(path, _("people of the centre and an outside body do not share a line"))
        if number == 0 or number + 1 < len(names):
            message = _("{tier} is an outside body, which only the last of several tiers may be")
            yield Finding(path, message.format(tier=name))
        elif tiers[names[number - 1]].escalate.transfer == "warm":
            message = _("{tier} is an outside body: there is nobody to stay on the line for")
            before = ("tiers", names[number - 1], "escalate", "transfer")
            yield Finding(before, message.format(tier=name), "cold")


@check
def owners_are_first(tiers: dict[str, Tier]) -> Iterator[Finding]:
    names = list(tiers)
    for number, (name, tier) in enumerate(tiers.items()):
        path = ("tiers", name, "owner")
        if tier.owner and number:
            message = _("{tier} does not take the first call: only the first tier can keep its customers")
            yield Finding(path, message.format(tier=name), "null")
        elif tier.owner and len(names) == 1:
            message = _("{tier} is the only tier: there is none to work behind")
            yield Finding(path, message.format(tier=name), "null")
        elif tier.owner and tier.escalate.transfer == "warm":
            message = _("{tier} has an owner, who keeps the customer: there is nobody to put through")
            yield Finding(("tiers", name, "escalate", "transfer"), message.format(tier=name), "cold")
    last = tiers[names[-1]]
    if last.escalate.transfer == "warm":
        message = _("{tier} is the last tier: there is none to pass up to")
        yield Finding(("tiers", names[-1], "escalate", "transfer"), message.format(tier=names[-1]), "cold")


@told
def transfers(scenario: Scenario) -> Iterator[str]:
    names = list(scenario.tiers)
    for number, (name, tier) in enumerate(scenario.tiers.items()):
        above = names[number + 1] if number + 1 < len(names) else ""
        if tier.escalate.transfer == "warm":
            text = _(
                "Transfers from {tier} are warm: the agent stays on the line until {above} answers, and they "
                "talk for {conference}."
            )
            minutes = write_duration(tier.escalate.conference)
            yield text.format(tier=name, above=above, conference=minutes)
        if tier.owner:
            text = _(
                "Whoever answers at {tier} keeps the customer: what he can't solve he writes down in {note}, "
                "{above} works on it behind, and he calls back ({follow_up}), within {promise} as promised."
            )
            words = {
                key: write_duration(getattr(tier.owner, key)) for key in ("note", "follow_up", "promise")
            }
            yield text.format(tier=name, above=above, **words)
        if is_outside(tier, scenario.pools):
            yield _outside(scenario, name, tier)


def _outside(scenario: Scenario, name: str, tier: Tier) -> str:
    bodies = [scenario.pools[pool] for pool in pool_names(tier)]
    limits = [each.outside.cases for each in bodies if each.outside]
    fees = sorted({each.outside.fee for each in bodies if each.outside})
    cases = _("as many cases at once as come")
    if None not in limits:
        cases = _("{n} cases at once").format(n=sum(limit or 0 for limit in limits))
    fee = " - ".join(f"{each:g}" for each in fees)
    text = _(
        "{tier} is outside the centre: {cases}, {fee} {currency} each; no customer waits on the phone for it."
    )
    return text.format(tier=name, cases=cases, fee=fee, currency=scenario.currency)
