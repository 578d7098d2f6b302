"""What must hold of who keeps the customer, and of bodies outside."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.channels import Survey
from sim.scenario.check import Finding, check
from sim.scenario.levels import Tier, is_outside, pool_names
from sim.scenario.outreach import Outreach
from sim.scenario.people import Pool
from sim.scenario.problems import listed
from sim.words import _

OF_PEOPLE = ("dispatch", "backlog", "pressure", "route")  # the keys of a tier that say how its people work
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
def outside_works_as_it_likes(tiers: dict[str, Tier], pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, tier in tiers.items():
        if any(name in pools and pools[name].outside for name in pool_names(tier)):
            for key in OF_PEOPLE:
                if getattr(tier, key) != Tier.model_fields[key].get_default(call_default_factory=True):
                    message = _("{tier} is an outside body: how its people work is not the centre's to say")
                    yield Finding(("tiers", name, key), message.format(tier=name), of_key=True)


@check
def nobody_outside_calls_customers(
    tiers: dict[str, Tier], pools: dict[str, Pool], survey: Survey | None, outreach: Outreach | None
) -> Iterator[Finding]:
    for key, block in (("survey", survey), ("outreach", outreach)):
        name = block.by if block is not None else None
        if name in tiers and any(each in pools and pools[each].outside for each in pool_names(tiers[name])):
            message = _("{tier} is an outside body: it calls no customers").format(tier=name)
            yield Finding((key, "by"), message, listed([each for each in tiers if each != name]))


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
