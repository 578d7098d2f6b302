"""The draws: the same bits in Python, in columns and compiled; uniform and independent.

Seeds are fixed. Of a sound hash, the tests of quality together fail with probability below 1e-4:
each compares about 40 z-scores with 6.
"""

import numpy as np
import pytest

from sim.luck.draws import CARDS, draw
from sim.luck.fortunes import cards_below, draws, split

N = 200_000
NAMES = range(40)


def fortunes(kind):
    rng = np.random.default_rng(5)
    if kind == "random":
        return rng.integers(0, 1 << 62, N)
    if kind == "consecutive":
        return np.arange(N) + (7 << 40)
    return rng.integers(0, 1 << 30, N) << 32  # low word fixed


def test_columns_and_integers_agree():
    column = fortunes("random")[:1000]
    for name in (0, 19, 20 * 7 + 3, (1 << 31) + 12345, (1 << 32) - 1):
        assert draw(column, name).tolist() == [draw(int(f), name) for f in column]


def test_many_draws_at_once_are_the_same():
    column, names = fortunes("random"), [0, 19, 20 * 7 + 3, (1 << 31) + 12345, (1 << 32) - 1]
    cards = draws(*split(column), names)
    assert all((row == draw(column, name)).all() for name, row in zip(names, cards, strict=True))


@pytest.mark.parametrize("part", [0.0, 1e-9, 0.5 / CARDS, 1.5 / CARDS, 0.1, 1 / 3, 1 - 0.5 / CARDS, 1.0])
def test_so_many_cards_are_below_a_share(part):
    cards = np.arange(CARDS)
    below = (cards + 0.5) / CARDS < part
    assert (below == (cards < cards_below(part))).all()


def test_compiled_agrees():
    numba = pytest.importorskip("numba", reason="the compiled calendar needs the extra `fast`")
    compiled = numba.njit(draw)
    owners = fortunes("random")[:1000].tolist()
    for name in (0, 19, (1 << 31) + 12345):
        assert [compiled(f, name) for f in owners] == [draw(f, name) for f in owners]


@pytest.mark.parametrize("kind", ["random", "consecutive", "low word fixed"])
def test_uniform_and_independent(kind):
    owners = fortunes(kind)
    columns = [draw(owners, name) for name in NAMES]
    for cards in columns:
        counts = np.bincount(cards >> 8, minlength=256)
        assert abs(z(((counts - N / 256) ** 2 / (N / 256)).sum(), 255)) < 6
        centred = cards / CARDS - 0.5
        assert abs(np.corrcoef(centred[1:], centred[:-1])[0, 1]) * N**0.5 < 6
    between = np.corrcoef(columns)[np.triu_indices(len(columns), 1)]
    assert abs(between).max() * N**0.5 < 6
    for a, b in ((0, 1), (0, 8), (4, 12), (3, 7)):
        pairs = np.bincount((columns[a] >> 11) * 32 + (columns[b] >> 11), minlength=1024)
        assert abs(z(((pairs - N / 1024) ** 2 / (N / 1024)).sum(), 1023)) < 6


def z(chi_square, degrees):
    return (chi_square - degrees) / (2 * degrees) ** 0.5
