"""The clock that people live by: SimPy's environment, and what has its place among events."""

import simpy
from simpy.events import URGENT

from sim.workforce.rota import DAY


class Clock(simpy.Environment):
    """Minutes."""

    def __init__(self, start):
        super().__init__(start)
        self.next_midnight, self.at_midnight = start, None

    def midnight(self):
        """The next one, an event; who asks at midnight waits for a day.

        All who wait for it share it: an event costs as much as most of what people do then.
        """
        if self.now >= self.next_midnight:
            self.next_midnight = self.now - self.now % DAY + DAY
            self.at_midnight = self.timeout(self.next_midnight - self.now)
        return self.at_midnight

    def ahead_of(self, moment):
        """An event before all that happens at that moment."""
        event = self.event()
        event._ok, event._value = True, None
        self.schedule(event, URGENT, moment - self.now)
        return event
