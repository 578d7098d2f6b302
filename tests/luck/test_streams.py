"""Streams of many fortunes are those that numpy's generator makes of each."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.luck import streams

FORTUNES = st.one_of(st.integers(0, 2**62 - 1), st.integers(0, 2**33))  # some of one word


def stream(fortune, count):
    return np.random.Philox(np.random.SeedSequence((fortune,))).random_raw(count)


@given(st.lists(st.tuples(FORTUNES, st.integers(0, 9)), max_size=9))
def test_they_are_numpys(owners):
    fortunes = np.array([fortune for fortune, _ in owners], np.int64)
    counts = np.array([count for _, count in owners], np.int64)
    found = streams.raw_numbers(fortunes, counts)
    assert found.dtype == np.uint64
    assert found.tolist() == [int(each) for owner in owners for each in stream(*owner)]


@given(FORTUNES)
def test_keys_are_numpys(fortune):
    expected = np.random.SeedSequence((fortune,)).generate_state(2, np.uint64)
    assert (streams.keys(np.array([fortune])) == expected).all()
