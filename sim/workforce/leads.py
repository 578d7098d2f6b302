"""Team leads: a few people whose hours everything shares that nobody else does.

A lead on duty takes up what is most overdue: coaching somebody, or listening to a newcomer. With no session
due he is at the desk, where he dispatches, helps whoever asks, and surveys customers; these take minutes, so
the floor's rules do them (`sim.floor.desk`), and are told only how many leads are there. What nobody has
hours for is not done; how much was asked is counted.
"""

from bisect import bisect_right, insort
from collections import defaultdict

import numpy as np

from sim.floor.kinds import LEAD_COMES, LEAD_GOES
from sim.luck.fortunes import purpose_named, uniform
from sim.scenario.levels import pool_names
from sim.scenario.weeks import open_shares
from sim.workforce.pauses import GOLDEN
from sim.workforce.person import NEVER
from sim.workforce.rota import DAY, WEEK, assign, shifts_of

HOUR = 60.0  # a lead at the desk looks every hour on the hour whether a session is due
DAYS = 5  # of a lead's week


def lead_teams(env, centre):
    """Start the processes of every pool's leads."""
    for tier in centre.scenario.tiers.values():
        for name in pool_names(tier):
            if centre.scenario.pools[name].leads:
                Team(env, centre.crews[name])


class Team:
    """The leads of one crew."""

    def __init__(self, env, crew):
        self.env, self.crew, self.floor = env, crew, crew.floor
        self.block = crew.pool.leads
        self.number = self.block.of(crew.pool.agents)
        self.in_session = 0
        self.begin: list[float] = []  # when shifts of the week do, in order
        self.end: list[float] = []
        kinds = [(CoachingTurns, self.block.coaching), (WatchTurns, self.block.watch)]
        self.turns = [kind(crew, block) for kind, block in kinds if block]
        interval, longest = crew.scenario.calendar.interval, max(HOUR, self.block.there / DAYS)
        self.shifts = tuple(shifts_of(self.wanted().tolist(), interval, longest))  # of every week
        self.enough = sum(end - start for start, end in self.shifts) <= self.number * self.block.there
        crew.ledger.change("leads", crew.index, self.number)
        crew.ledger.pay("leads", crew.index, self.block.hours / 60 * self.block.wage / WEEK)
        env.process(self.weeks())
        if self.turns:
            env.process(self.days())

    # --- who is there -----------------------------------------------------------------------------

    def weeks(self):
        """A process. Each Sunday the week's shifts are shared out, as agents' are."""
        while True:
            week = self.env.now - self.env.now % WEEK
            of_each = self.plan(week)
            self.begin = sorted(start for shifts in of_each for start, _ in shifts)
            self.end = sorted(end for shifts in of_each for _, end in shifts)
            for shifts in of_each:
                self.tell_floor(shifts)
                if self.turns:
                    self.env.process(self.keep(shifts))
            yield self.env.timeout(week + WEEK - self.env.now)

    def tell_floor(self, shifts):
        """It knows when a lead comes and goes."""
        for start, end in shifts:
            self.floor.remind(max(start, self.env.now), LEAD_COMES, self.crew.index)
            self.floor.remind(end, LEAD_GOES, self.crew.index)

    def plan(self, week):
        """The shifts that leads have hours for: of each who has some, (start, end) in order."""
        phase = 0.5 if self.enough else week / WEEK * GOLDEN % 1.0  # which shifts a shortage leaves empty
        of_each = defaultdict(list)
        for start, end, lead in assign(self.shifts, self.number, self.block.there, phase):
            if lead >= 0 and week + end > self.env.now:
                of_each[lead].append((week + start, week + end))
        return of_each.values()

    def wanted(self):
        """Leads wanted there in each interval of the week."""
        seats, scenario = self.block.seats, self.crew.scenario
        if seats is None or isinstance(seats, int):
            open_ = np.ceil(open_shares(scenario)).astype(int)
            return open_ * min(self.number, self.number if seats is None else seats)
        return np.array(seats.levels(scenario.calendar.interval)).reshape(-1).astype(int)

    # --- what a lead does -------------------------------------------------------------------------

    def keep(self, shifts):
        """A process: one lead's sessions in the shifts of a week."""
        env = self.env
        for start, end in shifts:
            yield env.timeout(max(0.0, start - env.now))
            if not self.crew.duty.rota:
                yield env.timeout(0)  # agents whose hours begin now come first
            look = env.now
            while look < end:
                if look > env.now:
                    yield env.timeout(look - env.now)
                turn = self.next_turn(end)
                if turn:
                    turns, person = turn
                    self.sit_down(turns, 1)
                    yield from turns.session(person)
                    self.sit_down(turns, -1)
                    look = env.now
                else:
                    look = self.next_look(end)

    def next_turn(self, end):
        """The session most overdue that ends before the shift: (its kind, with whom), or None."""
        if self.there() - self.in_session <= self.block.at_desk:
            return None
        found = [(turns.first(), turns) for turns in self.turns if self.env.now + turns.takes <= end]
        due = [(turn.due, n) for n, (turn, _turns) in enumerate(found) if turn]
        if not due:
            return None
        turn, turns = found[min(due)[1]]
        turns.taken(turn)
        return turns, turn.person

    def next_look(self, end):
        """The first full hour at which somebody may be there whose session is due. Between two such hours
        nothing can come of a look, and most have none. New turns are noted at midnight.
        """
        now = self.env.now
        soonest = min(end, *(turns.next_moment() for turns in self.turns))
        return min(end, now - now % DAY + DAY, max(now - now % HOUR + HOUR, -(-soonest // HOUR) * HOUR))

    def there(self):
        """Leads on duty now."""
        now = self.env.now
        return bisect_right(self.begin, now) - bisect_right(self.end, now)

    def sit_down(self, turns, by):
        """To a session, or up from it."""
        self.in_session += by
        self.crew.ledger.change(turns.level, self.crew.index, by)
        self.floor.do("change_desk", self.crew.tier, -by)

    def days(self):
        """A process. Each midnight: whose turn will come, and how much is asked of the leads."""
        yield self.env.timeout(0)  # counting begins first
        while True:
            for turns in self.turns:
                concerned = turns.note_people()
                minutes = concerned * turns.takes * DAY / turns.every
                self.crew.ledger.add(turns.asked, self.crew.index, minutes)
            yield self.env.timeout(DAY)


class Turn:
    """When somebody's next session is due."""

    def __init__(self, due, person):
        self.due, self.person = due, person
        self.comes = due  # not on shift before


class Turns:
    """Sessions of one kind: each person concerned has a turn every so often.

    Each kind says its `level` and `asked` of the ledger, its `name`, and its `session(person)`, a process.
    """

    level = asked = name = ""

    def __init__(self, crew, block):
        self.crew, self.env = crew, crew.env
        self.block, self.every, self.takes = block, block.every, block.takes
        self.waiting: list[Turn] = []  # the most overdue first
        self.soonest = 0.0  # before it nobody is there whose turn is due
        self.known = []

    def concerned(self):
        """Who takes turns."""
        return self.crew.working()

    def concerns(self, person):
        """Does he still?"""
        return self.crew.people.get(person.place) is person and person.trained

    def note_people(self):
        """Who began since yesterday has a first turn, when luck says so. How many people are concerned."""
        concerned = self.concerned()
        if concerned != self.known:
            for person in sorted(set(concerned) - set(self.known), key=lambda p: p.number):
                luck = uniform(person.fortune, purpose_named(self.name))
                self.stand(Turn(self.env.now + luck * self.every, person))
            self.known = concerned
        return len(concerned)

    def stand(self, turn):
        insort(self.waiting, turn, key=lambda each: (each.due, each.person.number))
        self.soonest = min(self.soonest, turn.due)

    def first(self):
        """The most overdue turn of somebody who is there and can be spared, or None."""
        now, found, gone = self.env.now, None, []
        if self.soonest > now or not self.can_be_held():
            return None
        for turn in self.waiting:
            if turn.due > now:
                break
            if turn.comes > now:
                continue
            if not self.concerns(turn.person):
                gone.append(turn)
            elif self.is_there(turn.person):
                found = turn
                break
        for turn in gone:
            self.waiting.remove(turn)
        return found

    def next_moment(self):
        """Before it a look is in vain."""
        if self.soonest <= self.env.now:
            self.soonest = self.look_ahead()
        return self.soonest

    def look_ahead(self):
        """Before it nobody comes whose turn is due, and no other turn is."""
        now, soonest = self.env.now, NEVER
        for turn in self.waiting:
            if turn.due > now:
                return min(soonest, turn.due)
            if turn.comes <= now:
                turn.comes = self.crew.duty.next_on_shift(turn.person)
            soonest = min(soonest, turn.comes)
        return soonest

    def is_there(self, person):
        return self.crew.duty.is_on_phone(person)

    def can_be_held(self):
        """Whoever's turn it is."""
        return True

    def taken(self, turn):
        """The next turn is one period later. Turns that were missed are not made up for."""
        self.waiting.remove(turn)
        self.stand(Turn(max(turn.due + self.every, self.env.now), turn.person))


class CoachingTurns(Turns):
    """Both off the phone. Somebody else stays on it."""

    level, asked, name = "leads_coaching", "coaching_asked", "coaching"

    def can_be_held(self):
        return self.crew.duty.number_on_phone() > 1

    def look_ahead(self):
        moment = super().look_ahead()
        return moment if moment > self.env.now + HOUR else max(moment, self.crew.duty.next_two_on_shift())

    def session(self, person):
        self.crew.duty.take_off([person], "coaching")
        yield self.env.timeout(self.takes)
        self.crew.duty.put_back([person], "coaching")
        self.crew.coaching.attended(person, self.takes)


class WatchTurns(Turns):
    """The newcomer stays on the phone, and the lead listens."""

    level, asked, name = "leads_watching", "watch_asked", "watch"

    def concerned(self):
        return [person for person in super().concerned() if self.is_new(person)]

    def concerns(self, person):
        return super().concerns(person) and self.is_new(person)

    def is_new(self, person):
        return self.env.now - person.skilled < self.block.newcomers

    def session(self, person):
        self.crew.floor.set_agents("watched", [person.number], np.array([self.block.catches]))
        yield self.env.timeout(self.takes)
        self.crew.floor.set_agents("watched", [person.number], np.zeros(1))
