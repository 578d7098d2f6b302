"""Who counts as a newcomer: for measures, whatever the scenario lets people learn."""

import numpy as np

from sim.workforce.off_phone import is_there
from sim.workforce.rota import DAY


class Newcomers:
    """Those of a crew who have worked for less than the pool's `newcomer`."""

    def __init__(self, crew):
        self.crew = crew

    def begin(self, person):
        env, until = self.crew.env, person.skilled + self.crew.pool.newcomer
        self.count(person, env.now - person.skilled < self.crew.pool.newcomer)
        if person.newcomer:
            env.process(self.settles(person, -(-until // DAY) * DAY))

    def settles(self, person, midnight):
        """A process: someone will have been here for long enough."""
        yield self.crew.env.timeout(midnight - self.crew.env.now)
        if is_there(self.crew, person):
            self.count(person, False)

    def end(self, person):
        self.count(person, False)

    def count(self, person, is_new):
        crew = self.crew
        if person.newcomer != is_new:
            person.newcomer = is_new
            crew.ledger.change("newcomers", crew.index, 1 if is_new else -1)
        crew.floor.set_agents("newcomer", [person.number], np.array([int(is_new)]))
