"""The moments of a run: when it begins, counts and ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from sim.scenario.durations import DAY, WEEK
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Period:
    """The moments of a run, minutes on the simulation's clock.

    The clock starts on a Sunday, later than the run is long: see the SimPy calendar.
    """

    first_day: date
    start: float  # midnight before the first day; the run begins here
    counts_from: float
    counts_until: float
    ends: float

    def date_of(self, moment: float) -> date:
        return self.first_day + timedelta(minutes=moment - self.start)

    @staticmethod
    def of(scenario: Scenario) -> Period:
        calendar = scenario.calendar
        length = calendar.length + scenario.repeat_window
        start = math.ceil((length + WEEK) / WEEK) * WEEK + float(scenario.first_weekday * DAY)
        return Period(
            calendar.start, start, start + calendar.warm_up, start + calendar.length, start + length
        )
