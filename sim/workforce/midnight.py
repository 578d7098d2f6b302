"""The clock that people live by: SimPy's environment, in which all who wait for midnight share one event."""

import simpy

from sim.workforce.rota import DAY

AFTER_OTHERS = 1.5  # SimPy's priority: after what else people do at that moment, before the floor


class Clock(simpy.Environment):
    """Minutes."""

    def __init__(self, start):
        super().__init__(start)
        self.next_midnight, self.at_midnight = start, self.event()

    def midnight(self):
        """The next one, an event; who asks at midnight waits for a day.

        An event costs as much as most of what people do then, so it is one for all.
        """
        if self.now >= self.next_midnight:
            self.next_midnight = self.now - self.now % DAY + DAY
            self.at_midnight = event = self.event()
            event._ok, event._value = True, None
            self.schedule(event, AFTER_OTHERS, self.next_midnight - self.now)
        return self.at_midnight
