"""What must hold where handlings are broken off."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.check import Finding, check
from sim.scenario.levels import Tier, is_outside, pool_names
from sim.scenario.people import Pool
from sim.words import _


@check
def preemption_knows_at_once_who_may(tiers: dict[str, Tier], pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, tier in tiers.items():
        if tier.line != "preemptive" or not all(pool in pools for pool in pool_names(tier)):
            continue
        if is_outside(tier, pools):
            message = _("{tier} is an outside body: no call is broken off there")
            yield Finding(("tiers", name, "line"), message.format(tier=name), "priority")
        if tier.dispatch:
            message = _("{tier} has a `dispatch`, for which each contact waits: no call is broken off for it")
            yield Finding(("tiers", name, "line"), message.format(tier=name), _("priority, or no dispatch"))
