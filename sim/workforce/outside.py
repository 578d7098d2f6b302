"""A body outside the centre: places for cases, always open. It has no people, as far as the centre knows."""

from typing import ClassVar

import numpy as np


class Outside:
    """Stands where a `Crew` does. It has no people's rows, so that nothing counts it among people."""

    rows = range(0)
    people: ClassVar[dict] = {}

    def __init__(self, env, floor, pool, index, tier):
        self.floor, self.index = floor, index
        self.cases = floor.add_agents(pool.places, index, tier)
        floor.set_skill(self.cases, np.full(len(self.cases), pool.ability), np.ones(len(self.cases)))
        env.process(self.opening(env))

    def opening(self, env):
        for number in self.cases:
            self.floor.sign_in(number)
        yield env.timeout(0)

    def tenures(self):
        return np.zeros(0)
