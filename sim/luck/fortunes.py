"""Who is lucky: the customers of a day and the people of a pool, each with a fortune of its own.

Everything is keyed by (seed, replication, purpose, entity), so that two designs meet the same
customers with the same luck. Customer k of day d has a fixed place in the day's cumulative volume
and a fixed fortune: more volume adds customers and moves none.
"""

from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

import numpy as np
from scipy import special

from sim.luck.draws import CARDS, TOPIC_NAMES, WORD, draw
from sim.luck.streams import raw_numbers

# Draws in one step of dealing: fewer share less of numpy's fixed costs, more leave the cache.
TOGETHER = 1 << 15
MOST_DAYS = 1 << 10  # whose customers are put in order together
MOST_A_DAY = 10_000_000  # customers; identities are day * MOST_A_DAY + k


def draws(high, low, names):
    """What `draw` gives for each of these names and fortunes, uint32[name, fortune].

    `high`, `low`: the fortunes in words of 32 bits, which wrap by themselves. One name takes half the time of
    `draw`; several share what each step of numpy costs.
    """
    word = high + (np.array(names, np.int64) * 0x1E3779B1 & WORD).astype(np.uint32)[:, None]
    other = np.empty_like(word)
    for last in (False, True):
        word ^= np.right_shift(word, 15, out=other)
        word *= np.uint32(0x2C1B3C6D)
        word ^= np.right_shift(word, 12, out=other)
        word *= np.uint32(0x297A2D39)
        word ^= np.right_shift(word, 15, out=other)
        if not last:
            word ^= low
    word >>= 16
    return word


def split(fortunes):
    """Fortunes as `draws` takes them."""
    return (fortunes >> 32).astype(np.uint32), fortunes.astype(np.uint32)


def draws_of(fortunes, *names):
    """What `draw` gives for each of these names and fortunes, uint32[name, fortune]."""
    high, low = split(fortunes)
    return draws(high, low, names)


def cards_below(part):
    """Of how many cards the fraction, (card + 0.5) / CARDS, is below `part`: the first so many."""
    return np.ceil(part * CARDS - 0.5).astype(np.uint32)


@dataclass
class Arrivals:
    """The issues of some days, columns in order of days and, within each, of arrival."""

    identity: np.ndarray  # int64; the same customer in every design
    fortune: np.ndarray  # int64
    time: np.ndarray  # float64, minutes after midnight
    day: np.ndarray  # int64, of the run


def fortune(seed, replication, purpose, *entity):
    """62 bits for one owner, such as `fortune(1, 0, "person", "helpdesk", 3, 0)`."""
    key = repr((seed, replication, purpose, *entity)).encode()
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big") >> 2


def fortunes_of(seed, replication, purpose, days, *whom):
    """The fortune of each of some days, int64[day]: `fortune(seed, replication, purpose, day, *whom)`."""
    begun = blake2b(repr((seed, replication, purpose))[:-1].encode(), digest_size=8)
    rest = ("".join(f", {each!r}" for each in whom) + ")").encode()
    hashed = []
    for day in days:
        each = begun.copy()  # sooner than to begin anew
        each.update(b", %d%b" % (day, rest))
        hashed.append(each.digest())
    return (np.frombuffer(b"".join(hashed), ">u8") >> np.uint64(2)).astype(np.int64)


def uniform(fortune, name):
    """A fraction strictly between 0 and 1 with 32 bits, for the few draws that are not cards."""
    return (draw(fortune, 2 * name) * CARDS + draw(fortune, 2 * name + 1) + 0.5) / CARDS**2


def uniforms(fortunes, name):
    """The same of many fortunes, float64[...]."""
    return uniforms_by_name(fortunes, [name])[0]


def uniforms_by_name(fortunes, names):
    """The same for several names, float64[name, fortune]."""
    found = draws_of(fortunes, *(2 * name + low for name in names for low in (0, 1))).astype(float)
    return (found[::2] * CARDS + found[1::2] + 0.5) / CARDS**2


def exponential(fortune, name):
    """A draw with mean 1."""
    return -float(np.log1p(-uniform(fortune, name)))


def busyness_of(seed, replication, days, cv, *whom):
    """A factor for each day: gamma with mean 1; the same quantile whatever the cv. `whom`: whose."""
    if not cv:
        return np.ones(len(days))
    shape = 1 / (cv * cv)
    places = uniforms(fortunes_of(seed, replication, "busyness", days, *whom), 0)
    return special.gammaincinv(shape, places) / shape


