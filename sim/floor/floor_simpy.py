"""The floor under SimPy's own calendar: the reference."""

import numpy as np

from sim.floor import calendar_simpy
from sim.floor.consulting import grown
from sim.floor.floors import (
    AGENT,
    ESCALATIONS,
    HOLDER,
    KIND,
    PLAN,
    Floor,
    free_rows,
    in_rows,
    told_of,
)
from sim.floor.kept import Kept, unfinished
from sim.floor.kinds import AWAY, LISTED, LISTS, MOST_COMING, MOST_LANES, NEVER, READY, SPARE
from sim.floor.layout import as_array, as_objects, numbered, room_for_agents
from sim.floor.presence import Attendance
from sim.floor.rows import Agent, Issue
from sim.floor.rulebook import rules_of
from sim.floor.setting import Skill
from sim.floor.tallies import Contact, Ended, IssueTally, Leg, LegTally, Sample


class SimpyFloor(Floor):
    """The floor under SimPy's own calendar."""

    clock = "simpy"

    def __init__(self, env, set_up, rows=None):
        """`set_up(centre)` fills in the rows that describe the centre; see `sim.centre`. `rows`: of Kept."""
        self.env = env
        self.kept = Kept(rows)
        self.centre = as_objects()
        set_up(self.centre)
        calendar_simpy.make_room(self.centre)
        self.rules = rules_of(self.centre.house)
        self.centre.calendar = calendar_simpy.SimpyCalendar(env, self.centre, self.rules.happen, self.collect)

    def add_agents(self, count, pool, tier):
        """Rows for places on the payroll of a pool; their numbers."""
        agents = self.centre.agents
        numbers = list(range(len(agents), room_for_agents(len(agents) + count)))
        agents.extend(numbered(Agent(pool=pool, tier=tier), number) for number in numbers)
        self.centre.attendance.extend(Attendance() for _number in numbers)
        self.centre.tiers[tier].agents_end = len(agents)
        return numbers

    def add_skills(self, numbers, topics):
        """Each of these agents has a skill for each topic."""
        skills = self.centre.skills
        for number in numbers:
            self.centre.agents[number].skills = len(skills)
            skills.extend(Skill() for _ in range(topics))

    def do(self, rule, *numbers):
        getattr(self.rules, rule)(self.centre, self.env.now, *numbers)
        if self.centre.desk.written + SPARE > len(self.centre.samples):  # people may come by the thousand
            self.collect()

    def signed_in(self, numbers):
        """Those of these agents who are on the phone, and to stay."""
        agents = self.centre.agents
        return [n for n in numbers if agents[n].state != AWAY and not agents[n].leaving]

    def set_shifts(self, pool, **fields):
        """Fields of a pool's `Shifts`."""
        for name, value in fields.items():
            setattr(self.centre.shifts[pool], name, value)

    def hand_over(self, pool, entries):
        columns = dict(zip(PLAN, entries.tolist(), strict=True))
        columns |= {PLAN[row]: entries[row].astype(np.int64).tolist() for row in (KIND, AGENT, HOLDER)}
        self.set_shifts(pool, planned=entries.shape[1], at=0, looked=0, **columns)

    @property
    def moment(self):
        return self.centre.desk.moment

    def attends(self, field, number):
        return getattr(self.centre.attendance[number], field)

    def attending(self, field, numbers):
        """The same of several, a list."""
        return [getattr(self.centre.attendance[number], field) for number in numbers]

    def shifts_of(self, field, pool):
        """A field of a pool's `Shifts`."""
        return getattr(self.centre.shifts[pool], field)

    def of_shifts(self, field, pools):
        """The same of the first pools."""
        return np.array([getattr(each, field) for each in self.centre.shifts[:pools]])

    def is_away(self, number):
        return self.centre.agents[number].state == AWAY

    def set_skill(self, numbers, ability, handle_time):
        """Abilities and relative handling times of these agents, from the next contact on."""
        for number, a, h in zip(numbers, ability.tolist(), handle_time.tolist(), strict=True):
            agent = self.centre.agents[number]
            agent.base, agent.handle_time = a, h
            agent.ability = grown(a, agent.learned, self.centre.tiers[agent.tier].learns_up_to)

    def start_anew(self, number):
        """Someone else holds the place, who has not learned from colleagues yet."""
        agent = self.centre.agents[number]
        agent.learned, agent.unsure, agent.owed = 0.0, 1.0, 0.0

    def set_error(self, numbers, chances):
        """These agents' chances of an error, from the next contact on."""
        for number, chance in zip(numbers, chances.tolist(), strict=True):
            self.centre.agents[number].error = chance

    def set_agents(self, field, numbers, values):
        """A field of these agents' rows, by its name."""
        for number, value in zip(numbers, values.tolist(), strict=True):
            setattr(self.centre.agents[number], field, value)

    def skills_of(self, field, numbers, topics):
        """A field of the skills of these agents: array[agent, topic]."""
        firsts = [self.centre.agents[number].skills for number in numbers]
        rows = self.centre.skills
        found = [[getattr(row, field) for row in rows[first : first + topics]] for first in firsts]
        return np.array(found).reshape(-1, topics)

    def set_skills(self, field, numbers, table):
        for number, values in zip(numbers, table.tolist(), strict=True):
            first = self.centre.agents[number].skills
            for row, value in zip(self.centre.skills[first : first + len(values)], values, strict=True):
                setattr(row, field, value)

    def begin_work(self, number, skill, uses):
        """Someone begins in this place. Of a pool with skills, by topic: the relative ability to begin with,
        and how often it has been put to use since."""
        agent = self.centre.agents[number]
        agent.since = self.env.now
        for topic, (start, before) in enumerate(zip(skill, uses, strict=True)):
            row = self.centre.skills[agent.skills + topic]
            row.start, row.uses = start, before

    def escalations(self, count):
        """What was passed up from each of the first places: ESCALATIONS[place]."""
        agents = self.centre.agents[:count]
        return np.array([(agent.passed_up, agent.avoidable) for agent in agents], ESCALATIONS)

    @property
    def arrived(self):
        """How many of the issues handed over last have."""
        return self.centre.coming.at

    def open_issues(self, columns):
        """The next MOST_COMING issues to arrive, in order; those handed over before come no more."""
        coming = self.centre.coming
        for name, column in told_of(columns, self.centre.house.plain):
            setattr(coming, name, column[:MOST_COMING].tolist())
        coming.at = 0
        coming.time.append(NEVER)
        calendar_simpy.await_arrival(self.centre, coming.time[0])

    def rows_for(self, columns):
        """The numbers of new rows for issues that are known before they arrive."""
        centre = self.centre
        numbers = []
        for _each in range(len(columns)):
            numbers.append(self.rules.new_row(centre))
            calendar_simpy.make_room(centre)
        for name, column in in_rows(columns):
            for number, value in zip(numbers, column.tolist(), strict=True):
                setattr(centre.issues[number], name, value)
        return numbers

    def remind(self, time, kind, number):
        """An event to come."""
        calendar_simpy.schedule(self.centre, time, kind, number)

    def see_backlog(self):
        """Have the rows say what stands in it now."""
        self.rules.see_backlog(self.centre, self.env.now)

    def worked(self, pools):
        """Minutes present and busy so far of all agents of each of so many pools, float64[2, pool]."""
        agents = self.centre.agents
        pool = np.array([agent.pool for agent in agents], int)
        by_row = self.worked_by_row(range(len(agents)))
        return np.array([np.bincount(pool, minutes, pools) for minutes in by_row.T])

    def worked_by_row(self, numbers):
        """The same of each of these agents, float64[numbers, 2]."""
        now, found = self.env.now, []
        for agent in [self.centre.agents[number] for number in numbers]:
            present = agent.present_time + (now - agent.signed_in if agent.state else 0.0)
            busy = agent.busy_time + (now - agent.busy_since if agent.state > READY else 0.0)
            found.append((present, busy))
        return np.array(found).reshape(-1, 2)

    def abilities(self, numbers):
        """Of these agents, whatever the topic."""
        return np.array([self.centre.agents[number].ability for number in numbers])

    def move_tallies(self, first, words):
        """The leg tallies from this row on go to `words`, int64[row, word], and start again from nothing."""
        rows = self.centre.tallies[first : first + len(words)]
        self.centre.tallies[first : first + len(words)] = [LegTally() for _ in rows]
        words[:] = as_array(rows, LegTally).view(np.int64).reshape(words.shape)

    def outcomes(self, count):
        """The first rows of outcomes: those of a population's topics follow those of the one before."""
        return as_array(self.centre.outcomes[:count], IssueTally)

    def waiting(self, tiers):
        """Contacts in each tier's lines."""
        counts = [line.count for line in self.centre.lines[: tiers * MOST_LANES]]
        return [sum(counts[n * MOST_LANES : (n + 1) * MOST_LANES]) for n in range(tiers)]

    def collect(self):
        """Move what was recorded out of the way."""
        centre, desk = self.centre, self.centre.desk
        self.kept.add(
            as_array(centre.legs[: desk.legs], Leg),
            as_array(centre.over[: desk.over], Contact),
            as_array(centre.ended[: desk.ended], Ended),
            as_array(centre.samples[: desk.samples], Sample),
        )
        desk.written = desk.legs = desk.over = desk.ended = desk.samples = 0

    def notable(self):
        return as_array(self.centre.notable, Ended).reshape(LISTS, LISTED)

    def still_open(self):
        """The Issue rows of those that have begun and are not over, the oldest first."""
        centre = self.centre
        free = free_rows(centre.desk.free, lambda number: centre.issues[number].next)
        used = [issue for issue in centre.issues[: centre.desk.used] if issue.number not in free]
        return unfinished(as_array(used, Issue), centre.house.ends)

    def run(self, until):
        self.centre.calendar.run(until)
