"""What must hold between learning and the rest of a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.scenario.check import Finding, check
from sim.scenario.cooperation import passes_untaught
from sim.scenario.customers import Topic
from sim.scenario.levels import Tier, pool_names
from sim.scenario.people import Pool
from sim.scenario.routing import takes
from sim.words import _


@check
def skill_grows_with_use(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        skills = pool.skills
        if skills is None or skills.half is not None:
            continue
        for key in ("fades", "breadth"):
            if getattr(skills, key):
                message = _("skill does not grow with use: pools.{pool}.skills.half is not given")
                yield Finding(("pools", name, "skills", key), message.format(pool=name), "null")


@check
def there_is_more_to_take(pools: dict[str, Pool], topics: dict[str, Topic]) -> Iterator[Finding]:
    for name, pool in pools.items():
        taken = sum(takes(pool, topic) for topic in topics)
        if pool.skills and pool.skills.graded and pool.skills.graded.first >= taken:
            message = _("they take {n} topics in all: there are none left to widen to").format(n=taken)
            path = ("pools", name, "skills", "graded", "first")
            yield Finding(path, message, f"1-{taken - 1}" if taken > 1 else _("graded: null"))


@check
def the_rest_goes_up_somewhere(tiers: dict[str, Tier], pools: dict[str, Pool]) -> Iterator[Finding]:
    last = list(tiers)[-1]
    for name in pool_names(tiers[last]):
        if name in pools and passes_untaught(pools[name]):
            message = _("{tier} is the last tier: there is none to pass up to").format(tier=last)
            yield Finding(("pools", name, "skills", "graded", "rest"), message, "others")


@check
def training_teaches(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        by_use = pool.skills is not None and pool.skills.half is not None
        if pool.group_training and not (pool.learning or by_use):
            message = _(
                "there is nothing that it could teach: people have neither a learning curve nor skills"
            )
            allowed = _("with pools.{pool}.learning, or pools.{pool}.skills.half").format(pool=name)
            yield Finding(("pools", name, "group_training"), message, allowed)


@check
def there_are_errors_to_watch_for(pools: dict[str, Pool], errors: Any) -> Iterator[Finding]:
    for name, pool in pools.items():
        if pool.watch and not errors:
            message = _("nobody errs: the scenario has no errors")
            yield Finding(("pools", name, "watch"), message, _("null, or errors: {}"))
