"""A hiring profile, refined on the best performers hired so far."""

import numpy as np

MARKS = 10_000  # by which the mark that admits the wanted share is found


class LikeTheBest:
    """Candidates are marked by what the best hires stood out by; those with the best marks are taken."""

    def __init__(self, rules):
        """`rules`: the scenario's profile."""
        self.rules = rules
        self.hires = []  # (when hired, ranks, worth or None while it is not known)
        self.weights, self.threshold = None, -np.inf
        self.refined = -np.inf

    def admits(self, now, ranks):
        """Whether a candidate with these ranks is taken. Until there is a profile, everyone is."""
        if now - self.refined >= self.rules.every:
            self.refine()
            self.refined = now
        return self.weights is None or float(self.weights @ ranks) >= self.threshold

    def was_worth(self, ranks, worth):
        """What a hire has done in the first stretch of employment: ability times minutes on the phone."""
        self.hires.append((ranks, worth))

    def refine(self):
        """The weights of traits: how far the best stood above all others when they came."""
        if len(self.hires) < self.rules.least:
            return
        ranks = np.array([r for r, _ in self.hires])
        worth = np.array([w for _, w in self.hires])
        best = np.argsort(-worth, kind="stable")[: max(1, round(self.rules.best * len(worth)))]
        others = np.setdiff1d(np.arange(len(worth)), best)
        self.weights = ranks[best].mean(0) - ranks[others].mean(0)
        # Among candidates each rank is even, whatever the trait; the points of a lattice stand for them.
        steps = np.arange(MARKS)[:, None] * np.array([1 / MARKS, 0.7548776662466927, 0.5698402909980532])
        self.threshold = float(np.quantile((steps % 1.0) @ self.weights, 1 - self.rules.admits))
