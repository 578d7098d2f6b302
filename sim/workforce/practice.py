"""Learning by use and forgetting by disuse, where the people of a pool have skills by topic."""

import numpy as np

from sim.scenario.routing import takes
from sim.scenario.workload import practice_of
from sim.workforce.grading import learned_after, order_of
from sim.workforce.knowledge import skills_of
from sim.workforce.rota import WEEK


class Practice:
    """What the people of a crew have of each topic: what they began with, and uses since.

    Experience depreciates: E(t) = k E(t - 1) + uses, as in Argote, Beckman & Epple 1990 and Darr, Argote &
    Epple 1995, each week. A contact counts 1 / (1 + breadth (topics - 1)) of a use.
    """

    def __init__(self, crew):
        self.crew, self.skills = crew, crew.pool.skills
        self.topics = list(crew.scenario.topics)
        # Contacts a minute about each topic, of those there on the first day.
        self.rates = practice_of(crew.scenario, crew.name)
        self.order = order_of(crew.scenario, crew.pool)

    def knowledge(self, person):
        """By topic: relative ability on beginning, and contacts handled since."""
        tenure = max(0.0, person.practice(self.crew.env.now))
        start = skills_of(self.skills, self.topics, person.fortune)
        if person.known is not None:
            return start, person.known.tolist()
        if not (self.skills.fades or self.skills.breadth or self.skills.graded):
            return start, [float(int(tenure * rate)) for rate in self.rates]
        after = np.zeros(len(self.topics))
        if self.skills.graded:
            after[self.order] = learned_after(self.skills.graded, [self.rates[n] for n in self.order])
        in_use = np.maximum(0.0, tenure - after)
        if self.skills.fades:
            rate = np.log(2) / self.skills.fades
            in_use = (1 - np.exp(-rate * in_use)) / rate
        return start, (in_use * self.rates * self.pace(np.sum(tenure >= after[self.order]))).tolist()

    def of(self, person):
        """Contacts handled, and what counts like them: array[topic]."""
        return self.crew.floor.skills_of("uses", [person.number], len(self.topics))[0]

    def pace(self, topics):
        """What a contact counts for who takes so many topics."""
        return 1.0 / (1.0 + self.skills.breadth * max(0, int(topics) - 1))

    def set_pace(self, people, topics):
        """For these, who take so many topics each."""
        paces = np.array([self.pace(each) * p.pace for p, each in zip(people, topics, strict=True)], float)
        self.crew.floor.set_agents("pace", [p.number for p in people], paces)

    def fade(self):
        """A process. Each week what was practised counts for less."""
        crew, keep = self.crew, 0.5 ** (WEEK / self.skills.fades)
        while True:
            yield crew.env.timeout(WEEK - crew.env.now % WEEK)
            uses = crew.floor.skills_of("uses", crew.rows, len(self.topics))
            crew.floor.set_skills("uses", crew.rows, uses * keep)

    def add(self, people, contacts):
        """What is worth so many contacts of each topic, array[topic], to each of these."""
        numbers = [p.number for p in people]
        uses = self.crew.floor.skills_of("uses", numbers, len(self.topics))
        self.crew.floor.set_skills("uses", numbers, uses + contacts)

    def topics_taken(self):
        return sum(takes(self.crew.pool, topic) for topic in self.topics)
