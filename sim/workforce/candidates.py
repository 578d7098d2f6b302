"""Candidates: who comes looking for work, what they bring, and who is taken.

The k-th candidate of a pool is the same person in every design, whenever he comes and whoever else does.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import Any

from scipy import special

from sim.luck.decks import deck_of
from sim.luck.draws import draw
from sim.luck.fortunes import exponential, fortune, purpose_named, uniform
from sim.scenario.durations import WEEK
from sim.workforce.profile import LikeTheBest

GAP, EXPERIENCE, STABILITY, LAST_STAY, ATTITUDE, INTERVIEW = (
    purpose_named(f"candidate's {trait}")
    for trait in ("gap", "experience", "stability", "last stay", "attitude", "interview")
)


@dataclass(frozen=True)
class Candidate:
    """What someone brings. Minutes; attitude and interview as shares of candidates who have less."""

    fortune: int
    experience: float = 0.0
    hazard_factor: float = 1.0  # of leaving, relative to the mean candidate's
    last_stay: float = 0.0  # elsewhere
    attitude: float = 0.5
    interview: float = 0.5  # the mark, which tells a little of the attitude


def candidate(block, luck):
    """Someone with this fortune; `block`: the scenario's candidates."""
    cards, minutes = deck_of(block.experience)
    factor, stay, attitude, interview = 1.0, 0.0, 0.5, 0.5
    if block.stability:
        factor = hazard_factor(block.stability.spread, uniform(luck, STABILITY))
        stay = exponential(luck, LAST_STAY) * block.stability.stay / max(factor, 1e-9)
    if block.attitude:
        attitude = uniform(luck, ATTITUDE)
        interview = mark(attitude, block.attitude.validity, uniform(luck, INTERVIEW))
    return Candidate(luck, float(cards[draw(luck, EXPERIENCE)]) * minutes, factor, stay, attitude, interview)


def hazard_factor(spread, u):
    """The u-quantile of a gamma distribution with mean 1 and this cv; see frailty in survival analysis."""
    return float(special.gammaincinv(spread**-2, u)) * spread**2 if spread else 1.0


def mark(attitude, validity, u):
    """The share of candidates with a lower mark. Mark and attitude are correlated as normal scores."""
    score = validity * special.ndtri(attitude) + (1 - validity**2) ** 0.5 * special.ndtri(u)
    return float(special.ndtr(score))


class Market:
    """Candidates for a pool, who come one after the other, and the openings they are seen for."""

    def __init__(self, hiring):
        self.hiring, self.crew = hiring, hiring.crew
        rules = hiring.rules
        self.traits, self.screening = rules.candidates, rules.screening
        self.profile = LikeTheBest(rules.profile) if rules.profile else None
        self.rate = self.traits.per_week / WEEK / hiring.brand.cycle
        self.openings: list[Any] = []  # for which somebody is sought, the oldest first
        self.seen: list[list[float]] = [[], [], []]  # by trait: what all had, in order of size
        needed = self.crew.pool.languages or []
        self.languages = {name: share for name, share in self.traits.languages.items() if name in needed}
        self.crew.env.process(self.come())

    def come(self):
        """A process: candidate after candidate, for ever."""
        crew, number = self.crew, 0
        while True:
            luck = fortune(*crew.luck, "candidate", crew.name, number)
            yield crew.env.timeout(exponential(luck, GAP) / self.rate)
            if self.openings:
                self.see(candidate(self.traits, luck))
            number += 1

    def see(self, candidate):
        """Turn down, or make an offer, which is accepted."""
        crew = self.crew
        crew.ledger.happened("seen", crew.index)
        crew.ledger.spend("hiring", crew.index, self.traits.cost * self.hiring.brand.cost)
        ranks = self.ranks(candidate)
        if self.fits(candidate) and (self.profile is None or self.profile.admits(crew.env.now, ranks)):
            self.hiring.offer(self.openings.pop(0), candidate, ranks)
        else:
            crew.ledger.happened("screened_out", crew.index)

    def fits(self, candidate):
        speaks = all(
            uniform(candidate.fortune, purpose_named(f"candidate speaks {name}")) < share
            for name, share in self.languages.items()
        )
        rules = self.screening
        return speaks and (
            rules is None
            or (
                candidate.experience >= rules.experience
                and candidate.last_stay >= rules.stay
                and candidate.interview >= rules.attitude
            )
        )

    def ranks(self, candidate):
        """Of experience, last stay and interview: the share of all candidates seen so far who have less."""
        values = (candidate.experience, candidate.last_stay, candidate.interview)
        ranks = []
        for value, seen in zip(values, self.seen, strict=True):
            ranks.append(bisect_left(seen, value) / len(seen) if seen else 0.5)
            insort(seen, value)
        return tuple(ranks)
