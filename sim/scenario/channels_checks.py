"""What must hold of channels and of work that can wait."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.bot import Bot
from sim.scenario.channels import RESERVED, Channel, Defer, Survey
from sim.scenario.check import Finding, check, unknown_tier, unknown_topic
from sim.scenario.customers import Topic
from sim.scenario.incidents import ProblemManagement
from sim.scenario.levels import Tier
from sim.scenario.outreach import Outreach
from sim.scenario.problems import listed
from sim.words import _

OF_KIND = {"answer_within": "written", "at_once": "chat", "slower": "chat"}


@check
def channels_fit(channels: dict[str, Channel]) -> Iterator[Finding]:
    total = sum(channel.share for channel in channels.values())
    if channels and abs(total - 1) > 1e-6:
        message = _("shares of channels add up to {total:.6g}%").format(total=total * 100)
        yield Finding(("channels",), message, "100%")
    for number, (name, channel) in enumerate(channels.items()):
        if name in RESERVED:
            message = _("{name} is the name of work that the centre does by itself").format(name=name)
            yield Finding(("channels", name), message, _("no name of {names}").format(names=listed(RESERVED)))
        if (channel.kind == "phone") != (number == 0):
            message = _("the first channel, and no other, is the telephone: the first line's figures are its")
            yield Finding(("channels", name, "kind"), message, "phone" if number == 0 else "chat, written")
        for key, kind in OF_KIND.items():
            if getattr(channel, key) is not None and channel.kind != kind:
                message = _("only channels of kind {kind} have it").format(kind=kind)
                yield Finding(("channels", name, key), message)
    chats = [name for name, channel in channels.items() if channel.kind == "chat"]
    for name in chats[1:]:
        message = _("there is a channel of chats already, {name}").format(name=chats[0])
        yield Finding(("channels", name, "kind"), message, _("one channel of chats"))


@check
def deferring_fits(topics: dict[str, Topic], defer: Defer | None) -> Iterator[Finding]:
    if defer is not None and not any(topic.deferrable > 0 for topic in topics.values()):
        yield Finding(("defer",), _("no topic has anything that can wait"), "topics.*.deferrable: 30%")


@check
def survey_fits(tiers: dict[str, Tier], survey: Survey | None) -> Iterator[Finding]:
    if survey is not None and survey.by is not None and survey.by not in tiers:
        yield unknown_tier(("survey", "by"), survey.by, tiers)


@check
def outreach_fits(
    topics: dict[str, Topic],
    tiers: dict[str, Tier],
    outreach: Outreach | None,
    bot: Bot | None,
    problem_management: dict[str, ProblemManagement],
) -> Iterator[Finding]:
    if outreach is None:
        return
    for name in outreach.topics:
        if name not in topics:
            yield unknown_topic(("outreach", "topics", name), name, topics, of_key=True)
        elif topics[name].alarm is not None:
            message = _("{name} are alarms: there is no customer to call").format(name=name)
            yield Finding(("outreach", "topics", name), message, of_key=True)
    if outreach.by is not None and outreach.by not in tiers:
        yield unknown_tier(("outreach", "by"), outreach.by, tiers)
    for key, block in (("bot", bot), ("problem_management", problem_management)):
        if block:
            message = _("{key} is there too: both would prevent the same issues").format(key=key)
            yield Finding(("outreach",), message, _("one of the two"))
