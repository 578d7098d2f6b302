import numpy as np
import pytest

import sim
from sim.experiment.provenance import provenance
from sim.experiment.results import Results
from tests.experiment.synthetic import POOLS, TIERS, TOPICS, drawn_record

CENTRE = {
    "name": "Tiers",
    "calendar": {"start": "2026-01-04", "length": "3 days", "warm_up": "1 day"},
    "demand": {"per_hour": 20},
    "topics": {
        topic: {"share": "50%", "handle": {"kind": "exponential", "mean": "4min"}} for topic in TOPICS
    },
    "patience": {"kind": "exponential", "mean": "3min"},
    "returns": {"share": "0%"},
    "tiers": {tier: {"pool": pool} for tier, pool in zip(TIERS, POOLS, strict=True)},
    "pools": {pool: {"agents": 3} for pool in POOLS},
}


@pytest.fixture(scope="session")
def centre():
    """A scenario of two tiers, three days long, quickly run."""
    return sim.load(CENTRE)


@pytest.fixture(scope="session")
def larger_centre():
    """The same with one agent more, by another name."""
    return sim.load(CENTRE | {"name": "More"}, set=["pools.helpdesk.agents=4"])


@pytest.fixture
def results_of(centre):
    """Makes results from records."""

    def make(records, name="Tiers", asked=None):
        made = provenance(1, len(records), asked or len(records), "simpy", 1.0)
        return Results(name, centre, records, asked is not None, made, range(len(records)))

    return make


@pytest.fixture
def drawn(results_of):
    """Makes results from so many drawn replications; equal seeds are equal luck."""

    def make(replications, better=0.0, name="Tiers", seed=7):
        rngs = np.random.default_rng(seed).spawn(replications)
        return results_of([drawn_record(rng, better) for rng in rngs], name)

    return make
