"""The centres in salabim: a component for every call, as generators, its own monitors switched off."""

import random

import numpy as np
import salabim

from benchmarks.work import DAY, TARGET, Work

salabim.yieldless(False)


class Call(salabim.Component):
    def setup(self, desks):
        self.desks = desks

    def process(self):
        for desk, counts, tier in self.desks:
            counts[0] += 1
            joined = self.env.now()
            yield self.request(desk, fail_delay=random.expovariate(1 / tier.patience))
            waited = self.env.now() - joined
            counts[3] += waited
            if self.failed():
                counts[1] += 1
                return
            counts[2] += waited <= TARGET
            minutes = random.expovariate(1 / tier.handle)
            counts[4] += minutes
            yield self.hold(minutes)
            self.release(desk)
            if random.random() >= tier.escalates:
                return


class Arrivals(salabim.Component):
    def setup(self, rate, desks):
        self.rate, self.desks = rate, desks

    def process(self):
        while True:
            yield self.hold(random.expovariate(self.rate))
            Call(desks=self.desks)


def run(work: Work, days: float, seed: int) -> np.ndarray:
    """COUNTED by tier after so many days."""
    environment = salabim.Environment(trace=False, random_seed=None)
    random.seed(seed)
    counts = [[0.0] * 5 for _ in work.tiers]
    desks = []
    for tier, row in zip(work.tiers, counts, strict=True):
        desk = salabim.Resource("desk", capacity=tier.agents, monitor=False)
        desks.append((desk, row, tier))
    Arrivals(rate=work.rate, desks=desks)
    environment.run(till=days * DAY)
    return np.array(counts)
