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
from sim.scenario.durations import DAY
from sim.scenario.period import Period
from sim.scenario.schema import Scenario

TOGETHER = 2000  # issues of several days, or fewer
MOST_DAYS = 28


class Customers:
    """Deals the issues of each day. What one source or stage of it draws, it draws by names of its own."""

    def __init__(self, scenario: Scenario, seed: int, replication: int):
        self.scenario = scenario
        luck = scenario, seed, replication
        period = Period.of(scenario)
        self.tally = Tally(scenario, period)
        self.causes = Causes(scenario, self.tally)
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
        self.days = math.ceil((period.ends - period.start) / DAY)

    def days_from(self, day: int) -> range:
        """Days of the run, from this one on, whose issues are dealt together."""
        return range(day, max(day + 1, min(day + self.at_once, self.days)))

    def deal(self, days: range, midnight: float) -> Columns:
        """The issues of some days of the run that come to the floor. `midnight`: when the first begins."""
        issues = together([source.deal(days, midnight) for source in self.populations])
        if self.foreseen:  # the rest has come to the floor already
            issues = issues.where((issues.day < self.foreseen.days) | ~self.foreseen.among(issues))
        if self.scenario.problem_management:
            issues = self.causes.remain(issues, days)
        bursts = [burst for source in self.incidents for burst in source.deal(days, midnight)]
        issues = self.channels.choose(together([issues, *bursts]))
        return self.bot.passed_on(issues) if self.bot else issues

    def ahead(self, day: int, midnight: float) -> tuple[Columns, float]:
        """The issues of a day to come about which the centre can call before, and how many minutes before."""
        assert self.foreseen
        later = day + self.foreseen.days
        start = midnight + self.foreseen.days * DAY
        issues = together([source.deal(range(later, later + 1), start) for source in self.populations])
        return self.channels.choose(issues.where(self.foreseen.among(issues))), self.foreseen.lead

    def cost(self, minutes: float) -> float:
        """Of what is done before the floor, for a time in minutes of the counted period."""
        heard = float(self.tally.counts["heard"].sum())
        return self.causes.cost(minutes) + (self.bot.bot.cost * heard if self.bot else 0.0)
