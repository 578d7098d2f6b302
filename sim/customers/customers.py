"""All that customers bring to a centre."""

from __future__ import annotations

from dataclasses import replace

from sim.customers.bot import Gate
from sim.customers.causes import Causes
from sim.customers.channels import Channels
from sim.customers.columns import Columns, together
from sim.customers.days import DayByDay
from sim.customers.incidents import Incidents
from sim.customers.outreach import Foreseen
from sim.customers.population import Population
from sim.customers.tally import Tally
from sim.scenario.durations import DAY
from sim.scenario.period import Period
from sim.scenario.schema import Scenario


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
        a_day = sum(each.a_day for each in self.populations) + sum(each.a_day for each in self.incidents)
        self.coming = DayByDay(self.deal_days, a_day, period)
        self.calling = DayByDay(self.look_ahead, a_day, period)

    def deal(self, day: int, midnight: float) -> Columns:
        """The issues of a day of the run that come to the floor. `midnight`: when the day begins."""
        return self.coming.of(day, midnight)

    def ahead(self, day: int, midnight: float) -> tuple[Columns, float]:
        """The issues of a day to come about which the centre can call before, and how many minutes before."""
        assert self.foreseen
        return self.calling.of(day, midnight), self.foreseen.lead

    def deal_days(self, days: range, midnight: float) -> Columns:
        issues = together([source.deal(days, midnight) for source in self.populations])
        if self.foreseen:  # these have come to the floor already, but for those before the first such look
            issues = issues.where((issues.day < self.foreseen.days) | ~self.foreseen.among(issues))
        if self.scenario.problem_management:
            issues = self.causes.remain(issues, days)
        bursts = [burst for source in self.incidents for burst in source.deal(days, midnight)]
        issues = self.channels.choose(together([issues, *bursts]))
        return self.bot.passed_on(issues) if self.bot else issues

    def look_ahead(self, days: range, midnight: float) -> Columns:
        assert self.foreseen
        by = self.foreseen.days
        later = range(days.start + by, days.stop + by)
        issues = together([source.deal(later, midnight + by * DAY) for source in self.populations])
        issues = replace(issues, day=issues.day - by)  # on which they are foreseen
        return self.channels.choose(issues.where(self.foreseen.among(issues)))

    def cost(self, minutes: float) -> float:
        """Of what is done before the floor, for a time in minutes of the counted period."""
        heard = float(self.tally.counts["heard"].sum())
        return self.causes.cost(minutes) + (self.bot.bot.cost * heard if self.bot else 0.0)
