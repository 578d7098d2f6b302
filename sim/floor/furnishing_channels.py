"""The channels of a scenario, and the kinds of work that its centre puts off or does by itself, as rows."""

from sim.floor.kinds import CALLBACK, CHAT, DEFERRED, NEVER, OUTREACH, PHONE, SURVEY, WRITTEN
from sim.luck.decks import deck_of
from sim.scenario.channels import answer_within, chats_at_once, slower
from sim.scenario.distributions import mean
from sim.scenario.weeks import topic_shares

KINDS = {"phone": PHONE, "chat": CHAT, "written": WRITTEN}


def furnish_channels(centre, scenario, decks):
    names = scenario.channel_names
    centre.house.channels = len(names)
    for number, name in enumerate(names):
        row = centre.channels[number]
        if name in scenario.channels:
            channel = scenario.channels[name]
            row.kind = KINDS[channel.kind]
            row.at_once = chats_at_once(channel)
            row.slower = slower(channel)
            if row.kind == CHAT:
                centre.house.chat = number
            row.within = answer_within(channel) if channel.kind == "written" else NEVER
    for number, tier in enumerate(scenario.tiers.values()):
        row = centre.tiers[number]
        row.quiet, row.urgent = tier.backlog.quiet, tier.backlog.urgent
        if len(names) > 1:
            row.plain = 0
    first, shares = next(iter(scenario.tiers)), topic_shares(scenario)
    centre.tiers[0].mean_handle = sum(
        shares[name] * mean(topic.handle_at.get(first, topic.handle))
        for name, topic in scenario.topics.items()
    )
    if scenario.callback is not None:
        furnish_callback(centre, scenario.callback, names.index("callback"))
    if scenario.outreach is not None:
        furnish_outreach(centre, scenario, names.index("outreach"))
    if scenario.survey is not None:
        furnish_survey(centre, scenario, decks, names.index("survey"))
    if scenario.defer is not None:
        furnish_deferring(centre, scenario, names.index("deferred"))


def furnish_callback(centre, block, number):
    centre.channels[number].kind, centre.channels[number].within = CALLBACK, block.within
    centre.tiers[0].callback_above = block.above
    later = centre.later
    later.callback = number
    later.accepted, later.reached = block.accepted, block.reached
    later.attempts, later.attempt_takes, later.again = block.attempts, block.attempt_takes, block.again


def furnish_deferring(centre, scenario, number):
    block = scenario.defer
    centre.channels[number].kind, centre.channels[number].within = DEFERRED, block.within
    centre.tiers[0].defer_above = block.above
    centre.later.deferred, centre.later.note_takes = number, block.takes
    for topic, row in zip(scenario.topics.values(), centre.topics, strict=False):
        row.deferrable = topic.deferrable


def furnish_survey(centre, scenario, decks, number):
    block = scenario.survey
    centre.channels[number].kind, centre.channels[number].within = SURVEY, block.within
    later = centre.later
    later.survey, later.sample, later.survey_takes = number, block.sample, block.takes
    cards, later.survey_after = deck_of(block.after)
    later.survey_deck = decks.number(cards)
    later.survey_leads = int(block.leads)
    later.survey_tier = 0 if block.by is None else list(scenario.tiers).index(block.by)


def furnish_outreach(centre, scenario, number):
    block = scenario.outreach
    centre.channels[number].kind, centre.channels[number].within = OUTREACH, block.lead
    later = centre.later
    later.outreach, later.outreach_takes, later.prevents = number, block.takes, block.prevents
    later.outreach_tier = 0 if block.by is None else list(scenario.tiers).index(block.by)
