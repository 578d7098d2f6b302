import pytest

import sim
from sim.scenario.weeks import first_contacts

SMALL = {
    "name": "Small",
    "topics": {"any": {"share": "100%", "handle": {"kind": "exponential", "mean": "5min"}}},
    "tiers": {"one": {"pool": "one"}},
    "pools": {"one": {"agents": 1}},
}


@pytest.mark.parametrize(("interval", "contacts"), [("15min", 3), ("30min", 6), ("1h", 12)])
def test_a_rate_an_hour_is_shared_out_over_its_intervals(interval, contacts):
    scenario = sim.load(SMALL | {"demand": {"per_hour": 12}, "calendar": {"interval": interval}})
    week = first_contacts(scenario)
    assert week.sum() == pytest.approx(12 * 168)
    assert week == pytest.approx(contacts)
