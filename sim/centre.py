"""One replication: a SimPy environment that holds the floor and its people."""

import gc
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.customers.columns import together
from sim.customers.customers import Customers
from sim.customers.tally import count_bot
from sim.floor.floor_compiled import CompiledFloor
from sim.floor.floor_simpy import SimpyFloor
from sim.floor.furnishing import furnish
from sim.floor.kept import Rows, as_open, under_way
from sim.floor.kinds import ARRIVAL, FOLLOWS, HOURLY, MOST_COMING, MOST_TOPICS, NOBODY
from sim.floor.layout import dtype
from sim.floor.parked import parked_by_channel, plain_rows, promises_by_channel
from sim.floor.tallies import LegTally, Length
from sim.garbage import collecting
from sim.luck.draws import MOST_TIERS
from sim.record import Days, Record, growing, table, total
from sim.scenario.changes import Leave
from sim.scenario.hours import has_rota
from sim.scenario.levels import pool_names
from sim.scenario.period import Period
from sim.scenario.schema import Scenario
from sim.workforce.books import Books
from sim.workforce.careers import ladders
from sim.workforce.crew import Crew
from sim.workforce.leads import lead_teams
from sim.workforce.ledger import CAREER, STAYS, Ledger, between, experience, pool_tally, week_tallies
from sim.workforce.midnight import Clock
from sim.workforce.outside import Outside
from sim.workforce.rota import DAY, WEEK
from sim.workforce.scripts import living_scripts


