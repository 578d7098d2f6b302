"""Several days are dealt at once, and given out day by day.

Numpy needs nearly as long for ten customers as for a hundred, so where few come on a day those of up to four
weeks are dealt together. Each has the same luck as alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.customers.columns import Columns
from sim.scenario.durations import DAY
from sim.scenario.period import Period

TOGETHER = 2000  # issues, or fewer
MOST_DAYS = 28


class DayByDay:
    """Deals when a day is asked for that has not been dealt yet."""

    def __init__(self, deal: Callable[[range, float], Columns], a_day: float, period: Period):
        """`deal(days, midnight)`: of some days of the run, the first of which begins at `midnight`; `a_day`:
        issues on an average one."""
        self.deal, self.ends = deal, period.ends
        self.at_once = int(min(MOST_DAYS, max(1.0, TOGETHER / max(a_day, 1.0))))
        self.dealt: dict[int, Columns] = {}

    def of(self, day: int, midnight: float) -> Columns:
        """The issues of a day, once."""
        if day not in self.dealt:
            left = int(np.ceil((self.ends - midnight) / DAY))
            days = range(day, day + max(1, min(self.at_once, left)))
            issues = self.deal(days, midnight)
            ends = np.searchsorted(issues.day, [*days, days.stop]).tolist()
            self.dealt = {
                each: issues.where(slice(first, last))
                for each, first, last in zip(days, ends, ends[1:], strict=False)
            }
        return self.dealt.pop(day)
