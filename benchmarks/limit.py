"""The limit: a loop written by hand for these centres and nothing else, compiled by numba, on one core.

An event calendar in a binary heap; contacts made on the fly; everything that happens is an event. It knows no
agents and no contacts, only how many are free and since when the line's places wait, and it counts KPIs as it
goes. Whoever wrote a simulator for one such model alone, for speed alone, would write this.
"""

import numpy as np
from numba import njit

from benchmarks.work import COUNTED, DAY, TARGET, Work

OFFERED, ABANDONED, WITHIN, WAITED, HANDLED = range(len(COUNTED))
PLACES = 1 << 12  # of a line; its places are used again in a ring
EVENTS = 1 << 14
GONE = -1.0  # whoever stood in this place gave up
SPLITMIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
STEP, FACTOR, FACTOR_2 = SPLITMIX
S30, S27, S31, S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)


@njit(inline="always", cache=True)
def uniform(state):
    """In (0, 1], from SplitMix64 (Steele, Lea & Flood 2014)."""
    state[0] += STEP
    word = state[0]
    word = (word ^ (word >> S30)) * FACTOR
    word = (word ^ (word >> S27)) * FACTOR_2
    word ^= word >> S31
    return (np.float64(word >> S11) + 1.0) * (1.0 / (1 << 53))


@njit(inline="always", cache=True)
def exponential(state, mean):
    return -mean * np.log(uniform(state))


@njit(inline="always", cache=True)
def push(times, whats, used, time, what):
    """Put an event into the heap of `used` events."""
    place = used
    while place > 0:
        above = (place - 1) >> 1
        if times[above] <= time:
            break
        times[place] = times[above]
        whats[place] = whats[above]
        place = above
    times[place] = time
    whats[place] = what


@njit(inline="always", cache=True)
def replace_top(times, whats, used, time, what):
    """Take the first event out and put another in."""
    place = 0
    below = 1
    while below < used:
        if below + 1 < used and times[below + 1] < times[below]:
            below += 1
        if times[below] >= time:
            break
        times[place] = times[below]
        whats[place] = whats[below]
        place = below
        below = 2 * place + 1
    times[place] = time
    whats[place] = what


@njit(cache=True)
def loop(rate, agents, handle, patience, escalates, end, seed):
    """COUNTED by tier, when `end` minutes are over.

    An event is `ticket << 2 | tier << 1 | gives up`: tickets number those who joined a tier's line, from 1.
    """
    state = np.array([seed], np.uint64)
    counts = np.zeros((len(agents), 5))
    free = agents.copy()
    joined = np.zeros((len(agents), PLACES))
    head = np.ones(len(agents), np.int64)  # ticket of the longest waiting, if any waits
    tail = np.ones(len(agents), np.int64)  # the next ticket
    times, whats, used = np.zeros(EVENTS), np.zeros(EVENTS, np.int64), 0
    between = 1.0 / rate
    arrives = exponential(state, between)
    while True:
        enters = -1
        if used == 0 or arrives < times[0]:
            now = arrives
            if now > end:
                return counts
            arrives = now + exponential(state, between)
            enters = 0
        else:
            now, what = times[0], whats[0]
            if now > end:
                return counts
            tier = (what >> 1) & 1
            if what & 1:
                used -= 1
                replace_top(times, whats, used, times[used], whats[used])
                ticket = what >> 2
                place = ticket & (PLACES - 1)
                if ticket >= head[tier] and joined[tier, place] != GONE:
                    counts[tier, ABANDONED] += 1
                    counts[tier, WAITED] += now - joined[tier, place]
                    joined[tier, place] = GONE
            else:
                if escalates[tier] > 0.0 and uniform(state) <= escalates[tier]:
                    enters = tier + 1
                ticket = head[tier]
                while ticket < tail[tier] and joined[tier, ticket & (PLACES - 1)] == GONE:
                    ticket += 1
                if ticket < tail[tier]:
                    waited = now - joined[tier, ticket & (PLACES - 1)]
                    counts[tier, WAITED] += waited
                    counts[tier, WITHIN] += waited <= TARGET
                    minutes = exponential(state, handle[tier])
                    counts[tier, HANDLED] += minutes
                    head[tier] = ticket + 1
                    replace_top(times, whats, used, now + minutes, tier << 1)
                else:
                    head[tier] = ticket
                    free[tier] += 1
                    used -= 1
                    replace_top(times, whats, used, times[used], whats[used])
        if enters >= 0:
            counts[enters, OFFERED] += 1
            if free[enters] > 0:
                free[enters] -= 1
                counts[enters, WITHIN] += 1
                minutes = exponential(state, handle[enters])
                counts[enters, HANDLED] += minutes
                push(times, whats, used, now + minutes, enters << 1)
            else:
                ticket = tail[enters]
                tail[enters] = ticket + 1
                if ticket - head[enters] >= PLACES or used >= EVENTS:
                    raise OverflowError("the line is longer than the loop has places for")
                joined[enters, ticket & (PLACES - 1)] = now
                push(
                    times,
                    whats,
                    used,
                    now + exponential(state, patience[enters]),
                    ticket << 2 | enters << 1 | 1,
                )
            used += 1


def run(work: Work, days: float, seed: int) -> np.ndarray:
    """COUNTED by tier after so many days."""
    columns = np.array([(t.agents, t.handle, t.patience, t.escalates) for t in work.tiers]).T
    agents, handle, patience, escalates = columns
    return loop(work.rate, agents.astype(np.int64), handle, patience, escalates, days * DAY, seed)
