"""Quality watch: someone experienced listens in on newcomers, whose errors are caught more often."""

import numpy as np

from sim.workforce.off_phone import is_there, until_next_look
from sim.workforce.rota import WEEK

CAUSE = "quality_watch"


def watch(crew, newcomer):
    """A process. Each week, as soon as somebody can be spared for it; then the newcomer is watched until the
    next week's is due."""
    said, env = crew.pool.watch, crew.env
    until = newcomer.skilled + said.lasts
    while env.now < until and is_there(crew, newcomer):
        watcher = someone(crew, newcomer)
        if watcher is None:
            yield env.timeout(until_next_look(env, [crew]))
            continue
        ends = min(until, env.now + WEEK)
        set_watched(crew, newcomer, said.caught)
        crew.duty.take_off([watcher], CAUSE)
        yield env.timeout(said.takes)
        crew.duty.put_back([watcher], CAUSE)
        if ends > env.now:
            yield env.timeout(ends - env.now)
        if is_there(crew, newcomer):
            set_watched(crew, newcomer, 0.0)


def set_watched(crew, newcomer, share):
    crew.floor.set_agents("watched", [newcomer.number], np.array([share]))


def someone(crew, newcomer):
    """The longest there of those on the phone who are no newcomers, if two are on it; or None."""
    there = [p for p in crew.duty.on_phone if not p.newcomer and p is not newcomer]
    if crew.duty.number_on_phone() < 2:
        return None
    return min(there, key=lambda p: (p.skilled, p.number), default=None)
