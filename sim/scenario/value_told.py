"""What solved issues bring in, told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.schema import Scenario
from sim.scenario.telling import told
from sim.scenario.weeks import topic_shares
from sim.words import _


@told
def value(scenario: Scenario) -> Iterator[str]:
    values = [topic.value for topic in scenario.topics.values()]
    if any(values):
        shares = topic_shares(scenario)
        mean = sum(shares[name] * topic.value for name, topic in scenario.topics.items())
        message = _(
            "A solved issue brings in {least:g} to {most:g} {currency} by topic, {mean:.3g} on average."
        )
        if min(values) == max(values):
            message = _("A solved issue brings in {most:g} {currency}.")
        yield message.format(least=min(values), most=max(values), mean=mean, currency=scenario.currency)
