"""What must hold between leads and what is wanted of them."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.channels import Survey
from sim.scenario.check import Finding, check
from sim.scenario.levels import Tier, pool_names
from sim.scenario.people import Pool
from sim.scenario.quality import Errors
from sim.words import _


def _led(tier: Tier, pools: dict[str, Pool]) -> bool:
    return any(pools[name].leads for name in pool_names(tier) if name in pools)


@check
def leads_are_there(
    tiers: dict[str, Tier], pools: dict[str, Pool], survey: Survey | None
) -> Iterator[Finding]:
    """Whoever is to ask leads, or have them survey, has some."""
    for name, tier in tiers.items():
        first = pool_names(tier)[0]
        allowed = _("a number or a span at pools.{pool}.leads").format(pool=first)
        if tier.consult and tier.consult.ask == "lead" and not _led(tier, pools):
            message = _("the tier {tier} has no leads to ask").format(tier=name)
            yield Finding(("tiers", name, "consult", "ask"), message, _("everyone, colleague; or ") + allowed)
        if tier.dispatch and tier.dispatch.leads is not None and _led(tier, pools):
            message = _("the pools of {tier} have leads, and those at the desk dispatch").format(tier=name)
            yield Finding(("tiers", name, "dispatch", "leads"), message, _("none given"))
    if survey is not None and survey.leads:
        name = survey.by or next(iter(tiers))
        if name in tiers and not _led(tiers[name], pools):
            message = _("the tier {tier} has no leads to survey customers").format(tier=name)
            allowed = _("false; or a number or a span at pools.{pool}.leads")
            yield Finding(("survey", "leads"), message, allowed.format(pool=pool_names(tiers[name])[0]))


@check
def leads_lead_someone(pools: dict[str, Pool], errors: Errors | None) -> Iterator[Finding]:
    for name, pool in pools.items():
        if pool.leads is None:
            continue
        if pool.outside:
            message = _("a body outside has no people to lead")
            yield Finding(("pools", name, "leads"), message, "null")
        if pool.leads.watch and errors is None:
            message = _("nobody errs, so there is nothing to notice")
            yield Finding(
                ("pools", name, "leads", "watch"), message, _("with `errors` in the scenario, or null")
            )
        if pool.attrition and pool.attrition.lead and pool.attrition.lead.span is not None:
            message = _("pools.{pool}.leads say how many lead how many").format(pool=name)
            yield Finding(("pools", name, "attrition", "lead", "span"), message, _("none given"))
        if pool.leads.watch and pool.watch:
            message = _("a colleague listens to newcomers already: pools.{pool}.watch").format(pool=name)
            yield Finding(("pools", name, "leads", "watch"), message, "null")
        if pool.leads.coaching and pool.leads.coaching.hazard < 1 and pool.attrition is None:
            message = _("nobody leaves")
            path = ("pools", name, "leads", "coaching", "hazard")
            yield Finding(path, message, _("100%, or with `attrition` at the pool"))
