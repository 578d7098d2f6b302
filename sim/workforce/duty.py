"""Who is on the phone when: each week a rota is planned, and kept to."""

from collections import defaultdict
from operator import itemgetter
from typing import ClassVar

from sim.luck.fortunes import purpose_named, uniform
from sim.scenario.hours import has_rota, unpaid_causes
from sim.workforce.absence import Absence
from sim.workforce.overtime import Overtime
from sim.workforce.person import Person
from sim.workforce.planning import ASKED, AWAY, BEGINS, ENDS, RETURNS, Planning
from sim.workforce.rota import WEEK

FLEXIBLE = purpose_named("flexible")


class Duty:
    """The shifts of a crew. On the phone is who is on shift and kept away by nothing.

    Without a rota, whoever is there works whenever the centre is open.
    """

    def __init__(self, crew):
        self.crew, self.env, self.pool = crew, crew.env, crew.pool
        self.on_phone: set[Person] = set()
        self.rota = has_rota(crew.pool)
        self.ahead = crew.pool.hours_ahead * 60  # of the centre's clock is the pool's
        self.absence = Absence(crew.pool, crew.period)
        self.overtime = Overtime(crew.pool.overtime)
        self.paid_extra: dict[Person, tuple] = {}  # who works overtime: since when, and which shift
        self.planning = Planning(self)
        self.unpaid = unpaid_causes(crew.pool)
        self.hands_back = crew.pool.at_shift_end == "hand_back"

    # --- the week -----------------------------------------------------------------------------------

    def keep(self):
        """A process. Week after week, by the pool's own clock: plan, then do what the plan says."""
        env = self.env
        agenda: dict[float, list[tuple]] = {}
        while True:
            week = env.now - (env.now + self.ahead) % WEEK
            self.add_to(agenda, week)
            self.act([each for t in sorted(t for t in agenda if t <= env.now) for each in agenda.pop(t)])
            for moment in sorted(t for t in agenda if t < week + WEEK):
                yield env.timeout(moment - env.now)
                self.act(agenda.pop(moment))
            yield env.timeout(week + WEEK - env.now)

    def add_to(self, agenda, week):
        """What happens when in a week: by moment a list of (kind, who, what). Shifts may end in the next."""
        plan = self.planning.rota if self.rota else self.planning.always
        for moment, *entry in plan(week):
            agenda.setdefault(float(moment), []).append(tuple(entry))
        for entries in agenda.values():
            if len(entries) > 1:
                entries.sort(key=itemgetter(0))

    def act(self, entries):
        """Do what is due now."""
        changed: dict[Person, None] = {}
        for kind, who, what in entries:
            if kind == ASKED:
                self.crew.ledger.set("asked", self.crew.index, what)
            elif who is None:
                changed |= dict.fromkeys(self.all_at_once(kind, what))
            elif self.crew.people.get(who.place) is who:  # else gone meanwhile
                self.one[kind](self, who, what)
                changed[who] = None
        if entries:
            self.look_at(changed)

    def all_at_once(self, kind, whom):
        """Where there is no rota: the centre opens to all who work (`whom` picks them), or closes."""
        if kind == ENDS:
            there = [p for p in self.crew.people.values() if p.on_shift]
            for person in there:
                self.end(person)
            return there
        people = self.crew.working()
        people = people[: whom(len(people))] if whom else people
        absent = self.absence.of(people, self.absence.day(self.env.now), 1)
        for person, missing in zip(people, absent, strict=True):
            self.begin(person, "absent" if missing[0] else None)
        return people

    def begin(self, person, what=None):
        """A shift. `what`: "absent", or of overtime (minutes of the day's before it, share of it paid)."""
        person.on_shift = True
        if what == "absent":
            person.away.append(what)
        elif what:
            self.paid_extra[person] = (self.env.now, *what)

    def end(self, person, what=None):
        person.on_shift = False
        if "absent" in person.away:
            person.away.remove("absent")
        if person in self.paid_extra:
            since, before, paid = self.paid_extra.pop(person)
            self.worked_overtime((self.env.now - since) * paid, before)

    def go_away(self, person, cause):
        person.away.append(cause)

    def come_back(self, person, cause):
        if cause in person.away:
            person.away.remove(cause)

    one: ClassVar = {ENDS: end, RETURNS: come_back, BEGINS: begin, AWAY: go_away}

    def worked_overtime(self, minutes, before):
        ledger, index = self.crew.ledger, self.crew.index
        ledger.add("overtime_time", index, minutes)
        extra = self.overtime.supplement(minutes, before)
        ledger.add("overtime_extra", index, extra)
        ledger.spend("overtime", index, extra / 60 * self.pool.wage)

    def is_open(self):
        minute = self.env.now % WEEK
        return any(a <= minute < b for a, b in self.crew.scenario.open_stretches())

    # --- verbs ------------------------------------------------------------------------------------

    def welcome(self, person):
        """Someone begins to work; with a rota, from the next one on."""
        if not self.rota and self.is_open():
            self.begin(person)
            self.look_at([person])

    def release(self, person):
        """Someone leaves."""
        self.end(person)
        person.away.clear()
        self.look_at([person])

    def take_off(self, people, cause):
        """These leave the phone for a while, at once or after the call in hand. `cause`: one of
        `ledger.CAUSES`. Who has several stays away until the last is over. Shifts may begin and end, and
        people leave, meanwhile."""
        for person in people:
            self.go_away(person, cause)
        self.look_at(people)

    def put_back(self, people, cause):
        """What took these off the phone is over."""
        for person in people:
            self.come_back(person, cause)
        self.look_at(people)

    def look_at(self, people):
        """Sign in whoever should be on the phone and isn't, and out whoever is and shouldn't."""
        floor, on_phone = self.crew.floor, self.on_phone
        if len(people) > 1:
            people = sorted(people, key=lambda p: p.number)
        for person in people:
            if person.on_shift and not person.away and person not in on_phone:
                floor.sign_in(person.number)
                on_phone.add(person)
        for person in people:
            if person in on_phone and not (person.on_shift and not person.away):
                if self.hands_back and not person.on_shift:
                    floor.hand_back(person.number)
                else:
                    floor.sign_out(person.number)
                on_phone.remove(person)
        self.count(people)

    def count(self, people):
        """Tell the ledger who is on shift, and what keeps off the phone whoever is."""
        ledger, index = self.crew.ledger, self.crew.index
        by: dict[str, int] = defaultdict(int)
        for person in people:
            cause = person.away[0] if person.on_shift and person.away else ""
            if person.on_shift != person.counted_on:
                by["rostered"] += 1 if person.on_shift else -1
                person.counted_on = person.on_shift
            if cause != person.counted_as:
                by[person.counted_as] -= 1
                by[cause] += 1
                if self.unpaid:
                    by["unpaid"] += (cause in self.unpaid) - (person.counted_as in self.unpaid)
                person.counted_as = cause
        by.pop("", None)
        for name, change in by.items():
            ledger.change(name, index, change)
        if self.rota:
            asked = ledger.level["asked"][index]
            ledger.set("filled", index, min(len(self.on_phone), asked))
            ledger.set("wanted", index, asked > 0)
            ledger.set("unattended", index, asked > 0 and not self.on_phone)

    # --- whose hours are flexible -----------------------------------------------------------------

    def flexible(self, person):
        """Whether someone's shifts may be moved and cut."""
        rules = self.pool.flexible
        return rules is None or uniform(person.fortune, FLEXIBLE) < rules.share

    def hazard_factor(self, person):
        """Of leaving, for whose hours are flexible."""
        rules = self.pool.flexible
        return rules.hazard if rules is not None and self.flexible(person) else 1.0
