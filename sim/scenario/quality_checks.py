"""What must hold between pressure and the tiers it is put on."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.check import Finding, check
from sim.scenario.durations import write_duration
from sim.scenario.levels import Tier
from sim.words import _


@check
def pressure_can_tell(tiers: dict[str, Tier]) -> Iterator[Finding]:
    last = list(tiers)[-1]
    for name, tier in tiers.items():
        pressure, after = tier.pressure, tier.escalate.after
        if pressure and pressure.aht and after is not None and pressure.aht.limit >= after:
            message = _("no handling gets there: tiers.{tier}.escalate.after passes it up after {after}")
            path = ("tiers", name, "pressure", "aht", "limit")
            allowed = _("less than {after}").format(after=write_duration(after))
            yield Finding(path, message.format(tier=name, after=write_duration(after)), allowed)
        if pressure and pressure.fcr and name == last:
            message = _("{tier} is the last tier: there is none to pass up to, so nothing to hold on to")
            yield Finding(("tiers", name, "pressure", "fcr"), message.format(tier=name), "null")
