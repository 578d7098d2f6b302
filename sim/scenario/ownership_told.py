"""How work passes between tiers, who keeps the customer, what an outside body does: told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.durations import write_duration
from sim.scenario.levels import Tier, is_outside, pool_names
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.words import _


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
