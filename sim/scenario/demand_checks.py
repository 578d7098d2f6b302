"""What must hold between what customers bring and the rest of a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sim.scenario.bot import Bot
from sim.scenario.check import Finding, check, unknown, unknown_topic
from sim.scenario.customers import Demand, Resolution, Topic
from sim.scenario.distributions import FixedDifficulty
from sim.scenario.incidents import Incident, ProblemManagement
from sim.scenario.people import Pool
from sim.scenario.schema import Calendar
from sim.words import _


@check
def populations_fit(demand: Demand, topics: dict[str, Topic]) -> Iterator[Finding]:
    shares = [each.share for each in demand.populations.values() if each.share is not None]
    if shares and abs(sum(shares) - 1) > 1e-6:
        message = _("shares of the volume add up to {total:.6g}%").format(total=sum(shares) * 100)
        yield Finding(("demand", "populations"), message, "100%")
    for name, population in demand.populations.items():
        path = ("demand", "populations", name, "topics")
        for topic in population.topics:
            if topic not in topics:
                yield unknown_topic((*path, topic), topic, topics, of_key=True)
        total = sum(population.topics.values())
        if population.topics and abs(total - 1) > 1e-6:
            message = _("shares of topics add up to {total:.6g}%").format(total=total * 100)
            yield Finding(path, message, "100%")


@check
def incidents_fit(
    incidents: dict[str, Incident], topics: dict[str, Topic], demand: Demand, calendar: Calendar
) -> Iterator[Finding]:
    last = calendar.start + timedelta(minutes=calendar.length - 1)
    for name, incident in incidents.items():
        path = ("incidents", name)
        if incident.topic not in topics:
            yield unknown_topic((*path, "topic"), incident.topic, topics)
        for number, day in enumerate(incident.on or ()):
            if not calendar.start <= day <= last:
                message = _("{day} is outside the run").format(day=day)
                allowed = _("{first} to {last}").format(first=calendar.start, last=last)
                yield Finding((*path, "on", number), message, allowed)
        known = demand.populations
        if incident.population is not None and incident.population not in known:
            message = _("no population is called {name}")
            yield unknown((*path, "population"), message, incident.population, known)


@check
def problem_management_fits(
    problem_management: dict[str, ProblemManagement], topics: dict[str, Topic]
) -> Iterator[Finding]:
    for name in problem_management:
        if name not in topics:
            yield unknown_topic(("problem_management", name), name, topics, of_key=True)


@check
def bot_fits(bot: Bot | None, topics: dict[str, Topic]) -> Iterator[Finding]:
    for number, name in enumerate(bot.topics if bot else ()):
        if name not in topics:
            yield unknown_topic(("bot", "topics", number), name, topics)
        elif topics[name].alarm is not None:
            message = _("{name} are alarms, and no machine calls a bot").format(name=name)
            yield Finding(("bot", "topics", number), message)


@check
def alarms_can_be_solved(
    topics: dict[str, Topic], pools: dict[str, Pool], resolution: Resolution
) -> Iterator[Finding]:
    """An alarm nobody can solve would be raised for ever."""
    ablest = max((pool.ability for pool in pools.values()), default=0.0)
    for name, topic in topics.items():
        if topic.alarm is None:
            continue
        law = topic.difficulty
        hardest = law.value if isinstance(law, FixedDifficulty) else law.high
        if resolution.kind == "ability" and hardest > ablest:
            message = _("the hardest alarm asks {hardest:.0%} ability, and would be raised again for ever")
            allowed = _("up to {ablest:.0%}, as the ablest have").format(ablest=ablest)
            yield Finding(("topics", name, "difficulty"), message.format(hardest=hardest), allowed)
