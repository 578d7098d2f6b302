"""Decks against their distributions' own mean, variance and tail."""

import numpy as np
import pytest
from scipy import stats

from sim.luck.decks import deck
from sim.luck.draws import CARDS


def lognormal(cv):
    sigma = np.sqrt(np.log1p(cv * cv))
    return stats.lognorm(sigma, scale=np.exp(-sigma * sigma / 2))


CASES = [
    ("exponential", (), stats.expon(), 1e-4),
    ("lognormal", (0.8,), lognormal(0.8), 1e-3),
    ("lognormal", (1.5,), lognormal(1.5), 5e-3),
    ("gamma", (0.5,), stats.gamma(4, scale=1 / 4), 1e-4),
    ("gamma", (1.5,), stats.gamma(1 / 2.25, scale=2.25), 1e-4),
    ("weibull", (0.7,), stats.weibull_min(0.7, scale=1 / 1.2658235060572783), 1e-3),
    ("weibull", (2.0,), stats.weibull_min(2, scale=1 / 0.886226925452758), 1e-4),
    ("uniform", (1.0, 3.0), stats.uniform(1, 2), 1e-4),
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


def test_equal_decks_are_one_and_cannot_be_written_to():
    assert deck("lognormal", 0.8) is deck("lognormal", 0.8)
    with pytest.raises(ValueError, match="read-only"):
        deck("exponential")[0] = 1.0
