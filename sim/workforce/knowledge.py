"""What the people of a pool know of each topic when they begin: dealt by each person's own luck."""

from zlib import crc32

from sim.luck.draws import TOPIC_NAMES, draw


def skills_of(skills, topics, fortune):
    """Relative ability by topic, in the order of `topics`, of a person with this fortune.

    Who knows only some topics has mastered those whose draws, named after the topics, are lowest: the
    same in every design, whoever else works there.
    """
    able = skills.topics or dict.fromkeys(topics, 1.0)
    luck = {topic: draw(fortune, TOPIC_NAMES + (crc32(topic.encode()) & 0x7FFFFFFF)) for topic in able}
    known = sorted(able, key=lambda topic: luck[topic])[: skills.known]
    return [able.get(topic, 0.0) * (1.0 if topic in known else skills.unknown) for topic in topics]
