"""What coaching does to people.

Each person remembers some hours of it. They fade exponentially; a session adds its own. Of what coaching
without end would give, h hours remembered give h / (h + half): the hyperbolic learning curve (Mazur & Hastie
1978) that use has in `sim.floor.skills`.
"""

import numpy as np

from sim.scenario.leads import Coaching as Block


class Coaching:
    """Of one crew. Everything coaching changes is a factor: 1 for who was never coached."""

    def __init__(self, crew):
        self.crew = crew
        self.block: Block | None = crew.pool.leads.coaching if crew.pool.leads else None

    @property
    def used(self):
        return self.block is not None

    def attended(self, person, minutes):
        """A session is over."""
        now = self.crew.env.now
        person.coached = float(self.left(person.coached, now - person.coached_until)) + minutes
        person.coached_until = now
        self.crew.growth.look_anew()

    def remembered(self, people, moments):
        """Minutes of coaching that are left to each at a moment, or at several: float64[moment, 1]."""
        if self.block is None:
            return np.zeros(len(people))
        had, ended = np.array([(p.coached, p.coached_until) for p in people]).reshape(-1, 2).T
        return self.left(had, moments - ended)

    def left(self, minutes, ago):
        """What is remembered of minutes of coaching so long ago."""
        assert self.block
        return minutes * np.exp(-ago / self.block.lasts)

    def factor(self, minutes, at_best):
        """For who remembers these, of something that is `at_best` times as much when coached without end."""
        if self.block is None or at_best == 1.0:
            return 1.0
        return 1 + (at_best - 1) * minutes / (minutes + self.block.half)

    # --- what it is for, by minutes remembered -------------------------------------------------------

    def on(self, minutes, ability, handle_time):
        """Abilities and handling times, as coaching has made them."""
        if self.block is None:
            return ability, handle_time
        able = ability * self.factor(minutes, self.block.ability)
        return np.minimum(1.0, able), handle_time * self.factor(minutes, self.block.handle_time)

    def errors(self, minutes):
        """Relative chances of an error."""
        return self.factor(minutes, self.block.errors if self.block else 1.0)

    def hazard(self, minutes):
        """Relative hazards of leaving."""
        return self.factor(minutes, self.block.hazard if self.block else 1.0)
