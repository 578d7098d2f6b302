"""The centres as a SimPy textbook would write them: a process for every call."""

import random

import numpy as np
import simpy

from benchmarks.work import DAY, TARGET, Work


def call(env, rng, desks):
    for agents, counts, tier in desks:
        counts[0] += 1
        joined = env.now
        with agents.request() as answer:
            outcome = yield answer | env.timeout(rng.expovariate(1 / tier.patience))
            waited = env.now - joined
            counts[3] += waited
            if answer not in outcome:
                counts[1] += 1
                return
            counts[2] += waited <= TARGET
            minutes = rng.expovariate(1 / tier.handle)
            counts[4] += minutes
            yield env.timeout(minutes)
        if rng.random() >= tier.escalates:
            return


def arrivals(env, rng, rate, desks):
    while True:
        yield env.timeout(rng.expovariate(rate))
        env.process(call(env, rng, desks))


def run(work: Work, days: float, seed: int) -> np.ndarray:
    """COUNTED by tier after so many days."""
    env, rng = simpy.Environment(), random.Random(seed)
    counts = [[0.0] * 5 for _ in work.tiers]
    resources = [simpy.Resource(env, tier.agents) for tier in work.tiers]
    env.process(arrivals(env, rng, work.rate, [*zip(resources, counts, work.tiers, strict=True)]))
    env.run(until=days * DAY)
    return np.array(counts)
