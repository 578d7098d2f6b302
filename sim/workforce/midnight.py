"""The clock that people live by: SimPy's environment, in which all who wait for midnight share one event."""

import simpy

from sim.workforce.rota import DAY


class Clock(simpy.Environment):
    """Minutes."""

    def __init__(self, start):
        super().__init__(start)
        self.next_midnight: float = start
        self.at_midnight: simpy.Event | None = None

    def midnight(self):
        """The next one, an event; who asks at midnight waits for a day.

        An event costs as much as most of what people do then, so it is one for all.
        """
        if self.now >= self.next_midnight:
            self.next_midnight = self.now - self.now % DAY + DAY
            self.at_midnight = self.timeout(self.next_midnight - self.now)
        return self.at_midnight
