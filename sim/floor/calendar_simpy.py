"""The SimPy calendar: every event of the floor is an event of a simpy.Environment.

This is the reference. Step it, watch it, add processes of your own beside it.
"""

from heapq import heappop, heappush

from sim.floor.kinds import ARRIVAL, MOST_OPEN, NOBODY, PLANNED, SPARE
from sim.floor.rows import Issue

# At the same instant people do what is planned, then what processes decide (SimPy's priorities 0 and 1); then
# comes all else.
BEFORE_PEOPLE, AFTER_PEOPLE = -1, 2


class FloorEvent(tuple):
    """What is to happen, (kind, number), with the least that Environment.step() asks of an event."""

    __slots__ = ()
    _ok, _value, _defused = True, None, True


class SimpyCalendar:
    """Keeps the floor's events in an environment.

    An event of the floor is put into the environment's queue and taken out of it as `Environment.schedule`
    and `Environment.step` do, without the calls: they would cost a tenth of a run. Whoever steps the
    environment himself meets the same events. Times are put in as they are, not as delays.
    """

    def __init__(self, env, centre, happen, collect):
        self.env = env
        self.plan, self.numbers = env._queue, env._eid
        self.ends = centre.house.ends
        self.centre, self.happen, self.collect = centre, happen, collect
        desk, most = centre.desk, len(centre.samples) - SPARE

        def callback(event):
            happen(centre, env.now, *event)
            if desk.written > most:
                collect()

        class Event(FloorEvent):
            __slots__ = ()
            callbacks = property(
                lambda event: (callback,), lambda event, none: None
            )  # step() takes them away

        self.event = Event

    def run(self, until):
        """Let happen what is due before then."""
        env, queue, centre, happen, floor_event = self.env, self.plan, self.centre, self.happen, self.event
        desk, most = centre.desk, len(centre.samples) - SPARE
        while queue and queue[0][0] < until:
            now, _, _, event = queue[0]
            if type(event) is floor_event:
                heappop(queue)
                env._now = now
                kind, number = event
                happen(centre, now, kind, number)
                if desk.written > most:
                    self.collect()
            else:
                env.step()
        env.run(until=until)


def too_many():
    """The error that keeps memory bounded where far more work comes than people can do."""
    text = (
        "more than {n:,} issues are open at once: far more comes than can be done; moked explain shows where"
    )
    return MemoryError(text.format(n=MOST_OPEN))


def await_arrival(centre, time):
    """The next of the issues to come arrives then, and there is a row for it."""
    schedule(centre, time, ARRIVAL, NOBODY)
    make_room(centre)


def await_moment(centre, time):
    """The plan of people's week says something again then."""
    if time != centre.desk.moment:
        centre.desk.moment = time
        calendar = centre.calendar
        event = calendar.event((PLANNED, NOBODY))
        heappush(calendar.plan, (time, BEFORE_PEOPLE, next(calendar.numbers), event))


def make_room(centre):
    """There is always a row for one issue more."""
    desk, issues = centre.desk, centre.issues
    if desk.free == NOBODY and desk.used == len(issues):
        if len(issues) == MOST_OPEN:
            raise too_many()
        issues.append(Issue())


def schedule(centre, time, kind, number):
    """A reminder for the row: nothing is ever cancelled. What falls after the run is not planned."""
    calendar = centre.calendar
    if time < calendar.ends:
        event = calendar.event((kind, number))
        heappush(calendar.plan, (time, AFTER_PEOPLE, next(calendar.numbers), event))
