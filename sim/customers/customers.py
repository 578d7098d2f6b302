"""All that customers bring to a centre."""

from __future__ import annotations

import math

from sim.customers.bot import Gate
from sim.customers.causes import Causes
from sim.customers.channels import Channels
from sim.customers.columns import Columns, together
from sim.customers.incidents import Incidents
from sim.customers.outreach import Foreseen
from sim.customers.population import Population
from sim.customers.tally import Tally
from sim.luck.fortunes import MOST_DAYS
from sim.scenario.durations import DAY
from sim.scenario.period import Period
from sim.scenario.schema import Scenario

TOGETHER = 16_000  # issues of several days, or fewer: columns of more leave the processor's cache


class Customers:
    """Deals the issues of each day. What one source or stage of it draws, it draws by names of its own."""

    def __init__(self, scenario: Scenario, seed: int, replication: int):
        self.scenario = scenario
        luck = scenario, seed, replication
        period = Period.of(scenario)
        self.tally = Tally(scenario, period)
        self.days = math.ceil((period.ends - period.start) / DAY)
        self.causes = Causes(scenario, self.tally, self.days)
        names: list[str | None] = [*scenario.populations] or [None]
        self.populations = [Population(*luck, name) for name in names]
        self.bot = Gate(scenario, scenario.bot, self.tally) if scenario.bot else None
        self.incidents = [Incidents(*luck, name, self.causes, self.tally) for name in scenario.incidents]
        self.channels = Channels(scenario)
        self.foreseen = Foreseen(list(scenario.topics), scenario.outreach) if scenario.outreach else None
        # Numpy needs nearly as long for ten customers as for a hundred, so where few come on a day, days are
        # dealt together. Calls ahead are made day by day.
        a_day = sum(each.a_day for each in self.populations) + sum(each.a_day for each in self.incidents)
        self.at_once = 1 if scenario.outreach else int(min(MOST_DAYS, TOGETHER / max(a_day, 1.0)))

    def days_from(self, day: int) -> range:
        """Days of the run, from this one on, whose issues are dealt together."""
        return range(day, max(day + 1, min(day + self.at_once, self.days)))

    def deal(self, days: range, midnight: float) -> Columns:
        """The issues of some days of the run, in the order in which they come to the floor.

        `midnight`: when the first of the days begins.
        """
        issues = together([source.deal(days, midnight) for source in self.populations])
        if self.foreseen:  # the rest has come to the floor already
            issues = issues.where((issues.day < self.foreseen.days) | ~self.foreseen.among(issues))
        if self.scenario.problem_management:
            issues = self.causes.remain(issues)
        bursts = [source.deal(days, midnight) for source in self.incidents]
        issues = self.channels.choose(together([issues, *filter(None, bursts)]))
        if self.bot:
            issues = self.bot.passed_on(issues)
        return issues.by_time()

    def ahead(self, day: int, midnight: float) -> tuple[Columns, float]:
        """The issues of a day to come about which the centre can call before, and how many minutes before."""
        assert self.foreseen
        later = day + self.foreseen.days
        start = midnight + self.foreseen.days * DAY
        issues = together([source.deal(range(later, later + 1), start) for source in self.populations])
        return self.channels.choose(issues.where(self.foreseen.among(issues))).by_time(), self.foreseen.lead

    def cost(self, minutes: float) -> float:
        """Of what is done before the floor, for a time in minutes of the counted period."""
        heard = float(self.tally.counts["heard"].sum())
        return self.causes.cost(minutes) + (self.bot.bot.cost * heard if self.bot else 0.0)
