"""The people of a pool: places on the payroll, who holds them, and what they do on the floor."""

import math
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import simpy

from sim.luck.decks import deck_of
from sim.luck.draws import draw
from sim.luck.fortunes import exponential, fortune, uniform
from sim.scenario.weeks import seats_wanted
from sim.scenario.workload import practice_of
from sim.theory.attrition import hazard_of
from sim.workforce.errors import error_chances, errors_fall
from sim.workforce.knowledge import skills_of
from sim.workforce.rota import DAY, WEEK, assign, shifts_of
from sim.workforce.scripts import training_share

YEAR = 365 * DAY
NEVER = math.inf
GOLDEN = (math.sqrt(5) - 1) / 2  # its multiples are spread most evenly

# What a person's draws are for.
STAYING, TENURE, CYCLE, CHOICE = range(4)
ABSENCE = 16  # from here on, one a day


@dataclass(eq=False)
class Person:
    """Someone on the payroll. Times on the simulation's clock, minutes."""

    place: int
    number: int  # of the agent's row on the floor
    fortune: int
    leaves: float
    skilled: float  # when training ends or ended: tenure counts from here
    vacant_since: float = NEVER  # since when nobody worked there; NEVER if that is not known
    in_training: bool = False
    trained: bool = False


class Crew:
    """One pool: its places, its rota, its learning. Acts on the floor through sign-ins and sign-outs."""

    def __init__(self, env, floor, ledger, scenario, period, name, index, first_row, luck):
        """`luck`: (seed, replication); `first_row`: of the pool's agents on the floor."""
        self.env, self.floor, self.ledger = env, floor, ledger
        self.scenario, self.period = scenario, period
        self.name, self.index, self.luck = name, index, luck
        self.pool = scenario.pools[name]
        self.rows = range(first_row, first_row + self.pool.agents)
        a = self.pool.attrition
        yearly = hazard_of(a.yearly_rate, a.cohort_share, a.hazard) if a else 0.0
        self.hazard = yearly / YEAR
        self.practice: list[float] = []  # contacts a minute about each topic, of those there on the first day
        if self.pool.skills:
            floor.add_skills(self.rows, len(scenario.topics))
            self.practice = practice_of(scenario, name)
        self.people: dict[int, Person] = {}  # by place
        self.on_duty: set[Person] = set()
        self.places = [env.process(self.place(i)) for i in range(self.pool.agents)]
        env.process(self.rota())
        if self.pool.learning or errors_fall(scenario.errors, self.pool):
            env.process(self.learning())

    # --- coming and going ------------------------------------------------------------------------

    def place(self, place):
        """A place on the payroll: someone holds it, leaves, and is replaced."""
        person = self.first_holder(place)
        generation, vacant_since = 0, NEVER
        while True:
            if person:
                with suppress(simpy.Interrupt):  # told to leave
                    yield from self.employment(person)
                self.leave(person)
                if person.trained:
                    vacant_since = self.env.now
            if self.pool.hiring is None:
                return
            yield self.env.timeout(self.vacancy(place) if person is None else self.pool.hiring.lead_time)
            generation += 1
            person = self.newcomer(place, generation)
            person.vacant_since = vacant_since

    def employment(self, person):
        """Training, then work, until the day of leaving."""
        env = self.env
        self.people[person.place] = person
        self.ledger.change("employed", self.index, 1)
        if person.skilled > env.now:
            person.in_training = True
            self.ledger.change("training", self.index, 1)
            yield env.timeout(min(person.skilled, person.leaves) - env.now)
        if env.now < person.leaves:
            self.begin_work(person)
            yield env.timeout(person.leaves - env.now)

    def begin_work(self, person):
        person.trained = True
        if person.in_training:
            person.in_training = False
            self.ledger.happened("trained", self.index)
            self.ledger.change("training", self.index, -1)
        if person.vacant_since < NEVER:
            self.ledger.refilled(self.index, self.env.now - person.vacant_since)
        self.floor.start_anew(person.number)
        self.set_skill([person])
        self.floor.begin_work(person.number, *self.knowledge(person))
        if self.pool.seats is None and self.is_open():
            self.go_on_duty([person])

    def leave(self, person):
        del self.people[person.place]
        self.ledger.change("employed", self.index, -1)
        self.ledger.happened("left", self.index)
        if person.in_training:
            self.ledger.change("training", self.index, -1)
        if person in self.on_duty:
            self.go_off_duty([person])

    def newcomer(self, place, generation):
        self.ledger.happened("hired", self.index)
        luck = self.fortune_of(place, generation)
        now = self.env.now
        return Person(place, self.rows[place], luck, now + self.stay(luck), now + self.training())

    def training(self):
        """Minutes of it; scripts may shorten it."""
        return self.pool.hiring.training * training_share(self.scenario, self.name)

    def first_holder(self, place):
        """Who holds it on the first day: tenure as the roster says, or as after many years.

        In the long run a place is vacant for the lead time out of every lead time and stay; who
        holds it has been there for a time from the equilibrium age distribution, S(a) / E[T], which
        is exponential when the hazard is constant.
        """
        luck = self.fortune_of(place, 0)
        now = self.env.now
        if self.scenario.calendar.people == "long_run" and self.hazard:
            if self.pool.hiring and uniform(luck, CYCLE) < self.vacant_share():
                return None
            hired = now - exponential(luck, TENURE) / self.hazard
            skilled = hired + (self.training() if self.pool.hiring else 0.0)
        else:
            skilled = now - self.tenure_today(place, luck)
        return Person(place, self.rows[place], luck, now + self.stay(luck), skilled)

    def vacant_share(self):
        lead = self.pool.hiring.lead_time
        return lead / (lead + 1 / self.hazard)

    def vacancy(self, place):
        """What is left of a vacancy met on the first day: the draw that made it one, spread over it."""
        return self.pool.hiring.lead_time * uniform(self.fortune_of(place, 0), CYCLE) / self.vacant_share()

    def tenure_today(self, place, luck):
        tenure = self.pool.tenure
        if isinstance(tenure, list | tuple):
            return tenure[place % len(tenure)]
        cards, minutes = deck_of(tenure)
        return float(cards[draw(luck, TENURE)]) * minutes

    def stay(self, luck):
        """Minutes until the cumulated hazard reaches the person's own exponential number."""
        return exponential(luck, STAYING) / self.hazard if self.hazard else NEVER

    def fortune_of(self, place, generation):
        return fortune(*self.luck, "person", self.name, place, generation)

    def send_away(self, count):
        """So many leave today: those whom luck picks among the trained, the same in every design."""
        trained = [p for p in self.people.values() if p.trained]
        for person in sorted(trained, key=lambda p: draw(p.fortune, CHOICE))[:count]:
            self.places[person.place].interrupt("leaves")

    # --- the rota --------------------------------------------------------------------------------

    def rota(self):
        """Week after week: plan, then keep to the plan at every moment at which a shift starts or ends."""
        env = self.env
        while True:
            week = env.now - env.now % WEEK
            rota = self.plan(week) if self.pool.seats is not None else self.always(week)
            moments = sorted({t for *shift, _ in rota for t in shift if t > env.now} | {week + WEEK})
            for moment in moments:
                self.keep_to(rota)
                yield env.timeout(moment - env.now)

    def plan(self, week):
        """The week's shifts: list of (start, end, person or None), for the people there are today."""
        wanted = seats_wanted(self.scenario, self.name, self.period.date_of(week))
        assert wanted is not None  # there is a rota only where there are seats
        shifts = shifts_of(wanted.astype(int).tolist(), self.scenario.calendar.interval, self.pool.shift)
        people = [p for p in self.people.values() if p.trained]
        phase = week / WEEK * GOLDEN % 1.0  # so that a shortage does not fall on the same shift every week
        rota = assign(tuple(shifts), len(people), self.pool.hours, phase)
        return [(week + a, week + b, people[n] if n >= 0 else None) for a, b, n in rota]

    def always(self, week):
        """Without seats to fill, whoever is there works whenever the centre is open."""
        return [(week + a, week + b, None) for a, b in self.scenario.open_stretches()]

    def keep_to(self, rota):
        now = self.env.now
        due = [(start, who) for start, end, who in rota if start <= now < end]
        if self.pool.seats is None:
            wanted = {p for p in self.people.values() if p.trained} if due else set()
        else:
            wanted = {who for start, who in due if who and self.turns_up(who, start)}
            self.ledger.change("asked", self.index, len(due) - self.ledger.level["asked"][self.index])
        self.go_on_duty(wanted - self.on_duty)
        self.go_off_duty(self.on_duty - wanted)

    def turns_up(self, person: Person, start: float):
        """Still employed, and not absent on the day the shift starts."""
        if self.people.get(person.place) is not person:
            return False
        day = int((start - self.period.start) // DAY)
        return uniform(person.fortune, ABSENCE + day) >= self.pool.absence

    def is_open(self):
        minute = self.env.now % WEEK
        return any(a <= minute < b for a, b in self.scenario.open_stretches())

    def go_on_duty(self, people):
        for person in sorted(people, key=lambda p: p.number):
            self.floor.sign_in(person.number)
            self.on_duty.add(person)
        self.count_filled()

    def go_off_duty(self, people):
        for person in sorted(people, key=lambda p: p.number):
            self.floor.sign_out(person.number)
            self.on_duty.remove(person)
        self.count_filled()

    def count_filled(self):
        if self.pool.seats is not None:
            self.ledger.change(
                "filled", self.index, len(self.on_duty) - self.ledger.level["filled"][self.index]
            )

    # --- learning --------------------------------------------------------------------------------

    def learning(self):
        """Each midnight, everybody's skill for the day, as it is in the middle of it."""
        while True:
            yield self.env.timeout(DAY - self.env.now % DAY)
            self.set_skill([p for p in self.people.values() if p.trained])

    def knowledge(self, person):
        """By topic, where the pool has skills: relative ability on beginning, and contacts handled since."""
        if self.pool.skills is None:
            return (), ()
        start = skills_of(self.pool.skills, list(self.scenario.topics), person.fortune)
        tenure = max(0.0, self.env.now - person.skilled)
        return start, [int(tenure * rate) for rate in self.practice]

    def set_skill(self, people):
        """Ability and handling time, exponentially nearer to the experienced's with tenure."""
        pool, curve, now = self.pool, self.pool.learning, self.env.now
        numbers = [p.number for p in people]
        middle = now + (DAY - now % DAY) / 2
        tenure = middle - np.array([p.skilled for p in people])
        if self.scenario.errors:
            self.floor.set_error(numbers, error_chances(self.scenario.errors, pool, tenure))
        if curve is None:
            self.floor.set_skill(numbers, np.full(len(people), pool.ability), np.ones(len(people)))
            return
        distance = np.exp(-tenure / curve.time_constant)
        new = pool.ability if curve.ability is None else curve.ability
        self.floor.set_skill(
            numbers, pool.ability - (pool.ability - new) * distance, 1 + (curve.handle_time - 1) * distance
        )

    def tenure(self):
        """Mean minutes since training of those employed; nan if there is nobody."""
        now = self.env.now
        return float(np.mean([max(0.0, now - p.skilled) for p in self.people.values()] or [np.nan]))
