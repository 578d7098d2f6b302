"""Trainers, and the classes in which newcomers begin."""

import simpy

from sim.workforce.rota import WEEK


class Classroom:
    """Whoever was hired waits for a class; a class starts when a trainer is free and enough wait."""

    def __init__(self, hiring):
        self.hiring, self.crew = hiring, hiring.crew
        self.rules = hiring.rules.trainers
        env = self.crew.env
        self.trainers = simpy.Resource(env, self.rules.number)
        self.waiting = []  # (opening, candidate), in order of coming
        self.enough = env.event()
        self.crew.ledger.change("trainers", self.crew.index, self.rules.number)
        self.crew.ledger.pay("trainers", self.crew.index, self.crew.pool.hours / 60 * self.rules.wage / WEEK)
        env.process(self.classes())

    def join(self, opening, candidate):
        """Someone is ready to begin."""
        self.waiting.append((opening, candidate))
        if len(self.waiting) >= self.rules.least and not self.enough.triggered:
            self.enough.succeed()

    def classes(self):
        """A process: class after class, for ever."""
        while True:
            trainer = self.trainers.request()
            yield trainer
            if len(self.waiting) < self.rules.least:
                self.enough = self.crew.env.event()
                yield self.enough
            newcomers, self.waiting = (
                self.waiting[: self.rules.class_size],
                self.waiting[self.rules.class_size :],
            )
            self.crew.env.process(self.teach(trainer, newcomers))

    def teach(self, trainer, newcomers):
        """A process: a class from its first day to its last."""
        crew = self.crew
        crew.ledger.change("teaching", crew.index, 1)
        for opening, candidate in newcomers:
            self.hiring.begin(opening, candidate)
        yield crew.env.timeout(self.hiring.training)
        crew.ledger.change("teaching", crew.index, -1)
        self.trainers.release(trainer)
