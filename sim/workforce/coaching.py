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
        person.coached = float(self.remembered([person])[0]) + minutes
        person.coached_until = self.crew.env.now

    def remembered(self, people):
        """Minutes of coaching that are left to each."""
        assert self.block
        had = np.array([p.coached for p in people])
        ended = np.array([p.coached_until for p in people])
        return had * np.exp((ended - self.crew.env.now) / self.block.lasts)

    def factor(self, people, at_best):
        """Of each, for something that is `at_best` times as much for who is coached without end."""
        if self.block is None or at_best == 1.0:
            return 1.0
        return self.factor_of(self.remembered(people), at_best)

    def factor_of(self, minutes, at_best):
        assert self.block
        return 1 + (at_best - 1) * minutes / (minutes + self.block.half)

    # --- what it is for ---------------------------------------------------------------------------

    def on(self, people, ability, handle_time):
        """Abilities and handling times of these people, as coaching has made them."""
        if self.block is None:
            return ability, handle_time
        minutes = self.remembered(people)
        able = ability * self.factor_of(minutes, self.block.ability)
        return np.minimum(1.0, able), handle_time * self.factor_of(minutes, self.block.handle_time)

    def errors(self, people):
        """Relative chances of an error."""
        return self.factor(people, self.block.errors if self.block else 1.0)

    def hazard(self, people):
        """Relative hazards of leaving."""
        return self.factor(people, self.block.hazard if self.block else 1.0)
