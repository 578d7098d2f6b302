"""What customers bring, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.distributions import quantile
from sim.scenario.durations import MONTH, WEEK, YEAR, write_duration
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.weeks import heard_by_bot, mix_by_time, open_shares, pace, profile, topic_shares
from sim.scenario.workload import difficulties, settled_by
from sim.words import _


@told
def populations(scenario: Scenario) -> Iterator[str]:
    for name in scenario.populations:
        weekly = float(profile(scenario, name).sum()) * scenario.demand.scale
        ahead = scenario.populations[name].hours_ahead
        message = _("{name} brings {n:,.0f} issues a week.")
        if ahead:
            message = _(
                "{name} brings {n:,.0f} issues a week; its clock is {ahead:+g} hours from the centre's."
            )
        yield message.format(name=name, n=weekly, ahead=ahead)


@told
def mix(scenario: Scenario) -> Iterator[str]:
    if mix_by_time(scenario):
        shares = topic_shares(scenario)
        message = _("The mix of topics changes in the course of the week; over all of it: {shares}.")
        yield message.format(shares=", ".join(f"{name} {shares[name]:.1%}" for name in scenario.topics))


@told
def own_patience(scenario: Scenario) -> Iterator[str]:
    for name, topic in scenario.topics.items():
        if not isinstance(topic.patience, float) and topic.patience.kind != "never":
            message = _("Of those who wait with {name}, half give up within {median}.")
            yield message.format(name=name, median=write_duration(round(quantile(topic.patience, 0.5), 1)))


@told
def told_ahead(scenario: Scenario) -> Iterator[str]:
    for name, topic in scenario.topics.items():
        if topic.told_ahead < 1:
            message = _(
                "Who calls about {name} is told how many wait; each takes {share:.0%} of the patience."
            )
            yield message.format(name=name, share=1 - topic.told_ahead)


@told
def pace_of_the_week(scenario: Scenario) -> Iterator[str]:
    if scenario.pace is not None:
        at_work = pace(scenario)[open_shares(scenario) > 0]
        message = _("Handling takes {least:.0%} to {most:.0%} of what the topics say, by time of the week.")
        yield message.format(least=at_work.min(), most=at_work.max())


@told
def incidents(scenario: Scenario) -> Iterator[str]:
    for name, incident in scenario.incidents.items():
        message = _(
            "{name}: {faults:g} faults a year of which {n:g} call, {weekly:.3g} a week on average, "
            "beside the load above."
        )
        faults = incident.per_year
        if faults is None:
            message = _("{name}: on {faults} known days a fault of which {n:g} call, beside the load above.")
            faults = len(incident.on or ())
        weekly = faults * incident.contacts * WEEK / YEAR
        yield message.format(name=name, faults=faults, n=incident.contacts, weekly=weekly)
        if incident.announcement:
            message = _(
                "{name}: {after} after the fault an announcement spares {share:.0%} of those to come."
            )
            said = incident.announcement
            yield message.format(name=name, after=write_duration(said.after), share=said.deflects)


@told
def causes_removed(scenario: Scenario) -> Iterator[str]:
    months = scenario.calendar.length / MONTH
    for topic, plan in scenario.problem_management.items():
        message = _("Problem management removes {share:.0%} of the causes of {topic} by the end of the run.")
        yield message.format(topic=topic, share=plan.removed(months))


@told
def alarms(scenario: Scenario) -> Iterator[str]:
    for name, topic in scenario.topics.items():
        if topic.alarm is not None:
            message = _(
                "{name} are alarms: nobody hangs up, and monitoring raises them again {after} later "
                "until solved."
            )
            yield message.format(name=name, after=write_duration(topic.alarm.again))


@told
def bot(scenario: Scenario) -> Iterator[str]:
    said = scenario.bot
    if said is None:
        return
    names, shares = heard_by_bot(scenario), topic_shares(scenario)
    heard = sum(shares[name] for name in names)
    parts = {name: settled_by(said, difficulties(scenario.topics[name])).mean() for name in names}
    settled = sum(shares[name] * parts[name] for name in names) / (heard or 1.0)
    message = _(
        "A bot hears {names} for {takes}: it settles {settled:.0%} of these, and {annoyed:.0%} hang up on it."
    )
    takes, annoyed = write_duration(said.takes), (1 - settled) * said.annoys
    yield message.format(names=", ".join(names), takes=takes, settled=settled, annoyed=annoyed)
