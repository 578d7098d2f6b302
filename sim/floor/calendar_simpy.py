"""The SimPy calendar: every event of the floor is an event of a simpy.Environment.

This is the reference. Step it, watch it, add processes of your own beside it.
"""

from sim.floor.kinds import CHUNK, SPARE

AFTER_PEOPLE = 2  # at the same instant, what people decide (SimPy's priorities 0 and 1) comes first


class FloorEvent:
    """The least that Environment.step() asks of an event, and what is to happen."""

    __slots__ = ("callbacks", "kind", "number", "time")
    _ok, _value, _defused = True, None, True

    def __init__(self, callbacks, time, kind, number):
        self.callbacks, self.time, self.kind, self.number = callbacks, time, kind, number


class SimpyCalendar:
    """Keeps the floor's events in an environment.

    SimPy takes delays, not times. Times are exact nevertheless, since the clock starts later than
    the longest delay: then `time - now` loses no bit (Sterbenz), and neither does `now + delay`.
    """

    def __init__(self, env, centre, happen, collect):
        self.env = env
        self.plan = env.schedule
        self.ends = centre.house.ends
        desk, most = centre.desk, CHUNK - SPARE

        def callback(event):
            happen(centre, event.time, event.kind, event.number)
            if desk.written > most:
                collect()

        self.callbacks = (callback,)


def schedule(centre, time, kind, number):
    """A reminder for the row: nothing is ever cancelled. What falls after the run is not planned."""
    calendar = centre.calendar
    if time < calendar.ends:
        calendar.plan(
            FloorEvent(calendar.callbacks, time, kind, number), AFTER_PEOPLE, time - calendar.env.now
        )
