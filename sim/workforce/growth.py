"""What people can do, and how that changes with time and use."""

import numpy as np

from sim.workforce.errors import error_chances, errors_fall
from sim.workforce.grading import Grading
from sim.workforce.group_training import sessions
from sim.workforce.newcomers import Newcomers
from sim.workforce.practice import Practice
from sim.workforce.rota import DAY
from sim.workforce.watch import watch


class Growth:
    """The learning of a crew: each midnight, everybody's skill for the day; by topic, from use to use."""

    def __init__(self, crew):
        self.crew, self.env = crew, crew.env
        skills = crew.pool.skills
        self.newcomers = Newcomers(crew)
        self.practice = Practice(crew) if skills else None
        self.grading = Grading(crew, self.practice) if skills and skills.graded else None

    def processes(self):
        """Those that this pool needs."""
        crew = self.crew
        yield self.newcomers.by_day
        if crew.pool.learning or crew.coaching.used or errors_fall(crew.scenario.errors, crew.pool):
            yield self.by_day
        if self.practice and crew.pool.skills.fades:
            yield self.practice.fade
        if self.grading:
            yield self.grading.widen
        if crew.pool.group_training:
            yield lambda: sessions(crew)

    def furnish(self, rows):
        """Room for the skills of agents who come to these rows."""
        if self.crew.pool.skills:
            self.crew.floor.add_skills(rows, len(self.crew.scenario.topics))

    def take_row(self, person):
        """The person's row on the floor: of each topic what he knows, and nothing from colleagues yet."""
        floor = self.crew.floor
        floor.start_anew(person.number)
        self.set_skill([person])
        floor.begin_work(person.number, *(self.practice.knowledge(person) if self.practice else ((), ())))

    def begin(self, person):
        """Someone begins to work."""
        self.take_row(person)
        self.newcomers.begin(person)
        if self.grading:
            self.grading.begin(person)
        elif self.practice:
            self.practice.set_pace([person], [self.practice.topics_taken()])
        if self.crew.pool.watch:
            self.env.process(watch(self.crew, person))

    def end(self, person):
        """Someone leaves, and takes along what he knows by topic, should he go on elsewhere in the centre."""
        if self.practice and person.trained:
            person.known = self.practice.of(person)
        self.newcomers.end(person)

    def by_day(self):
        """A process. Each midnight, everybody's skill for the day, as it is in the middle of it."""
        while True:
            yield self.env.timeout(DAY - self.env.now % DAY)
            self.set_skill(self.crew.working())

    def taught(self, people, tenure, contacts=None):
        """Training or coaching takes these ahead: by so many minutes of tenure on the learning curve and,
        where skill grows with use, as if by so many contacts, array[topic]."""
        for person in people:
            person.ahead += tenure
        if people:
            self.set_skill(people)
        if people and self.practice and contacts is not None:
            self.practice.add(people, contacts)

    def set_skill(self, people):
        """Ability and handling time, exponentially nearer to the experienced's with tenure."""
        crew, now = self.crew, self.env.now
        pool, curve = crew.pool, crew.pool.learning
        numbers = [p.number for p in people]
        middle = now + (DAY - now % DAY) / 2
        tenure = np.array([p.practice(middle) for p in people])
        if crew.scenario.errors:
            errors = error_chances(crew.scenario.errors, pool, tenure) * crew.coaching.errors(people)
            errors = errors * pool.bonus.errors if pool.bonus else errors
            crew.floor.set_error(numbers, crew.nesting.checked(people, errors))
        if curve is None:
            ability, handle_time = np.full(len(people), pool.ability), np.ones(len(people))
        else:
            distance = np.exp(-tenure / curve.time_constant)
            new = pool.ability if curve.ability is None else curve.ability
            ability = pool.ability - (pool.ability - new) * distance
            handle_time = 1 + (curve.handle_time - 1) * distance
        if pool.bonus:
            handle_time = handle_time * pool.bonus.handle_time
        ability, handle_time = crew.coaching.on(people, ability, handle_time)
        crew.floor.set_skill(numbers, *crew.nesting.beside(people, ability, handle_time))
