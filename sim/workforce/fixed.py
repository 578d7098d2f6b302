"""Fixed shifts: people who work the same hours every day of their week, wherever these fit best."""

from functools import lru_cache

import numpy as np

SPARE = 0.001  # what being the second choice is worth, where no seat is empty


@lru_cache(maxsize=64)
def fixed_shifts(wanted, people, long, days):
    """For each of so many people (first slot, weekdays): the pattern that fills most empty seats.

    `wanted`: seats by weekday and slot, tuples; `long`: slots of a shift; `days`: of a working week. People
    are placed one after another. Where no seat is empty any more they come where most seats share few.
    """
    need = np.array(wanted, float)
    slots = need.shape[1]
    weekend = np.concatenate([need, np.roll(need, -1, axis=0)], axis=1)  # a shift may end on the next day
    cover = np.zeros_like(need)
    patterns = []
    for _ in range(people):
        over = np.concatenate([cover, np.roll(cover, -1, axis=0)], axis=1)
        worth = np.clip(weekend - over, 0, 1) + SPARE * weekend / (over + 1)
        sums = np.concatenate([np.zeros((7, 1)), np.cumsum(worth, axis=1)], axis=1)
        gain = sums[:, long : long + slots] - sums[:, :slots]  # by weekday and first slot
        best = np.sort(gain, axis=0)[-days:].sum(axis=0)
        first = int(np.argmax(best))
        on = [int(d) for d in np.argsort(-gain[:, first], kind="stable")[:days] if gain[d, first] > 0]
        patterns.append((first, tuple(sorted(on))))
        for day in on:
            for slot in range(first, first + long):
                cover[(day + slot // slots) % 7, slot % slots] += 1
    return tuple(patterns)
