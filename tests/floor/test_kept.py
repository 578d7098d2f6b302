"""Distributions of times, kept as counts in bins."""

import numpy as np

from sim.floor.kept import EDGES, bins_of


def test_bins_found_without_a_search_are_those_a_search_finds():
    rng = np.random.default_rng(1)
    at_edges = [EDGES, np.nextafter(EDGES, 0.0), np.nextafter(EDGES, np.inf)]
    beyond = [0.0, 5e-324, EDGES[0] / 2, 2 * EDGES[-1], 1e300, np.inf]
    minutes = np.concatenate([10 ** rng.uniform(-4, 8, 200_000), *at_edges, beyond])
    assert (bins_of(minutes) == np.searchsorted(EDGES, minutes)).all()
