"""Records in a file instead of memory."""

import pickle

import pytest

from sim.centre import replicate
from sim.experiment.records import Records, Store
from sim.record import Record
from tests.tracing import assert_equal


@pytest.fixture
def records(centre):
    return [replicate(centre, replication=number) for number in range(3)]


def test_a_record_read_is_the_one_that_was_put(records):
    store = Store()
    read = Records([store.put(record) for record in records])
    assert len(read) == 3
    for record, again in zip(records, read, strict=True):
        assert isinstance(again, Record)
        assert_equal(record, again)
        assert record.seconds == again.seconds


def test_what_is_written_between_two_readings_changes_neither(records):
    store = Store()
    first = store.put(records[0])
    early = first.read()
    store.put(records[1])
    assert (early.days == records[0].days).all()
    assert (first.read().slots == records[0].slots).all()


def test_nothing_is_held_that_was_not_asked_for(records):
    store = Store()
    record = Records([store.put(records[0])])[0]
    held = set(vars(record))
    assert record.pool.dtype == records[0].pool.dtype
    assert set(vars(record)) - held == {"pool"}
    with pytest.raises(AttributeError):
        record.poool  # noqa: B018


def test_some_of_them_are_still_in_the_file(records):
    store = Store()
    read = Records([store.put(record) for record in records])[1:]
    assert isinstance(read, Records)
    assert_equal(read[0], records[1])


def test_to_another_process_they_go_whole(records):
    store = Store()
    read = pickle.loads(pickle.dumps(Records([store.put(record) for record in records])))
    for record, again in zip(records, read, strict=True):
        assert type(again) is Record
        assert_equal(record, again)
