"""The centres in cimba, the C library, through its Python package: a process for every call."""

from functools import cache

import cimba as cb
import numpy as np
from cimba.random.compiled import exponential, random01

from benchmarks.work import COUNTED, DAY, TARGET, Work

GIVES_UP = 17  # the timer's signal: any number that the library does not use itself


class Desk(cb.Model):
    """A tier."""

    agents: cb.Resource
    handle: cb.Param[float]
    patience: cb.Param[float]
    escalates: cb.Param[float]
    offered: cb.Output[float] = 0.0
    abandoned: cb.Output[float] = 0.0
    within: cb.Output[float] = 0.0
    waited: cb.Output[float] = 0.0
    handled: cb.Output[float] = 0.0

    def __init__(self, tier):
        self.agents = cb.Resource(capacity=tier.agents)
        self.handle, self.patience, self.escalates = tier.handle, tier.patience, tier.escalates


class Call(cb.Model):
    first: cb.Ref[Desk]
    second: cb.Ref[Desk]

    @cb.process
    def caller(self):
        if self.visit(self.first):
            self.visit(self.second)

    @cb.function
    def visit(self, desk: Desk) -> bool:
        desk.offered += 1.0
        me = cb.this_process()
        joined = cb.now()
        me.timer_set(exponential(desk.patience), GIVES_UP)
        signal = desk.agents.acquire()
        waited = cb.now() - joined
        desk.waited += waited
        if signal == GIVES_UP:
            desk.abandoned += 1.0
            return False
        me.timers_clear()
        if waited <= TARGET:
            desk.within += 1.0
        minutes = exponential(desk.handle)
        desk.handled += minutes
        cb.hold(minutes)
        desk.agents.release()
        return random01() < desk.escalates


class Centre(cb.Model):
    first: Desk
    second: Desk
    between: cb.Param[float]

    @cb.process
    def arrivals(self):
        while True:
            cb.hold(exponential(self.between))
            cb.spawn(Call, first=self.first, second=self.second)


@cache
def centre(work: Work):
    model = Centre()
    model.first = Desk(work.tiers[0])
    model.second = Desk(work.tiers[-1])
    model.between = 1 / work.rate
    return model


def run(work: Work, days: float, seed: int) -> np.ndarray:
    """COUNTED by tier after so many days."""
    model = centre(work)
    window = cb.Window(duration=days * DAY)
    results = cb.Experiment(model, window=window, seed=seed).run(workers=1)
    desks = (model.first, model.second)[: len(work.tiers)]
    return np.array([[float(getattr(results[desk], name)[0, 0]) for name in COUNTED] for desk in desks])
