"""Figures of all replications that lie in a file: what is made of them is what would be made of arrays."""

import copy
import gc
import weakref

import numpy as np
import pytest

from sim.centre import replicate
from sim.experiment.gathered import AT_ONCE, IN_MEMORY, Gathered, Shelf, Sums, blocks
from sim.experiment.statistics import ratio


@pytest.fixture
def drawn():
    """More figures than are read at once, or lie in memory: [replication, 700, 10]."""
    rng = np.random.default_rng(1)
    of, to = rng.poisson(3, (2, 12, 700, 10)).astype(float)
    assert of.size > 2 * AT_ONCE
    assert of.nbytes > 2 * IN_MEMORY
    return of, of + to


@pytest.mark.parametrize("how", [{}, {"most": 1, "events": True}])
def test_ratios_are_those_of_whole_arrays(drawn, how):
    sums = Sums()
    for of, to in zip(*drawn, strict=True):
        sums.put(of, to)
    found, expected = sums.ratio(**how), ratio(*drawn, **how)
    for name in ("mean", "low", "high", "sd"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))


def test_a_denominator_may_be_one_for_all():
    sums = Sums()
    for count in (1, 3):
        sums.put(np.full((2, 3), count), 1.0)
    assert sums.ratio().mean.tolist() == [[2, 2, 2]] * 2


def test_what_was_read_does_not_change_what_is_put_next():
    gathered = Gathered()
    for number in range(3):
        gathered.put([[number, 10.0], [20, 30]])
        gathered.read(slice(0, 1))
    assert gathered.read(slice(0, 2)).tolist() == [[0, 10], [1, 10], [2, 10]]
    assert gathered.read(slice(3, 4)).tolist() == [[30]] * 3
    assert gathered.read(slice(2, 2)).shape == (3, 0)


def test_blocks_hold_all_figures_once():
    for figures, replications in ((0, 3), (5, 1), (700, 300), (3, 10 * AT_ONCE)):
        found = [range(figures)[block] for block in blocks(figures, replications)]
        assert [number for block in found for number in block] == list(range(figures))
        assert all(len(block) * replications <= max(AT_ONCE, replications) for block in found)


def test_a_shelf_gives_what_was_put_there_and_is_empty_elsewhere():
    shelf = Shelf()
    shelf.put(["a", "b"], np.arange(6.0).reshape(2, 3))
    shelf.put(["c"], np.ones((1, IN_MEMORY)))
    shelf.put(["d"], np.zeros((1, 2, 0)))
    assert shelf["b"].tolist() == [3, 4, 5]
    assert shelf["c"].sum() == IN_MEMORY
    assert shelf["d"].shape == (2, 0)
    assert shelf["a"].tolist() == [0, 1, 2]
    assert "e" not in shelf
    assert "a" not in copy.deepcopy(shelf)


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_a_replication_leaves_nothing_but_its_record(centre, clock):
    if clock == "compiled":
        pytest.importorskip("numba")
    seen = []

    def look(env, centre):
        seen.append(weakref.ref(centre.days))
        seen.append(weakref.ref(centre.crews["helpdesk"]))
        yield env.timeout(60)
        seen.append(weakref.ref(centre))

    gc.collect()  # all that is there is old, so that only a replication's own objects are young
    gc.disable()
    try:
        replicate(centre, clock=clock, processes=[look])
        assert [of() for of in seen] == [None] * 3
    finally:
        gc.enable()
