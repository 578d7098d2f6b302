"""All that customers bring to a centre."""

from __future__ import annotations

from sim.customers.columns import Columns, together
from sim.customers.population import Population
from sim.scenario.schema import Scenario


class Customers:
    """Deals the issues of each day. What one source or stage of it draws, it draws by names of its own."""

    def __init__(self, scenario: Scenario, seed: int, replication: int):
        names: list[str | None] = [*scenario.populations] or [None]
        self.sources = [Population(scenario, seed, replication, name) for name in names]

    def deal(self, day: int, midnight: float) -> Columns:
        """The issues of a day of the run that come to the floor. `midnight`: when the day begins."""
        return together([source.deal(day, midnight) for source in self.sources])
