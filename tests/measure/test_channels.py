"""Measures of channels, from a record filled by hand."""

import numpy as np
import pytest

import sim
from sim.floor.layout import dtype
from sim.floor.parked import PARKED
from sim.floor.tallies import ChannelTally, LegTally
from sim.measure import MEASURES
from tests.experiment.synthetic import empty_record
from tests.tracing import quiet


def test_promises_and_backlog_by_channel():
    record = empty_record()
    record.channels = "phone", "mail", "callback"
    record.channel_legs = np.zeros((3, 2), dtype(LegTally))
    record.promises = np.zeros(3, dtype(ChannelTally))
    record.parked = np.zeros(3, PARKED)
    record.channel_legs["answered"][:, 0] = 10, 4, 2
    record.channel_legs["waited_answered"][:, 0] = 5, 80, 60
    record.promises["kept"], record.promises["broken"] = [0, 3, 2], [0, 1, 0]
    record.promises[2]["offers"], record.promises[2]["promises"], record.promises[2]["given_up"] = 8, 4, 1
    record.parked["hours"] = 10
    record.parked["size"], record.parked["oldest"] = [50, 40, 10], [600.0, 600.0, 60.0]
    scenario = quiet(callback={})

    def value(key, part=None):
        numerator, denominator = MEASURES[key].of(record, scenario, part)
        return numerator / denominator

    assert value("promises_kept") == 5 / 6
    assert value("promises_kept", "mail") == 3 / 4
    assert value("time_to_answer", "mail") == 20 * 60
    assert value("backlog_mean") == 5
    assert value("backlog_oldest", "callback") == pytest.approx(0.1)
    assert value("backlog_mean", "phone") == 0
    assert value("callbacks_accepted") == 0.5
    assert value("callbacks_failed") == 0.25


def test_who_has_no_channels_is_not_told_of_them():
    used = sim.measure.measures_of([quiet()])
    assert not {"promises_kept", "time_to_answer", "put_off", "callbacks_failed"} & set(used)
