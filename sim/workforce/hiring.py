"""How newcomers come: openings, who is found for them, and their first day."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sim.scenario.hiring import Brand
from sim.workforce.candidates import Market
from sim.workforce.classroom import Classroom
from sim.workforce.hazard import beginning_of
from sim.workforce.person import NEVER
from sim.workforce.policies import reviews
from sim.workforce.roster import left_of_vacancy


@dataclass(eq=False)
class Opening:
    """A post that somebody is sought for; of a leaver's own, with its place."""

    since: float
    place: int | None = None
    vacant_since: float = NEVER  # since when nobody worked there; NEVER if that is not known


class Hiring:
    """Whoever leaves is replaced, or reviews say how many to look for; then somebody is found and begins."""

    def __init__(self, crew):
        self.crew, self.rules = crew, crew.pool.hiring
        self.brand = crew.pool.brand or Brand()
        self.free = []  # (place, vacant since) of leavers whom nobody replaces in person
        self.pending = 0  # openings whose newcomer has not begun
        if self.rules:
            self.lead_time = self.rules.lead_time * self.brand.cycle
            self.market: Any = Market(self) if self.rules.candidates else None
            self.classroom = Classroom(self) if self.rules.trainers else None
            if not self.rules.replaces:
                crew.env.process(reviews(self))

    @cached_property
    def training(self):
        """Minutes of it; scripts may shorten it."""
        return beginning_of(self.crew.scenario, self.crew.name)["training"]

    @property
    def vacancies_last_the_lead_time(self):
        """Whether a post is vacant for exactly that after each leaver."""
        return self.rules and self.rules.replaces and not (self.market or self.classroom)

    # --- openings ---------------------------------------------------------------------------------

    def go_on(self, place):
        """A vacancy met on the first day."""
        left = left_of_vacancy(self.crew, place)
        opening = self.open(Opening(self.crew.env.now - (self.lead_time - left), place))
        self.crew.env.process(self.comes(opening, left))

    def replace(self, place, vacant_since, known_for=0.0):
        """Someone has left, which was known for so long. `vacant_since`: when somebody last worked there."""
        if self.rules.replaces:
            self.look_for(Opening(self.crew.env.now, place, vacant_since), known_for)
        else:
            self.free.append((place, vacant_since))

    def look_for_more(self, count):
        """So many more posts, whoever left."""
        for _ in range(count):
            self.look_for(Opening(self.crew.env.now))

    def look_for(self, opening, known_for=0.0):
        """From now on somebody is sought; minutes for which that was known count."""
        self.open(opening)
        if self.market:
            self.market.openings.append(opening)
        else:
            self.crew.env.process(self.comes(opening, max(0.0, self.lead_time - known_for)))

    def open(self, opening):
        self.pending += 1
        self.crew.ledger.change("vacancies", self.crew.index, 1)
        return opening

    def lapse(self, opening):
        """Nobody was found, and nobody is sought any more."""
        self.market.openings.remove(opening)
        self.close(opening)

    def close(self, opening):
        self.pending -= 1
        self.crew.ledger.change("vacancies", self.crew.index, -1)

    # --- newcomers --------------------------------------------------------------------------------

    def offer(self, opening, candidate, ranks):
        """Somebody was found, and comes after the lead time."""
        self.crew.env.process(self.comes(opening, self.lead_time, (candidate, ranks)))

    def comes(self, opening, wait, found=None):
        """A process. `found`: a candidate and the ranks of the traits."""
        yield self.crew.env.timeout(wait)
        if self.classroom:
            self.classroom.join(opening, found)
        else:
            self.begin(opening, found)

    def begin(self, opening, found):
        """The first day."""
        crew = self.crew
        self.close(opening)
        place, vacant_since = self.place_for(opening)
        person = crew.newcomer(place, vacant_since, found[0].fortune if found else None)
        if found:
            self.bring(person, found[0])
        crew.ledger.happened("hired", crew.index)
        crew.ledger.add("hire_time", crew.index, crew.env.now - opening.since)
        crew.ledger.spend("hiring", crew.index, self.rules.cost * self.brand.cost)
        crew.ledger.spend("courses", crew.index, self.rules.training_cost)
        crew.employ(person)
        if found and self.market.profile:
            crew.env.process(self.observe(person, found[1]))

    def place_for(self, opening):
        """Where someone begins: in the leaver's place, in the one that was left first, or in a new one."""
        if opening.place is not None:
            return opening.place, opening.vacant_since
        return self.free.pop(0) if self.free else (self.crew.add_places(1)[0], NEVER)

    def bring(self, person, candidate):
        """The candidate's traits become the person's."""
        rules = self.rules.candidates
        person.hazard_factor = candidate.hazard_factor
        person.ahead = candidate.experience * rules.experience_counts
        if rules.attitude:
            person.pace = 1 + rules.attitude.effect * (2 * candidate.attitude - 1)

    def observe(self, person, ranks):
        """A process: what a hire does in the stretch that the profile looks at, or until leaving."""
        env, rules = self.crew.env, self.rules.profile
        began = env.now
        yield env.any_of([env.timeout(rules.after), person.career])
        worked = max(0.0, env.now - max(began, person.skilled))
        ability = float(self.crew.floor.centre.agents[person.number].ability)
        self.market.profile.was_worth(ranks, worked * ability)
