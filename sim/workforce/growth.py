"""What people can do, and how that changes with time and use."""

import numpy as np

from sim.scenario.workload import practice_of
from sim.workforce.errors import error_chances, errors_fall
from sim.workforce.knowledge import skills_of
from sim.workforce.rota import DAY


class Growth:
    """The learning of a crew: each midnight, everybody's skill for the day."""

    def __init__(self, crew):
        self.crew, self.env = crew, crew.env
        skilled = crew.pool.skills
        # Contacts a minute about each topic, of those there on the first day.
        self.practice = practice_of(crew.scenario, crew.name) if skilled else []

    def furnish(self, rows):
        """Room for the skills of agents who come to these rows."""
        if self.crew.pool.skills:
            self.crew.floor.add_skills(rows, len(self.crew.scenario.topics))

    def by_day(self):
        """A process. Each midnight, everybody's skill for the day, as it is in the middle of it."""
        crew = self.crew
        while crew.pool.learning or errors_fall(crew.scenario.errors, crew.pool):
            yield self.env.timeout(DAY - self.env.now % DAY)
            self.set_skill(crew.working())

    def knowledge(self, person):
        """By topic, where the pool has skills: relative ability on beginning, and contacts handled since."""
        crew = self.crew
        if crew.pool.skills is None:
            return (), ()
        start = skills_of(crew.pool.skills, list(crew.scenario.topics), person.fortune)
        tenure = max(0.0, person.practice(self.env.now))
        return start, [int(tenure * rate) for rate in self.practice]

    def set_skill(self, people):
        """Ability and handling time, exponentially nearer to the experienced's with tenure."""
        crew, now = self.crew, self.env.now
        pool, curve = crew.pool, crew.pool.learning
        numbers = [p.number for p in people]
        middle = now + (DAY - now % DAY) / 2
        tenure = np.array([p.practice(middle) for p in people])
        if crew.scenario.errors:
            errors = error_chances(crew.scenario.errors, pool, tenure)
            crew.floor.set_error(numbers, crew.nesting.checked(people, errors))
        if curve is None:
            ability, handle_time = np.full(len(people), pool.ability), np.ones(len(people))
        else:
            distance = np.exp(-tenure / curve.time_constant)
            new = pool.ability if curve.ability is None else curve.ability
            ability = pool.ability - (pool.ability - new) * distance
            handle_time = 1 + (curve.handle_time - 1) * distance
        crew.floor.set_skill(numbers, *crew.nesting.beside(people, ability, handle_time))
