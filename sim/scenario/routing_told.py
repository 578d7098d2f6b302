"""Who serves whom, in sentences for `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.durations import write_duration
from sim.scenario.levels import desk_at_most, pool_names
from sim.scenario.problems import listed
from sim.scenario.routing import skill_levels, takes
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.words import N_, _

ROUTES = {
    "in_order": N_("{tier}: of the idle, those of the pool named first take a contact."),
    "most_idle_pool": N_("{tier}: someone of the pool with most idle people takes a contact."),
    "best_skill": N_("{tier}: of the idle, whoever is ablest at the topic takes a contact."),
    "fastest": N_("{tier}: of the idle, whoever is quickest takes a contact."),
    "p_mu": N_("{tier}: of the idle, whoever is likeliest to solve it per minute takes a contact."),
    "last_agent": N_("{tier}: whoever had the contact before takes it again, if idle."),
}
LINES = {
    "priority": N_("{tier}: the line goes by priority: {order}."),
    "ageing": N_(
        "{tier}: the line goes by priority ({order}), which rises by a step in {ageing} of waiting."
    ),
    "preemptive": N_(
        "{tier}: the line goes by priority: {order}. Where nobody is free for a call, one of lower priority "
        "is broken off, and waits at the front to be gone on with."
    ),
    "shortest": N_("{tier}: the line serves the topics with the shortest handling first."),
    "least_slack": N_("{tier}: the line serves first what has least time left of its promise."),
}


@told
def of_skills(scenario: Scenario) -> Iterator[str]:
    for name, pool in scenario.pools.items():
        skills = pool.skills
        if skills is None:
            continue
        able = []
        for topic in scenario.topics:
            if takes(pool, topic):
                mean = sum(part * skill for part, skill in skill_levels(pool, topic, len(scenario.topics)))
                able.append(f"{topic} {pool.ability * mean:.0%}")
        text = _("{pool} take, with a mean ability to begin with: {able}.")
        yield text.format(pool=name, able=", ".join(able))
        if skills.known:
            text = _(
                "Each of {pool} knows {n} of these topics, and has {share:.0%} of the ability at the others."
            )
            yield text.format(pool=name, n=skills.known, share=skills.unknown)
        if skills.half:
            text = _("What one of {pool} lacks at a topic is halved by {n} contacts about it.")
            yield text.format(pool=name, n=skills.half)


@told
def of_languages(scenario: Scenario) -> Iterator[str]:
    for name, population in scenario.demand.populations.items():
        if population.language:
            speaking = [
                each
                for each, pool in scenario.pools.items()
                if pool.languages is None or population.language in pool.languages
            ]
            text = _("Customers of {population} need {language}, spoken by {pools}.")
            yield text.format(population=name, language=population.language, pools=listed(speaking))


@told
def of_lines(scenario: Scenario) -> Iterator[str]:
    order = " > ".join(
        f"{name} {topic.priority}"
        for name, topic in sorted(scenario.topics.items(), key=lambda each: -each[1].priority)
    )
    for name, tier in scenario.tiers.items():
        if tier.route in ROUTES:
            yield _(ROUTES[tier.route]).format(tier=name)
        if tier.line in LINES:
            yield _(LINES[tier.line]).format(tier=name, order=order, ageing=write_duration(tier.ageing))
        if tier.dispatch:
            text = _("{tier}: {n} dispatching at most, {takes} for each contact: {most:.0f} an hour at most.")
            takes_, leads = tier.dispatch.takes, tier.dispatch.leads or desk_at_most(scenario, name) or 1
            yield text.format(tier=name, n=leads, takes=write_duration(takes_), most=60 * leads / takes_)
        for pool in pool_names(tier):
            yield from _of_help(scenario, name, pool)


def _of_help(scenario: Scenario, tier: str, name: str) -> Iterator[str]:
    pool = scenario.pools[name]
    if pool.helps_after:
        text = _("{tier}: {pool} take only what has waited for {after}.")
        yield text.format(tier=tier, pool=name, after=write_duration(pool.helps_after))
    if pool.reserve:
        text = _(
            "{tier}: the last {n} idle of {pool} are kept for contacts of priority {priority} and above."
        )
        yield text.format(tier=tier, n=pool.reserve.agents, pool=name, priority=pool.reserve.priority)
