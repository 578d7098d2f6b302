"""What must hold between what customers bring and the rest of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.scenario.check import Finding, check
from sim.scenario.customers import Demand, Topic
from sim.scenario.problems import listed, nearest
from sim.words import _


def unknown_topic(path: tuple[str | int, ...], name: str, topics: Mapping[str, Topic], key: bool) -> Finding:
    message = _("no topic is called {name}").format(name=name)
    return Finding(path, message, listed(list(topics)), nearest(name, topics), of_key=key)


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
                yield unknown_topic((*path, topic), topic, topics, key=True)
        total = sum(population.topics.values())
        if population.topics and abs(total - 1) > 1e-6:
            message = _("shares of topics add up to {total:.6g}%").format(total=total * 100)
            yield Finding(path, message, "100%")
