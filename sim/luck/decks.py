"""Decks: a distribution as 65,536 equally likely values, so that a draw is a look-up.

Each card is the mean of its cell of the distribution, so a deck has exactly the distribution's mean.
Its variance lacks what lies within cells: 0.002% of an exponential's, 0.02% of a lognormal's with
cv 0.8, 0.8% with cv 2; the last card of an exponential stands at about 12 means. tests/luck holds
mean, variance and tail of every kind against the distribution's own.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy import special

from sim.luck.draws import CARDS


def deck_of(distribution):
    """The deck of a distribution of `sim.scenario.schema`, and what to multiply its cards by.

    Decks of times have mean 1 wherever the kind allows, so that all exponentials share one deck;
    the factor is then the mean, in minutes. Decks of difficulty have factor 1.
    """
    law, factor = law_of(distribution)
    return deck(*law), factor


def law_of(distribution):
    """The arguments of `deck` for a distribution, and what to multiply its cards by."""
    kind = distribution.kind
    if kind == "never":
        return ("deterministic", 1.0), np.inf
    if kind == "deterministic":
        return ("deterministic", 1.0), distribution.value
    if kind == "uniform":
        return ("uniform", distribution.low, distribution.high), 1.0
    if kind == "triangular":
        return ("triangular", distribution.low, distribution.mode, distribution.high), 1.0
    if kind == "empirical":
        sample = distribution.sample
        return ("empirical", sample.minutes, sample.below), 1.0
    if kind == "hyperexponential":
        mean = distribution.average
        branches = tuple((share, each / mean) for share, each in distribution.branches)
        return ("hyperexponential", branches), mean
    if kind == "erlang":
        return ("gamma", distribution.shape**-0.5), distribution.mean
    if kind == "exponential":
        return ("exponential",), distribution.mean
    return (kind, distribution.shape if kind == "weibull" else distribution.cv), distribution.mean


def difficulty_law(topic):
    """The arguments of `deck` for the deck of a topic's difficulties."""
    difficulty = topic.difficulty
    if difficulty.kind == "deterministic":
        return "deterministic", difficulty.value
    return law_of(difficulty)[0]


def difficulty_deck(topic):
    """The deck of a topic's difficulties."""
    return deck(*difficulty_law(topic))


@lru_cache(maxsize=4)
def difficulties(laws):
    """The decks of these laws one behind the other, and at which card that of each law begins, int64[law].

    Every replication deals from them, and to lay out those of four topics takes a millisecond.
    """
    distinct = list(dict.fromkeys(laws))
    cards = np.concatenate([deck(*law) for law in distinct])
    cards.setflags(write=False)
    return cards, np.array([distinct.index(law) * CARDS for law in laws])


@lru_cache(maxsize=512)
def deck(kind, *parameters):
    """Cards in rising order, float64[CARDS], read-only; one array for equal arguments.

    `parameters`: low and high of a uniform, with the mode between them of a triangular; the cv of a
    lognormal or gamma, the shape of a Weibull, the branches of a hyperexponential (share and mean of each),
    the value of a deterministic; of what was observed the values, ascending, and the share of all up to each.
    """
    edges = np.arange(CARDS + 1) / CARDS
    if kind == "deterministic":
        cards = np.full(CARDS, parameters[0])
    elif kind == "uniform":
        low, high = parameters
        cards = low + (high - low) * (edges[:-1] + edges[1:]) / 2
    elif kind == "triangular":
        cards = np.diff(triangular_partial_mean(edges, *parameters)) * CARDS
    elif kind == "empirical":
        cards = observed_cards(edges, *map(np.array, parameters))
    else:
        below = PARTIAL_MEANS[kind](edges, *parameters)
        below[0], below[-1] = 0.0, 1.0
        cards = np.sort(np.diff(below) * CARDS)
    cards.setflags(write=False)
    return cards


_EVENED: dict[tuple, tuple] = {}


