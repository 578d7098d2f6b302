"""What happens at a centre, in a sentence for each mechanism that a scenario uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.scenario.schema import Scenario

Teller = Callable[[Scenario], Iterator[str]]
_TELLERS: list[Teller] = []


def told(teller: Teller) -> Teller:
    """Register what yields the sentences about a mechanism, none where it is not used."""
    _TELLERS.append(teller)
    return teller


def sentences(scenario: Scenario) -> list[str]:
    """All there is to tell, in order of registration."""
    return [sentence for teller in _TELLERS for sentence in teller(scenario)]
