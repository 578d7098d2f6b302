"""What the people of a pool know of each topic when they begin: dealt by each person's own luck."""

from sim.luck.draws import draw
from sim.luck.fortunes import purpose_named


def skills_of(skills, topics, fortune):
    """Relative ability by topic, in the order of `topics`, of a person with this fortune.

    Who knows only some topics has mastered those whose draws, named after the topics, are lowest: the
    same in every design, whoever else works there.
    """
    able = skills.topics or dict.fromkeys(topics, 1.0)
    luck = {topic: draw(fortune, purpose_named(topic)) for topic in able}
    known = sorted(able, key=lambda topic: luck[topic])[: skills.known]
    return [able.get(topic, 0.0) * (1.0 if topic in known else skills.unknown) for topic in topics]
