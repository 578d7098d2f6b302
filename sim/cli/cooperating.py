"""What `trace` tells of colleagues who were asked in mid-call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sim.words import N_, _

CONSULTATIONS = {
    "no one could help": N_("Colleagues were asked before, and no one could help."),
    "not settled": N_("Agent {place} of {pool} was asked before, and it was not settled."),
    "settled": N_("Agent {place} of {pool} was asked, and helped."),
}


def consultation(leg: Mapping[str, Any]) -> Iterator[str]:
    """A sentence, if colleagues were asked."""
    if leg["consulted"] in CONSULTATIONS:
        text = _(CONSULTATIONS[leg["consulted"]])
        yield text.format(place=leg["helper_place"], pool=leg["helper_pool"])
