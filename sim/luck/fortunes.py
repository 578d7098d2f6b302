"""Who is lucky: the customers of a day and the people of a pool, each with a fortune of its own.

Everything is keyed by (seed, replication, purpose, entity), so that two designs meet the same
customers with the same luck. Customer k of day d has a fixed place in the day's cumulative volume
and a fixed fortune: more volume adds customers and moves none.
"""

import hashlib
import math
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from scipy import special

from sim.luck.draws import CARDS, TOPIC_NAMES, draw

MOST_A_DAY = 10_000_000  # customers; identities are day * MOST_A_DAY + k


@dataclass
class Arrivals:
    """The issues of one day, columns in order of arrival."""

    identity: np.ndarray  # int64; the same customer in every design
    fortune: np.ndarray  # int64
    time: np.ndarray  # float64, minutes after midnight
    topic: np.ndarray  # int64


def fortune(seed, replication, purpose, *entity):
    """62 bits for one owner, such as `fortune(1, 0, "person", "helpdesk", 3, 0)`."""
    key = repr((seed, replication, purpose, *entity)).encode()
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big") >> 2


def uniform(fortune, name):
    """A fraction strictly between 0 and 1 with 32 bits, for the few draws that are not cards."""
    return (draw(fortune, 2 * name) * CARDS + draw(fortune, 2 * name + 1) + 0.5) / CARDS**2


def exponential(fortune, name):
    """A draw with mean 1."""
    return -float(np.log1p(-uniform(fortune, name)))


def busyness_of(seed, replication, day, cv, *whom):
    """The day's factor: gamma with mean 1; the same quantile whatever the cv. `whom`: whose, if named."""
    if not cv:
        return 1.0
    shape = 1 / (cv * cv)
    return (
        float(special.gammaincinv(shape, uniform(fortune(seed, replication, "busyness", day, *whom), 0)))
        / shape
    )


def volume_of(seed, replication, day, mean, *whom):
    """How many customers call: Poisson by inversion, so that a larger mean only adds."""
    return poisson(uniform(fortune(seed, replication, "volume", day, *whom), 0), mean)


def poisson(u, mean):
    """The u-quantile."""
    near = float(special.pdtrik(u, mean)) if mean > 0 else 0.0
    count = math.ceil(near) if near > 0 else 0  # nan where nobody comes
    while special.pdtr(count, mean) < u:
        count += 1
    while count > 0 and special.pdtr(count - 1, mean) >= u:
        count -= 1
    return count


def arrivals(seed, replication, day, count, volumes, interval, topics, *whom):
    """The first `count` customers of a day.

    `volumes`: expected calls by interval of the day; `interval`: its minutes; `topics`: ordered
    mapping of name to share, or to a weight for each interval of the day.
    """
    place, fortunes = places(fortune(seed, replication, "customers", day, *whom), count)
    cumulative = np.concatenate(([0.0], np.cumsum(volumes)))
    cumulative /= cumulative[-1] or 1.0
    clock = np.arange(len(cumulative)) * interval
    order = np.argsort(place)
    time = np.interp(place[order], cumulative, clock)  # sooner than of places in no order
    if (time[1:] <= time[:-1]).any():  # equal times, or not in order by the last bit
        time = np.interp(place, cumulative, clock)
        order = np.argsort(time, kind="stable")
        time = time[order]
    return Arrivals(
        identity=identities(day, *whom) + order,
        fortune=(sorted_fortunes := fortunes[order]),
        time=time,
        topic=topics_of(sorted_fortunes, weights_at(time, interval, topics)),
    )


def places(fortune, count):
    """The places in [0, 1) and the fortunes of the first `count` customers of a day, or of an event."""
    raw = np.random.Philox(np.random.SeedSequence((fortune,))).random_raw(2 * count).reshape(count, 2)
    return (raw[:, 0] >> np.uint64(11)) * 2.0**-53, (raw[:, 1] >> np.uint64(2)).astype(np.int64)


def identities(day, *whom):
    """The first identity of a day's customers; those of a named source lie far from all others'."""
    return ((crc32(repr(whom).encode()) & 0x3FFFFF) << 40 if whom else 0) + day * MOST_A_DAY


def weights_at(time, interval, topics):
    """Shares as they are; of weights by interval of the day the one for each issue."""
    if all(isinstance(each, float) for each in topics.values()):
        return topics
    slot = (time // interval).astype(np.int64)
    return {name: each if isinstance(each, float) else each[slot] for name, each in topics.items()}


def topics_of(fortunes, topics):
    """The topic of each issue, as its number in `topics`: of each name the share, or a weight by issue.

    Each topic, from the last to the second, takes its part of those that are left, by a draw named
    after it. So a topic added at the end takes its customers from all others and leaves the rest
    with theirs.
    """
    return dealt_by_name(fortunes, topics, "")


def purpose_named(text):
    """The name of a draw that is named after something."""
    return TOPIC_NAMES + (crc32(text.encode()) & 0x7FFFFFFF)


def dealt_by_name(fortunes, shares, prefix):
    """The number of one of the names of `shares` for each fortune; see `topics_of`.

    `prefix`: put before the names, so that equal names of different things have luck of their own.
    """
    names, upto = list(shares), np.cumsum(list(shares.values()), axis=0)
    dealt = np.zeros(len(fortunes), np.int64)
    left = np.ones(len(fortunes), bool)
    for number in range(len(names) - 1, 0, -1):
        part = shares[names[number]] / np.where(upto[number] > 0, upto[number], 1.0)
        card = draw(fortunes, purpose_named(prefix + names[number]))
        taken = left & ((card + 0.5) / CARDS < part)
        dealt[taken] = number
        left &= ~taken
    return dealt
