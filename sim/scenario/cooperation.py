"""Between colleagues and lines: what follows from what a scenario says, what must hold, how it is told."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.check import Finding, check, unknown_tier
from sim.scenario.colleagues import Consult, Reject
from sim.scenario.customers import Topic
from sim.scenario.durations import write_duration
from sim.scenario.levels import Tier, pool_names
from sim.scenario.people import Pool
from sim.scenario.problems import listed
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.words import N_, _, ngettext

# --- what follows --------------------------------------------------------------------------------


def authority_of(scenario: Scenario, topic: Topic, tier: str) -> float:
    """The share of a topic's issues that a tier may settle."""
    said = topic.authority.get(tier)
    general = scenario.tiers[tier].authority
    return said if said is not None else 1.0 if general is None else general


def learns_up_to(scenario: Scenario, tier: str) -> float:
    """The ability that people of a tier reach at last by asking and struggling."""
    consult = scenario.tiers[tier].consult
    if consult is not None and consult.learning.up_to is not None:
        return consult.learning.up_to
    names = list(scenario.tiers)
    asked = names[names.index(tier) : names.index(tier) + 2]
    return max(scenario.pools[pool].ability for name in asked for pool in pool_names(scenario.tiers[name]))


def rejects(scenario: Scenario) -> bool:
    return any(tier.reject for tier in scenario.tiers.values())


def reassigns(scenario: Scenario) -> bool:
    return any(tier.reassign for tier in scenario.tiers.values())


def hands_back(scenario: Scenario) -> bool:
    """Whether a tier gives contacts to the one below."""
    return rejects(scenario) or any(tier.reassign and tier.reassign.back for tier in scenario.tiers.values())


def consults(scenario: Scenario) -> bool:
    return any(tier.consult for tier in scenario.tiers.values())


def asks_leads(scenario: Scenario) -> bool:
    return any(tier.consult and tier.consult.ask == "lead" for tier in scenario.tiers.values())


def passes_up(scenario: Scenario) -> bool:
    """Whether there is a tier to pass up to."""
    return len(scenario.tiers) > 1


def limits_authority(scenario: Scenario) -> bool:
    topics = scenario.topics.values()
    return any(authority_of(scenario, topic, tier) < 1 for topic in topics for tier in scenario.tiers)


def passes_untaught(pool: Pool) -> bool:
    """Whether its people pass up what they have not been taught yet."""
    graded = pool.skills.graded if pool.skills else None
    return graded is not None and graded.rest == "up"


def uses_colleagues(scenario: Scenario) -> bool:
    """Whether any of all this is in use."""
    unsure = any(tier.escalate.avoidable for tier in scenario.tiers.values())
    untaught = any(passes_untaught(pool) for pool in scenario.pools.values())
    to_and_fro = rejects(scenario) or reassigns(scenario)
    return unsure or untaught or to_and_fro or consults(scenario) or limits_authority(scenario)


# --- what must hold ------------------------------------------------------------------------------


@check
def ends_of_the_hierarchy(tiers: dict[str, Tier]) -> Iterator[Finding]:
    """There is no tier below the first and none above the last."""
    first, last = next(iter(tiers)), list(tiers)[-1]
    if tiers[first].reject:
        message = _("{tier} is the first tier: there is none below to send back to").format(tier=first)
        yield Finding(("tiers", first, "reject"), message, "null")
    if (reassign := tiers[first].reassign) and reassign.back:
        message = _("{tier} is the first tier: there is none below to hand back to").format(tier=first)
        yield Finding(("tiers", first, "reassign", "back"), message, "0%")
    if (reassign := tiers[last].reassign) and reassign.up:
        message = _("{tier} is the last tier: there is none to hand up to").format(tier=last)
        yield Finding(("tiers", last, "reassign", "up"), message, "0%")
    if tiers[last].authority is not None:
        message = _("{tier} is the last tier: there is none to pass up to").format(tier=last)
        yield Finding(("tiers", last, "authority"), message, "null")
    consult = tiers[last].consult
    if consult and consult.of == "next" and consult.ask != "lead":
        message = _("{tier} is the last tier: there is none above to ask").format(tier=last)
        yield Finding(("tiers", last, "consult", "of"), message, "own")


@check
def bodies_outside(tiers: dict[str, Tier], pools: dict[str, Pool]) -> Iterator[Finding]:
    """They take no calls: nobody asks them in mid-call, and they send nothing back."""
    names = list(tiers)
    outside = {
        name for name, tier in tiers.items() if any(p in pools and pools[p].outside for p in pool_names(tier))
    }
    for number, (name, tier) in enumerate(tiers.items()):
        if tier.reject and name in outside:
            yield Finding(("tiers", name, "reject"), _("a body outside sends nothing back"), "null")
        if tier.reassign and name in outside:
            message = _("a body outside hands nothing on")
            yield Finding(("tiers", name, "reassign"), message, "null")
        above = tier.consult and tier.consult.of == "next" and tier.consult.ask != "lead"
        asked = names[number + 1 : number + 2] if above else [name]
        if tier.consult and outside.intersection(asked):
            message = _("{asked} is a body outside: nobody asks it in mid-call").format(asked=asked[0])
            yield Finding(("tiers", name, "consult", "of"), message, _("a tier of the centre's own"))


