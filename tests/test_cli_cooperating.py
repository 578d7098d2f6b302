"""What `trace` tells of colleagues and lines."""

from sim.cli.cooperating import CONSULTATIONS, consultation
from sim.floor.names import CONSULTED


def test_every_outcome_of_asking_has_a_sentence():
    assert set(CONSULTATIONS) == set(CONSULTED) - {"not asked"}
    told = [
        list(consultation({"consulted": each, "helper_pool": "eng", "helper_place": 3})) for each in CONSULTED
    ]
    assert told[0] == []
    assert told[3] == ["Agent 3 of eng was asked, and helped."]
