"""What people can do, and how that changes with time and use."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from sim.workforce.errors import error_chances, errors_fall
from sim.workforce.grading import Grading
from sim.workforce.group_training import sessions
from sim.workforce.newcomers import Newcomers
from sim.workforce.practice import Practice
from sim.workforce.rota import DAY
from sim.workforce.watch import watch

MOST_AHEAD = 500  # skills evaluated at once: numpy needs hardly longer for them than for one


class Growth:
    """The learning of a crew: each midnight, everybody's skill for the day; by topic, from use to use."""

    def __init__(self, crew):
        self.crew, self.env = crew, crew.env
        skills = crew.pool.skills
        self.newcomers = Newcomers(crew)
        self.practice = Practice(crew) if skills else None
        self.grading = Grading(crew, self.practice) if skills and skills.graded else None
        self.numbers: Any = None  # of those at work
        self.coming: Iterator = iter(())  # their skills on the days to come

    def processes(self):
        """Those that this pool needs."""
        crew = self.crew
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
        self.look_anew()
        self.newcomers.end(person)

    def by_day(self):
        """A process. Each midnight, everybody's skill for the day, as it is in the middle of it."""
        while True:
            yield self.env.midnight()
            skills = next(self.coming, None) or self.look_ahead()
            self.put_down(self.numbers, *skills)

    def look_ahead(self):
        """Today's skills, and with them those of some days more, as they will be if nothing happens."""
        people = self.crew.working()
        self.numbers = np.array([p.number for p in people], int)
        days = min(28, MOST_AHEAD // max(1, len(people)) + 1)
        self.coming = zip(*self.skills(people, self.env.now + DAY * np.arange(days)), strict=True)
        return next(self.coming)

    def look_anew(self):
        """Something happens to people, other than time."""
        self.coming = iter(())

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
        """Of these, from now on."""
        self.look_anew()
        errors, ability, handle_time = self.skills(people, np.array([self.env.now]))
        self.put_down([p.number for p in people], errors[0], ability[0], handle_time[0])

    def put_down(self, numbers, errors, ability, handle_time):
        if self.crew.scenario.errors:
            self.crew.floor.set_error(numbers, errors)
        self.crew.floor.set_skill(numbers, ability, handle_time)

    def skills(self, people, moments):
        """Chances of an error, abilities and handling times at each moment, three of float64[moment, person].

        Exponentially nearer to the experienced's with tenure, as in the middle of the day.
        """
        crew, pool, curve = self.crew, self.crew.pool, self.crew.pool.learning
        middle = (moments + (DAY - moments % DAY) / 2)[:, None]
        coached = crew.coaching.remembered(people, moments[:, None])
        skilled, ahead, pace = np.array([(p.skilled, p.ahead, p.pace) for p in people]).reshape(-1, 3).T
        tenure = (middle - skilled + ahead) * pace
        errors = np.zeros(tenure.shape)
        if crew.scenario.errors:
            errors = error_chances(crew.scenario.errors, pool, tenure) * crew.coaching.errors(coached)
            errors = errors * pool.bonus.errors if pool.bonus else errors
            errors = crew.nesting.checked(people, errors)
        if curve is None:
            ability, handle_time = np.full(tenure.shape, pool.ability), np.ones(tenure.shape)
        else:
            distance = np.exp(-tenure / curve.time_constant)
            new = pool.ability if curve.ability is None else curve.ability
            ability = pool.ability - (pool.ability - new) * distance
            handle_time = 1 + (curve.handle_time - 1) * distance
        if pool.bonus:
            handle_time = handle_time * pool.bonus.handle_time
        ability, handle_time = crew.coaching.on(coached, ability, handle_time)
        return errors, *crew.nesting.beside(people, ability, handle_time)
