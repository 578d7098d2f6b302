"""Time on shift that is spent off the phone."""

import math

LOOKS = 30.0  # minutes between two looks for someone who can be spared


def off_phone(crew, person, minutes, cause):
    """A process: someone is off the phone for so many minutes on shift, from when he can be spared."""
    while is_there(crew, person) and not can_be_spared(crew, person):
        yield crew.env.timeout(LOOKS)
    if not is_there(crew, person):
        return
    crew.duty.take_off([person], cause)
    while minutes > 0 and is_there(crew, person):
        step = min(LOOKS, minutes)
        minutes -= step * crew.floor.is_at_work(person.number)
        yield crew.env.timeout(step)
    crew.duty.put_back([person], cause)


def until_next_look(env, crews):
    """Minutes. Fewer than two on shift cannot spare anybody: looks before the next shift are left out."""
    if sum(crew.duty.number_on_shift() for crew in crews) > 1:
        return LOOKS
    wait = min(crew.duty.next_beginning() for crew in crews) - env.now
    return LOOKS * max(1, math.ceil(wait / LOOKS))


def is_there(crew, person):
    """Still holds the place."""
    return crew.people.get(person.place) is person


def can_be_spared(crew, person):
    """On the phone, and not the last one there; who works alone is always the last."""
    least = min(2, crew.pool.agents)
    return crew.duty.is_on_phone(person) and crew.duty.number_on_phone() >= least