@check
def owners_get_nothing_back(tiers: dict[str, Tier]) -> Iterator[Finding]:
    owner = next(iter(tiers.values())).owner
    for name, tier in tiers.items():
        if owner and tier.reject:
            message = _("the first tier keeps its customers (`owner`): there is no line to send them back to")
            yield Finding(("tiers", name, "reject"), message, "null")
        if owner and tier.reassign and tier.reassign.back:
            message = _("the first tier keeps its customers (`owner`): there is no line to hand them back to")
            yield Finding(("tiers", name, "reassign", "back"), message, "0%")


@check
def somebody_works_on_it(tiers: dict[str, Tier]) -> Iterator[Finding]:
    for name, tier in tiers.items():
        if tier.reassign and (share := tier.reassign.share) > 0.95:
            message = _("aside, back and up come to {share:.6g}%: nearly nobody works on it")
            path = ("tiers", name, "reassign")
            yield Finding(path, message.format(share=100 * share), _("95% at most, together"))


@check
def authority_at_tiers(topics: dict[str, Topic], tiers: dict[str, Tier]) -> Iterator[Finding]:
    *lower, last = tiers
    for topic_name, topic in topics.items():
        for name in topic.authority:
            path = ("topics", topic_name, "authority", name)
            if name not in tiers:
                yield unknown_tier(path, name, lower, of_key=True)
            elif name == last:
                message = _("{tier} is the last tier: there is none to pass up to").format(tier=last)
                yield Finding(path, message, listed(lower) or "null", of_key=True)


@check
def learning_leads_up(tiers: dict[str, Tier], pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, tier in tiers.items():
        up_to = tier.consult.learning.up_to if tier.consult else None
        abilities = [pools[pool].ability for pool in pool_names(tier) if pool in pools]
        if up_to is not None and abilities and up_to < max(abilities):
            message = _("the experienced are abler already, {ability:.6g}%").format(
                ability=100 * max(abilities)
            )
            path = ("tiers", name, "consult", "learning", "up_to")
            yield Finding(path, message, _("{ability:.6g}% or more").format(ability=100 * max(abilities)))


# --- how it is told ------------------------------------------------------------------------------


@told
def of_passing_up(scenario: Scenario) -> Iterator[str]:
    for name, tier in scenario.tiers.items():
        if tier.escalate.avoidable:
            text = _(
                "{tier}: of what an agent could solve, {share:.0%} goes up all the same, since he is unsure."
            )
            yield text.format(tier=name, share=tier.escalate.avoidable)
        least = min(authority_of(scenario, topic, name) for topic in scenario.topics.values())
        most = max(authority_of(scenario, topic, name) for topic in scenario.topics.values())
        if least < 1:
            text = _("{tier} may settle {share} of the issues; the others go up after {triage}.")
            share = (
                f"{least:.0%}"
                if least == most
                else _("{least:.0%}-{most:.0%}").format(least=least, most=most)
            )
            yield text.format(tier=name, share=share, triage=write_duration(tier.escalate.triage))


@told
def of_sending_back(scenario: Scenario) -> Iterator[str]:
    for name, tier in scenario.tiers.items():
        if tier.reject:
            yield _rejection(name, tier.reject)


@told
def of_reassigning(scenario: Scenario) -> Iterator[str]:
    for name, tier in scenario.tiers.items():
        if tier.reassign:
            text = _(
                "{tier} sees at the start that another team is to do it: {aside:.0%} go to one of the same "
                "tier, {back:.0%} back, {up:.0%} up."
            )
            reassign = tier.reassign
            yield text.format(tier=name, aside=reassign.aside, back=reassign.back, up=reassign.up)


def _rejection(name: str, reject: Reject) -> str:
    text = ngettext(
        "{tier} sends back {notices:.0%} of what ought to have stayed below, a contact once at most, "
        "{lesson}. The estimate of loads does not count it.",
        "{tier} sends back {notices:.0%} of what ought to have stayed below, a contact {n} times at most, "
        "{lesson}. The estimate of loads does not count it.",
        reject.at_most,
    )
    lesson = _("without explaining")
    if reject.explains:
        lesson = _("and explains: the sender passes up {lesson:.0%} less of what he could solve")
    return text.format(
        tier=name, notices=reject.notices, n=reject.at_most, lesson=lesson.format(lesson=reject.lesson)
    )


@told
def of_consulting(scenario: Scenario) -> Iterator[str]:
    names = list(scenario.tiers)
    for number, (name, tier) in enumerate(scenario.tiers.items()):
        if tier.consult:
            above = tier.consult.of == "next" and tier.consult.ask != "lead"
            yield _consultation(name, names[number + above], tier.consult)


ASKED = {
    "everyone": N_("everyone of {asked}"),
    "colleague": N_("a colleague of {asked}"),
    "lead": N_("a lead of {asked}"),
}


def _consultation(name: str, asked: str, consult: Consult) -> str:
    whom = _(ASKED[consult.ask])
    text = _(
        "{tier}: who is stuck asks {whom} in mid-call, {when}, for {takes}; {settles:.0%} of able answers "
        "settle it. The estimate of loads does not count it."
    )
    when = _("at once")
    if consult.after:
        when = _("after struggling for {after}").format(after=write_duration(consult.after))
    words = {"tier": name, "whom": whom.format(asked=asked), "when": when}
    return text.format(**words, takes=write_duration(consult.takes), settles=consult.settles)
