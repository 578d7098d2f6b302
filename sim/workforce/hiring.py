"""How newcomers come."""

from sim.workforce.person import NEVER
from sim.workforce.roster import left_of_vacancy
from sim.workforce.scripts import training_share


class Hiring:
    """Whoever leaves is replaced: after the lead time a newcomer begins, in training first."""

    def __init__(self, crew):
        self.crew = crew

    def training(self):
        """Minutes of it; scripts may shorten it."""
        crew = self.crew
        return crew.pool.hiring.training * training_share(crew.scenario, crew.name)

    def go_on(self, place):
        """A vacancy met on the first day."""
        self.crew.env.process(self.fill(place, left_of_vacancy(self.crew, place), NEVER))

    def replace(self, place, vacant_since):
        """Someone has left. `vacant_since`: when somebody last worked there."""
        self.crew.env.process(self.fill(place, self.crew.pool.hiring.lead_time, vacant_since))

    def fill(self, place, wait, vacant_since):
        crew = self.crew
        yield crew.env.timeout(wait)
        crew.ledger.happened("hired", crew.index)
        crew.ledger.spend("hiring", crew.index, crew.pool.hiring.cost)
        crew.ledger.spend("courses", crew.index, crew.pool.hiring.training_cost)
        crew.employ(crew.newcomer(place, vacant_since))
