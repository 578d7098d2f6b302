"""The two-tier centre as a SimPy textbook would write it: a process for every call.

6 calls/min; 30 agents, 4.5 min; patience 3 min; 30% escalate; 12 agents, 6 min; patience 6 min; all
exponential. Times are minutes. The same centre as `two_tiers.yaml` beside this file.
"""

import random
from dataclasses import dataclass

import simpy

RATE = 6.0
TIERS = ((30, 4.5, 3.0, 0.3), (12, 6.0, 6.0, 0.0))  # agents, mean handling, mean patience, share escalated


@dataclass
class Tier:
    agents: simpy.Resource
    handle: float
    patience: float
    escalates: float
    offered: int = 0
    abandoned: int = 0
    waited: float = 0.0
    handled: float = 0.0


def call(env, rng, tiers):
    for tier in tiers:
        tier.offered += 1
        joined = env.now
        with tier.agents.request() as answer:
            outcome = yield answer | env.timeout(rng.expovariate(1 / tier.patience))
            tier.waited += env.now - joined
            if answer not in outcome:
                tier.abandoned += 1
                return
            minutes = rng.expovariate(1 / tier.handle)
            tier.handled += minutes
            yield env.timeout(minutes)
        if rng.random() >= tier.escalates:
            return


def arrivals(env, rng, tiers):
    while True:
        yield env.timeout(rng.expovariate(RATE))
        env.process(call(env, rng, tiers))


def run(days, seed):
    """The two tiers after so many days."""
    env, rng = simpy.Environment(), random.Random(seed)
    tiers = [Tier(simpy.Resource(env, n), *rest) for n, *rest in TIERS]
    env.process(arrivals(env, rng, tiers))
    env.run(until=days * 1440)
    return tiers
