"""Who is on the phone when: each week a rota is planned, and kept to."""

import math

from sim.luck.fortunes import uniform
from sim.scenario.weeks import seats_wanted
from sim.workforce.person import ABSENCE, Person
from sim.workforce.rota import DAY, WEEK, assign, shifts_of

GOLDEN = (math.sqrt(5) - 1) / 2  # its multiples are spread most evenly


class Duty:
    """The shifts of a crew. On the phone is who is on shift and kept away by nothing.

    Without seats to fill, whoever is there works whenever the centre is open.
    """

    def __init__(self, crew):
        self.crew, self.env, self.pool = crew, crew.env, crew.pool
        self.on_phone: set[Person] = set()

    def keep(self):
        """A process. Week after week: plan, then keep to the plan whenever a shift starts or ends."""
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
        crew, scenario = self.crew, self.crew.scenario
        wanted = seats_wanted(scenario, crew.name, crew.period.date_of(week))
        assert wanted is not None  # there is a rota only where there are seats
        shifts = shifts_of(wanted.astype(int).tolist(), scenario.calendar.interval, self.pool.shift)
        people = crew.working()
        phase = week / WEEK * GOLDEN % 1.0  # so that a shortage does not fall on the same shift every week
        rota = assign(tuple(shifts), len(people), self.pool.hours, phase)
        return [(week + a, week + b, people[n] if n >= 0 else None) for a, b, n in rota]

    def always(self, week):
        return [(week + a, week + b, None) for a, b in self.crew.scenario.open_stretches()]

    def keep_to(self, rota):
        crew, now = self.crew, self.env.now
        due = [(start, who) for start, end, who in rota if start <= now < end]
        if self.pool.seats is None:
            wanted = set(crew.working()) if due else set()
        else:
            wanted = {who for start, who in due if who and self.turns_up(who, start)}
            crew.ledger.change("asked", crew.index, len(due) - crew.ledger.level["asked"][crew.index])
        changed = [p for p in crew.people.values() if p.on_shift != (p in wanted)]
        for person in changed:
            person.on_shift = person in wanted
        self.look_at(changed)

    def turns_up(self, person: Person, start: float):
        """Still employed, and not absent on the day the shift starts."""
        if self.crew.people.get(person.place) is not person:
            return False
        day = int((start - self.crew.period.start) // DAY)
        return uniform(person.fortune, ABSENCE + day) >= self.pool.absence

    def is_open(self):
        minute = self.env.now % WEEK
        return any(a <= minute < b for a, b in self.crew.scenario.open_stretches())

    # --- verbs ------------------------------------------------------------------------------------

    def welcome(self, person):
        """Someone begins to work; with a rota, from the next one on."""
        if self.pool.seats is None and self.is_open():
            person.on_shift = True
            self.look_at([person])

    def release(self, person):
        """Someone leaves."""
        person.on_shift = False
        self.look_at([person])

    def take_off(self, people, cause):
        """These leave the phone for a while, at once or after the call in hand. `cause`: one of
        `ledger.CAUSES`. Who has several stays away until the last is over."""
        for person in people:
            person.away.append(cause)
        self.look_at(people)

    def put_back(self, people, cause):
        """What took these off the phone is over."""
        for person in people:
            person.away.remove(cause)
        self.look_at(people)

    def look_at(self, people):
        """Sign in whoever should be on the phone and isn't, and out whoever is and shouldn't."""
        for person in sorted(people, key=lambda p: p.number):
            should = person.on_shift and not person.away
            if should and person not in self.on_phone:
                self.crew.floor.sign_in(person.number)
                self.on_phone.add(person)
        for person in sorted(people, key=lambda p: p.number):
            should = person.on_shift and not person.away
            if not should and person in self.on_phone:
                self.crew.floor.sign_out(person.number)
                self.on_phone.remove(person)
        self.count(people)

    def count(self, people):
        """Tell the ledger who is on the phone, and what keeps off it whoever else is on shift."""
        ledger, index = self.crew.ledger, self.crew.index
        for person in people:
            cause = person.away[0] if person.on_shift and person.away else ""
            if cause != person.counted_as:
                if person.counted_as:
                    ledger.change(person.counted_as, index, -1)
                if cause:
                    ledger.change(cause, index, 1)
                person.counted_as = cause
        if self.pool.seats is not None:
            ledger.change("filled", index, len(self.on_phone) - ledger.level["filled"][index])