def volumes_of(seed, replication, days, means, *whom):
    """How many customers call on each day: Poisson by inversion, so that a larger mean only adds."""
    places = uniforms(fortunes_of(seed, replication, "volume", days, *whom), 0)
    return poisson(places, np.asarray(means, float))


def poisson(u, mean):
    """The u-quantiles, int64[n]; either argument may be one for all.

    Guessed by the first terms of Cornish and Fisher's expansion (1938), then looked for by the law itself.
    """
    u, mean = np.broadcast_arrays(u, mean)
    z = special.ndtri(u)
    count = np.ceil(np.maximum(mean + z * np.sqrt(mean) + (z * z - 4) / 6, 0.0))
    short = np.ones(count.shape, bool)
    while short.any():
        short[short] = special.pdtr(count[short], mean[short]) < u[short]
        count[short] += 1
    long = count > 0
    while long.any():
        long[long] = special.pdtr(count[long] - 1, mean[long]) >= u[long]
        count[long] -= 1
        long &= count > 0
    return count.astype(np.int64)


def profile_of(volumes):
    """The share of a day's customers that has come by each edge of its intervals, which expect `volumes`."""
    cumulative = np.concatenate(([0.0], np.cumsum(volumes)))
    cumulative /= cumulative[-1] or 1.0
    return cumulative


def arrivals(seed, replication, days, counts, profiles, interval, *whom):
    """The first customers of each of some days, at most MOST_DAYS; of each day how many, and its profile.

    `interval`: minutes.
    """
    owners = fortunes_of(seed, replication, "customers", days, *whom)
    place, luck = places(owners, counts)
    since = np.repeat(np.arange(len(days)), counts)
    order = np.argsort(since << 53 | place)  # day and place in one number: sorted sooner than by two keys
    time = times(place[order], since, counts, profiles, interval)
    if ((time[1:] <= time[:-1]) & (since[1:] == since[:-1])).any():  # or not in order by the last bit
        time = times(place, since, counts, profiles, interval)
        order = np.lexsort((time, since))
        time = time[order]
    day = np.repeat(days, counts)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    return Arrivals(identity=identities(day, *whom) + order - first, fortune=luck[order], time=time, day=day)


def times(place, since, counts, profiles, interval):
    """When customers come, minutes after midnight, who have these places in the profiles of their days."""
    clock = np.arange(len(profiles[0])) * interval
    place = place * 2.0**-53
    alike = {id(profile): profile for profile in profiles}
    if len(alike) == 1:
        return np.interp(place, profiles[0], clock)
    found = np.empty(len(place))
    which = np.repeat([id(profile) for profile in profiles], counts)
    for one, profile in alike.items():
        some = np.flatnonzero(which == one)
        found[some] = np.interp(place[some], profile, clock)
    return found


def places(owners, counts):
    """The places, whole numbers below 2**53, and the fortunes of the first customers of days or events."""
    raw = raw_numbers(owners, 2 * counts).reshape(-1, 2)
    return (raw[:, 0] >> np.uint64(11)).astype(np.int64), (raw[:, 1] >> np.uint64(2)).astype(np.int64)


def identities(day, *whom):
    """The first identity of a day's customers; those of a named source lie far from all others'."""
    return ((crc32(repr(whom).encode()) & 0x3FFFFF) << 40 if whom else 0) + day * MOST_A_DAY


def weights_at(slots, topics):
    """Shares as they are; of weights by interval of the week those of each issue, `slots`: its interval."""
    return {name: each if isinstance(each, float) else each[slots] for name, each in topics.items()}


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
    dealt, who = np.zeros(len(fortunes), np.int64), np.arange(len(fortunes))
    if len(shares) == 1:
        return dealt
    upto = np.cumsum(np.broadcast_arrays(*shares.values()), axis=0)
    parts = [share / np.where(most > 0, most, 1.0) for share, most in zip(shares.values(), upto, strict=True)]
    below = cards_below(np.array(parts))
    by_issue = below.ndim > 1
    purposes = [purpose_named(prefix + name) for name in shares]
    high, low = split(fortunes)
    last = len(shares)
    while last > 1 and len(who):
        some = slice(max(1, last - 1 - TOGETHER // len(who)), last)
        taken = draws(high, low, purposes[some]) < (below[some][:, who] if by_issue else below[some][:, None])
        numbers = np.arange(some.start, some.stop, dtype=np.int16)[:, None]
        dealt[who] = got = (taken * numbers).max(axis=0)  # the last that takes it has the first choice
        left = np.flatnonzero(got == 0)
        who, high, low = who[left], high[left], low[left]
        last = some.start
    return dealt
