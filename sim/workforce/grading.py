"""Graded skills: a newcomer takes the commonest topics first, and one more after another."""

import numpy as np

from sim.scenario.routing import takes
from sim.scenario.weeks import topic_shares
from sim.workforce.off_phone import off_phone


def order_of(scenario, pool):
    """The numbers of the topics that a pool takes, the commonest first."""
    shares = topic_shares(scenario)
    taken = [n for n, topic in enumerate(scenario.topics) if takes(pool, topic)]
    return sorted(taken, key=lambda n: -list(shares.values())[n])


def learned_after(graded, rates):
    """Minutes of work after which each topic is taken, in order; `rates`: contacts a minute about each."""
    extra = np.maximum(0, np.arange(len(rates)) - graded.first + 1)
    if graded.every is not None:
        return extra * graded.every
    after, time = np.zeros(len(rates)), 0.0
    for place in range(graded.first, len(rates)):
        rate = sum(rates[:place])
        time += graded.uses / rate if rate else np.inf
        after[place] = time
    return after


class Grading:
    """Who of a crew takes which topics, where newcomers begin with some."""

    def __init__(self, crew, practice):
        self.crew, self.practice, self.graded = crew, practice, crew.pool.skills.graded
        self.order = practice.order
        self.learning: set = set()  # who has a lesson

    def begin(self, person):
        """Who was there before the first day has widened already."""
        tenure = max(0.0, self.crew.env.now - person.skilled)
        after = learned_after(self.graded, [self.practice.rates[n] for n in self.order])
        self.take(person, int(np.sum(after <= tenure)))

    def take(self, person, topics):
        """The person takes the first so many, and looks at the line anew: what waits may fit him now."""
        person.topics = topics
        untaught = np.zeros((1, len(self.practice.topics)), np.int64)
        untaught[0, self.order[topics:]] = 1
        self.crew.floor.set_skills("untaught", [person.number], untaught)
        self.practice.set_pace([person], [topics])
        if self.crew.duty.is_on_phone(person):
            self.crew.duty.take_off([person], "lesson")
            self.crew.duty.put_back([person], "lesson")

    def widen(self):
        """A process. Each midnight, whoever is due learns the next topic."""
        crew = self.crew
        while True:
            yield crew.env.midnight()
            narrow = [p for p in crew.working() if p.topics < len(self.order) and p not in self.learning]
            for person in self.due(narrow):
                if self.graded.takes:
                    crew.env.process(self.lesson(person))
                else:
                    self.take(person, person.topics + 1)

    def due(self, people):
        crew, first = self.crew, self.graded.first
        if not people:
            return []
        more = np.array([p.topics - first + 1 for p in people])  # beyond the first ones, with the next
        if self.graded.every is not None:
            done = crew.env.now - np.array([p.skilled for p in people]) >= more * self.graded.every
        else:
            uses = crew.floor.skills_of("uses", [p.number for p in people], len(self.practice.topics))
            paces = np.array([self.practice.pace(p.topics) for p in people])
            done = uses.sum(axis=1) / paces >= more * self.graded.uses
        return [person for person, is_due in zip(people, done, strict=True) if is_due]

    def lesson(self, person):
        """Off the phone, then one topic more."""
        self.learning.add(person)
        yield from off_phone(self.crew, person, self.graded.takes, "lesson")
        self.learning.discard(person)
        if self.crew.people.get(person.place) is person and person.trained:
            self.take(person, person.topics + 1)
