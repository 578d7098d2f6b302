"""What must hold between pools of whom some stay, some leave and some move up."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.check import Finding, check, unknown_pool
from sim.scenario.levels import Tier, pool_names
from sim.scenario.people import Pool
from sim.words import _


@check
def promotion_goes_up(pools: dict[str, Pool], tiers: dict[str, Tier]) -> Iterator[Finding]:
    level = {name: number for number, tier in enumerate(tiers.values()) for name in pool_names(tier)}
    for name, pool in pools.items():
        if pool.promotion:
            path, below = ("pools", name, "promotion", "from"), pool.promotion.from_
            if below not in pools:
                yield unknown_pool(path, below, pools)
            elif pools[below].outside or pool.outside:
                yield Finding(path, _("a body outside has no people who could move up"))
            elif level.get(below, 0) >= level.get(name, 1):
                lower = [each for each in pools if level.get(each, 0) < level.get(name, 0)]
                message = _("{below} is not below {name}").format(below=below, name=name)
                yield Finding(
                    path, message, _("a pool of a lower tier: {names}").format(names=", ".join(lower))
                )


@check
def a_career_needs_a_way_up(pools: dict[str, Pool]) -> Iterator[Finding]:
    ways = {pool.promotion.from_ for pool in pools.values() if pool.promotion}
    for name, pool in pools.items():
        if pool.attrition and pool.attrition.career != 1 and name not in ways:
            message = _("nobody promotes from {name}, so nobody stays for it").format(name=name)
            yield Finding(
                ("pools", name, "attrition", "career"),
                message,
                _("100%, or a promotion from it in a pool above"),
            )


@check
def stages_before_work(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        attrition, hiring = pool.attrition, pool.hiring
        if attrition and attrition.nesting != 1 and not (hiring and hiring.nesting):
            message = _("nobody nests in {name}").format(name=name)
            yield Finding(("pools", name, "attrition", "nesting"), message, _("100%, or hiring with nesting"))
        if attrition and attrition.training != 1 and not hiring:
            message = _("nobody is hired in {name}, so nobody is in training").format(name=name)
            yield Finding(("pools", name, "attrition", "training"), message, _("100%, or hiring"))
