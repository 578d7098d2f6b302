"""Who is on the phone when: each week a rota is planned, and handed to the floor, which keeps to it."""

from bisect import bisect_right

import numpy as np

from sim.floor.floors import AGENT, KIND, PLAN, TIME, plan_of
from sim.floor.kinds import (
    MOST_PLANNED,
    NEVER,
    PAUSE_BEGINS,
    SHIFT_BEGINS,
    SHIFT_ENDS,
)
from sim.floor.presence import ABSENT, ASKED, PRESENCE, ROSTERED
from sim.luck.fortunes import purpose_named, uniform
from sim.scenario.hours import has_rota, unpaid_causes
from sim.workforce.absence import Absence
from sim.workforce.overtime import Overtime
from sim.workforce.planning import Planning
from sim.workforce.rota import WEEK

FLEXIBLE = purpose_named("flexible")


class Duty:
    """The shifts of a crew. On the phone is who is on shift and kept away by nothing.

    Without a rota, whoever is there works whenever the centre is open.
    """

    def __init__(self, crew):
        self.crew, self.env, self.pool = crew, crew.env, crew.pool
        self.floor = crew.floor
        self.rota = has_rota(crew.pool)
        self.ahead = crew.pool.hours_ahead * 60  # of the centre's clock is the pool's
        self.absence = Absence(crew.pool, crew.period)
        self.overtime = Overtime(crew.pool.overtime)
        self.planning = Planning(self)
        self.begins: tuple[list, list] = [], []  # when shifts of the week begin, and whose
        self.planned_until = 0.0
        unpaid = unpaid_causes(crew.pool)
        self.floor.set_shifts(
            crew.index,
            tier=crew.tier,
            rota=int(self.rota),
            hands_back=int(crew.pool.at_shift_end == "hand_back"),
            is_unpaid=[int(name in unpaid) for name in PRESENCE],
        )
        if rules := crew.pool.overtime:
            premiums = {"overtime_premium": rules.pay - 1.0, "overtime_premium_after": rules.pay_after - 1.0}
            self.floor.set_shifts(crew.index, **premiums)

    # --- the week -----------------------------------------------------------------------------------

    def keep(self):
        """A process. Week after week, by the pool's own clock."""
        return self.keep_rota() if self.rota else self.keep_hours()

    def keep_rota(self):
        after = np.zeros((len(PLAN), 0))
        while True:
            week = self.week()
            plan = np.concatenate([after, self.planning.rota(week)], axis=1)
            entries = in_order(plan, self.env.now)
            begins = entries[KIND] == SHIFT_BEGINS
            self.begins = entries[TIME][begins].tolist(), entries[AGENT][begins].tolist()
            self.planned_until = week + WEEK
            within = int(entries[TIME].searchsorted(week + WEEK))
            after = entries[:, within:]  # shifts may end in the next week
            yield from self.hand_over(entries[:, :within])
            yield self.env.timeout(week + WEEK - self.env.now)

    def week(self):
        """When it began."""
        return self.env.now - (self.env.now + self.ahead) % WEEK

    def hand_over(self, entries):
        """To the floor, as many at a time as it takes."""
        for first in range(0, entries.shape[1], MOST_PLANNED):
            part = entries[:, first : first + MOST_PLANNED]
            if first:
                yield self.env.timeout(part[TIME, 0] - self.env.now)
            self.floor.begin_plan(self.crew.index, part)

    def keep_hours(self):
        """Where there is no rota: the centre opens to all who work, and closes. Who closes and opens at one
        moment opens."""
        moments: dict[float, tuple] = {}
        while True:
            week = self.week()
            for moment, opens, whom in sorted(self.planning.hours(week), key=lambda each: each[:2]):
                moments[moment] = opens, whom
            past = sorted(moment for moment in moments if moment <= self.env.now)
            for moment in [*past[-1:], *sorted(m for m in moments if self.env.now < m < week + WEEK)]:
                if moment > self.env.now:
                    yield self.env.timeout(moment - self.env.now)
                yield from self.hand_over(self.all_at_once(*moments[moment]))
            moments = {moment: how for moment, how in moments.items() if moment > self.env.now}
            yield self.env.timeout(week + WEEK - self.env.now)

    def all_at_once(self, opens, whom):
        """What happens now, where there is no rota. `whom`: who works, of so many, when the centre opens."""
        now, people = self.env.now, list(self.crew.people.values())
        there = self.floor.attending("on_shift", [p.number for p in people])
        entries = [
            (now, SHIFT_ENDS, *self.holder(p), 0.0, 0.0)
            for p, is_there in zip(people, there, strict=True)
            if is_there
        ]
        if opens:
            people = self.crew.working()
            people = people[: whom(len(people))] if whom else people
            absent = self.absence.of(people, self.absence.day(now), 1)
            for person, missing in zip(people, absent, strict=True):
                entries.append((now, SHIFT_BEGINS, *self.holder(person), NEVER, 0.0))
                if missing[0]:
                    entries.append((now, PAUSE_BEGINS, *self.holder(person), ABSENT, 0.0))
        return in_order(plan_of(entries), now)

    def holder(self, person):
        """(number, holder) of entries of a plan."""
        return person.number, self.floor.attends("holder", person.number)

    def is_open(self):
        minute = self.env.now % WEEK
        return any(a <= minute < b for a, b in self.crew.scenario.open_stretches())

    # --- verbs ------------------------------------------------------------------------------------

    def welcome(self, person):
        """Someone begins to work; with a rota, from the next one on."""
        if not self.rota and self.is_open():
            entry = self.env.now, SHIFT_BEGINS, *self.holder(person), NEVER, 0.0
            self.floor.begin_plan(self.crew.index, plan_of([entry]))

    def release(self, person):
        """Someone leaves."""
        self.floor.vacate(person.number)

    def take_off(self, people, cause):
        """These leave the phone for a while, at once or after the call in hand. `cause`: one of
        `levels.CAUSES`. Who has several stays away until the last is over. Shifts may begin and end, and
        people leave, meanwhile."""
        for number in self.numbers(people):
            self.floor.take_off(number, cause)

    def put_back(self, people, cause):
        """What took these off the phone is over."""
        for number in self.numbers(people):
            self.floor.put_back(number, cause)

    def numbers(self, people):
        """Of those who still hold their places."""
        return sorted(p.number for p in people if self.crew.people.get(p.place) is p)

    # --- what is known ------------------------------------------------------------------------------

    @property
    def on_phone(self):
        """The people on the phone."""
        people = list(self.crew.people.values())
        there = self.floor.attending("on_phone", [person.number for person in people])
        return [person for person, is_there in zip(people, there, strict=True) if is_there]

    def is_on_phone(self, person):
        return self.is_so("on_phone", person)

    def is_on_shift(self, person):
        """By the rota, which an absent one is as well."""
        return self.is_so("on_shift", person)

    def is_so(self, field, person):
        holds = self.crew.people.get(person.place) is person
        return holds and bool(self.floor.attends(field, person.number))

    def number_on_phone(self):
        return int(self.floor.shifts_of("on_phone", self.crew.index))

    def next_on_shift(self, person):
        """Now, for who is or may be; else when the next shift begins or, without one, the week ends."""
        return self.env.now if self.is_on_shift(person) else self.next_beginning(person)

    def next_two_on_shift(self):
        """Now, if two are or may be; else when the next shift begins or the week ends."""
        return self.env.now if self.number_on_shift() > 1 else self.next_beginning()

    def number_on_shift(self):
        return int(self.floor.shifts_of("level", self.crew.index)[ROSTERED])

    def next_beginning(self, person=None):
        """Of a shift of this person, or of anybody; the end of the week if there are no more."""
        if not self.rota:
            return self.env.now
        times, who = self.begins
        for turn in range(bisect_right(times, self.env.now), len(times)):
            if person is None or who[turn] == person.number:
                return times[turn]
        return max(self.env.now, self.planned_until)

    def seats_asked(self):
        """Now, where there is a rota."""
        return int(self.floor.shifts_of("level", self.crew.index)[ASKED])

    # --- whose hours are flexible -----------------------------------------------------------------

    def flexible(self, person):
        """Whether someone's shifts may be moved and cut."""
        rules = self.pool.flexible
        return rules is None or uniform(person.fortune, FLEXIBLE) < rules.share

    def hazard_factor(self, person):
        """Of leaving, for whose hours are flexible."""
        rules = self.pool.flexible
        return rules.hazard if rules is not None and self.flexible(person) else 1.0


def in_order(entries, now):
    """A plan by moment and, at one moment, by agent. What is past happens now, in its order."""
    time, kind, agent = entries[TIME], entries[KIND], entries[AGENT]
    if len(time) and time.min() < now:
        entries = entries.take(np.lexsort((kind, time, agent, np.maximum(time, now))), axis=1)
        entries[TIME] = np.maximum(entries[TIME], now)
        return entries
    return entries.take(np.lexsort((kind, agent, time)), axis=1)
