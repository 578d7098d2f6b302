"""Group training never ends: time after time everybody leaves the phone for a session."""

import numpy as np

from sim.workforce.off_phone import is_there, until_next_look

CAUSE = "group_training"


def sessions(crew):
    """A process. Each time one group after another, as far as they can be spared before the next time."""
    said, number = crew.pool.group_training, 0
    while True:
        yield crew.env.timeout(said.every)
        crew.env.process(one_round(crew, number, crew.env.now + said.every))
        number += 1


def one_round(crew, number, until):
    said, env = crew.pool.group_training, crew.env
    due = set(crew.working())
    while due and env.now < until:
        group = spared(crew, due, said.group)
        due -= set(group)
        if not group:
            yield env.timeout(until_next_look(env, [crew]))
            continue
        crew.duty.take_off(group, CAUSE)
        yield env.timeout(said.hours)
        crew.duty.put_back(group, CAUSE)
        there = [person for person in group if is_there(crew, person)]
        hours = said.hours / 60
        crew.growth.taught(
            there, hours * said.tenure, about(crew.growth.practice, number, hours * said.contacts)
        )


def spared(crew, due, most):
    """Of those due, who can leave the phone now: at least half of those on it stay."""
    there = sorted(crew.duty.on_phone, key=lambda p: p.number)
    can_go = [p for p in there if p in due]
    return can_go[: min(most, len(there) // 2)]


def about(practice, number, contacts):
    """What a session teaches, array[topic]: the topics that the pool takes have their turns."""
    if practice is None:
        return None
    taught = np.zeros(len(practice.topics))
    taught[practice.order[number % len(practice.order)]] = contacts
    return taught
