"""The same floor in compiled code."""

import numpy as np

from sim.floor.calendar_simpy import too_many
from sim.floor.consulting import grown
from sim.floor.floors import (
    ESCALATIONS,
    PLAN,
    Floor,
    free_rows,
    in_rows,
    told_of,
)
from sim.floor.kept import Kept, unfinished
from sim.floor.kinds import (
    AWAY,
    CHUNK,
    LISTED,
    LISTS,
    MOST_COMING,
    MOST_LANES,
    MOST_OPEN,
    NEVER,
    READY,
    SPARE,
)
from sim.floor.layout import as_record, dtype, freshen, room_for_agents, room_for_skills
from sim.floor.presence import Attendance
from sim.floor.rows import Agent
from sim.floor.tallies import Ended, IssueTally


class CompiledFloor(Floor):
    """The floor in compiled code. SimPy still owns the clock and all processes of people.

    Between two events of SimPy the floor advances to the time of the next.
    """

    clock = "compiled"

    def __init__(self, env, set_up, rows=None, boundscheck=False):
        from sim.floor.compiling import rules_for

        self.env = env
        self.kept = Kept(rows)
        self.centres, self.centre = as_record()
        set_up(self.centre)
        self.plain = bool(self.centre.house.plain)
        self.rules = rules_for(self.centres, self.plain, boundscheck, unlocked=rows is not None)
        # Plain arrays over the same memory: fields of a record are slow to reach from Python.
        self.agents, self.attendance, self.shifts, self.issues, self.tiers = (
            self.centres[name][0] for name in ("agents", "attendance", "shifts", "issues", "tiers")
        )
        self.learn_from_colleagues = bool(self.tiers["learns_up_to"].any())
        self.desk = self.centres["desk"]
        tallies = self.centres["tallies"][0]
        self.tally_words = tallies.view(np.int64).reshape(len(tallies), -1)  # copied sooner than fields
        self.coming, self.most_pending = self.centres["coming"], len(self.centres["calendar"][0])
        self.written = {name: self.centres[name][0] for name in ("legs", "over", "ended", "samples")}
        self.in_line = self.centres["lines"][0]["count"].reshape(-1, MOST_LANES)
        self.skills, self.used_skills, self.used_agents = self.centres["skills"][0], 0, 0

    def add_agents(self, count, pool, tier):
        first, self.used_agents = self.used_agents, room_for_agents(self.used_agents + count)
        rows = self.agents[first : self.used_agents]
        freshen(rows, Agent)
        freshen(self.attendance[first : self.used_agents], Attendance)
        numbers = list(range(first, self.used_agents))
        rows["number"], rows["pool"], rows["tier"] = numbers, pool, tier
        self.tiers["agents_end"][tier] = self.used_agents
        return numbers

    def add_skills(self, numbers, topics):
        first, self.used_skills = self.used_skills, room_for_skills(self.used_skills + len(numbers) * topics)
        self.agents["skills"][numbers] = np.arange(first, self.used_skills, topics)

    def begin_work(self, number, skill, uses):
        self.agents["since"][number] = self.env.now
        first = self.agents["skills"][number]
        self.skills["start"][first : first + len(skill)] = skill
        self.skills["uses"][first : first + len(skill)] = uses

    def do(self, rule, *numbers):
        if getattr(self.rules, f"enter_{rule}")(self.env.now, *numbers) + SPARE > CHUNK:
            self.collect()

    def signed_in(self, numbers):
        there = (self.agents["state"][numbers] != AWAY) & (self.agents["leaving"][numbers] == 0)
        return np.array(numbers)[there].tolist()

    def set_shifts(self, pool, **fields):
        for name, value in fields.items():
            self.shifts[name][pool] = value

    def hand_over(self, pool, entries):
        count = entries.shape[1]
        for name, row in zip(PLAN, entries, strict=True):
            self.shifts[name][pool, :count] = row
        self.set_shifts(pool, planned=count, at=0, looked=0)

    @property
    def moment(self):
        return self.desk["moment"][0]

    def attends(self, field, number):
        return self.attendance[field][number]

    def attending(self, field, numbers):
        return self.attendance[field][numbers].tolist()

    def shifts_of(self, field, pool):
        return self.shifts[field][pool]

    def of_shifts(self, field, pools):
        return np.array(self.shifts[field][:pools])

    def is_away(self, number):
        return self.agents["state"][number] == AWAY

    def set_skill(self, numbers, ability, handle_time):
        numbers = np.asarray(numbers, np.int64)  # an empty list has no type
        self.agents["base"][numbers] = ability
        if self.learn_from_colleagues:
            up_to = self.tiers["learns_up_to"][self.agents["tier"][numbers]]
            ability = grown(ability, self.agents["learned"][numbers], up_to)
        self.agents["ability"][numbers] = ability
        self.agents["handle_time"][numbers] = handle_time

    def set_error(self, numbers, chances):
        self.agents["error"][numbers] = chances

    def set_agents(self, field, numbers, values):
        self.agents[field][numbers] = values

    def skills_of(self, field, numbers, topics):
        return self.skills[field][self.agents["skills"][numbers][:, None] + np.arange(topics)]

    def set_skills(self, field, numbers, table):
        self.skills[field][self.agents["skills"][numbers][:, None] + np.arange(table.shape[1])] = table

    def start_anew(self, number):
        agent = self.agents[number]
        agent["learned"], agent["unsure"], agent["owed"] = 0.0, 1.0, 0.0

    def escalations(self, count):
        found = np.zeros(count, ESCALATIONS)
        for name in ("passed_up", "avoidable"):
            found[name] = self.agents[name][:count]
        return found

    @property
    def arrived(self):
        return int(self.coming["at"][0])

    def open_issues(self, columns):
        count = min(len(columns), MOST_COMING)
        for name, column in told_of(columns, self.plain):
            self.coming[name][0, :count] = column[:count]
        self.coming["time"][0, count] = NEVER
        self.coming["at"] = 0
        self.rules.enter_await_arrival(self.coming["time"][0, 0])

    def rows_for(self, columns):
        if self.desk["open"][0] + len(columns) > MOST_OPEN:
            raise too_many()
        numbers = np.array([self.rules.enter_new_row() for _each in range(len(columns))], int)
        for name, column in in_rows(columns):
            self.issues[name][numbers] = column
        return numbers

    def remind(self, time, kind, number):
        self.rules.enter_schedule(time, kind, number)

    def see_backlog(self):
        self.rules.enter_see_backlog(self.env.now)

    def worked(self, pools):
        pool = self.agents["pool"][: self.used_agents]
        return np.array(
            [np.bincount(pool, by_row, pools) for by_row in self.minutes(slice(self.used_agents))]
        )

    def worked_by_row(self, numbers):
        return np.array(self.minutes(np.array(numbers, int))).T

    def minutes(self, numbers):
        """Present and busy so far."""

        def of(name):
            return self.agents[name][numbers]

        now, state = self.env.now, of("state")
        present = of("present_time") + np.where(state > 0, now - of("signed_in"), 0.0)
        busy = of("busy_time") + np.where(state > READY, now - of("busy_since"), 0.0)
        return present, busy

    def abilities(self, numbers):
        return np.array(self.agents["ability"][numbers])

    def move_tallies(self, first, words):
        rows = self.tally_words[first : first + len(words)]
        words[:] = rows
        rows[:] = 0

    def outcomes(self, count):
        return np.array(self.centre.outcomes[:count], dtype(IssueTally))

    def waiting(self, tiers):
        return np.add.reduce(self.in_line[:tiers], axis=1).tolist()

    def collect(self):
        desk = self.desk
        self.kept.add(*(rows[: desk[name][0]] for name, rows in self.written.items()))
        for name in ("written", *self.written):
            desk[name] = 0

    def notable(self):
        return np.array(self.centre.notable, dtype(Ended)).reshape(LISTS, LISTED)

    def still_open(self):
        desk, following = self.centre.desk, self.issues["next"]
        used = np.ones(desk.used, bool)
        used[list(free_rows(int(desk.free), lambda number: int(following[number])))] = False
        return unfinished(self.issues[: desk.used][used], self.centre.house.ends)

    def run(self, until):
        env, advance = self.env, self.rules.enter_advance
        coming = env._queue  # of people's events, as under the SimPy calendar
        while True:
            stop = min(coming[0][0], until) if coming else until
            while not advance(stop):
                self.make_room()
            if stop >= until:
                return
            while coming and coming[0][0] == stop:
                env.step()

    def make_room(self):
        self.collect()
        if self.desk["open"][0] + SPARE > MOST_OPEN:
            raise too_many()
        if self.desk["pending"][0] + SPARE > self.most_pending:
            raise MemoryError(f"more than {self.most_pending:,} events are pending at once")
