"""Decks against their distributions' own mean, variance and tail."""

import numpy as np
import pytest
from pydantic import TypeAdapter
from scipy import stats

from sim.luck.decks import deck, deck_of, evened
from sim.luck.draws import CARDS
from sim.scenario.distributions import Time


def lognormal(cv):
    sigma = np.sqrt(np.log1p(cv * cv))
    return stats.lognorm(sigma, scale=np.exp(-sigma * sigma / 2))


class Mixture(stats.rv_continuous):
    """Of exponentials with shares and means; scipy inverts the distribution function numerically."""

    def _cdf(self, x):
        return sum(share * -np.expm1(-x / mean) for share, mean in BRANCHES)

    def _stats(self):
        mean = sum(share * mean for share, mean in BRANCHES)
        square = sum(2 * share * mean * mean for share, mean in BRANCHES)
        return mean, square - mean * mean, None, None


BRANCHES = ((0.9, 0.5), (0.1, 5.5))  # of SL_h2: mean 1, scv 5.5

CASES = [
    ("exponential", (), stats.expon(), 1e-4),
    ("lognormal", (0.8,), lognormal(0.8), 1e-3),
    ("lognormal", (1.5,), lognormal(1.5), 5e-3),
    ("gamma", (0.5,), stats.gamma(4, scale=1 / 4), 1e-4),
    ("gamma", (1.5,), stats.gamma(1 / 2.25, scale=2.25), 1e-4),
    ("weibull", (0.7,), stats.weibull_min(0.7, scale=1 / 1.2658235060572783), 1e-3),
    ("weibull", (2.0,), stats.weibull_min(2, scale=1 / 0.886226925452758), 1e-4),
    ("uniform", (1.0, 3.0), stats.uniform(1, 2), 1e-4),
    ("triangular", (5.0, 7.0, 10.0), stats.triang(0.4, 5, 5), 1e-4),
    ("triangular", (0.0, 0.0, 6.0), stats.triang(0, 0, 6), 1e-4),
    ("triangular", (1.0, 3.0, 3.0), stats.triang(1, 1, 2), 1e-4),
]


@pytest.mark.parametrize(("kind", "parameters", "exact", "tolerance"), CASES)
def test_mean_variance_and_tail(kind, parameters, exact, tolerance):
    cards = deck(kind, *parameters)
    assert len(cards) == CARDS
    assert (np.diff(cards) >= 0).all()
    assert cards.mean() == pytest.approx(exact.mean(), rel=1e-9)
    assert cards.var() == pytest.approx(exact.var(), rel=tolerance)
    for share in (0.5, 0.9, 0.99, 0.999, 0.9999):
        assert cards[int(share * CARDS)] == pytest.approx(
            exact.ppf(share), rel=0.1 if share > 0.999 else 0.01
        )
    # Each card is its cell's mean, so it lies in its cell.
    edges = exact.ppf(np.arange(CARDS + 1) / CARDS)
    slack = 1e-6 * exact.mean()
    assert (cards[1:-1] >= edges[1:-2] - slack).all()
    assert (cards[1:-1] <= edges[2:-1] + slack).all()


def test_a_mixture_of_exponentials():
    cards = deck("hyperexponential", BRANCHES)
    exact = Mixture(a=0)
    assert cards.mean() == pytest.approx(1, rel=1e-9)
    assert cards.var() == pytest.approx(5.5, rel=2e-3)
    assert (np.diff(cards) >= 0).all()
    for share in (0.1, 0.5, 0.9, 0.99, 0.999, 0.9999):
        above = sum(weight * np.exp(-cards[int(share * CARDS)] / mean) for weight, mean in BRANCHES)
        assert above == pytest.approx(1 - share, rel=0.2 if share > 0.999 else 0.02)
    assert cards[CARDS // 2] == pytest.approx(exact.ppf(0.5), rel=1e-3)


def law(**said):
    return TypeAdapter(Time).validate_python(said)


def test_two_branches_with_balanced_means():
    """p = (1 + sqrt((c2 - 1) / (c2 + 1))) / 2; both branches make half of the work."""
    said = law(kind="hyperexponential", mean="4min", cv=2.0)
    (most, short), (few, long) = said.branches
    assert most == pytest.approx((1 + 0.6**0.5) / 2)
    assert most * short == pytest.approx(few * long) == pytest.approx(2)
    cards, minutes = deck_of(said)
    assert minutes == pytest.approx(4)
    assert cards.std() == pytest.approx(2, rel=1e-3)


def test_an_erlang_is_a_gamma():
    cards, minutes = deck_of(law(kind="erlang", mean="4min", shape=4))
    assert cards is deck("gamma", 0.5)
    assert minutes == 4


def test_what_was_observed_comes_as_often():
    said = law(kind="empirical", values=["4min", "1min", "1min", "11min"], weights=[1, 0.5, 1.5, 0])
    cards, minutes = deck_of(said)
    assert minutes == 1
    assert set(cards.tolist()) <= {1.0, cards[int(CARDS * 2 / 3)], 4.0}  # one cell holds some of both
    assert cards.mean() == pytest.approx(2, rel=1e-12)
    assert (cards == 1).mean() == pytest.approx(2 / 3, abs=2 / CARDS)


def test_more_observations_than_cards():
    times = np.random.default_rng(1).lognormal(0, 1, 9000).round(4)
    often = np.random.default_rng(2).integers(1, 100, 9000).astype(float)
    said = law(kind="empirical", values=[f"{time:.4f}min" for time in times], weights=often.tolist())
    cards, _ = deck_of(said)
    assert (np.diff(cards) >= 0).all()
    assert cards.mean() == pytest.approx(np.average(times, weights=often), rel=1e-9)
    exact = np.average((times - np.average(times, weights=often)) ** 2, weights=often)
    assert cards.var() == pytest.approx(exact, rel=1e-3)


def test_the_same_always_and_nothing_at_all():
    assert (deck_of(law(kind="empirical", values=["3min", "3min"]))[0] == 3).all()
    assert (deck_of(law(kind="empirical", values=[0]))[0] == 0).all()


def test_equal_decks_are_one_and_cannot_be_written_to():
    assert deck("lognormal", 0.8) is deck("lognormal", 0.8)
    with pytest.raises(ValueError, match="read-only"):
        deck("exponential")[0] = 1.0


def test_an_evened_deck_keeps_its_mean():
    cards = deck("lognormal", 1.5)
    drawn_in = evened(cards, 0.6)
    assert drawn_in.mean() == pytest.approx(1, rel=1e-12)
    assert drawn_in.std() == pytest.approx(0.6 * cards.std(), rel=1e-12)
    assert drawn_in.min() > 0
    assert evened(cards, 0.6) is drawn_in
