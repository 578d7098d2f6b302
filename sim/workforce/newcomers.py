"""Who counts as a newcomer: for measures, whatever the scenario lets people learn."""

import numpy as np

from sim.workforce.rota import DAY


class Newcomers:
    """Those of a crew who have worked for less than the pool's `newcomer`."""

    def __init__(self, crew):
        self.crew = crew

    def begin(self, person):
        self.count(person, self.crew.env.now - person.skilled < self.crew.pool.newcomer)

    def end(self, person):
        self.count(person, False)

    def by_day(self):
        """A process. Each midnight some have been here for long enough."""
        crew = self.crew
        while True:
            yield crew.env.timeout(DAY - crew.env.now % DAY)
            for person in crew.people.values():
                if person.newcomer and person.trained and crew.env.now - person.skilled >= crew.pool.newcomer:
                    self.count(person, False)

    def count(self, person, is_new):
        crew = self.crew
        if person.newcomer != is_new:
            person.newcomer = is_new
            crew.ledger.change("newcomers", crew.index, 1 if is_new else -1)
        crew.floor.set_agents("newcomer", [person.number], np.array([int(is_new)]))
