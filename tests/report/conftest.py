"""Small comparisons, simulated once."""

import pytest

import sim
from sim.experiment import Comparison

CENTRE = {
    "name": "Two tiers",
    "calendar": {"start": "2026-01-04", "length": "3 weeks"},
    "demand": {"per_hour": 6},
    "topics": {
        "password": {"share": "40%", "handle": {"kind": "exponential", "mean": "5min"}},
        "server": {"share": "60%", "handle": {"kind": "exponential", "mean": "12min"}},
    },
    "patience": {"kind": "exponential", "mean": "6min"},
    "tiers": {"helpdesk": {"pool": "helpdesk"}, "system": {"pool": "system"}},
    "pools": {
        "helpdesk": {
            "agents": 5,
            "seats": 1,
            "ability": "60%",
            "wage": 50,
            "attrition": {"yearly_rate": "40%"},
        },
        "system": {"agents": 2, "ability": "90%", "wage": 80},
    },
}
MORE_SEATS = ("pools.helpdesk.seats=2", "pools.helpdesk.agents=10")


def simulated(*changes: tuple[str, ...], replications: int = 3) -> Comparison:
    """The centre under each set of changes; the first is the baseline."""
    designs = [sim.load(CENTRE, set=change) for change in changes]
    return sim.compare(designs, replications=replications, seed=1, jobs=1)


@pytest.fixture(scope="session")
def one() -> Comparison:
    return simulated(())


@pytest.fixture(scope="session")
def two() -> Comparison:
    return simulated((), ("name=More <b>seats</b> & people", *MORE_SEATS))


@pytest.fixture(scope="session")
def ten() -> Comparison:
    changes = [
        (f"name=Patience of {minutes} minutes", f"patience.mean={minutes}min") for minutes in range(2, 12)
    ]
    return simulated(*((*change, "calendar.length=8 days") for change in changes), replications=2)


@pytest.fixture(scope="session")
def swamped() -> Comparison:
    """The second design's line keeps growing."""
    return simulated((), ("name=Swamped", "demand.scale=5", "patience={kind: never}"))
