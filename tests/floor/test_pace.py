"""Handling takes longer at some times of the week than at others."""

import pytest

from sim.scenario import WeekTable
from sim.scenario.explain import explain
from tests.tracing import play, quiet

PACE = WeekTable("pace.csv", (600, 660, 720), ((2.0,) * 7, (0.5,) * 7, (0.0,) * 7))


def test_calls_take_as_long_as_the_time_at_which_they_begin_says(clock):
    """Five minutes before 10:00, ten from then, two and a half from 11:00, as before where it says 0."""
    log = play(quiet(pace=PACE), [(599, 0.5), (610, 0.5), (659, 0.5), (670, 0.5), (720, 0.5)], clock)
    assert [ended - answered for _, _, _, answered, ended, *_ in log.legs()] == [5, 10, 10, 2.5, 5]


def test_explained_and_in_the_load():
    """Six calls an hour, for 22 hours as long as the topic says, for one twice and for one half as long."""
    demand = {"per_hour": 6}
    plain, paced = (explain(quiet(demand=demand, **more)) for more in ({}, {"pace": PACE}))
    assert "Handling takes 50% to 200% of what the topics say, by time of the week." in paced.mechanisms
    ratio = paced.tiers[0].load.mean / plain.tiers[0].load.mean
    assert ratio == pytest.approx((22 + 2 + 0.5) / 24)
