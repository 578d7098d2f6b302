"""What must hold between skills, languages, routes, priorities and the rest of a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.check import Finding, check, unknown_topic
from sim.scenario.customers import Demand, Topic
from sim.scenario.levels import Tier, pool_names
from sim.scenario.people import Pool
from sim.scenario.problems import listed, nearest
from sim.scenario.routing import takes
from sim.words import _


@check
def skills_name_topics(pools: dict[str, Pool], topics: dict[str, Topic]) -> Iterator[Finding]:
    for name, pool in pools.items():
        if pool.skills is None:
            continue
        for topic in pool.skills.topics:
            if topic not in topics:
                path = ("pools", name, "skills", "topics", topic)
                yield unknown_topic(path, topic, topics, of_key=True)
        taken = len(pool.skills.topics) or len(topics)
        if pool.skills.known and pool.skills.known > taken:
            message = _("there are {n} topics to know").format(n=taken)
            yield Finding(("pools", name, "skills", "known"), message, f"1-{taken}")


@check
def every_topic_is_taken(
    tiers: dict[str, Tier], pools: dict[str, Pool], topics: dict[str, Topic]
) -> Iterator[Finding]:
    for tier_name, tier in tiers.items():
        people = {name: pools[name] for name in pool_names(tier) if name in pools}
        if any(pool.skills and not set(pool.skills.topics) <= set(topics) for pool in people.values()):
            continue  # a name is misspelt, and told so
        for topic in topics:
            if people and not any(takes(pool, topic) for pool in people.values()):
                message = _("nobody in the tier {tier} takes {topic}: its contacts would wait in vain")
                known = [name for name, pool in people.items() if pool.skills]
                path = ("pools", known[0], "skills", "topics")
                yield Finding(path, message.format(tier=tier_name, topic=topic), listed(list(topics)))


@check
def every_topic_is_taken_in_every_language(
    tiers: dict[str, Tier], pools: dict[str, Pool], topics: dict[str, Topic], demand: Demand
) -> Iterator[Finding]:
    """One person has to speak the language and to take the topic."""
    for tier_name, tier in tiers.items():
        people = [pools[name] for name in pool_names(tier) if name in pools]
        for name, population in demand.populations.items():
            speak = [p for p in people if p.languages is None or population.language in p.languages]
            if population.language is None or not speak:
                continue
            for topic in population.topics or topics:
                taken = any(takes(pool, topic) for pool in people)
                if topic in topics and taken and not any(takes(pool, topic) for pool in speak):
                    message = _("nobody in the tier {tier} who speaks {language} takes {topic}")
                    words = {"tier": tier_name, "language": population.language, "topic": topic}
                    path = ("demand", "populations", name, "language")
                    yield Finding(path, message.format(**words), _("a language of those who take it"))


@check
def helpers_have_someone_to_help(tiers: dict[str, Tier], pools: dict[str, Pool]) -> Iterator[Finding]:
    for tier_name, tier in tiers.items():
        people = {name: pools[name] for name in pool_names(tier) if name in pools}
        if people and all(pool.helps_after for pool in people.values()):
            message = _("all people of the tier {tier} only help after a while: there is nobody to help")
            path = ("pools", next(iter(people)), "helps_after")
            yield Finding(path, message.format(tier=tier_name), _("0s, for at least one of its pools"))
        if tier.route == "in_order" and len(people) == 1:
            message = _("the tier {tier} has one pool: there is no order").format(tier=tier_name)
            yield Finding(("tiers", tier_name, "route"), message, "longest_idle")


@check
def promises_for_slack(tiers: dict[str, Tier], topics: dict[str, Topic]) -> Iterator[Finding]:
    promised = any(topic.promise is not None for topic in topics.values())
    if not promised and any(tier.line == "least_slack" for tier in tiers.values()):
        message = _("a line goes by what is promised, and no topic has a promise")
        yield Finding(("topics", next(iter(topics)), "promise"), message, _("a duration such as 10min"))


@check
def priorities_are_heeded(
    tiers: dict[str, Tier], pools: dict[str, Pool], topics: dict[str, Topic], demand: Demand
) -> Iterator[Finding]:
    heeded = any(tier.line in ("priority", "ageing", "preemptive") for tier in tiers.values())
    if heeded or any(pool.reserve for pool in pools.values()):
        return
    message = _("no tier's line heeds priorities, and no pool keeps anyone for them")
    allowed = _("line: priority, preemptive or ageing at a tier, or reserve at a pool")
    for name, topic in topics.items():
        if topic.priority:
            yield Finding(("topics", name, "priority"), message, allowed)
    for name, population in demand.populations.items():
        if population.priority:
            yield Finding(("demand", "populations", name, "priority"), message, allowed)


@check
def reserves_leave_someone(pools: dict[str, Pool]) -> Iterator[Finding]:
    for name, pool in pools.items():
        if pool.reserve and pool.reserve.agents >= pool.agents:
            message = _("all {n} people are kept back").format(n=pool.agents)
            yield Finding(("pools", name, "reserve", "agents"), message, _("fewer than the pool has"))


@check
def languages_are_spoken(tiers: dict[str, Tier], pools: dict[str, Pool], demand: Demand) -> Iterator[Finding]:
    spoken = {language for pool in pools.values() for language in pool.languages or ()}
    for name, population in demand.populations.items():
        language = population.language
        if language is None:
            continue
        for tier_name, tier in tiers.items():
            people = [pools[each] for each in pool_names(tier) if each in pools]
            if people and not any(pool.languages is None or language in pool.languages for pool in people):
                message = _("nobody in the tier {tier} speaks {language}: they would wait in vain")
                words = message.format(tier=tier_name, language=language)
                path = ("demand", "populations", name, "language")
                yield Finding(path, words, listed(sorted(spoken)), nearest(language, spoken))
