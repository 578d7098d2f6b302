"""Who leaves when, and what makes people stay, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.durations import write_duration
from sim.scenario.people import Pool
from sim.scenario.schema import Scenario
from sim.scenario.staying import Attrition
from sim.scenario.telling import told
from sim.scenario.units import write_share
from sim.words import _


@told
def promotions(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        if way := pool.promotion:
            first = _("the ablest") if way.by == "skill" else _("the longest there")
            text = _(
                "Vacancies in {pool} are filled from {below}, {first} first, after {least} there; {counts} "
                "of their experience counts. What they leave below is refilled."
            ).format(
                pool=name,
                below=way.from_,
                first=first,
                least=write_duration(way.least),
                counts=write_share(way.counts),
            )
            if way.bench:
                text += " " + _("{n} are marked, and need no training.").format(n=way.bench)
            if way.cross_cover:
                text += " " + _(
                    "They cover while people are missing above, as long as {n} stay below."
                ).format(n=way.keeps)
            yield text


@told
def bonuses(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        if bonus := pool.bonus:
            text = _(
                "{pool} is paid for short handling, {pays} on top of the wage: handling takes {effort} less; "
                "of handlings longer than {limit}, {tempted} end there, and the customer is told that it is "
                "solved."
            )
            if bonus.on == "fcr":
                text = _(
                    "{pool} is paid for resolution, {pays} on top of the wage: {effort} fewer errors, and it "
                    "holds on to {tempted} of what should go up, which takes {longer} of the time."
                )
            yield (
                text.format(
                    pool=name,
                    pays=write_share(bonus.pays),
                    effort=write_share(bonus.effort),
                    tempted=write_share(bonus.tempted),
                    longer=write_share(bonus.longer),
                    limit=write_duration(bonus.limit or 0.0),
                )
                + " "
                + _("Load estimates leave this out.")
            )


@told
def staying(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        attrition = pool.attrition
        if attrition:
            for sentence in (_when(attrition), _why(pool, attrition)):
                if sentence:
                    yield f"{name}: {sentence}"


def _when(attrition: Attrition) -> str:
    shape = attrition.shape
    parts = []
    if shape.kind == "weibull":
        parts.append(_("who leaves depends on tenure, by a Weibull hazard of shape {shape:g}"))
    elif shape.kind == "bathtub":
        parts.append(_("newcomers leave at {newcomer} of the hazard of those who have settled"))
    elif shape.kind == "table":
        parts.append(_("the hazard of leaving depends on tenure, by a table"))
    if attrition.training != 1:
        parts.append(_("those in training at {training} of the hazard of those at work"))
    if attrition.notice:
        parts.append(_("who is trained and leaves works on for {notice}, while a successor is sought"))
    words = {"shape": getattr(shape, "shape", 0.0), "newcomer": write_share(getattr(shape, "newcomer", 1.0))}
    words |= {"training": write_share(attrition.training), "notice": write_duration(attrition.notice)}
    return ("; ".join(parts) + ".").format(**words) if parts else ""


def _why(pool: Pool, attrition: Attrition) -> str:
    """What the hazard asked is multiplied by."""
    parts = []
    if burnout := attrition.burnout:
        parts.append(
            _("above an occupancy of {reference}, felt over {memory}, by {more} more each 10 points").format(
                reference=write_share(burnout.reference),
                memory=write_duration(burnout.memory),
                more=write_share(burnout.by_10_points),
            )
        )
    if skill := attrition.skill:
        text = _("for ability above {reference}, by {less} less each 10 points")
        parts.append(
            text.format(reference=write_share(skill.reference), less=write_share(skill.by_10_points))
        )
    if pay := attrition.pay:
        text = _("for a wage of {wage:g} where others pay {market:g}, to the power of -{elasticity:g}")
        parts.append(text.format(wage=pool.wage, market=pay.market, elasticity=pay.elasticity))
    if lead := attrition.lead:
        text = (
            _("for leads, at {quality}")
            if lead.span is None
            else _("for leads, at {quality}, {span:g} to each")
        )
        parts.append(text.format(quality=write_share(lead.quality), span=lead.span))
    if cohesion := attrition.cohesion:
        parts.append(_("for a team of whom {fit} fit").format(fit=write_share(cohesion.fit)))
    if attrition.career != 1:
        parts.append(_("for a way up, at {career}").format(career=write_share(attrition.career)))
    if not parts:
        return ""
    return _(
        "attrition is as asked at the reference of each of these, and changes with them: {parts}."
    ).format(parts="; ".join(parts))