@dataclass
class Centre:
    """A centre at work, as a process beside the model sees it.

    `env` is the simpy.Environment; its clock counts minutes and begins at `period.start`. `record`: where
    legs, contacts and issues go as they end; True: into the Record, False: nowhere.
    """

    scenario: Scenario
    seed: int
    replication: int
    clock: str = "simpy"
    record: Any = False
    env: Clock = field(init=False)

    def __post_init__(self):
        scenario = self.scenario
        self.period = period = Period.of(scenario)
        self.env = env = Clock(period.start)
        make = {"simpy": SimpyFloor, "compiled": CompiledFloor}[self.clock]
        self.rows = Rows() if self.record is True else self.record or None
        keep = self.rows is not None
        self.floor = make(env, lambda centre: furnish(centre, scenario, period, keep), self.rows)
        self.ledger = Ledger(env, self.floor, [pool.wage for pool in scenario.pools.values()])
        self.crews = self.make_crews()
        self.bodies = [crew.index for crew in self.crews.values() if isinstance(crew, Outside)]
        self.dealt = Customers(scenario, self.seed, self.replication)
        slots = round(DAY / scenario.calendar.interval)
        self.days = Days(slots, len(scenario.tiers), dtype(LegTally))
        self.backlog = 0
        self.readings: dict[float, np.ndarray] = {}
        self.channels = scenario.channel_names
        self.floor.remind(period.counts_from, HOURLY, 0)
        env.process(self.customers())
        env.process(self.book_keeping())
        env.process(self.count())
        env.process(self.announced())
        living_scripts(env, self)
        lead_teams(env, self)
        ladders(env, self)

    def make_crews(self):
        crews: dict[str, Crew | Outside] = {}
        tiers = {pool: n for n, t in enumerate(self.scenario.tiers.values()) for pool in pool_names(t)}
        luck = (self.seed, self.replication)
        for index, (name, pool) in enumerate(self.scenario.pools.items()):
            tier = tiers[name]
            if pool.outside:
                crews[name] = Outside(self.env, self.floor, pool, index, tier)
            else:
                crews[name] = Crew(
                    self.env, self.floor, self.ledger, self.scenario, self.period, name, index, tier, luck
                )
        return crews

    # --- verbs for processes beside the model ----------------------------------------------------

    def signed_in(self, pool):
        """The numbers of the agents of a pool who are on the phone or ready, now."""
        return self.floor.signed_in(self.crews[pool].rows)

    def sign_out(self, agents: Iterable[int]):
        """These agents leave the phone: at once if idle, else after the call in hand."""
        for number in agents:
            self.floor.sign_out(number)

    def sign_in(self, agents: Iterable[int]):
        for number in agents:
            self.floor.sign_in(number)

    def waiting(self, tier):
        """How many contacts wait at a tier, now."""
        names = list(self.scenario.tiers)
        return self.floor.waiting(len(names))[names.index(tier)]

    # --- processes -------------------------------------------------------------------------------

    def customers(self):
        """Issues are dealt at midnight, for a day or several, and have no rows until they arrive."""
        day, issues = 0, None
        while self.env.now < self.period.ends:
            rest = issues.where(slice(self.floor.arrived, None)) if issues else None
            days = self.dealt.days_from(day)
            until = self.env.now + len(days) * DAY
            issues = self.dealt.deal(days, self.env.now)
            if rest:
                issues = together([rest, issues]).by_time()
            if self.scenario.outreach:
                self.foresee(day)
            self.floor.open_issues(issues)
            while len(issues) > MOST_COMING and issues.time[MOST_COMING] < until:
                yield self.env.timeout(issues.time[MOST_COMING] - self.env.now)
                issues = issues.where(slice(self.floor.arrived, None))
                self.floor.open_issues(issues)
            yield self.env.timeout(until - self.env.now)
            day = days.stop

    def foresee(self, day):
        """Issues that a call may prevent: each has a row from when the centre knows of it."""
        issues, lead = self.dealt.ahead(day, self.env.now)
        issues.more["calling"] = np.ones(len(issues), np.int64)
        issues.more["follows"] = np.maximum(self.env.now, issues.time - lead)
        issues = issues.where(np.argsort(issues.more["follows"], kind="stable"))
        for number, comes, knows in zip(
            self.floor.rows_for(issues), issues.time.tolist(), issues.more["follows"].tolist(), strict=True
        ):
            self.floor.remind(comes, ARRIVAL, int(number))
            self.floor.remind(knows, FOLLOWS, int(number))

    def book_keeping(self):
        """Each midnight the tallies of the same weekday a week ago are put away; each week the people's."""
        self.weekly, self.seen = [self.reading()], []  # readings; experience by pool of each week's people
        day = 0
        while True:
            yield self.env.midnight()
            day += 1
            if day >= 7:
                self.put_away(day - 7)
            if day % 7 == 0 and self.env.now <= self.period.counts_until:
                self.weekly.append(self.reading())
                self.seen.append([experience(crew.tenures()) for crew in self.crews.values()])

    def put_away(self, day):
        days, period = self.days, self.period
        midnight = period.start + day * DAY
        weekday = int(midnight % WEEK // DAY)
        self.floor.move_tallies(weekday * days.rows_of_day, days.by_row[weekday])
        days.put(day, weekday, period.counts_from <= midnight <= period.counts_until - DAY)

    def count(self):
        """What people did in the counted period, and what is under way when it ends."""
        env, period = self.env, self.period
        pools = self.scenario.pools.values()
        open_share = sum(b - a for a, b in self.scenario.open_stretches()) / WEEK
        paid_share = np.array([p.hours / WEEK if has_rota(p) else open_share for p in pools])
        self.books = Books(paid_share, [p.paid_hour for p in pools])
        yield env.timeout(period.counts_from - env.now)
        readings = [self.reading()]
        while env.now < period.counts_until:
            yield env.timeout(min(WEEK, period.counts_until - env.now))
            readings.append(self.reading())
        self.books.post_weeks(between(readings))
        self.pool = pool_tally(readings[0], readings[-1], paid_share)
        for crew in self.crews.values():
            for person in crew.people.values():
                self.ledger.career_over(person, crew.index, STAYS)
        self.careers = np.array(self.ledger.careers, CAREER)
        self.backlog = int(self.floor.centre.desk.contacts)
        self.floor.see_backlog()
        self.parked = parked_by_channel(self.floor.centre, len(self.channels))

    def reading(self):
        """The ledger's, one for each moment."""
        if self.env.now not in self.readings:
            worked = self.floor.worked(len(self.crews))
            worked[:, self.bodies] = 0.0  # nobody counts them among people
            self.readings = {self.env.now: self.ledger.reading(worked)}
        return self.readings[self.env.now]

    def announced(self):
        """People who leave on the days that `changes` names."""
        leaving = [c for c in self.scenario.changes if isinstance(c, Leave)]
        for change in sorted(leaving, key=lambda c: c.on):
            day = (change.on - self.period.first_day).days
            yield self.env.timeout(self.period.start + day * DAY - self.env.now)
            self.crews[change.pool].send_away(change.leave)

    # --- the whole -------------------------------------------------------------------------------

    def run(self, processes: Iterable[Callable] = ()):
        """Let it happen, and say what did. Each process is called as `process(env, centre)`."""
        began = time.perf_counter()
        for process in processes:
            self.env.process(process(self.env, self))
        # A moment beyond the end, so that what is due at the end itself is counted.
        self.floor.run(math.nextafter(self.period.ends, math.inf))
        last = int((self.period.ends - self.period.start) // DAY)
        for day in range(max(0, last - 6), last + 1):
            self.put_away(day)
        self.days.add_up()
        return self.make_record(time.perf_counter() - began)

    def occupancy(self):
        """Of the people of each tier, while counting; where there are none, 1."""
        busy, present = np.zeros((2, len(self.scenario.tiers)))
        for number, tier in enumerate(self.scenario.tiers.values()):
            pools = [self.crews[name].index for name in pool_names(tier)]
            busy[number], present[number] = (self.pool[n][pools].sum() for n in ("busy", "present"))
        return np.divide(busy, present, out=np.ones_like(busy), where=present > 0)

    def outcomes(self):
        """IssueTally[population, topic]."""
        rows = self.floor.outcomes(max(1, len(self.scenario.populations)) * MOST_TOPICS)
        found = rows.reshape(-1, MOST_TOPICS)[:, : len(self.scenario.topics)]
        if self.scenario.bot:
            count_bot(found, self.dealt.tally.counts, self.scenario.bot.takes)
        return found

    def with_idle_time(self, outcomes, unfinished):
        """The outcomes by topic. Of issues that are still open people are idle until the run ends."""
        if self.scenario.downtime:
            most = self.floor.centre.house.downtime_most
            idle = np.minimum(self.period.ends - unfinished["opened"], most)
            np.add.at(outcomes["open_time"], unfinished["topic"], idle)
        return outcomes

    def charge(self, legs):
        """Post what is charged for the counted period as a whole, and add up the books."""
        for number, tier in enumerate(self.scenario.tiers.values()):
            for name in pool_names(tier):
                if outside := self.scenario.pools[name].outside:
                    cases = legs["answered"][:, number].sum()
                    self.books.post("fees", self.crews[name].index, outside.fee * cases)
        period = self.period
        self.books.post("before", NOBODY, self.dealt.cost(period.counts_until - period.counts_from))
        for name, money in self.books.totals().items():
            self.pool[name] = money

    def channel_legs(self):
        """LegTally[channel, tier], of contacts that arrived while counting."""
        tiers = len(self.scenario.tiers)
        slots = self.days.slots
        first = slots.shape[0] * slots.shape[1] + 1
        others = np.zeros((len(self.channels) - 1, 2, tiers), dtype(LegTally))
        if others.size:
            self.floor.move_tallies(first * tiers, table(others.reshape(-1), "i8"))
        return np.concatenate([total(total(slots))[None], others[:, 0]])

    def lengths(self):
        """Of each tier's lines by the hour, Length[tier]; how often looked at in each quarter of the time."""
        centre = self.floor.centre
        looks = np.diff(centre.house.looks_until, prepend=0)
        return plain_rows(centre.lengths[: len(self.scenario.tiers)], Length), looks

    def make_record(self, seconds):
        scenario, period = self.scenario, self.period
        tiers = tuple(scenario.tiers)
        outcomes = self.outcomes()
        self.floor.collect()
        kept = self.floor.kept
        unfinished = self.floor.still_open()
        still_open = as_open(unfinished)
        if self.rows is not None:
            self.rows.finish(under_way(unfinished), still_open)
        opened = still_open["opened"]
        counted_issues = (period.counts_from <= opened) & (opened < period.counts_until)
        legs = self.channel_legs()
        lengths, looks = self.lengths()
        self.charge(legs)
        return Record(
            tiers=tiers,
            topics=tuple(scenario.topics),
            pools=tuple(scenario.pools),
            interval=float(scenario.calendar.interval),
            clock=self.floor.clock,
            days=self.days.whole,
            slots=self.days.slots,
            slot_days=self.days.slot_days,
            issues=self.with_idle_time(total(outcomes), still_open[counted_issues]),
            populations=tuple(scenario.populations),
            of_population=total(outcomes.T),
            before=total(self.dealt.tally.counts),
            pool=self.pool,
            postings=self.books.postings(),
            careers=self.careers,
            start=self.period.start,
            escalations=self.floor.escalations(sum(pool.places for pool in scenario.pools.values())),
            weeks=week_tallies(self.weekly, WEEK, self.seen),
            counted_minutes=period.counts_until - period.counts_from,
            backlog=self.backlog,
            unstable=growing(tiers, lengths, looks, self.occupancy()),
            channels=self.channels,
            channel_legs=legs,
            promises=promises_by_channel(self.floor.centre, len(self.channels)),
            parked=self.parked,
            seconds=seconds,
            waits=kept.times[: len(tiers)],
            resolutions=kept.times[MOST_TIERS],
            worst=self.days.worst,
            notable=self.floor.notable(),
            stuck=still_open[counted_issues][:10],
            **(self.rows.all() if isinstance(self.rows, Rows) else {}),
        )


def replicate(scenario, seed=1, replication=0, clock="simpy", processes=(), record=False) -> Record:
    """One replication of a scenario.

    The same (seed, replication) meets the same customers with the same luck in every scenario.
    `clock`: "simpy" or "compiled", which give the same bits; `record`: keep every leg, contact and issue, in
    the Record or wherever else it takes them: see `sim.floor.kept.Rows`.
    """
    with collecting():
        centre = Centre(scenario, seed, replication, clock, record)
        made = centre.run(processes)
        # Processes and centre hold each other until Python looks for such rings. What is large doesn't wait
        # for that; for the rest it looks now, or rings of a hundred short replications pile up.
        vars(centre.floor).clear()
        vars(centre).clear()
        del centre
        gc.collect()
    return made
