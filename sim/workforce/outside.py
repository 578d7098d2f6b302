"""A body outside the centre: places for cases, always open. It has no people, as far as the centre knows."""

import math

import numpy as np


class Outside:
    """Stands where a `Crew` does. It has no people's rows, so that nothing counts it among people."""

    rows = range(0)

    def __init__(self, env, floor, pool, index, first_row):
        self.floor, self.index = floor, index
        self.cases = range(first_row, first_row + pool.places)
        floor.set_skill(list(self.cases), np.full(len(self.cases), pool.ability), np.ones(len(self.cases)))
        env.process(self.opening(env))

    def opening(self, env):
        for number in self.cases:
            self.floor.sign_in(number)
        yield env.timeout(0)

    def tenure(self):
        return math.nan