def evened(cards, spread):
    """The deck with each card's distance from the mean multiplied by `spread`, 0 to 1; one array for equal
    arguments. The mean stays, the variance is multiplied by spread squared, and no card gets below 0."""
    key = id(cards), spread
    if key not in _EVENED:
        mean = cards.mean()
        drawn_in = mean + spread * (cards - mean)
        drawn_in.setflags(write=False)
        _EVENED[key] = cards, drawn_in  # the first keeps its identity from being used again
    return _EVENED[key][1]


def triangular_partial_mean(u, low, mode, high):
    """The integral of the quantile from 0 to u: of low + sqrt(u w p), then of high - sqrt((1 - u) w (w - p)),
    where w = high - low and p = mode - low."""
    width, peak = high - low, mode - low
    rising = low * u + np.sqrt(width * peak) * u**1.5 / 1.5
    falling = high * (1 - u) - np.sqrt(width * (width - peak)) * (1 - u) ** 1.5 / 1.5
    return np.where(u * width < peak, rising, (low + mode + high) / 3 - falling)


def observed_cards(edges, values, below):
    """Most cells hold one observed value alone, which is then the card to the last bit."""
    first = np.searchsorted(below, edges[:-1], "right")
    last = np.searchsorted(below, edges[1:], "left")
    start = np.concatenate(([0.0], below[:-1]))
    sums = np.concatenate(([0.0], np.cumsum(values * (below - start))))
    at = np.minimum(np.searchsorted(below, edges, "left"), len(values) - 1)
    partial = sums[at] + values[at] * (edges - start[at])
    return np.where(first >= last, values[last], np.diff(partial) * CARDS)


# Of a distribution with mean 1: the part of the mean that comes from values below its u-quantile.


def exponential_partial_mean(u):
    """x = -ln(1 - u); the integral of t e^-t below x is 1 - (1 + x) e^-x."""
    return u + special.xlogy(1 - u, 1 - u)


def lognormal_partial_mean(u, cv):
    """Phi(z - sigma) where z is the normal u-quantile and sigma^2 = ln(1 + cv^2)."""
    return special.ndtr(special.ndtri(u) - np.sqrt(np.log1p(cv * cv)))


def gamma_partial_mean(u, cv):
    """P(k + 1, x) where x is the u-quantile of a gamma with shape k = 1 / cv^2 and scale 1."""
    shape = 1 / (cv * cv)
    return special.gammainc(shape + 1, special.gammaincinv(shape, u))


def weibull_partial_mean(u, shape):
    """P(1 + 1/k, y) where y = -ln(1 - u) is the u-quantile to the power k, scale 1."""
    with np.errstate(divide="ignore"):
        return special.gammainc(1 + 1 / shape, -np.log1p(-u))


def hyperexponential_partial_mean(u, branches):
    """Of each branch with its share p and mean m: p (m - (m + x) e^(-x/m)), where x is the u-quantile.

    That is found by Newton's method on ln P(X > x), which is convex: from 0 it never overshoots.
    """
    shares, means = (np.array(column)[:, None] for column in zip(*branches, strict=True))
    inside = u[1:-1]  # 0 at the first, and nobody asks for the last
    x = np.zeros(len(inside))
    for _step in range(100):
        parts = shares * np.exp(-x / means)
        above = parts.sum(axis=0)
        step = (np.log(above) - np.log1p(-inside)) * above / (parts / means).sum(axis=0)
        x += step
        if (step <= 1e-13 * x).all():
            break
    below = np.zeros(len(u))
    below[1:-1] = (shares * means - shares * (means + x) * np.exp(-x / means)).sum(axis=0)
    return below


PARTIAL_MEANS: dict[str, Callable] = {
    "exponential": exponential_partial_mean,
    "lognormal": lognormal_partial_mean,
    "gamma": gamma_partial_mean,
    "hyperexponential": hyperexponential_partial_mean,
    "weibull": weibull_partial_mean,
}
