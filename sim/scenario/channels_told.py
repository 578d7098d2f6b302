"""Channels and work that can wait, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.channels import Channel, answer_within, chats_at_once, slower
from sim.scenario.distributions import mean
from sim.scenario.durations import write_duration
from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.weeks import topic_shares
from sim.words import _


@told
def channels(scenario: Scenario) -> Iterator[str]:
    for name, channel in scenario.channels.items():
        yield _channel(name, channel)
    for name, tier in scenario.tiers.items() if waits(scenario) else ():
        message = _(
            "{tier}: work that can wait is taken up while more than {quiet} agents are idle, and goes "
            "before callers from {urgent} before its promised time."
        )
        urgent = write_duration(tier.backlog.urgent)
        yield message.format(tier=name, quiet=tier.backlog.quiet, urgent=urgent)


def waits(scenario: Scenario) -> bool:
    """Whether there is any work that can wait."""
    written = any(channel.kind == "written" for channel in scenario.channels.values())
    return written or any((scenario.callback, scenario.defer, scenario.survey, scenario.outreach))


def _channel(name: str, channel: Channel) -> str:
    if channel.kind == "written":
        message = _("{share:.0%} of issues come by {name}, to be answered within {within}.")
        within = write_duration(answer_within(channel))
        return message.format(share=channel.share, name=name, within=within)
    if channel.kind == "chat":
        message = _(
            "{share:.0%} of issues come by {name}: up to {n} at once of one agent, each of which takes "
            "{slower:.0%} longer for each beside it."
        )
        words = {"n": chats_at_once(channel), "slower": slower(channel)}
        return message.format(share=channel.share, name=name, **words)
    return _("{share:.0%} of issues come by {name}.").format(share=channel.share, name=name)


@told
def callback(scenario: Scenario) -> Iterator[str]:
    block = scenario.callback
    if block is not None:
        message = _(
            "Who would have to expect a wait of more than {above} is offered to be called back within "
            "{within}; {accepted:.0%} accept, an attempt reaches {reached:.0%}."
        )
        yield message.format(
            above=write_duration(block.above),
            within=write_duration(block.within),
            accepted=block.accepted,
            reached=block.reached,
        )


@told
def defer(scenario: Scenario) -> Iterator[str]:
    block = scenario.defer
    if block is not None:
        shares = topic_shares(scenario)
        share = sum(shares[name] * topic.deferrable for name, topic in scenario.topics.items())
        message = _(
            "{share:.0%} of cases can wait: while callers would have to expect more than {above}, they are "
            "noted in {takes} and put off, for {within} at most."
        )
        yield message.format(
            share=share,
            above=write_duration(block.above),
            takes=write_duration(block.takes),
            within=write_duration(block.within),
        )


@told
def survey(scenario: Scenario) -> Iterator[str]:
    block = scenario.survey
    if block is not None:
        message = _(
            "{sample:.0%} of the issues closed as solved are asked about {after} later on average, "
            "by {who} in {takes}; what is not solved is reopened."
        )
        yield message.format(
            sample=block.sample,
            after=write_duration(round(mean(block.after), 1)),
            who=(_("leads of {tier}") if block.leads else "{tier}").format(
                tier=block.by or next(iter(scenario.tiers))
            ),
            takes=write_duration(block.takes),
        )


@told
def outreach(scenario: Scenario) -> Iterator[str]:
    block = scenario.outreach
    if block is not None:
        message = _(
            "Issues of {topics} that can be seen coming {lead} ahead are called about in quiet time, "
            "in {takes}; {prevents:.0%} of the calls prevent them."
        )
        yield message.format(
            topics=", ".join(block.topics),
            lead=write_duration(block.lead),
            takes=write_duration(block.takes),
            prevents=block.prevents,
        )
