"""When people leave."""

from sim.theory.attrition import hazard_of
from sim.workforce.rota import DAY

YEAR = 365 * DAY


class Staying:
    """Each person leaves at the moment at which the cumulated hazard reaches the person's own number."""

    def __init__(self, crew):
        self.crew = crew
        a = crew.pool.attrition
        self.hazard = (hazard_of(a.yearly_rate, a.cohort_share, a.hazard) if a else 0.0) / YEAR  # a minute
        self.hazard *= crew.pool.brand.turnover if crew.pool.brand else 1.0

    def of(self, person):
        """A process: waits until this person leaves."""
        hazard = self.hazard * person.hazard_factor
        if hazard:
            yield self.crew.env.timeout(person.threshold / hazard)
            if person.stage:
                person.career.interrupt("leaves")
